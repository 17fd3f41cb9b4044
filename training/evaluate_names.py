"""Scores rules, model and their merger on notices that neither has seen: ``python -m training.evaluate_names``.

``gold_names.jsonl``: our own notices, names marked by hand; one line per paragraph or table cell. No line was trained on;
rules were corrected by errors of the part "dev" only, "test" was scored alone, "blind" was first read when all else was done. Spans count only when both ends
are right. Names inside 《》 and a few that can be argued about are ignored both ways.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from extractor.recognizers.name_merge import merge_names
from extractor.recognizers.name_model import NameModel
from extractor.recognizers.name_rules import find_names_by_rule
from extractor.recognizers.name_spans import NameLabel, NameSpan

__all__ = ["errors", "evaluate", "load_gold", "main"]

GOLD = Path(__file__).with_name("gold_names.jsonl")
_LABELS: tuple[NameLabel, ...] = ("ORG", "PERSON")
Row = Mapping[str, Any]


def evaluate(rows: Sequence[Row], model: NameModel) -> dict[str, dict[str, float]]:
    """Figures by system and label, over ``rows``."""
    lines = [row["text"] for row in rows]
    by_rule = [find_names_by_rule(line) for line in lines]
    by_model = model.find_names(lines)
    merged = [[NameSpan(n.start, n.end, n.label) for n in merge_names(*three)] for three in zip(lines, by_rule, by_model, strict=True)]
    agreed = [sorted(set(a) & set(b)) for a, b in zip(by_rule, by_model, strict=True)]
    systems = {"rules": by_rule, "model": by_model, "merged": merged, "agreed": agreed}
    return {f"{name} {label}": _score(rows, found, label) for label in _LABELS for name, found in systems.items()}


def _score(rows: Sequence[Row], found: Sequence[Sequence[NameSpan]], label: NameLabel) -> dict[str, float]:
    right = said = wanted = 0
    for row, spans in zip(rows, found, strict=True):
        gold = {(a, b) for a, b, kind in row["names"] if kind == label}
        ours = {(s.start, s.end) for s in spans if s.label == label and not any(s.start < b and a < s.end for a, b in row["ignore"])}
        right, said, wanted = right + len(gold & ours), said + len(ours), wanted + len(gold)
    precision, recall = right / max(1, said), right / max(1, wanted)
    return {
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(2 * precision * recall / max(1e-9, precision + recall), 3),
        "gold": wanted,
    }


def errors(rows: Sequence[Row], found: Callable[[str], Sequence[NameSpan]]) -> list[str]:
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


def load_gold(path: Path = GOLD) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> dict[str, Any]:
    """Print the tables; give back the figures."""
    model = NameModel.load(required=True)
    if model is None:
        raise SystemExit("no weights: run python -m training.train_names first")
    rows = load_gold()
    figures: dict[str, Any] = {}
    parts = {name: [r for r in rows if r["part"] == name] for name in ("dev", "test", "blind")}
    unseen = parts["test"] + parts["blind"]
    for title, part in {
        "all": rows,
        **parts,
        "test and blind": unseen,
        "test and blind, prose": [r for r in unseen if not r["cell"]],
    }.items():
        figures[title] = evaluate(part, model)
        print(f"\n{title}, {len({r['doc'] for r in part})} unseen notices\n{'':16}precision  recall     F1   gold")
        for name, score in figures[title].items():
            print(f"{name:16}{score['precision']:9.3f}{score['recall']:8.3f}{score['f1']:7.3f}{score['gold']:7.0f}")
    return figures


if __name__ == "__main__":
    main()
