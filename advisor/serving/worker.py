"""The process that answers a part of a large batch: settings and a version on stdin, then chunks of rows, a line each.

On stdout stands one line of JSON for each: an empty list once the version is loaded, then the chunks' output rows. Its
end of stdin ends it, so none is left behind by a batch that was killed. A server would spend half as long again on
each row, most of it on JSON.
"""

from __future__ import annotations

import json
import sys

from ..loaded import load_version
from ..settings import Settings


def main() -> None:
    """Answers chunk after chunk until stdin ends."""
    # MLflow prints to stdout; the answers go where it pointed at first
    results, sys.stdout = sys.stdout, sys.stderr
    request = json.loads(sys.stdin.readline())
    model = load_version(Settings(**request["settings"]), version=request["version"])
    print("[]", file=results, flush=True)
    for line in sys.stdin:
        try:
            rows = model.answer(json.loads(line)).rows
        except Exception as fault:  # noqa: BLE001 - its text may repeat the rows, which belong in no log
            sys.exit(f"A chunk could not be answered ({type(fault).__name__}).")
        print(json.dumps(rows, default=str), file=results, flush=True)


if __name__ == "__main__":
    main()
