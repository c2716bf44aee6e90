from __future__ import annotations

from datetime import date

from advisor.countries import COUNTRIES
from advisor.countries.expiry import expiring


def test_figures_of_a_tax_year_are_listed_before_it_ends() -> None:
    found = {each.parameter.name for each in expiring(COUNTRIES["AU"], date(2027, 5, 1), 90)}
    assert any("concessional_cap" in name for name in found)
    assert all(each.end <= date(2027, 7, 30) for each in expiring(COUNTRIES["AU"], date(2027, 5, 1), 90))


def test_what_holds_until_changed_is_never_listed() -> None:
    law = COUNTRIES["UK"].law.parameters
    listed = {each.parameter.name for each in expiring(COUNTRIES["UK"], date(2100, 1, 1), 0)}
    assert listed == {name for name, parameter in law.items() if parameter.values[-1].end}
