"""Leaving the National Pension System: the lump sum, the annuity and the tax."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ...rules import MONTHS, Input, NoRule, Outcome, Rules, calculator, cents
from .inputs import Sector
from .wording import count, percent

Corpus = Annotated[
    float,
    Input(
        "your NPS corpus", "INR", low=0, high=1e11, profile="balance_nps", words=("corpus", "NPS", "balance", "wealth")
    ),
]

ExitAge = Annotated[
    float | None,
    Input("the age at which you leave NPS", "years", low=18, high=120, words=("exit", "leave", "close", "withdraw")),
]

ExitReason = Annotated[
    Literal["normal", "premature", "death"] | None,
    Input(
        "why the account closes",
        words=("resign", "premature", "before 60", "death", "nominee"),
        assume="you leave at retirement or the exit age, unless you named an earlier age",
    ),
]


def largest_lump_sum(corpus: float, rule: dict[str, Any]) -> float:
    """The most that may be taken at once, INR: all of a small corpus; else its share, or a fixed sum where larger."""
    if corpus <= rule["all_up_to"]:
        return corpus
    fixed = rule["fixed"] if corpus <= rule.get("fixed_up_to", 0) else 0
    return cents(max(corpus * rule["share"], fixed))


def _why(rules: Rules, corpus: float, rule: dict[str, Any]) -> str:
    money, share = rules.money, percent(rule["share"])
    if corpus <= rule["all_up_to"]:
        return f"A corpus up to {money(rule['all_up_to'])} may be taken whole."
    if corpus <= rule.get("fixed_up_to", 0) and rule["fixed"] > corpus * rule["share"]:
        return (
            f"Between {money(rule['all_up_to'])} and {money(rule['fixed_up_to'])} up to {money(rule['fixed'])} may be "
            f"taken at once; that is more than {share}."
        )
    return f"The lump sum may be at most {share} of the corpus: {money(cents(corpus * rule['share']))}."


@calculator("IN", title="NPS exit")
def nps_exit(
    rules: Rules,
    corpus: Corpus,
    sector: Sector = "private",
    exit_age: ExitAge = None,
    exit_reason: ExitReason = None,
    ask: Annotated[
        Literal["lump sum", "annuity", "tax-free lump sum", "taxable lump sum"], Input("which figure you ask for")
    ] = "lump sum",
    joined_late: Annotated[
        bool,
        Input(
            "whether you joined NPS at the exit age or later", words=("joined NPS at 6", "joined at 6", "joined late")
        ),
    ] = False,
) -> Outcome:
    """The largest lump sum at an exit from NPS Tier I, INR, or another figure of it if asked.

    Outside government leaving before the exit age is premature, unless the years in the scheme make it a normal exit.
    Law: PFRDA (Exits and Withdrawals under NPS) Regulations 2015, Schedule I, as amended on 16 December 2025;
    Income-tax Act 1961 section 10(12A) for the tax.
    """
    reason = exit_reason or _reason(rules, sector, exit_age)
    rule = _rule(rules, sector, reason, joined_late)
    lump = largest_lump_sum(corpus, rule)
    rest, money = cents(corpus - lump), rules.money
    free = lump if reason == "death" else min(lump, cents(corpus * rules["nps.tax_exempt_share"]))
    taxed = cents(lump - free)
    who = "The nominee" if reason == "death" else "You"
    value, headline = {
        "lump sum": (
            lump,
            f"{who} can take at most {money(lump)} as a lump sum, {money(free)} of it tax-free; "
            f"at least {money(rest)} stays for an annuity.",
        ),
        "annuity": (rest, f"At least {money(rest)} must buy an annuity; up to {money(lump)} may be a lump sum."),
        "tax-free lump sum": (free, f"{money(free)} of the largest lump sum, {money(lump)}, is tax-free."),
        "taxable lump sum": (taxed, f"{money(taxed)} of the largest lump sum, {money(lump)}, is taxed as income."),
    }[ask]
    return Outcome(
        value,
        "INR",
        headline,
        (
            _why(rules, corpus, rule),
            f"{money(corpus)} − {money(lump)} = {money(rest)} is left for an annuity.",
            _tax_step(rules, reason, free, taxed),
        ),
        _exit_notes(rules, corpus, rule, reason),
        {
            "largest lump sum": (lump, "INR"),
            "smallest annuity purchase": (rest, "INR"),
            "tax-free lump sum": (free, "INR"),
            "taxable lump sum": (taxed, "INR"),
        },
    )


def _reason(rules: Rules, sector: str, exit_age: float | None) -> str:
    early = sector == "private" and exit_age is not None and exit_age < rules["nps.exit_age"]
    return "premature" if early else "normal"


def _rule(rules: Rules, sector: str, reason: str, joined_late: bool) -> dict[str, Any]:
    rule: dict[str, Any] = rules["nps.premature" if reason == "premature" else f"nps.{reason}_{sector}"]
    if joined_late and reason == "normal" and sector == "private":
        return {"all_up_to": rules["nps.late_joiner_limit"], "share": rule["share"]}
    return rule


def _tax_step(rules: Rules, reason: str, free: float, taxed: float) -> str:
    if reason == "death":
        return "What a nominee receives as a lump sum is not taxed."
    return (
        f"{percent(rules['nps.tax_exempt_share'])} of the corpus is tax-free as a lump sum: {rules.money(free)} is "
        f"tax-free and {rules.money(taxed)} is taxed as income."
    )


def _exit_notes(rules: Rules, corpus: float, rule: dict[str, Any], reason: str) -> tuple[str, ...]:
    notes = []
    if rule["all_up_to"] < corpus <= rule.get("fixed_up_to", 0):
        notes.append(
            "For a corpus of this size the rest may also be paid out in parts over at least "
            f"{count(rules['nps.redemption_years'], 'year')} instead of an annuity, with a lump sum of up to "
            f"{rules.money(rule['fixed'])}."
        )
    if reason == "premature":
        notes.extend(_years_note(rules))
    if reason == "normal":
        notes.append(f"You need not exit: the money may stay invested up to age {rules['nps.latest_age']}.")
    notes.append("This is for Tier I. Employees of government companies follow the government rule at retirement.")
    return tuple(notes)


@calculator("IN", title="NPS premature exit")
def nps_premature_exit(rules: Rules, corpus: Corpus) -> Outcome:
    """The smallest annuity purchase, INR, when NPS is closed before the normal exit age, with the largest lump sum.

    Law: PFRDA (Exits and Withdrawals under NPS) Regulations 2015 as amended in December 2025.
    """
    rule, money = rules["nps.premature"], rules.money
    lump = largest_lump_sum(corpus, rule)
    rest = cents(corpus - lump)
    headline = f"At least {money(rest)} must buy an annuity; you can take {money(lump)} as a lump sum."
    if not rest:
        headline = f"No annuity is needed ({money(0)}): you can take all {money(lump)} as a lump sum."
    return Outcome(
        rest,
        "INR",
        headline,
        (_why(rules, corpus, rule), f"{money(corpus)} − {money(lump)} = {money(rest)} must buy an annuity."),
        _years_note(rules),
        {"largest lump sum": (lump, "INR")},
    )


def _years_note(rules: Rules) -> tuple[str, ...]:
    try:
        years = rules["nps.exit_years"]
    except NoRule:  # before December 2025 years in the scheme did not open a normal exit
        return ()
    return (f"Outside government, {count(years, 'year')} in the scheme make it a normal exit with a larger lump sum.",)


@calculator("IN", title="NPS annuity")
def nps_annuity(
    rules: Rules,
    corpus: Corpus,
    annuity_rate: Annotated[
        float,
        Input(
            "the annuity's yearly rate",
            "ratio 0–1",
            low=0,
            high=0.15,
            words=("paying", "pays", "rate", "at", "yield", "return", "a year"),
        ),
    ],
    annuity_share: Annotated[
        float | None,
        Input(
            "the share of the corpus that buys the annuity",
            "ratio 0–1",
            low=0,
            high=1,
            words=("use", "using", "put", "share", "part", "portion", "annuitise", "into"),
        ),
    ] = None,
    sector: Sector = "private",
    exit_age: ExitAge = None,
    exit_reason: ExitReason = None,
) -> Outcome:
    """The monthly pension before tax, INR: corpus × share × rate ÷ 12.

    Without a share it is the one that the exit demands of a large corpus: an early exit demands more.
    """
    reason = exit_reason or _reason(rules, sector, exit_age)
    least = 1 - _rule(rules, sector, reason, joined_late=False)["share"]
    share = least if annuity_share is None else annuity_share
    spent = cents(corpus * share)
    first = f"{percent(share)} of {rules.money(corpus)} is {rules.money(spent)}."
    if annuity_share is None:
        exit_kind = {"normal": "a normal exit", "premature": "an early exit", "death": "a death"}[reason]
        first = (
            f"At {exit_kind} {percent(share)} must buy an annuity, unless the corpus is small: {rules.money(spent)}."
        )
    monthly = cents(spent * annuity_rate / MONTHS)
    return Outcome(
        monthly,
        "INR per month",
        f"{rules.money(monthly)} a month would be your pension from the annuity, before tax.",
        (
            first,
            f"{rules.money(spent)} × {percent(annuity_rate)} = {rules.money(cents(spent * annuity_rate))} a year.",
            f"Divided by {MONTHS} that is {rules.money(monthly)} a month.",
        ),
        ("The pension is taxed as income. The rate depends on the insurer, your age and the kind of annuity.",),
        {"spent on the annuity": (cents(spent), "INR"), "left as a lump sum": (cents(corpus - spent), "INR")},
    )
