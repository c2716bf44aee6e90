"""The process that an evaluation runs in: a request on stdin; on stdout a line of JSON for each step, then the result.

It is started by `evaluate`, with MLflow's pool settings in place before MLflow is imported.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import TextIO

from ..settings import Settings
from .cases import Case
from .running import run


def main() -> None:
    """Evaluates the request's versions one after the other."""
    # MLflow prints to stdout; the evaluations go where it pointed at first
    results, sys.stdout = sys.stdout, sys.stderr
    request = json.load(sys.stdin)
    settings = Settings(**request["settings"])
    chosen = [Case.of(each) for each in request["cases"]]
    found = []
    for number in request["versions"]:
        try:
            found.append(run(settings, number, chosen, _teller(number, len(chosen), results)).plain())
        except LookupError as fault:
            json.dump({"missing": str(fault.args[0])}, results)
            return
    json.dump({"evaluations": found}, results)


def _teller(number: int, total: int, results: TextIO) -> Callable[[int], None]:
    def told(done: int) -> None:
        print(json.dumps({"step": {"version": number, "done": done, "total": total}}), file=results, flush=True)

    return told


if __name__ == "__main__":
    main()
