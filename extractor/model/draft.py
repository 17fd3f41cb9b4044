"""What recognizers hand to the assembler: findings that know their place, not yet a notice."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from extractor.model.document import Span
from extractor.model.notice import Confidence, Item, TaskKind, UnitRole, ValueSource

__all__ = ["Spanned", "TaskDraft", "UnitMention", "within"]


class Spanned(Protocol):
    """Anything that knows its place in the source."""

    @property
    def span(self) -> Span: ...


Placed = TypeVar("Placed", bound=Spanned)


def within(items: Sequence[Placed], span: Span) -> Sequence[Placed]:
    """Those of ``items`` that begin inside ``span``. ``items`` are sorted by where they begin: a notice may hold thousands."""
    low = bisect_left(items, span.start, key=lambda item: item.span.start)
    return items[low : bisect_left(items, span.end, lo=low, key=lambda item: item.span.start)]


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A unit in a role. ``span`` is where its name stands, or None where it was only inferred.
    ``group``: stands for several units without naming them. ``confidence``: its own, where it differs from the task's."""

    name: str
    role: UnitRole
    span: Span | None = None
    source: ValueSource = "explicit"
    group: bool = False
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """A task before its deadlines are tied to it.

    ``span`` is the quote. A deadline belongs to the task if it stands inside ``span`` or inside one
    of ``deadline_spans`` (a responsibility clause, a cell of the row); where there is none, it
    inherits from ``inherit_spans``, the first of them that holds a deadline (a merged cell above, a phase heading).
    """

    span: Span
    title: str
    kind: TaskKind
    rule: str
    confidence: Confidence = "high"
    number: str | None = None
    section: str | None = None
    category: str | None = None
    units: tuple[UnitMention, ...] = ()
    presumptive_lead: str | None = None
    persons: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    clause: Span | None = None
    deadline_spans: tuple[Span, ...] = ()
    inherit_spans: tuple[Span, ...] = ()
    deliverables: tuple[str, ...] = ()
    quantities: tuple[str, ...] = ()
    indicator_numbers: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    condition: str | None = None
    flags: tuple[str, ...] = ()
