from __future__ import annotations

from datetime import date

import pytest

from advisor.rules import YearStyle, add_months, age_on

AUSTRALIA = YearStyle(7, 1, "-", "income year")
BRITAIN = YearStyle(4, 6, "/", "tax year")
AMERICA = YearStyle(1, 1)


@pytest.mark.parametrize(
    ("style", "day", "label"),
    [
        (AUSTRALIA, date(2026, 6, 30), "2025-26"),
        (AUSTRALIA, date(2026, 7, 1), "2026-27"),
        (BRITAIN, date(2026, 4, 5), "2025/26"),
        (BRITAIN, date(2026, 4, 6), "2026/27"),
        (AMERICA, date(2026, 12, 31), "2026"),
    ],
)
def test_a_day_belongs_to_the_tax_year_of_its_country(style: YearStyle, day: date, label: str) -> None:
    assert style.label(day) == label
    assert style.start(day) <= day <= style.end(day)


@pytest.mark.parametrize(
    ("style", "text", "last"),
    [
        (AUSTRALIA, "2025-26", date(2026, 6, 30)),
        (BRITAIN, "2025/26", date(2026, 4, 5)),
        (BRITAIN, "2025/2026", date(2026, 4, 5)),
        (AMERICA, "2025", date(2025, 12, 31)),
    ],
)
def test_a_written_tax_year_is_read_as_its_last_day(style: YearStyle, text: str, last: date) -> None:
    assert style.parse(text) == last


def test_nonsense_is_no_tax_year() -> None:
    with pytest.raises(ValueError, match="is not a income year"):
        AUSTRALIA.parse("last year")


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(1966, 11, 24), date(2026, 11, 24), 60),
        (date(1966, 11, 25), date(2026, 11, 24), 59),
        (date(2004, 2, 29), date(2025, 2, 28), 20),
        (date(2004, 2, 29), date(2025, 3, 1), 21),
    ],
)
def test_age_is_in_completed_years(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 24), 14, date(2028, 1, 24)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
    ],
)
def test_adding_months_stays_inside_the_month(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later
