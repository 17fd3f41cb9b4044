"""Measure what docs/accuracy.md says, and write it there.

python scripts/measure_accuracy.py [--held-back DIR]

DIR holds notices with gold readings (NAME.txt, NAME.json) that were written without sight of the rules.
Sets whose folders are not there are left out of the page.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT))  # after the installed packages, as in check_floors.py

from extractor.app.ablation import ablation_lines, ablation_reports, name_lines  # noqa: E402  the path comes first
from extractor.app.calibration_table import calibration_lines  # noqa: E402
from extractor.app.gold_folder import load_gold, read_sources  # noqa: E402
from extractor.evaluate import calibrate, evaluate  # noqa: E402

PAGE = ROOT / "docs" / "accuracy.md"
BEGIN, END = "<!-- measured by scripts/measure_accuracy.py -->", "<!-- end of what is measured -->"
CORPUS = (ROOT / "corpus" / "gold", ROOT / "corpus" / "txt")
SHARED = ROOT.parent / "shared"
SETS = {
    "corpus/": CORPUS,
    "other notices, also read while rules were written": (SHARED / "corpus", SHARED / "corpus"),
    "public notices": (SHARED / "notices" / "gold", SHARED / "notices"),
}


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held-back", type=Path, metavar="DIR", help="notices that no rule was written on")
    held_back = parser.parse_args(arguments).held_back
    sets = SETS | ({"held back: written without sight of the rules": (held_back, held_back)} if held_back else {})
    here = {name: folders for name, folders in sets.items() if all(map(Path.is_dir, folders))}
    measured = "\n".join([BEGIN, "", *_sets(here), *_times(), *_reliability(here), *_ablation(), END])
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(page[: page.index(BEGIN)] + measured + page[page.index(END) + len(END) :], encoding="utf-8")


def _sets(sets: dict[str, tuple[Path, Path]]) -> Iterator[str]:
    yield from ("## Sets", "", "| set, as text | notices | tasks | deadlines | core F1 |", "| --- | --- | --- | --- | --- |")
    for name, (gold, _) in sets.items():
        wanted, found = _read(sets[name])
        tasks, deadlines = (sum(len(reading[key]) for reading in wanted.values()) for key in ("tasks", "deadlines"))
        yield f"| {name} | {len(load_gold(gold))} | {tasks} | {deadlines} | {evaluate(wanted, found).core:.3f} |"
    yield ""


def _read(folders: tuple[Path, Path]) -> tuple[dict[str, dict[str, object]], dict[str, dict[str, object]]]:
    gold, sources = folders
    wanted = load_gold(gold)
    found, _ = read_sources(gold, list(wanted), sources=sources, forms=["txt"], report=lambda *_: None)
    return wanted, found


def _reliability(sets: dict[str, tuple[Path, Path]]) -> Iterator[str]:
    yield from ("## Reliability", "")
    for name, folders in sets.items():
        yield from (
            f"{name[0].upper() + name[1:] if ':' in name else name}:",
            "",
            "```",
            *calibration_lines(calibrate(*_read(folders))),
            "```",
            "",
        )


def _ablation() -> Iterator[str]:
    gold, sources = CORPUS
    reports = ablation_reports(gold, sources=sources, forms=["txt"], report=lambda *_: None)
    yield from ("## Without one stage", "", f"corpus/, {len(load_gold(gold))} notices as text, F1:", "")
    yield from ("```", *ablation_lines(reports), *name_lines(gold), "```", "")


def _times() -> Iterator[str]:
    """The date suite, counted by its own scorer."""
    floors = json.loads((ROOT / "corpus" / "floors.json").read_text(encoding="utf-8"))["times"]
    suite, scorer = ROOT / floors["suite"], ROOT / floors["scorer"]
    if not suite.is_file():
        return
    command = [sys.executable, "-m", "extractor.app.cli", "timex", "--jsonl"]
    answers = ROOT / "out" / "times.jsonl"
    answers.parent.mkdir(exist_ok=True)
    answers.write_bytes(subprocess.run(command, stdin=suite.open("rb"), capture_output=True, check=True).stdout)
    words = subprocess.run([sys.executable, scorer, suite, answers], capture_output=True, check=True, encoding="utf-8").stdout
    yield from (
        "## Time expressions",
        "",
        "Rows of the test suites of other projects, colloquial ones included:",
        "",
        "```",
        words.rstrip(),
        "```",
        "",
    )


if __name__ == "__main__":
    main()
