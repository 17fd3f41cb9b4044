"""The long fault runs on the watched folder; ``make soak`` or ``python scripts/soak.py [PHASE…]``. Writes docs/soak.md.

``--kills N --files N --many N --shared N`` make a run shorter or longer. Phases that are not run keep their part of the report.
Every phase ends with ``check_watched.py``, which knows nothing of the watcher's code.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import watch_and_die
from soak_hostile import hostile, truncated
from soak_kills import kills_postgres, kills_sqlite
from soak_load import many, watchers
from soak_refusals import denied, full_disk, held_open
from soak_tools import ROOT, Facts

HEAD = """# The long fault runs

Written by `make soak` (`scripts/soak.py`). Each phase ends with `scripts/check_watched.py`, which knows nothing of the watcher's
code and compares the inbox, the journal, the result rows and every output byte with an undisturbed run.
"""
PHASES: dict[str, Callable[[Path, argparse.Namespace], Facts]] = {
    "kills-sqlite": kills_sqlite,
    "kills-postgres": kills_postgres,
    "full-disk": full_disk,
    "denied": denied,
    "held-open": held_open,
    "watchers": watchers,
    "many": many,
    "truncated": truncated,
    "hostile": hostile,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("phases", nargs="*", default=list(PHASES))
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--many", type=int, default=20_000)
    parser.add_argument("--distinct", type=int, default=20, help="of the many files, one in so many has a content of its own")
    parser.add_argument("--step", type=int, default=1, help="pages by which the room on the full disk grows")
    parser.add_argument("--shared", type=int, default=2000)
    parser.add_argument("--samples", type=Path, help="a folder of further files for the phase hostile")
    parser.add_argument("--report", type=Path, default=ROOT / "docs" / "soak.md")
    options = parser.parse_args()
    watch_and_die.preload()
    results: dict[str, Facts] = {}
    for phase in options.phases:
        with tempfile.TemporaryDirectory(prefix="fenban-soak-") as home:
            began = time.monotonic()
            facts = PHASES[phase](Path(home), options)
            results[phase] = {**facts, "seconds": round(time.monotonic() - began)}
            print(phase, json.dumps(results[phase], ensure_ascii=False), flush=True)
            _write_report(options.report, results)
    return int(any(facts.get("fault_count") for facts in results.values()))


def _write_report(path: Path, results: Mapping[str, Mapping[str, object]]) -> None:
    """Phases that were not run now keep what the report says of them."""
    _, *parts = path.read_text(encoding="utf-8").split("\n## ") if path.exists() else ["", ""]
    sections = {part.partition("\n")[0]: part.strip() for part in parts}
    for phase, facts in results.items():
        rows = [f"| {name} | {json.dumps(value, ensure_ascii=False)} |" for name, value in facts.items()]
        sections[phase] = "\n".join([phase, "", "| figure | value |", "| --- | --- |", *rows])
    kept = [f"## {sections[phase]}\n" for phase in PHASES if phase in sections]
    path.write_text("\n".join([HEAD, *kept]), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
