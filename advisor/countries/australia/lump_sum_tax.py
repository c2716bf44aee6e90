"""Tax on taking out super as a lump sum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from ...rules import Input, Outcome, Rules, calculator, cents
from .ages import births, preservation_age
from .components import taxable_part
from .inputs import Age, Element, TaxFreeAmount, TaxFreeShare, WithLevy
from .words import percent


@dataclass(frozen=True, slots=True)
class LowRate:
    """The low rate cap, AUD: the one a member names in place of the law's, and what is used up of it."""

    named: float | None
    used: float


Part = tuple[float, float, str]  # an amount, its rate without the levy, and what it is


@calculator("AU", title="Tax on a super lump sum")
def lump_sum_tax(
    rules: Rules,
    amount: Annotated[
        float,
        Input(
            "the lump sum you take out",
            "AUD",
            low=0,
            high=1e8,
            words=("withdraw", "take out", "lump sum", "cash out", "access"),
        ),
    ],
    age: Age,
    element: Element = "taxed",
    tax_free_share: TaxFreeShare = 0,
    tax_free_amount: TaxFreeAmount = None,
    low_rate_cap_used: Annotated[
        float,
        Input("what you have used up of that cap before", "AUD", low=0, high=1e7, words=("used", "already", "earlier")),
    ] = 0,
    medicare_levy: WithLevy = True,
    low_rate_cap: Annotated[
        float | None,
        Input("the low rate cap you name", "AUD", low=0, high=1e7, words=("low rate cap", "low rate", "rate cap")),
    ] = None,
    reached_preservation_age: Annotated[
        bool | None,
        Input(
            "whether you have reached your preservation age",
            words=(
                "reached preservation",
                *(f"reached {whose} preservation" for whose in ("my", "your", "his", "her", "their", "the")),
                "past preservation",
                "over preservation",
            ),
        ),
    ] = None,
) -> Outcome:
    """The most tax on the lump sum, in AUD, with the Medicare levy unless `medicare_levy` is False.

    ITAA 1997 Div 301; Medicare Levy Act 1986 s 6. No levy on amounts that are not assessable income.
    """
    taxable = taxable_part(amount, tax_free_share, tax_free_amount)
    reached = _reached(_year_of(rules, low_rate_cap), age, reached_preservation_age or low_rate_cap is not None)
    parts = _parts(rules, taxable, age, element, reached, LowRate(low_rate_cap, low_rate_cap_used))
    levy = rules["income_tax.medicare_levy"] if any(rate for _, rate, _ in parts) else 0
    bare = cents(sum(part * rate for part, rate, _ in parts))
    full = cents(sum(part * (rate + levy) for part, rate, _ in parts if rate))
    tax = full if medicare_levy else bare
    return Outcome(
        value=tax,
        unit="AUD",
        headline=_headline(rules, tax, amount, medicare_levy and levy > 0),
        steps=_steps(rules, amount, taxable, parts, levy if medicare_levy else 0),
        notes=_notes(rules, amount, age, tax, bare),
        figures={
            "tax without the Medicare levy": (bare, "AUD"),
            "Medicare levy": (cents(full - bare), "AUD"),
            "what you keep": (cents(amount - tax), "AUD"),
            "taxable part": (cents(taxable), "AUD"),
        },
    )


def _year_of(rules: Rules, cap: float | None) -> Rules:
    """The view on the last day of the year that had the named low rate cap; the view itself where no other had."""
    known = rules.law.parameters["benefits_tax.low_rate_cap"].values
    days = [each.end for each in known if each.value == cap and each.end and each.end < rules.date]
    return rules.on(days[-1]) if days else rules


def _reached(rules: Rules, age: int, told: bool | None) -> bool:
    """Whether preservation age is reached. In a year in which it could be either, what the member tells decides."""
    earliest, latest = births(rules, None, age)
    # untold, the youngest person of that age: a later birthday can only mean a later preservation age
    return age >= preservation_age(rules, earliest if told else latest)


def _parts(rules: Rules, taxable: float, age: int, element: str, reached: bool, low: LowRate) -> list[Part]:
    """The taxable part cut into amounts with one rate each."""
    if age >= rules["benefits_tax.tax_free_age"]:
        if element == "taxed":
            return [(taxable, 0, f"At {rules['benefits_tax.tax_free_age']} or over a taxed fund pays it tax-free")]
        return _above_plan_cap(rules, taxable, [(taxable, rules["benefits_tax.untaxed_60_or_over"], "Untaxed element")])
    if not reached:
        rate = rules[f"benefits_tax.{element}_under_preservation_age"]
        whole: list[Part] = [(taxable, rate, f"{element.capitalize()} element under preservation age")]
        return whole if element == "taxed" else _above_plan_cap(rules, taxable, whole)
    cap = rules["benefits_tax.low_rate_cap"] if low.named is None else low.named
    within = min(taxable, max(cap - low.used, 0))
    below = 0 if element == "taxed" else rules["benefits_tax.untaxed_within_low_rate_cap"]
    above = rules[f"benefits_tax.{element}_above_low_rate_cap"]
    split: list[Part] = [
        (within, below, f"Within the low rate cap of {rules.money(cap)}"),
        (taxable - within, above, "Above the low rate cap"),
    ]
    return split if element == "taxed" else _above_plan_cap(rules, taxable, split)


def _above_plan_cap(rules: Rules, taxable: float, parts: list[Part]) -> list[Part]:
    cap = rules["benefits_tax.untaxed_plan_cap"]
    excess = max(taxable - cap, 0)
    if not excess:
        return parts
    amount, rate, text = parts[-1]
    top: Part = (excess, rules["benefits_tax.untaxed_above_plan_cap"], f"Above the untaxed plan cap {rules.money(cap)}")
    return [*parts[:-1], (max(amount - excess, 0), rate, text), top]


def _headline(rules: Rules, tax: float, amount: float, levy: bool) -> str:
    if not tax:
        return f"You would pay no tax ($0) on taking out {rules.money(amount)}."
    ending = ", including the Medicare levy" if levy else ", without the Medicare levy"
    return f"You would pay at most {rules.money(tax)} tax on taking out {rules.money(amount)}{ending}."


def _steps(rules: Rules, amount: float, taxable: float, parts: list[Part], levy: float) -> tuple[str, ...]:
    free = f"{rules.money(amount - taxable)} of it is tax-free component, so {rules.money(taxable)} is taxable."
    lines = [free] if taxable < amount else []
    for part, rate, text in parts:
        if part and rate:
            rates = percent(rate + levy) + (f" ({percent(rate)} + {percent(levy)} Medicare levy)" if levy else "")
            lines += [
                f"{text}: {rates} tax.",
                f"{rules.money(part)} × {percent(rate + levy)} = {rules.money(part * (rate + levy))}.",
            ]
        elif part:
            lines += [f"{text}.", f"{rules.money(part)} × 0% = $0."]
    return tuple(lines)


def _notes(rules: Rules, amount: float, age: int, tax: float, bare: float) -> tuple[str, ...]:
    notes = []
    if tax:
        notes.append(f"Without the Medicare levy the tax would be {rules.money(bare)}.")
        notes.append("These are the highest rates: if your own tax rate is lower, you pay less.")
    if age < (free := rules["access.unrestricted_age"]):
        notes.append(
            f"Under {free} you can take super out only once you meet a condition of release, such as retiring."
        )
    if amount < rules["benefits_tax.small_lump_sum"]:
        notes.append(f"A whole account under {rules.money(rules['benefits_tax.small_lump_sum'])} is paid out tax-free.")
    return tuple(notes)
