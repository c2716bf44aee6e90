"""`python -m advisor`: the same functions that the pages call."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from uuid import uuid4

import typer
from tqdm import tqdm

from .settings import Settings, SettingsError, load_settings

if TYPE_CHECKING:
    from .evaluation.evaluating import Step

app = typer.Typer(
    help="Pension Advisor on the command line.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Alias = Annotated[str | None, typer.Option(help="The alias of the version to use; champion by default.")]
Override = Annotated[str | None, typer.Option(help="Move it though the gate fails, for this reason.")]
Number = Annotated[int | None, typer.Option("--version", help="The number of the version to use.")]


@contextmanager
def _told() -> Iterator[Settings]:
    """Runs a command with the settings; a known fault is one sentence on stderr and exit code 1, no stack trace."""
    from .batch import BatchError
    from .evaluation import EvaluationFailed
    from .registry import AliasMoveRefused

    try:
        yield load_settings()
    except (SettingsError, AliasMoveRefused, BatchError, EvaluationFailed, LookupError) as fault:
        typer.echo(str(fault.args[0] if fault.args else fault), err=True)
        raise typer.Exit(1) from None
    except Exception as fault:
        if os.environ.get("ADVISOR_DEBUG") or isinstance(fault, typer.Exit | typer.Abort):
            raise
        # an unforeseen fault's text may repeat a question, so only its kind is told
        typer.echo(f"Something went wrong ({type(fault).__name__}). Set ADVISOR_DEBUG=1 to see the details.", err=True)
        raise typer.Exit(2) from None


@app.command()
def setup() -> None:
    """Create the data folder, the stores, the demo members, the first version and the champion. Safe to repeat."""
    from .setup import set_up

    with _told() as settings:
        for step in set_up(settings):
            typer.echo(f"{step} …")
        typer.echo(f"Ready. Everything is in {settings.home}.")


@app.command()
def ask(
    query: str,
    user: Annotated[str, typer.Option(help="The member's id.")] = "",
    country: Annotated[str, typer.Option(help="AU, US, UK or IN.")] = "AU",
    alias: Alias = None,
    version: Number = None,
    mode: Annotated[str, typer.Option(help="The validation mode.")] = "",
    as_json: AsJson = False,
) -> None:
    """Ask a registered version one question; it is recorded like any other."""
    from .asking import ask as ask_one
    from .governance import migrate
    from .loaded import load_version

    with _told() as settings:
        model = load_version(settings, alias, version)
        migrate(settings.database_url)
        row = {
            "user_id": user,
            "session_id": f"cli-{uuid4().hex[:12]}",
            "country": country.upper(),
            "query": query,
            "validation_mode": mode or settings.validation_mode,
            "enable_observability": settings.observability,
        }
        answered = ask_one(model, settings, "cli", row).row
    if as_json:
        typer.echo(json.dumps(answered, ensure_ascii=False, default=str, indent=2))
    else:
        typer.echo(answered["answer"] or answered["error"])


@app.command()
def register(
    alias: Annotated[str | None, typer.Option(help="Give the new version this alias.")] = None,
    reason: Annotated[str, typer.Option(help="Why, for the ledger.")] = "registered from the command line",
    override: Override = None,
) -> None:
    """Register this checkout's code and rules as a new version; an alias for it goes through the gate."""
    from .registering import log_model_to_mlflow

    with _told() as settings:
        made = log_model_to_mlflow(settings=settings)
        typer.echo(f"Registered {settings.registered_model} version {made.number} (code {made.tags['code']}).")
        if alias:
            _move(settings, alias, made.number, reason, override)


@app.command()
def versions(as_json: AsJson = False) -> None:
    """List the versions with their aliases, newest first."""
    from .registry import connect
    from .registry import versions as all_versions

    with _told() as settings:
        found = all_versions(settings.registered_model, connect(settings))
    if as_json:
        typer.echo(json.dumps([vars(v) for v in found], default=str, indent=2))
        return
    for each in found:
        typer.echo(f"{each.number:>4}  {each.created:%Y-%m-%d %H:%M} UTC  {', '.join(each.aliases) or '-'}")


@app.command()
def alias(
    name: Annotated[str, typer.Argument(help="champion or challenger")],
    version: Annotated[int, typer.Argument(help="The version it shall point at.")],
    reason: Annotated[str, typer.Option(help="Why, for the ledger.")],
    expected: Annotated[int | None, typer.Option(help="Refuse unless it points at this version now.")] = None,
    override: Override = None,
) -> None:
    """Move an alias to a version, with a reason, through the gate; the move is written to the ledger."""
    with _told() as settings:
        _move(settings, name, version, reason, override, expected)


@app.command()
def evaluate(
    version: Annotated[int | None, typer.Option(help="The version to judge; the challenger's by default.")] = None,
    as_json: AsJson = False,
) -> None:
    """Run the packaged cases and the reviewers' on a version, beside the champion; log a run and tag the version."""
    from .evaluation import report
    from .evaluation.evaluating import evaluate as evaluate_one
    from .evaluation.gate import gate
    from .governance import migrate
    from .registry import alias_version, connect

    with _told() as settings:
        migrate(settings.database_url)
        client = connect(settings)
        champion = alias_version(settings.model_alias, settings.registered_model, client)
        number = version or alias_version("challenger", settings.registered_model, client) or champion
        if number is None:
            raise LookupError("There is no version to evaluate. Run `setup` first.")
        if champion in (None, number):
            made = evaluate_one(settings, number)
            typer.echo(json.dumps(made.plain(), indent=2) if as_json else "\n".join(report.alone(made)))
        else:
            found = gate(settings, champion, number)
            typer.echo(json.dumps(report.as_json(found), indent=2) if as_json else "\n".join(report.lines(found)))


@app.command()
def score(
    since: Annotated[str, typer.Option(help="How far back: 7d, 24h, or a date such as 2026-11-01 (UTC).")] = "24h",
    sample: Annotated[float, typer.Option(help="The share of answers to score, 0 to 1.")] = 0.1,
    seed: Annotated[int, typer.Option(help="Another seed draws another sample.")] = 0,
    budget: Annotated[
        float | None, typer.Option(help="USD that the judge may cost; ADVISOR_JUDGE_BUDGET else.")
    ] = None,
) -> None:
    """Score a sample of recorded answers (masked) for quality, each once; by the judge too, where one is set."""
    from .evaluation.scoring import moment
    from .evaluation.scoring import score as score_sample
    from .governance import migrate

    with _told() as settings:
        migrate(settings.database_url)
        done = score_sample(settings, moment(since), sample, seed, budget)
        typer.echo(f"{done.answers} answers scored, {done.scores} new scores.")
        if done.bill:
            typer.echo(done.bill.told)


@app.command()
def alerts() -> None:
    """Check the thresholds, send what is due to the webhook, and list what is crossed; for cron, without an app."""
    from .alerts import check, told
    from .governance import migrate

    with _told() as settings:
        migrate(settings.database_url)
        for breach in check(settings):
            typer.echo(f"{breach.started_at:%Y-%m-%d %H:%M} UTC  {told(breach)}  {breach.fault or ''}".rstrip())


@app.command()
def batch(source: Path, target: Path, alias: Alias = None, version: Number = None) -> None:
    """Answer the questions of a CSV or Parquet file into another; goes on where a killed run stopped."""
    from .batch import run_file

    with _told() as settings, tqdm(unit="question", file=sys.stderr) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        count = run_file(source, target, settings, alias, version, progress)
    typer.echo(f"{count} answers in {target}.")


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="The port on 127.0.0.1.")] = 5001,
    alias: Alias = None,
    version: Number = None,
) -> None:
    """Serve one version at /invocations on loopback, until interrupted."""
    from .registry import alias_version, connect
    from .serving.process import ModelServer

    with _told() as settings:
        number = version or alias_version(alias or settings.model_alias, client=connect(settings))
        if number is None:
            raise LookupError(f"No version carries the alias {alias or settings.model_alias}. Run `setup` first.")
        os.environ |= {"MLFLOW_TRACKING_URI": settings.tracking_uri, "MLFLOW_REGISTRY_URI": settings.registry_uri}
        os.environ.pop("PYTHONPATH", None)
        os.chdir(settings.home)
        server = ModelServer(settings, number, port)
        command = server.command()
        os.execve(command.program[0], command.program, command.environment(settings))


@app.command()
def expiring(
    days: Annotated[int, typer.Option(help="How many days ahead to look.")] = 90,
    country: Annotated[str | None, typer.Option(help="AU, US, UK or IN; all by default.")] = None,
) -> None:
    """List the figures of the law that run out soon, with the file to update and the official place to look."""
    from datetime import date

    from .countries import COUNTRIES
    from .countries.expiry import expiring as running_out

    chosen = [COUNTRIES[country.upper()]] if country else list(COUNTRIES.values())
    for each in (found for one in chosen for found in running_out(one, date.today(), days)):
        file = each.parameter.name.split(".")[0]
        typer.echo(f"{each.end}  {each.country}  {file}.yaml  {each.parameter.label}  {each.parameter.url}")


@app.command()
def doctor(as_json: AsJson = False) -> None:
    """Say, part by part, what is live, embedded or off, and what to set."""
    from .doctor import examine

    with _told() as settings:
        found: dict[str, Any] = examine(settings)
    if as_json:
        typer.echo(json.dumps(found, indent=2))
        return
    for key in ("home", "tracking_uri", "registry_uri", "model_name", "champion_version", "engine"):
        typer.echo(f"{key:<18}{found[key]}")
    for name, part in found["parts"].items():
        typer.echo(f"{name:<18}{part['state']:<10}{part['set']}")


def _move(
    settings: Settings, alias: str, version: int, reason: str, override: str | None, expected: int | None = None
) -> None:
    """Promotes, with the steps of the evaluation on a progress bar, and says where the alias points then."""
    from .evaluation.promotion import promote
    from .governance import migrate
    from .registering import user
    from .registry import alias_version, connect

    migrate(settings.database_url)
    now = alias_version(alias, settings.registered_model, connect(settings)) or 0
    with tqdm(unit="case", file=sys.stderr, delay=1, disable=None) as bar:

        def progress(step: Step) -> None:
            bar.total = step.total
            bar.set_description(f"evaluating version {step.version}")
            bar.update(step.done - bar.n)

        promote(settings, alias, version, now if expected is None else expected, reason, user(), override, progress)
    typer.echo(f"{alias} points at version {version}.")
