"""Laws that hold for every input, not only for the worked cases."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.countries import COUNTRIES

US = COUNTRIES["US"]
YEARS = st.sampled_from(["2024", "2025", "2026"])
STATUSES = st.sampled_from(["single", "joint", "separate", "head_of_household", "surviving_spouse"])
MONEY = st.integers(0, 900_000).map(float)
BENEFITS = st.integers(0, 90_000).map(float)
FULL_BENEFITS = st.integers(1, 5_000).map(float)
AGES = st.integers(18, 100)
BIRTH_YEARS = st.integers(1938, 2005)
CLAIMS = st.integers(62 * 12, 75 * 12)
quick = settings(max_examples=60, deadline=None)


def value(calculator: str, tax_year: str = "2026", **inputs):
    return US.calculate(calculator, tax_year=tax_year, **inputs).value


@quick
@given(YEARS, STATUSES, AGES, MONEY, MONEY, BENEFITS)
def test_a_larger_withdrawal_never_costs_less_and_never_more_than_itself(year, status, age, amount, wages, benefits):
    same = {"age": age, "filing_status": status, "wages": wages, "social_security": benefits}
    small = US.calculate("us_withdrawal_tax", tax_year=year, amount=amount, **same)
    large = US.calculate("us_withdrawal_tax", tax_year=year, amount=amount + 5_000, **same)
    assert small.value <= large.value
    assert 0 <= small.outcome.figures["because of the withdrawal"][0] <= amount + 0.01


@quick
@given(YEARS, STATUSES, AGES, st.integers(1, 900_000).map(float), BENEFITS)
def test_a_withdrawal_is_taxed_like_the_whole_return_plus_the_additional_tax(year, status, age, amount, benefits):
    whole = value("us_income_tax", year, withdrawals=amount, age=age, filing_status=status, social_security=benefits)
    extra = value("us_early_withdrawal_penalty", year, amount=amount, age=age)
    both = value("us_withdrawal_tax", year, amount=amount, age=age, filing_status=status, social_security=benefits)
    assert abs(both - whole - extra) < 0.02


@quick
@given(STATUSES, MONEY, BENEFITS, st.booleans())
def test_at_most_85_per_cent_of_social_security_is_taxed(status, income, benefits, apart):
    taxed = value(
        "us_taxable_social_security",
        social_security=benefits,
        withdrawals=income,
        filing_status=status,
        lived_apart=apart,
    )
    assert 0 <= taxed <= 0.85 * benefits + 0.01


@quick
@given(YEARS, STATUSES, AGES, MONEY)
def test_roth_limit_falls_with_income_in_steps_of_ten(year, status, age, income):
    same = {"filing_status": status, "age": age}
    full = value("us_contribution_limit", year, plan="roth_ira", age=age)
    here = value("us_roth_ira_limit", year, income=income, **same)
    richer = value("us_roth_ira_limit", year, income=income + 700, **same)
    assert richer <= here <= full
    assert here % 10 == 0
    assert here == 0 or here >= 200


@quick
@given(BIRTH_YEARS, FULL_BENEFITS, CLAIMS)
def test_waiting_a_month_never_lowers_the_benefit(born, benefit, claim):
    def at(months: int) -> float:
        years, rest = divmod(months, 12)
        return value(
            "us_social_security_benefit",
            birth_year=born,
            benefit_at_full_age=benefit,
            claim_age_years=years,
            claim_age_months=rest,
        )

    assert at(claim) <= at(claim + 1)
    assert 0.69 * benefit <= at(claim) <= 1.33 * benefit


@quick
@given(BIRTH_YEARS, FULL_BENEFITS)
def test_the_comparison_repeats_the_single_answers(born, benefit):
    table = US.calculate("us_claiming_age_comparison", birth_year=born, benefit_at_full_age=benefit).outcome.table
    assert [row[0] for row in table.rows] == list(range(62, 71))
    for age, monthly, *_ in table.rows:
        single = value("us_social_security_benefit", birth_year=born, benefit_at_full_age=benefit, claim_age_years=age)
        assert single == monthly


@quick
@given(st.integers(75, 119), st.integers(20, 119), st.integers(1, 5_000_000).map(float))
def test_a_younger_spouse_never_raises_the_required_distribution(age, spouse, balance):
    alone = value("us_required_minimum_distribution", age=age, balance=balance)
    together = value("us_required_minimum_distribution", age=age, balance=balance, spouse_age=spouse)
    assert together <= alone <= balance
    assert (together == alone) or age - spouse > 10


@quick
@given(st.integers(74, 119), st.integers(1, 5_000_000).map(float))
def test_the_required_share_grows_with_age(age, balance):
    assert value("us_required_minimum_distribution", age=age, balance=balance) <= value(
        "us_required_minimum_distribution", age=age + 1, balance=balance
    )


@quick
@given(st.integers(0, 20_000).map(float), st.integers(2015, 2027))
def test_the_full_benefit_rises_with_earnings_but_never_beyond_90_per_cent(earnings, year):
    here = value("us_primary_insurance_amount", average_monthly_earnings=earnings, eligibility_year=year)
    more = value("us_primary_insurance_amount", average_monthly_earnings=earnings + 10, eligibility_year=year)
    assert here <= more
    assert here <= 0.9 * earnings + 1e-6


@quick
@given(STATUSES, MONEY)
def test_a_higher_income_never_lowers_the_medicare_premium(status, income):
    here = value("us_medicare_premium", income=income, filing_status=status)
    assert 202.9 <= here <= value("us_medicare_premium", income=income + 1_000, filing_status=status)


@quick
@given(st.integers(0, 300_000).map(float), st.integers(0, 5_000).map(float))
def test_no_more_is_withheld_than_is_paid(earnings, benefit):
    withheld = value("us_earnings_test", earnings=earnings, monthly_benefit=benefit)
    assert 0 <= withheld <= 12 * benefit
