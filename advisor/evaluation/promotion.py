"""Promote and undo: an alias moves with a reason, through the gate, and every move or refusal is in the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NoReturn

from mlflow.exceptions import MlflowException
from sqlalchemy.exc import SQLAlchemyError

from ..governance import write_move
from ..governance.ledger import Wanted, search
from ..registry import AliasMoveRefused, alias_version, connect, set_model_alias
from ..registry import version as registered_version
from ..settings import Settings
from . import EvaluationFailed
from .evaluating import Progress
from .gate import GateReport, gate


def guards(settings: Settings, alias: str) -> bool:
    """Whether `alias` is one whose version answers members: only there does the gate decide."""
    return alias in (settings.model_alias, "champion")


def promote(
    settings: Settings,
    alias: str,
    version: int,
    expected: int,
    reason: str,
    who: str,
    override_reason: str | None = None,
    progress: Progress | None = None,
) -> GateReport | None:
    """Moves `alias` from version `expected` (0: none) to `version` if the gate lets it; returns the gate's report.

    The gate is run for an alias that serves members; for any other the report is None. Evaluations of today on the
    same cases are not made again, and `progress` hears each step of those that are. With `override_reason` a failed
    gate does not stop the move. Raises AliasMoveRefused with one sentence; refusals are in the ledger.
    """
    with _in_one_sentence():
        _worth_trying(settings, alias, version, expected, reason, who)
        if version == expected:
            return None
        report = _report(settings, alias, version, expected, reason, who, progress)
        evidence: dict[str, Any] = report.evidence if report else {"gate": "not run"}
        if report and not report.passed:
            if not (override_reason or "").strip():
                first = report.blocking[0]
                more = f" (and {len(report.blocking) - 1} more)" if len(report.blocking) > 1 else ""
                sentence = f"Version {version} does not pass the gate: {first.case}: {first.reason.rstrip('.')}{more}."
                _refuse(settings, alias, version, expected, reason, who, sentence, evidence)
            evidence["override"] = override_reason
        set_model_alias(
            alias=alias,
            version=version,
            reason=reason,
            who=who,
            expected=expected,
            evidence=evidence,
            settings=settings,
        )
        return report


def last_move(settings: Settings, alias: str) -> dict[str, Any] | None:
    """The ledger's row of the last move of `alias` (no refusal), or None."""
    wanted = Wanted(alias=alias, outcome="moved")
    return next(iter(search(settings.database_url, settings.registered_model, wanted, limit=1)), None)


def undo(settings: Settings, alias: str, who: str, reason: str, of: int | None = None) -> int:
    """Moves `alias` back to the version before its last move, without the gate; returns that version.

    With `of`, the ledger's id of a move, it is refused unless that is still the last one. Raises AliasMoveRefused,
    also when there is nothing to go back to, or the alias was moved outside the ledger.
    """
    with _in_one_sentence():
        last = last_move(settings, alias)
        now = alias_version(alias, settings.registered_model, connect(settings)) or 0
        if last is None or last["from_version"] is None:
            sentence = f"There is no earlier version that {alias} could go back to."
            _refuse(settings, alias, now, now, reason, who, sentence, {})
        if of is not None and last["id"] != of:
            sentence = f"{alias} was moved again meanwhile, so nothing was undone."
            _refuse(settings, alias, int(last["from_version"]), now, reason, who, sentence, {"undo_of": of})
        return set_model_alias(
            alias=alias,
            version=last["from_version"],
            reason=reason,
            who=who,
            expected=int(last["to_version"]),
            evidence={"undo_of": last["id"]},
            settings=settings,
        )


def _worth_trying(settings: Settings, alias: str, version: int, expected: int, reason: str, who: str) -> None:
    """Refuses at once what the move itself would refuse later: the gate takes a while."""
    if not reason.strip():
        _refuse(settings, alias, version, expected, reason, who, "Give a reason for the move.", {})
    client = connect(settings)
    current = alias_version(alias, settings.registered_model, client) or 0
    if current != expected:
        sentence = f"{alias} points at version {current or 'none'}, not {expected or 'none'}: somebody moved it."
        _refuse(settings, alias, version, current, reason, who, sentence, {"expected": expected})
    try:
        registered_version(version, settings.registered_model, client)
    except LookupError as fault:
        _refuse(settings, alias, version, current, reason, who, str(fault), {})


def _report(
    settings: Settings, alias: str, version: int, expected: int, reason: str, who: str, progress: Progress | None
) -> GateReport | None:
    if not guards(settings, alias):
        return None
    try:
        return gate(settings, expected or None, version, fresh=False, progress=progress)
    except (EvaluationFailed, LookupError) as fault:
        sentence = f"The gate could not be run: {fault.args[0]}"
        _refuse(settings, alias, version, expected, reason, who, sentence, {"gate": "not run"})


def _refuse(
    settings: Settings,
    alias: str,
    version: int,
    current: int,
    reason: str,
    who: str,
    sentence: str,
    evidence: Mapping[str, Any],
) -> NoReturn:
    """Writes the refusal to the ledger, and raises it."""
    write_move(
        settings.database_url,
        who=who,
        model_name=settings.registered_model,
        alias=alias,
        from_version=str(current) if current else None,
        to_version=str(version) if version else None,
        reason=reason,
        outcome="refused",
        evidence={"cause": sentence, **evidence},
    )
    raise AliasMoveRefused(sentence)


@contextmanager
def _in_one_sentence() -> Iterator[None]:
    """Turns the stores' faults into AliasMoveRefused; their own texts may hold addresses and statements."""
    try:
        yield
    except MlflowException as fault:
        raise AliasMoveRefused(f"The registry can't be used right now ({fault.error_code}).") from None
    except SQLAlchemyError:
        raise AliasMoveRefused("The ledger can't be written right now, so nothing was moved.") from None
