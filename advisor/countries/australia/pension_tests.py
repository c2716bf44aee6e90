"""The two means tests of the Age Pension and deeming, each on its own, and the limits they come from."""

from __future__ import annotations

from typing import Annotated, Literal

from ...rules import FORTNIGHTS, Input, Outcome, Rules, calculator, cents
from .inputs import Homeowner, Partnered, SeparatedByIllness
from .means import (
    Household,
    amount_text,
    assets_end,
    assets_limit,
    assets_loss,
    counted_earnings,
    deemed,
    free_area,
    full_rate,
    income_end,
    income_loss,
    income_taper,
)
from .words import percent

Income = Annotated[
    float,
    Input(
        "other income of you (and your partner), such as rent or a foreign pension",
        "AUD per fortnight",
        low=0,
        high=1e7,
        words=("income", "combined income", "rent", "get", "foreign pension"),
        assume="you have no other income",
    ),
]
Earnings = Annotated[
    float,
    Input(
        "your own earnings from work",
        "AUD per fortnight",
        low=0,
        high=1e7,
        words=("earn", "wage", "job", "work", "part-time"),
    ),
]
PartnerEarnings = Annotated[
    float,
    Input(
        "your partner's earnings from work",
        "AUD per fortnight",
        low=0,
        high=1e7,
        words=("partner earns", "partner's wage", "partner's job"),
    ),
]
BonusBalance = Annotated[
    float,
    Input(
        "your Work Bonus balance",
        "AUD",
        low=0,
        high=1e5,
        words=("work bonus balance", "income bank"),
    ),
]
FullPension = Annotated[
    float | None,
    Input(
        "the full pension of one person that you name",
        "AUD per fortnight",
        low=1,
        high=1e5,
        words=("maximum", "full", "maximum rate", "full rate"),
    ),
]
FinancialAssets = Annotated[
    float,
    Input(
        "financial assets (bank money, shares, and super once you are of Age Pension age)",
        "AUD",
        low=0,
        high=1e9,
        profile="financial_assets",
        words=("savings", "shares", "bank", "financial", "super", "deemed"),
    ),
]


@calculator("AU", title="Age Pension assets test")
def age_pension_assets_test(
    rules: Rules,
    assets: Annotated[
        float,
        Input(
            "your assets without your home (with your partner's)",
            "AUD",
            low=0,
            high=1e9,
            words=("assets", "savings", "worth", "own"),
        ),
    ],
    partnered: Partnered = False,
    homeowner: Homeowner = True,
    separated_by_illness: SeparatedByIllness = False,
    limit: Annotated[
        float | None,
        Input("the assets limit you name", "AUD", low=1, high=1e8, words=("limit", "threshold", "free area")),
    ] = None,
    full_pension: FullPension = None,
) -> Outcome:
    """Age Pension under the assets test, AUD a fortnight with supplements; combined for a couple.

    Social Security Act 1991 s 1064-G: each full step of a person's share over the limit costs a fixed sum a year.
    """
    home, money = Household(partnered, homeowner, separated_by_illness), rules.money
    limit = assets_limit(rules, home) if limit is None else limit
    most = full_rate(rules, home) if full_pension is None else full_pension
    loss = assets_loss(rules, home, assets, limit)
    each = cents(max(most - loss, 0))
    over, suffix = max(assets - limit, 0), " each" if partnered else ""
    end = assets_end(rules, home, limit, most)
    return Outcome(
        value=cents(each * home.paid),
        unit="AUD a fortnight",
        headline=f"You would get {amount_text(rules, home, each)} under the assets test.",
        steps=(
            f"The full pension is {money(most)} a fortnight{suffix}, for assets up to {money(limit)}.",
            f"You are {money(over)} over that limit" + (f", {money(over / 2)} each." if partnered else "."),
            f"Each full {money(rules['age_pension.assets_step'])} costs "
            f"{money(rules['age_pension.assets_reduction'])} a year: {money(loss)} a fortnight{suffix}.",
            f"{money(most)} − {money(min(loss, most))} = {money(each)}{suffix}.",
        ),
        notes=(
            f"No pension is left from {money(end)} of assets.",
            "The income test is worked out too, and the test that gives less decides.",
        ),
        figures={
            "each": (each, "AUD a fortnight"),
            "together a year": (cents(each * home.paid * FORTNIGHTS), "AUD a year"),
            "assets limit": (limit, "AUD"),
            "assets at which it ends": (end, "AUD"),
        },
    )


@calculator("AU", title="Age Pension income test")
def age_pension_income_test(
    rules: Rules,
    income: Income = 0,
    earnings: Earnings = 0,
    partner_earnings: PartnerEarnings = 0,
    financial_assets: Annotated[
        float,
        Input("financial assets that are deemed to earn income", "AUD", low=0, high=1e9, words=("savings", "shares")),
    ] = 0,
    partnered: Partnered = False,
    separated_by_illness: SeparatedByIllness = False,
    work_bonus_balance: BonusBalance = 0,
    free_income: Annotated[
        float | None,
        Input("the income free area you name", "AUD per fortnight", low=1, high=1e6, words=("free", "free area")),
    ] = None,
    full_pension: FullPension = None,
) -> Outcome:
    """Age Pension under the income test, AUD a fortnight with supplements; combined for a couple.

    Social Security Act 1991 s 1064-E; earnings from work after the Work Bonus, financial assets deemed.
    """
    home, money = Household(partnered, illness=separated_by_illness), rules.money
    work = counted_earnings(rules, earnings, work_bonus_balance) + counted_earnings(rules, partner_earnings, 0)
    deeming = deemed(rules, home, financial_assets) / FORTNIGHTS
    total = income + work + deeming
    most = full_rate(rules, home) if full_pension is None else full_pension
    free = free_area(rules, home) if free_income is None else free_income
    loss = income_loss(rules, home, total, free)
    each, suffix = cents(max(most - loss, 0)), " each" if partnered else ""
    return Outcome(
        value=cents(each * home.paid),
        unit="AUD a fortnight",
        headline=f"You would get {amount_text(rules, home, each)} under the income test.",
        steps=(
            f"Income that counts: {money(income)} other + {money(work)} from work after the Work Bonus of "
            f"{money(rules['age_pension.work_bonus'])} + {money(deeming)} deemed = {money(total)} a fortnight.",
            f"The full pension of {money(most)}{suffix} is paid up to {money(free)}.",
            f"Each dollar over it costs {money(income_taper(rules, home))}{suffix}: {money(loss)}.",
            f"{money(most)} − {money(min(loss, most))} = {money(each)}{suffix}.",
        ),
        notes=(
            f"No pension is left from {money(income_end(rules, home, free, most))} of income a fortnight.",
            "The assets test is worked out too, and the test that gives less decides.",
        ),
        figures={
            "each": (each, "AUD a fortnight"),
            "together a year": (cents(each * home.paid * FORTNIGHTS), "AUD a year"),
            "income that counts": (cents(total), "AUD a fortnight"),
        },
    )


@calculator("AU", title="Deeming")
def deeming(
    rules: Rules,
    financial_assets: FinancialAssets,
    partnered: Partnered = False,
    threshold: Annotated[
        float | None,
        Input("the deeming threshold you name", "AUD", low=0, high=1e7, words=("threshold", "first", "up to")),
    ] = None,
    lower_rate: Annotated[
        float | None,
        Input(
            "the lower rate you name", "ratio 0–1", low=0, high=1, words=("lower", "deeming", "below", "first", "up to")
        ),
    ] = None,
    upper_rate: Annotated[
        float | None,
        Input(
            "the upper rate you name", "ratio 0–1", low=0, high=1, words=("upper", "higher", "above", "rest", "deeming")
        ),
    ] = None,
) -> Outcome:
    """Income that financial assets are taken to earn, AUD a year. Social Security Act 1991 s 1076–1084."""
    home, money = Household(partnered), rules.money
    lower, upper = _rates(rules, lower_rate, upper_rate)
    threshold = rules[f"age_pension.deeming_threshold_{home.kind}"] if threshold is None else threshold
    below, above = min(financial_assets, threshold), max(financial_assets - threshold, 0)
    year = cents(below * lower + above * upper)
    return Outcome(
        value=year,
        unit="AUD a year",
        headline=f"Your savings are deemed to earn {money(year)} a year ({money(year / FORTNIGHTS)} a fortnight).",
        steps=(
            f"The first {money(below)} at {percent(lower)}: {money(below * lower)}.",
            f"The other {money(above)} at {percent(upper)}: {money(above * upper)}.",
            f"Together {money(year)} a year; ÷ {FORTNIGHTS} = {money(year / FORTNIGHTS)} a fortnight.",
        ),
        notes=(
            "What the assets really earn does not matter. Super counts once its owner is of Age Pension age.",
            f"The lower rate holds up to {money(threshold)} of assets.",
        ),
        figures={"a fortnight": (cents(year / FORTNIGHTS), "AUD a fortnight")},
    )


def _rates(rules: Rules, lower: float | None, upper: float | None) -> tuple[float, float]:
    """The two deeming rates, those a member names in place of the law's; the smaller one is the lower."""
    low = rules["age_pension.deeming_lower_rate"] if lower is None else lower
    high = rules["age_pension.deeming_upper_rate"] if upper is None else upper
    return min(low, high), max(low, high)


@calculator("AU", title="Age Pension limits and cut-off points")
def age_pension_limits(
    rules: Rules,
    what: Annotated[
        Literal["full rate", "assets limit", "assets cut-off", "income free area", "income cut-off"] | None,
        Input(
            "the limit you ask for",
            words=("limit", "cut-off", "cut off", "maximum", "threshold", "full", "free area"),
        ),
    ] = None,
    partnered: Partnered = False,
    homeowner: Homeowner = True,
    separated_by_illness: SeparatedByIllness = False,
) -> Outcome:
    """The named Age Pension limit, or the full rate, in AUD (a fortnight for rates and income; combined for a couple).

    Social Security Act 1991 s 1064. Cut-offs follow from the full rate and the tapers.
    """
    home, money = Household(partnered, homeowner, separated_by_illness), rules.money
    full, suffix = full_rate(rules, home), " each" if partnered else ""
    limit, last, free, end = (work(rules, home) for work in (assets_limit, assets_end, free_area, income_end))
    who = "a couple together" if partnered else "a single person"
    owner = f"{who} {'with' if homeowner else 'without'} a home of their own"
    texts = {
        "full rate": (cents(full * home.paid), " a fortnight", f"is the full Age Pension for {who}"),
        "assets limit": (limit, "", f"of assets leaves the full Age Pension for {owner}"),
        "assets cut-off": (last, "", f"of assets ends the Age Pension for {owner}"),
        "income free area": (free, " a fortnight", f"of income leaves the full Age Pension for {who}"),
        "income cut-off": (end, " a fortnight", f"of income ends the Age Pension for {who}"),
    }
    value, span, text = texts[what or "full rate"]
    rest = "" if what else f"; it ends at {money(last)} of assets or {money(end)} of income a fortnight"
    return Outcome(
        value=value,
        unit=f"AUD{span}",
        headline=f"{money(value)}{span} {text}{rest}.",
        steps=(
            f"Full rate: {money(full)} a fortnight{suffix}, with supplements.",
            f"Assets of {owner}: full pension to {money(limit)}, none from {money(last)}.",
            f"Income of {who}: full pension to {money(free)} a fortnight, none from {money(end)}.",
        ),
        notes=("Your home does not count as an asset.",),
    )
