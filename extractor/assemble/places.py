"""Where in the file a span stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import TypeVar

from extractor.model.document import Document, Provenance, Span
from extractor.model.notice import (
    Attachment,
    Confidence,
    Contact,
    Evidence,
    Indicator,
    Observation,
    PlainDate,
    ReviewFlag,
    SubmissionChannel,
    ValueSource,
    evidence_at,
)

__all__ = ["Places"]

_Fact = TypeVar("_Fact", Attachment, Contact, SubmissionChannel, Indicator, Observation, PlainDate, ReviewFlag)


class Places:
    """Finds the block or the cell behind a span of one document."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        pieces = [(b.span.start, b.span.end, b.provenance) for b in document.blocks]
        pieces += [(c.span.start, c.span.end, c.provenance) for t in document.tables for c in t.cells if c.span.end > c.span.start]
        # at one start the shorter piece comes last and wins: the cell before its row
        self._pieces = sorted(pieces, key=lambda p: (p[0], -p[1]))
        self._starts = [p[0] for p in self._pieces]

    def of(self, span: Span) -> Provenance:
        i = bisect_right(self._starts, span.start) - 1
        return self._pieces[i][2] if i >= 0 else Provenance()

    def evidence(self, span: Span, *, rule: str, confidence: Confidence = "high", source: ValueSource = "explicit") -> Evidence:
        """Evidence for the words at ``span``."""
        place = evidence_at(self.of(span))
        quote = self._text[span.start : span.end]
        return Evidence.model_validate(
            {"quote": quote, "start": span.start, "end": span.end, "rule": rule, "confidence": confidence, "source": source, **place}
        )

    def placed(self, values: Iterable[_Fact]) -> tuple[_Fact, ...]:
        """``values`` whose evidence all knows its page and cell, also where a recognizer saw the text only."""
        return tuple(value.model_copy(update={"evidence": tuple(map(self._placed, value.evidence))}) for value in values)

    def _placed(self, item: Evidence) -> Evidence:
        if item.page is not None:
            return item
        return Evidence.model_validate(evidence_at(self.of(Span(item.start, item.end))) | item.model_dump(exclude_none=True))
