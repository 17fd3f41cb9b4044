"""What the deadline recognizer hands on: time limits that bind somebody, and dates that do not."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from extractor.model.document import Span
from extractor.model.notice import (
    Confidence,
    Deadline,
    DeadlineClass,
    DeadlinePart,
    DeadlineRole,
    Evidence,
    HolidayRule,
    PlainDate,
    Precision,
    ValueSource,
    YearSource,
)
from extractor.model.workday_calendar import FallsOn

__all__ = ["Dates", "DeadlineMention", "PlainDateMention"]

_SOURCES: dict[YearSource | None, ValueSource] = {"document_date": "document_date", "context_note": "context_note", "context": "context"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineMention:
    """A time limit where it stands. Fields as in ``extractor.model.notice.Deadline``; ``span`` is the
    smallest stretch of source with the date and its boundary word."""

    span: Span
    rule: str
    confidence: Confidence = "high"
    role: DeadlineRole = "due"
    class_: DeadlineClass = "fixed"
    start: date | None = None
    due: date | None = None
    due_time: str | None = None
    precision: Precision | None = None
    boundary_word: str | None = None
    year_source: YearSource | None = None
    falls_on: FallsOn | None = None
    recurrence: str | None = None
    base_event: str | None = None
    amount: int | None = None
    unit: str | None = None
    business_close: bool = False
    irreversible: bool = False
    holiday_rule: HolidayRule | None = None
    parts: tuple[DeadlinePart, ...] = ()
    flags: tuple[str, ...] = ()

    def to_deadline(self, id: str, source_text: str) -> Deadline:  # noqa: A002 - the field is called so
        """The fact as the notice prints it. ``source_text``: ``Document.text``, in which ``span`` counts."""
        quote = source_text[self.span.start : self.span.end]
        evidence = Evidence(
            quote=quote,
            start=self.span.start,
            end=self.span.end,
            rule=self.rule,
            confidence=self.confidence,
            source=_SOURCES.get(self.year_source, "explicit"),
        )
        same = {name: getattr(self, name) for name in _FIELDS_OF_BOTH}
        return Deadline(id=id, quote=quote, evidence=(evidence,), **same)


_FIELDS_OF_BOTH = tuple(f.name for f in fields(DeadlineMention) if f.name in Deadline.model_fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainDateMention:
    """A date-like string that binds nobody. ``value``: ISO date, "from/to" for a period, or None."""

    span: Span
    role: str
    value: str | None = None
    rule: str = "date-plain"

    def to_plain_date(self, source_text: str) -> PlainDate:
        quote = source_text[self.span.start : self.span.end]
        evidence = Evidence(quote=quote, start=self.span.start, end=self.span.end, rule=self.rule)
        return PlainDate(quote=quote, role=self.role, value=self.value, evidence=(evidence,))


@dataclass(frozen=True, slots=True)
class Dates:
    """Both kinds in reading order. ``year_context``: the year of title or remark that stood in for an issue date."""

    deadlines: tuple[DeadlineMention, ...] = ()
    plain: tuple[PlainDateMention, ...] = ()
    year_context: int | None = None
