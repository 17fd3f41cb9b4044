"""The rows of a report and the counting behind them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["CORE_ROWS", "ROWS", "Figures", "Report", "Tally"]

ROWS = (
    "metadata.document_type",
    "metadata.title",
    "metadata.document_number",
    "metadata.issue_date",
    "metadata.issuing_authorities",
    "metadata.primary_recipients",
    "attachments",
    "contacts.linked",
    "contacts.phones",
    "channels",
    "deadlines.found",
    "deadlines.value",
    "deadlines.role",
    "dates.kept_apart",
    "tasks.found",
    "tasks.units",
    "tasks.unit_roles",
    "tasks.due",
    "tasks.people",
    "tasks.items",
    "no_task_documents",
    "indicators.found",
    "indicators.path",
    "indicators.answer_type",
    "indicators.office",
    "indicators.leader",
    "indicators.due",
    "indicators.instruction",
    "observations",
)
CORE_ROWS = (
    "metadata.title",
    "metadata.issue_date",
    "contacts.linked",
    "channels",
    "deadlines.value",
    "tasks.found",
    "tasks.unit_roles",
    "tasks.due",
    "indicators.found",
    "indicators.answer_type",
)


@dataclass(frozen=True, slots=True)
class Figures:
    """One row: shares between 0 and 1, rounded to four places; ``gold`` and ``pred`` count entries."""

    precision: float
    recall: float
    f1: float
    gold: int
    pred: int

    def as_dict(self) -> dict[str, float | int]:
        return {"precision": self.precision, "recall": self.recall, "f1": self.f1, "gold": self.gold, "pred": self.pred}


@dataclass(frozen=True, slots=True)
class Report:
    """Micro figures over all documents. ``core`` is the mean F1 of the core rows that occur.

    ``missing`` names the documents without a prediction (they count as empty readings); ``notes``
    lists what differs, by document.
    """

    rows: Mapping[str, Figures]
    core: float
    documents: int
    missing: tuple[str, ...]
    notes: Mapping[str, tuple[str, ...]]

    def as_dict(self) -> dict[str, Any]:
        """JSON form: rows, core, documents, missing."""
        rows = {name: figures.as_dict() for name, figures in self.rows.items()}
        return {"rows": rows, "core": self.core, "documents": self.documents, "missing": list(self.missing)}


class Tally:
    """Counts right, wrong and missed entries of each row while documents are compared."""

    def __init__(self) -> None:
        self._right: Counter[str] = Counter()
        self._wrong: Counter[str] = Counter()
        self._missed: Counter[str] = Counter()
        self._notes: defaultdict[str, list[str]] = defaultdict(list)

    def add(self, row: str, *, right: int = 0, wrong: int = 0, missed: int = 0) -> None:
        self._right[row] += right
        self._wrong[row] += wrong
        self._missed[row] += missed

    def note(self, document: str, row: str, words: str) -> None:
        self._notes[document].append(f"{row:22} {words}")

    def compare(self, row: str, *, gold: Iterable[Any], predicted: Iterable[Any], document: str, label: str = "") -> None:
        """Count two bags of values against each other; equal values are right."""
        wanted, found = Counter(gold), Counter(predicted)
        common = wanted & found
        missed, wrong = wanted - common, found - common
        self.add(row, right=common.total(), wrong=wrong.total(), missed=missed.total())
        for word, bag in (("missed", missed), ("wrong", wrong)):
            for item in sorted(bag.elements(), key=str):
                self.note(document, row, f"{word:7} {label} {item}")

    def report(self, *, documents: int, missing: Iterable[str]) -> Report:
        rows = {row: self._figures(row) for row in ROWS if self._right[row] + self._wrong[row] + self._missed[row]}
        core = [rows[row].f1 for row in CORE_ROWS if row in rows]
        notes = {document: tuple(lines) for document, lines in self._notes.items()}
        return Report(rows, sum(core) / len(core) if core else 0.0, documents, tuple(missing), notes)

    def _figures(self, row: str) -> Figures:
        right, wrong, missed = self._right[row], self._wrong[row], self._missed[row]
        precision = right / (right + wrong) if right + wrong else 1.0
        recall = right / (right + missed) if right + missed else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return Figures(round(precision, 4), round(recall, 4), round(f1, 4), right + missed, right + wrong)
