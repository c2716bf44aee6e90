"""One question → one answer. Reads top to bottom; keeps nothing; safe on any number of threads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING, Any

from .answering import Answer, Composer, Violation, check
from .contract import OUTPUT, Question, RowError, check_question, new_reference
from .countries import COUNTRIES, Country
from .guardrails import Guardrails, Verdict
from .members import Profile
from .telling import Telling
from .understanding import Reading, Understanding

if TYPE_CHECKING:
    from .llm import Engines

# What of a profile may be used under another country's rules: nothing that is money or law of the home country.
FACTS_ABROAD = ("age", "birth_date", "birth_year", "partnered", "partner_age", "homeowner")
HISTORY_TURNS = 8
_OWN_WORDS = "Please ask your pension question in your own words."
_ADVICE = {
    frozenset({"personal_data"}): "You can ask again with that part left out. I don't need it to answer.",
    frozenset({"length"}): "Please shorten it to what you want to know.",
}
_LATER = "Your pension question can wait. I'm here for it whenever you want to come back to it."
_KIND_WORDS = (
    "I'm sorry that things are so hard right now. You don't have to face this alone. These people can help you:"
)


@dataclass
class Trail:
    """What one question has gone through so far: its timings, and what is known for the row."""

    question: Question
    started: float = field(default_factory=perf_counter)
    timings: dict[str, float] = field(default_factory=dict)
    reference: str = field(default_factory=new_reference)
    masked: str | None = None

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        start = perf_counter()
        try:
            yield
        finally:
            spent = (perf_counter() - start) * 1000
            self.timings[f"{name}_ms"] = self.timings.get(f"{name}_ms", 0.0) + spent

    def row(self, **known: Any) -> dict[str, Any]:
        """The output row, with every column of the contract."""
        row: dict[str, Any] = {
            "user_id": self.question.user_id,
            "session_id": self.question.session_id,
            "query": self.question.query,
            "answer": None,
            "evidence": [],
            "cost": 0.0,
            "latency_ms": (perf_counter() - self.started) * 1000,
            "blocked": False,
            "violations": [],
            "error": None,
            "reference": self.reference,
            "masked_query": self.masked,
            "withheld_answer": None,
            "off_topic": False,
            "urgent": False,
            "intent": [],
            "tools": [],
            "confidence": 0.0,
            "validator": "none",
            "verdict": "not checked",
            "findings": [],
            "usage": {"input_tokens": 0, "output_tokens": 0, "paid_calls": 0},
            "timings": dict(self.timings),
            "receipt": None,
        } | known
        if row["receipt"]:
            checked = {key: row[key] for key in ("validator", "verdict", "timings", "latency_ms", "cost")}
            row["receipt"] = json.dumps(row["receipt"] | checked, default=str, ensure_ascii=False)
        return {column: row[column] for column in OUTPUT}


@dataclass(frozen=True)
class Pipeline:
    """The house's one direction: guard, understand, look up, calculate, write, check, guard.

    `confidence_floor` (ratio 0–1) is where `strict` validation withholds.
    """

    guardrails: Guardrails
    understanding: Understanding
    composer: Composer
    confidence_floor: float = 0.5
    engines: Engines | None = None

    @property
    def _masks(self) -> bool:
        policy = self.guardrails.policy
        return policy.enabled and policy.personal_data.masks_every_answer()

    def answer(self, question: Question, profile: Profile | None, trouble: str = "") -> dict[str, Any]:
        """The output row for one question. `trouble` says why profiles couldn't be read. Never raises."""
        trail = Trail(question)
        try:
            check_question(question)
        except RowError as fault:
            return trail.row(outcome="failed", error=str(fault))
        try:
            with trail.phase("guard_input"):
                verdict = self.guardrails.check_input(question.query, question.country)
            # whatever the policy lets through to the answer, nothing personal is kept
            trail.masked = self.guardrails.mask(verdict.masked, question.country)
            if verdict.blocked:
                return self._blocked(trail, verdict)
            if "distress.self_harm" in {finding.code for finding in verdict.findings}:
                return self._comforted(trail, verdict)
            return self._answered(trail, verdict, profile, trouble)
        except Exception as fault:  # noqa: BLE001 - one bad row costs only itself
            # The fault's own text may repeat what the member wrote, so only its kind is told.
            return trail.row(
                outcome="failed",
                error=f"Something went wrong while answering ({type(fault).__name__}). Please try again.",
            )

    def _blocked(self, trail: Trail, verdict: Verdict) -> dict[str, Any]:
        blocking = [finding for finding in verdict.findings if finding.action == "block"]
        reasons = "; ".join(dict.fromkeys(finding.message for finding in blocking))
        advice = _ADVICE.get(frozenset(finding.policy for finding in blocking), _OWN_WORDS)
        return trail.row(
            outcome="blocked",
            answer=f"I can't take this message as it is: {reasons}. {advice}",
            blocked=True,
            violations=verdict.violations,
            urgent=verdict.urgent,
            findings=_findings(verdict),
            receipt=_receipt(trail, COUNTRIES[trail.question.country], None, None, verdict, None, self._masks),
        )

    def _comforted(self, trail: Trail, verdict: Verdict) -> dict[str, Any]:
        """Somebody in danger gets people to talk to, and no sums."""
        country = COUNTRIES[trail.question.country]
        return trail.row(
            outcome="answered",
            answer="\n\n".join([*_comfort(verdict, country), _LATER]),
            violations=verdict.violations,
            urgent=True,
            confidence=1.0,
            findings=_findings(verdict),
            receipt=_receipt(trail, country, None, None, verdict, None, self._masks),
        )

    def _answered(self, trail: Trail, verdict: Verdict, profile: Profile | None, trouble: str) -> dict[str, Any]:
        question, country = trail.question, COUNTRIES[trail.question.country]
        facts, notes = _facts(question, profile, trouble, date.today())
        # what the guardrails masked stays masked from here on
        history = self._history(question)
        with trail.phase("understand"):
            reading = self.understanding.read(verdict.masked, country.code, facts, history)
        with trail.phase("compose"):
            embedded = self.composer.compose(reading, country, facts)
        told = Telling(self.engines, country, verdict.masked, history, facts, question.validation_mode)
        written = told.written(trail, reading, embedded)
        answer, faults, withheld = self._chosen(trail, told, written, embedded)
        with trail.phase("guard_output"):
            out = self.guardrails.check_output(answer.text, country.code)
        text = "\n\n".join([*_comfort(verdict, country), out.masked, *notes])
        withheld = withheld or out.blocked
        paid = told.meter
        answers = answer.outcome in ("answered", "needs_facts")
        outcome = "withheld" if withheld else "answered" if answers else "declined"
        return trail.row(
            outcome=outcome,
            answer=_withheld_message(trail.reference) if withheld else text,
            withheld_answer=out.masked if withheld else None,
            cost=paid.cost if paid else 0.0,
            usage=told.usage,
            evidence=[each.row() for each in answer.evidence],
            violations=verdict.violations + [f"{f.code}: {f.detail}" for f in faults] + out.violations,
            off_topic=reading.topic == "off_topic",
            urgent=verdict.urgent,
            intent=[task.name for task in reading.tasks],
            tools=[result.calculator for result in answer.results],
            confidence=answer.confidence,
            validator=told.validator(answer),
            verdict="withheld" if withheld else "passed with remarks" if faults else "passed",
            findings=_findings(verdict) + _findings(out),
            receipt=_receipt(trail, country, reading, answer, verdict, profile, self._masks)
            | told.receipt(answer, answer is written),
        )

    def _chosen(
        self, trail: Trail, told: Telling, written: Answer | None, embedded: Answer
    ) -> tuple[Answer, list[Violation], bool]:
        """The answer that is given, what is wrong with it, and whether it is withheld.

        An answer in an LLM's words that would be withheld gives way to the embedded one.
        """
        for answer in (written, embedded) if written else (embedded,):
            with trail.phase("check"):
                faults = check(answer.text, answer.evidence, told.country, _asked(told), told.facts)
            if told.wants_judge(faults, answer.confidence < self.confidence_floor, answer):
                faults += told.judged(trail, answer, self.confidence_floor)
            withheld = self._withholds(told.mode, faults, answer)
            if not withheld:
                break
            told.trouble += [fault.code for fault in faults] if answer is written else []
        return answer, faults, withheld

    def _history(self, question: Question) -> list[dict[str, str]]:
        """The last turns, without those that the guardrails would not let in now."""
        kept = []
        for turn in list(question.history)[-HISTORY_TURNS:]:
            role, content = str(turn.get("role", "")), str(turn.get("content", ""))
            if role == "user" and self.guardrails.check_input(content, question.country).blocked:
                continue
            kept.append({"role": role, "content": content})
        return kept

    def _withholds(self, mode: str, faults: Sequence[Violation], answer: Answer) -> bool:
        """Whether the answer is kept from the member: `lenient` only for critical faults, `strict` for any doubt."""
        worst = {fault.severity for fault in faults}
        if mode == "lenient":
            return "critical" in worst
        if mode == "strict":
            return bool(faults) or (answer.outcome == "answered" and answer.confidence < self.confidence_floor)
        return bool(worst & {"critical", "major"})


def _facts(question: Question, profile: Profile | None, trouble: str, today: date) -> tuple[dict[str, Any], list[str]]:
    """The profile's facts that may be used, and what the member is told about them."""
    if trouble:
        return {}, [f"*{trouble} This is a general answer.*"]
    if profile is None:
        return {}, ["*No profile was found for this member, so this is a general answer.*"]
    facts = profile.facts(today)
    if profile.country == question.country:
        return facts, []
    home, asked = COUNTRIES[profile.country].content["name"], COUNTRIES[question.country].content["name"]
    return {key: facts[key] for key in FACTS_ABROAD if key in facts}, [
        f"*Your profile is for {home}. This answer is about {asked} and uses only your age and household from it.*"
    ]


def _comfort(verdict: Verdict, country: Country) -> list[str]:
    """For a member in distress: kind words and the country's help lines for it, before anything else."""
    troubles = {finding.code.partition(".")[2] for finding in verdict.findings if finding.policy == "distress"}
    if not troubles:
        return []
    lines = [
        f"- **{line['name']}: {line['phone']}** ({line['for']})"
        for line in country.content["help_lines"]
        if troubles & set(line["when"])
    ]
    return [_KIND_WORDS, "\n".join(lines)]


def _withheld_message(reference: str) -> str:
    return (
        "I worked on this, but my answer did not pass its own checks, so I am not showing it. "
        f"A wrong figure would be worse than none. A reviewer can look it up under {reference}."
    )


def _findings(verdict: Verdict) -> list[dict[str, Any]]:
    return [asdict(finding) for finding in verdict.findings]


def _receipt(
    trail: Trail,
    country: Country,
    reading: Reading | None,
    answer: Answer | None,
    verdict: Verdict,
    profile: Profile | None,
    masked: bool,
) -> dict[str, Any]:
    """What a member can quote and a reviewer can retrace. Holds no text of the question."""
    results = answer.results if answer else ()
    tasks = {task.name: task for task in reading.tasks} if reading else {}
    return {
        "reference": trail.reference,
        "country": country.code,
        "engine": "embedded",
        "rules_date": max((r.rules_date for r in results), default=date.today()),
        "rules_year": results[0].rules_year if results else country.rules().year,
        "profile": "found" if profile else "none",
        "calculations": [
            {
                "calculator": result.calculator,
                "title": result.title,
                "inputs": result.inputs,
                "from_question": sorted(tasks[result.calculator].given) if result.calculator in tasks else [],
                "from_profile": sorted(tasks[result.calculator].from_profile) if result.calculator in tasks else [],
                "assumptions": result.assumptions,
            }
            for result in results
        ],
        "sources": sorted({f"{s.authority}: {s.reference}" for r in results for s in r.sources}),
        "guardrails": sorted({finding.code for finding in verdict.findings}) or ["nothing found"],
        "validation_mode": trail.question.validation_mode,
        "answer_masked": masked,
    }


def _asked(told: Telling) -> str:
    """All that the member wrote in this talk: an answer may take up a figure of an earlier message."""
    return "\n".join([*(turn["content"] for turn in told.history if turn["role"] == "user"), told.question])
