"""Measure the quality on the corpus (as text, DOCX, PDF) and fail where a figure is below its floor.

python scripts/check_floors.py            # check; sets whose folders are not there are left out
python scripts/check_floors.py --raise    # write the figures that went up into corpus/floors.json
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT))  # after the installed packages: the gate measures the wheel, a bare checkout measures itself

from check_quotes import faults_of  # noqa: E402

from extractor.app.gold_folder import load_gold, read_sources  # noqa: E402
from extractor.evaluate import Report, evaluate  # noqa: E402
from extractor.evaluate.floors import corpus_digest, raised, shortfalls  # noqa: E402

FLOORS = ROOT / "corpus" / "floors.json"
MOST_FAULTS = 3
SHARE_RIGHT = re.compile(r"^all\s+right .* = ([\d.]+)$", re.MULTILINE)


def digest() -> str:
    return corpus_digest(path for folder in ("txt", "gold") for path in (ROOT / "corpus" / folder).iterdir())


def measure(entry: dict[str, Any]) -> tuple[Report, list[str]]:
    """The figures of a set, and every quote of its results that does not stand in its source."""
    folder = ROOT / entry["gold"]
    gold = load_gold(folder)
    forms = [entry["form"]]
    readings, faults = read_sources(folder, list(gold), sources=ROOT / entry["sources"], forms=forms, report=lambda *_: None)
    for fault in faults[:MOST_FAULTS]:
        print(fault)
    if len(faults) > MOST_FAULTS:
        print(f"... and {len(faults) - MOST_FAULTS} more")
    misquoted = [f"{name}{fault}" for name, reading in readings.items() for fault in faults_of(reading, ROOT / entry["sources"])[1]]
    return evaluate(gold, readings), misquoted


def check_set(name: str, entry: dict[str, Any], *, raise_floors: bool, afresh: bool) -> list[str]:
    report, misquoted = measure(entry)
    faults = shortfalls(report, entry["f1"])
    print(f"{name:24} core {report.core:.4f} (floor {entry['f1'].get('core', 0):.4f})  {'below: ' + str(len(faults)) if faults else 'ok'}")
    faults += [f"quote {fault}" for fault in misquoted]
    if raise_floors and (afresh or not faults):
        rows = ["core", *report.rows] if entry.get("all_rows") else ["core"]
        entry["f1"] = raised(report, entry["f1"], rows=rows, afresh=afresh)
    return [f"{name}: {fault}" for fault in faults]


def check_times(entry: dict[str, Any]) -> list[str]:
    """Time expressions: the suite's own scorer counts."""
    suite, scorer = ROOT / entry["suite"], ROOT / entry["scorer"]
    found = subprocess.run(
        [sys.executable, "-m", "extractor.app.cli", "timex", "--jsonl"], stdin=suite.open("rb"), capture_output=True, check=True
    )
    answers = ROOT / "out" / "times.jsonl"
    answers.parent.mkdir(exist_ok=True)
    answers.write_bytes(found.stdout)
    words = subprocess.run(
        [sys.executable, str(scorer), str(suite), str(answers)], capture_output=True, check=True, encoding="utf-8"
    ).stdout
    hit = SHARE_RIGHT.search(words)
    right = float(hit.group(1)) if hit else 0.0
    print(f"{'time expressions':24} right {right:.3f} (floor {entry['right']:.3f})")
    return [f"time expressions: {right:.3f} right is below the floor {entry['right']:.3f}"] if right < entry["right"] else []


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", dest="raise_floors", action="store_true", help="write figures that went up")
    arguments = parser.parse_args()
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    changed = floors["digest"] != digest()
    faults = ["corpus: texts or gold readings changed; look at the figures, then run with --raise"] if changed else []
    for name, entry in floors["sets"].items():
        if (ROOT / entry["gold"]).is_dir() and (ROOT / entry["sources"]).is_dir():
            own = entry["gold"].startswith("corpus")
            faults += check_set(name, entry, raise_floors=arguments.raise_floors, afresh=changed and own)
    if (ROOT / floors["times"]["suite"]).is_file():
        faults += check_times(floors["times"])
    if arguments.raise_floors:
        floors["digest"] = digest()
        FLOORS.write_text(json.dumps(floors, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        return 0
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
