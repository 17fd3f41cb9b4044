"""Which time expressions of a notice bind somebody, and which are only dates (SCHEMA 5; GOLD, "deadlines")."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from extractor.model.notice import Confidence
from extractor.recognizers.deadline_cells import cell_contexts, short_days
from extractor.recognizers.deadline_clocks import is_clock, read_clock
from extractor.recognizers.deadline_fields import field_deadlines
from extractor.recognizers.deadline_holiday_rules import with_holiday_rules
from extractor.recognizers.deadline_limits import Limit, limits, whole_cell
from extractor.recognizers.deadline_place import Place, places
from extractor.recognizers.deadline_prompts import prompts
from extractor.recognizers.deadline_reference import approval_day, planned_year, school_year_begin, year_of_document
from extractor.recognizers.deadline_roles import Judge, judge
from extractor.recognizers.deadline_series import event_of_day, holiday_windows, in_series, opens_and_closes
from extractor.recognizers.deadline_times import read_time
from extractor.recognizers.deadline_years import YearContext
from extractor.recognizers.taken_ranges import TakenRanges
from extractor.recognizers.time_mentions import Dates, DeadlineMention, PlainDateMention
from extractor.recognizers.timex_joining import time_ranges
from extractor.recognizers.timex_words import TimeRange
from extractor.tables.grid_model import Grid
from extractor.text.passage import Passage
from extractor.text.reading import Reading
from patterns import lazy_re as re

__all__ = ["recognize_dates"]

Mention = DeadlineMention | PlainDateMention
_WORTH_A_LOOK = re.compile(
    r"[\d〇零一二三四五六七八九十两半][年月日号曰號时時点點天周季:旬个小分]|\d|[年月周季][底末初内]|每|持续|长期|常态|定期|立|快|及[时時]|抓|从速|第一时间|后|前|旬|期间|即日|明天|今日|[当次翌][日天]|星期|本周|下周|[按逐隔单双][日天周旬月季半年]|期末|年终|期内|[奇偶]数|十[三四五六]五|限为|即刻|马上|火速|开学|学期"
)
_HOLIDAY_RULE = re.compile(r"（((?:如|若)?(?:遇|逢)(?:周末|双休日|节假日|法定节假日|休息日)[^（）]{2,24})）")
_BEGINS = re.compile(r"份?起|开始")


def recognize_dates(
    reading: Reading, cells: Sequence[Passage], *, issued: date | None, grids: Sequence[Grid] = (), verdict_of: Judge = judge
) -> Dates:
    """All time limits and all other dates of ``reading`` and of ``cells`` (table cells, folded, in reading order).

    ``issued``: the 成文日期, which settles dates without a year; None: the year of title or remark does, or nothing.
    ``grids``: the tables that the cells come from; they tell a column of time limits from others.
    ``verdict_of``: says what a dated expression is.
    """
    years = YearContext(
        issued or approval_day(reading),
        year_of_document(reading, cells),
        planned=planned_year(reading),
        school_year=school_year_begin(reading),
    )
    found: list[Mention] = []
    for key, place in enumerate(places(reading, cells, cell_contexts(grids))):
        if place.context.holds_limit or _WORTH_A_LOOK.search(place.text):
            found += _read_place(place, years, key, verdict_of)
    found.sort(key=lambda m: m.span)
    deadlines = tuple(m for m in found if isinstance(m, DeadlineMention))
    plain = tuple(m for m in found if isinstance(m, PlainDateMention))
    return Dates(deadlines, plain, years.document_year if years.used_document_year else None)


def _read_place(place: Place, years: YearContext, key: int, verdict_of: Judge) -> list[Mention]:
    times = short_days(place.text, place.context) or _windows(time_ranges(place.text), place)
    found = _Found()
    whole = whole_cell(place)
    for start, end, mention in field_deadlines(place, times, years, key) if whole is None else ():
        found.add(start, end, mention)
    for limit in [whole] if whole else limits(place):
        if not found.all.touches(limit.start, limit.end):
            found.add(limit.start, limit.end, _of_limit(limit, place, times, years))
    series = any(isinstance(m, DeadlineMention) and m.class_ == "recurring" for m in found.mentions)
    for time in times:
        if not found.all.touches(time.start, time.end):
            years.enter(key, place.sentence_number(time.start))
            _read_dated(time, place, years, found, verdict_of, series=series)
    for start, end, mention in holiday_windows(place, years.holiday):
        if not found.all.touches(start, end):
            found.add(start, end, mention)
    for prompt in prompts(place, found.binding):
        found.add(prompt.start, prompt.end, _of_limit(prompt, place, times, years))
    return with_holiday_rules(found.mentions, place)


class _Found:
    """The mentions of one passage and the ranges that they cover."""

    def __init__(self) -> None:
        self.mentions: list[Mention] = []
        self.all = TakenRanges()
        self.binding = TakenRanges()
        self._deadlines: dict[tuple[int, int], DeadlineMention] = {}

    def add(self, start: int, end: int, mention: Mention) -> None:
        self.mentions.append(mention)
        self.all.add(start, end)
        if isinstance(mention, DeadlineMention):
            self._deadlines[start, end] = mention
            if mention.class_ != "event":
                self.binding.add(start, end)

    def deadline_before(self, at: int) -> DeadlineMention | None:
        """The deadline that stands last before ``at``."""
        place = self.binding.last_before(at)
        return self._deadlines[place] if place else None


def _read_dated(time: TimeRange, place: Place, years: YearContext, found: _Found, verdict_of: Judge, *, series: bool) -> None:
    if is_clock(time, place):
        mention: Mention | None = read_clock(time, place, in_series=series, before=found.deadline_before(time.start))
    else:
        mention = read_time(time, place, years, verdict_of)
    if mention is not None:
        mention, end = event_of_day(mention, time, place)
        found.add(time.start, end, in_series(mention, time, place) if isinstance(mention, DeadlineMention) else mention)


def _windows(times: list[TimeRange], place: Place) -> list[TimeRange]:
    """开放 and 关闭 of one system joined to a range."""
    joined: list[TimeRange] = []
    for time in times:
        if joined and opens_and_closes(joined[-1], time, place):
            joined[-1] = TimeRange(joined[-1].first, time.first)
        else:
            joined.append(time)
    return joined


def _of_limit(limit: Limit, place: Place, times: list[TimeRange], years: YearContext) -> Mention:
    span = place.passage.span(limit.start, limit.end)
    if not limit.binds:
        return PlainDateMention(span=span, role="service_standard" if limit.kind == "relative" else "information_period", rule=limit.rule)
    flags: tuple[str, ...] = () if limit.stated else ("报送周期文中未写明",)
    if rule := _HOLIDAY_RULE.match(place.text, limit.end):  # binds in this document only
        flags += (f"原文规定：{rule.group(1)}",)
    return DeadlineMention(
        span=span,
        rule=limit.rule,
        confidence=_confidence(limit),
        role=limit.role,
        class_=limit.kind,
        start=_series_start(limit, place, times, years),
        due_time=limit.due_time,
        boundary_word=limit.word,
        recurrence=limit.recurrence,
        base_event=limit.base_event,
        amount=limit.amount,
        unit=limit.unit,
        flags=flags,
    )


def _confidence(limit: Limit) -> Confidence:
    """每月25日前 leaves nothing open; 及时, 会议结束后 and 全年 in a cell may be no limit at all, a span of days may say how long something is open."""
    if limit.kind == "recurring" and limit.word and limit.stated:
        return "certain"
    doubtful = limit.kind in ("event", "prompt") or (limit.kind == "relative" and limit.role == "window") or not limit.stated
    doubtful = doubtful or limit.rule.startswith("deadline-cell")
    return "medium" if doubtful else "high"


def _series_start(limit: Limit, place: Place, times: list[TimeRange], years: YearContext) -> date | None:
    """从9月起，每月25日前: the series begins on 1 September."""
    if limit.kind != "recurring":
        return None
    a, _ = place.sentence(limit.start)
    for time in times if "起" in place.text[a : limit.start] or "开始" in place.text[a : limit.start] else ():
        if a <= time.start and time.end <= limit.start and _BEGINS.match(place.text, time.end):
            value, _ = years.resolve(time, bound=False, past=False)
            return value[0] if value else None
    return None
