"""Scores rules, model and their merger on notices that neither has seen: ``python -m training.evaluate_names``.

``corpus/names.jsonl``: our own notices, names marked by hand; one line per paragraph or table cell. No line was trained on;
rules were corrected by errors of the part "dev" only, "test" was scored alone, "blind" was first read when all else was done. Spans count only when both ends
are right. Names inside 《》 and a few that can be argued about are ignored both ways.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from extractor.evaluate.name_comparison import NameRow, compare_names, unseen_names
from extractor.recognizers.name_model import NameModel
from extractor.recognizers.name_spans import NameSpan

__all__ = ["errors", "load_gold", "main"]

GOLD = Path(__file__).resolve().parent.parent / "corpus" / "names.jsonl"


def errors(rows: Sequence[NameRow], found: Callable[[str], Sequence[NameSpan]]) -> list[str]:
    """What is wrong or missing, for a person to read."""
    out = []
    for row in rows:
        gold = {NameSpan(*name) for name in row["names"]}
        ours = {s for s in found(row["text"]) if not any(s.start < b and a < s.end for a, b in row["ignore"])}
        for name in sorted(gold ^ ours):
            a, b, kind = name
            sign = "-" if name in gold else "+"
            out.append(f"{row['doc']} {sign}{kind} {row['text'][max(0, a - 8) : a]}[{row['text'][a:b]}]{row['text'][b : b + 8]}")
    return out


def load_gold(path: Path = GOLD) -> list[NameRow]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> dict[str, Any]:
    """Print the tables; give back the figures."""
    model = NameModel.load(required=True)
    if model is None:
        raise SystemExit("no weights: run python -m training.train_names first")
    rows = load_gold()
    figures: dict[str, Any] = {}
    parts = {name: [r for r in rows if r["part"] == name] for name in ("dev", "test", "blind")}
    unseen = unseen_names(rows)
    for title, part in {
        "all": rows,
        **parts,
        "test and blind": unseen,
        "test and blind, prose": [r for r in unseen if not r["cell"]],
    }.items():
        figures[title] = compare_names(part, model)
        print(f"\n{title}, {len({r['doc'] for r in part})} unseen notices\n{'':16}precision  recall     F1   gold")
        for name, score in figures[title].items():
            print(f"{name:16}{score['precision']:9.3f}{score['recall']:8.3f}{score['f1']:7.3f}{score['gold']:7.0f}")
    return figures


if __name__ == "__main__":
    main()
