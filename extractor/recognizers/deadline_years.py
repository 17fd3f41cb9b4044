"""Which year and month a date means in this document (SCHEMA 5, "no year", "no month")."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from extractor.model.notice import YearSource
from extractor.recognizers.timex_anchor import Anchor
from extractor.recognizers.timex_calendar import DateRange, clip
from extractor.recognizers.timex_ranges import range_of
from extractor.recognizers.timex_words import TimeRange, TimeWords

__all__ = ["YearContext", "month_start_due"]

_LONGEST_HOLIDAY = 60  # days: 2025年春节放假 names a year, the winter vacation of a school is shorter
_ROLLS_OVER = 150  # days: 12月20日…1月5日前 goes on into the next year, 会期5月18日…5月17日报到 does not
_SOON = 45  # days: what a plan asks to be handed in, not what it plans
_FOLLOWS_ON = 120  # days from one step of a plan to the next


@dataclass
class YearContext:
    """Resolves dates in reading order and remembers what was read (the only state of the recognizer).

    ``planned``: the year that a plan is made for. ``school_year``: its first day, where nothing else dates the document.
    """

    issued: date | None
    document_year: int | None
    planned: int | None = None
    school_year: date | None = None
    last: date | None = None
    holiday: DateRange | None = None
    last_clock: str | None = None
    _sentence: tuple[int, int] | None = None
    _sentence_date: date | None = None
    used_document_year: bool = False
    _holidays: set[DateRange] = field(default_factory=set)

    def enter(self, place: int, sentence: int) -> None:
        """A new sentence (its number in its place) begins: its own explicit year counts only inside it."""
        key = (place, sentence)
        if key != self._sentence:
            self._sentence, self._sentence_date = key, None

    def note_holiday(self, value: DateRange) -> None:
        """放假期间 means this, as long as the notice names one holiday only."""
        if (value[1] - value[0]).days > _LONGEST_HOLIDAY:
            return
        self.holiday = value if self.holiday in (None, value) and not self._holidays else None
        self._holidays.add(value)

    def remember(self, value: DateRange, *, explicit: bool) -> None:
        self.last = value[1]
        if explicit:
            self._sentence_date = value[1]

    def resolve(self, found: TimeRange, *, bound: bool, past: bool) -> tuple[DateRange | None, YearSource | None]:
        """Value and where the year comes from. ``bound``: a limit for something to come; ``past``: told as done."""
        words = found.first
        if _explicit(words) or (found.last and _explicit(found.last)):
            reference = self.issued if words.day_shift is not None else self.last or self.issued
            return range_of(found, Anchor(reference)), "explicit"
        if words.day is not None and not words.has_month and found.last is None or _days_only(found):
            value = self._in_last_month(found)
            if value:
                return value, "context"
        if self._sentence_date is not None and (words.has_month or words.year_shift is not None) and not past:
            value = range_of(found, Anchor(self._sentence_date, "same"))
            if value and words.year_shift is None and (self._sentence_date - value[1]).days > _ROLLS_OVER:
                value = range_of(found, Anchor(self._sentence_date, "forward"))
            if value:
                return value, "same_sentence"
        if self.issued is not None:
            return self._by_issue_date(found, bound=bound, past=past), "document_date"
        return self._by_document_year(found)

    def _in_last_month(self, found: TimeRange) -> DateRange | None:
        """17日17:00前: the month of the date before."""
        if self.last is None:
            return None

        def dated(w: TimeWords) -> TimeWords:
            return replace(w, year=self.last.year if self.last else None, month=self.last.month if self.last else None)

        return range_of(TimeRange(dated(found.first), dated(found.last) if found.last else None), Anchor(self.last))

    def _by_issue_date(self, found: TimeRange, *, bound: bool, past: bool) -> DateRange | None:
        issued = self.issued
        assert issued is not None  # noqa: S101 - the caller has looked
        ahead = range_of(found, Anchor(issued, "forward"))
        if not past and (planned := self._by_plan(found, ahead)):
            return planned
        this_year = ahead is not None and ahead[1].year == issued.year and not found.first.has_month and not found.first.has_day
        coming = this_year or (found.first.weekday is not None and not found.first.has_month)
        if (bound or coming or self._goes_on(ahead)) and not past:  # 三季度 of a notice of this year is the coming one
            return ahead
        back = range_of(found, Anchor(issued, "back"))
        if ahead is not None and not past and ahead[0].year == issued.year and (ahead[0] - issued).days <= _reach(found):
            return ahead
        if past or ahead is None:
            return back or ahead
        if back is None:
            return ahead
        return ahead if abs((ahead[0] - issued).days) <= abs((issued - back[1]).days) else back

    def _by_plan(self, found: TimeRange, ahead: DateRange | None) -> DateRange | None:
        """年底前 of a plan for 2025 is in 2025, issued in December 2024 or in March; but the plan itself may be asked for before."""
        issued = self.issued
        if issued is None or self.planned is None or self.planned - issued.year not in (0, 1) or found.first.year_shift not in (None, 0):
            return None
        soon = ahead is not None and found.first.day is not None and (ahead[0] - issued).days <= _SOON
        return None if soon else range_of(found, Anchor(date(self.planned, 1, 1), "same", year_only=True))

    def _goes_on(self, ahead: DateRange | None) -> bool:
        """The time limit read before lies ahead, and this one follows on it: 3月23日前…，4月20日至5月10日 in a notice of October."""
        if ahead is None or self.last is None or self.issued is None or self.last <= self.issued:
            return False
        return 0 <= (ahead[0] - self.last).days <= _FOLLOWS_ON

    def _by_document_year(self, found: TimeRange) -> tuple[DateRange | None, YearSource | None]:
        if self.school_year is not None and found.first.has_month:
            return range_of(found, Anchor(self.school_year, "forward")), "context_note"
        if self.document_year is None:
            return None, None
        self.used_document_year = True
        if self.last is not None and self.last.year == self.document_year + 1 and found.first.has_month:
            return range_of(found, Anchor(self.last, "same", year_only=True)), "context"
        return range_of(found, Anchor(date(self.document_year, 1, 1), "same", year_only=True)), "context_note"


def _reach(found: TimeRange) -> int:
    """How far ahead, in days, a month or day of the year of issue is still the coming one: 11月组织验收 in a notice of May.
    Days are also told (12月20日，本局召开… in a notice of February), months mostly planned."""
    return 200 if found.first.day is not None else 330


def _explicit(words: TimeWords) -> bool:
    return words.year is not None or words.short_year is not None or (words.packed is not None and len(words.packed) > 4)


def _days_only(found: TimeRange) -> bool:
    return found.last is not None and found.first.day is not None and not found.first.has_month and not found.last.has_month


def month_start_due(value: DateRange, words: TimeWords) -> date:
    """Last day on time; 月初 is the 10th (GOLD, finer decision 8)."""
    if words.part == "start" and words.has_month:
        return clip(10, value[1].year, value[1].month)
    return value[1]
