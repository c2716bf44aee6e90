"""What the guardrails and the answer's checks found, by policy and rule."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from .. import charts
from . import card, series
from .view import View

ACTIONS = {"block": charts.OUTCOME_COLOURS["blocked"], "mask": "#4194bd", "flag": "#8a7a1c", "other": "#6b6f73"}
TOP = 12


def draw(view: View) -> None:
    """The share that was blocked over time, then the rules that fired most."""
    counted = view.binned(view.counts("at"))
    if view.split:
        apart = view.binned(view.counts("at", view.split))
        shown = series.split(view, apart, lambda each: each.block_rate, lambda each: each.questions)
    else:
        shown = {"Blocked": series.whole(view, counted, lambda each: each.block_rate)}
    colours = {"Blocked": charts.OUTCOME_COLOURS["blocked"]}
    figure = charts.mark(charts.lines(view.bins, shown, ".1%", colours), view.marks())
    charts.low(figure, len(shown))
    questions = sum(each.questions for each in counted.values())
    card.draw(view, "Blocked questions", figure, f"n = {questions:,} questions", lambda: series.rows(view, shown))
    found = view.rules()
    if not found:
        st.info("No rule found anything in this time.", icon=":material/verified_user:")
        return
    _policies(view, found)
    _ranked(view, found, questions)


def _policies(view: View, found: dict) -> None:
    """Over time, the questions in which each policy blocked something."""
    by_policy: Counter[tuple] = Counter()
    for (policy, _, _, action, at), number in view.rules("at").items():
        if action == "block":
            by_policy[policy, view.period.bin_of(at)] += number
    policies = sorted({policy for policy, _ in by_policy})
    layers = {
        _named(policy): [by_policy.get((policy, start), 0) if view.known(start) else None for start in view.bins]
        for policy in policies
    }
    if layers:
        figure = charts.mark(charts.stacked(view.bins, layers, {}), view.marks())
        number = sum(by_policy.values())
        card.draw(
            view, "Blocked or withheld by policy", figure, f"n = {number:,} findings",
            lambda: series.rows(view, layers),
            "A question in which two rules fired counts for each.",
        )  # fmt: skip


def _ranked(view: View, found: dict, questions: int) -> None:
    sums: dict[str, Counter[str]] = {}
    for (_, code, rule, action), number in found.items():
        name = code if rule == code else f"{code}<br>{rule}"
        sums.setdefault(name, Counter())[action if action in ACTIONS else "other"] += number
    top = sorted(sums, key=lambda name: -sums[name].total())[:TOP]
    layers = {
        action: [sums[name][action] for name in top] for action in ACTIONS if any(sums[name][action] for name in top)
    }
    rows = [
        {"Policy": key[0], "Code": key[1], "Rule": key[2], "Action": key[3], "Questions": number}
        for key, number in sorted(found.items(), key=lambda item: -item[1])
    ]
    note = f"The {TOP} rules that found most." if len(sums) > TOP else ""
    sample = f"n = {sum(found.values()):,} findings in {questions:,} questions"
    card.draw(view, "Findings by rule", charts.ranked(top, layers, ACTIONS), sample, lambda: rows, note, timed=False)


def _named(policy: str) -> str:
    return policy.replace("_", " ")
