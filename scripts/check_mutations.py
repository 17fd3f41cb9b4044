"""Plant every kind of fault into the clean notices of corpus/ and count what the checks see.

    python scripts/check_mutations.py [--misses] [--codes CODE,...] [--notices N]

A notice is clean for a code when the check is silent on it. Prints, per code: faults planted, found (recall), and controls (the same
place with something right) on which the check spoke all the same. Then false alarms: findings on the notices as they are that
``tests/extractor/assemble/corpus_findings.toml`` does not call right. Exit code 1 below recall 0.9 or above 1 false alarm per notice.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from mutations import PLANTERS  # noqa: E402

from extractor.model.notice import Notice  # noqa: E402
from extractor.pipeline import read_notice  # noqa: E402

LEAST_RECALL, MOST_FALSE_ALARMS = 0.9, 1.0
REPAIRED = ("attachment-missing", "value-conflict")
"""Codes whose planter makes an unclean notice clean first; the control shows that it did."""
CORPUS = ROOT / "corpus" / "txt"
FINDINGS = ROOT / "tests" / "extractor" / "assemble" / "corpus_findings.toml"


@dataclass
class Score:
    """Counts for one code. ``missed`` and ``wrong``: the notices and texts to look at."""

    planted: int = 0
    found: int = 0
    wrong_controls: int = 0
    notices: set[str] = field(default_factory=set)
    missed: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / self.planted if self.planted else 0.0


def read_text(text: str, name: str) -> Notice:
    return read_notice(text.encode(), name=f"{name}.txt")


def read_corpus(names: Iterable[str] | None = None) -> dict[str, Notice]:
    """The readings of the notices of corpus/ by name."""
    paths = sorted(CORPUS.glob("*.txt"))
    return {p.stem: read_notice(p.read_bytes(), name=p.name) for p in paths if names is None or p.stem in names}


def codes_of(notice: Notice) -> set[str]:
    return {check.code for check in notice.checks}


def measure(codes: str, notices: dict[str, Notice], *, most: int | None = None) -> Score:
    """Plant the fault of ``codes`` (one, or several parted by |) into the clean ones of ``notices``, at most ``most`` of them."""
    score = Score()
    wanted = set(codes.split("|"))
    for name, notice in notices.items():
        if codes_of(notice) & wanted and codes not in REPAIRED:
            continue
        if most is not None and len(score.notices) >= most:
            break
        for control, mutant in PLANTERS[codes](notice):
            spoke = control != notice.source.text and bool(codes_of(read_text(control, name)) & wanted)
            score.wrong_controls += spoke
            score.planted += 1
            score.notices.add(name)
            if codes_of(read_text(mutant, name)) & wanted and not spoke:
                score.found += 1
            else:
                score.missed.append((name, "control" if spoke else "mutant", control if spoke else mutant))
    return score


def false_alarms(notices: dict[str, Notice]) -> tuple[list[tuple[str, str]], int]:
    """Findings that the ledger does not call right, and how many notices it judges."""
    ledger: dict[str, Sequence[str]] = tomllib.loads(FINDINGS.read_text(encoding="utf-8"))["right"]
    judged = {name: notice for name, notice in notices.items() if name in ledger}
    wrong = [(name, f"{c.code}: {c.message}") for name, notice in judged.items() for c in notice.checks if c.code not in ledger[name]]
    return wrong, len(judged)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="show every planted fault that no check saw")
    parser.add_argument("--codes", default="", help="only these codes, parted by commas")
    parser.add_argument("--notices", type=int, help="at most so many notices per code")
    options = parser.parse_args()
    notices = read_corpus()
    bad = False
    print(f"{'code':36}{'notices':>8}{'planted':>8}{'recall':>8}{'controls':>9}")
    for codes in [c for c in PLANTERS if not options.codes or c in options.codes.split(",")]:
        score = measure(codes, notices, most=options.notices)
        bad |= score.recall < LEAST_RECALL
        print(f"{codes:36}{len(score.notices):8}{score.planted:8}{score.recall:8.2f}{score.wrong_controls:9}", flush=True)
        if options.misses:
            for name, kind, text in score.missed:
                where = next((i for i, (a, b) in enumerate(zip(text, notices[name].source.text, strict=False)) if a != b), len(text) - 1)
                print(f"    {name} {kind}: …{text[max(0, where - 40) : where + 50]!r}")
    wrong, judged = false_alarms(notices)
    print(f"false alarms: {len(wrong)} on {judged} notices = {len(wrong) / max(judged, 1):.2f} per notice (bar {MOST_FALSE_ALARMS:g})")
    for name, message in wrong if options.misses else ():
        print(f"    {name} {message}")
    return int(bad or len(wrong) > MOST_FALSE_ALARMS * judged)


if __name__ == "__main__":
    sys.exit(main())
