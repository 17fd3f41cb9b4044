"""Names of units and persons in single lines: rules, model, both together. Spans count only when both ends are right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from extractor.recognizers.name_merge import merge_names
from extractor.recognizers.name_model import NameModel
from extractor.recognizers.name_rules import find_names_by_rule
from extractor.recognizers.name_spans import NameLabel, NameSpan

__all__ = ["NameRow", "compare_names", "unseen_names"]

NameRow: TypeAlias = Mapping[str, Any]
"""A line of ``corpus/names.jsonl``: "text", "names" ([start, end, label] ...), "ignore" ([start, end] ...: can be argued about), "part"."""

_LABELS: tuple[NameLabel, ...] = ("ORG", "PERSON")


def unseen_names(rows: Sequence[NameRow]) -> list[NameRow]:
    """Those from notices that neither a rule was corrected by nor a weight trained on."""
    return [row for row in rows if row["part"] in ("test", "blind")]


def compare_names(rows: Sequence[NameRow], model: NameModel) -> dict[str, dict[str, float]]:
    """Figures by system and label, over ``rows``. "agreed": what rules and model both find."""
    lines = [row["text"] for row in rows]
    by_rule = [find_names_by_rule(line) for line in lines]
    by_model = model.find_names(lines)
    merged = [[NameSpan(n.start, n.end, n.label) for n in merge_names(*three)] for three in zip(lines, by_rule, by_model, strict=True)]
    agreed = [sorted(set(a) & set(b)) for a, b in zip(by_rule, by_model, strict=True)]
    systems = {"rules": by_rule, "model": by_model, "merged": merged, "agreed": agreed}
    return {f"{name} {label}": _score(rows, found, label) for label in _LABELS for name, found in systems.items()}


def _score(rows: Sequence[NameRow], found: Sequence[Sequence[NameSpan]], label: NameLabel) -> dict[str, float]:
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
