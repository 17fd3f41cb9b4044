"""Which time expressions of a notice bind somebody, and which are only dates (SCHEMA 5; GOLD, "deadlines")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from extractor.recognizers.deadline_clocks import is_clock, read_clock
from extractor.recognizers.deadline_fields import field_deadlines
from extractor.recognizers.deadline_limits import Limit, limits
from extractor.recognizers.deadline_place import Place, places
from extractor.recognizers.deadline_prompts import prompts
from extractor.recognizers.deadline_series import event_of_day, holiday_windows, in_series, opens_and_closes
from extractor.recognizers.deadline_times import read_time
from extractor.recognizers.deadline_years import YearContext, year_of_document
from extractor.recognizers.time_mentions import Dates, DeadlineMention, PlainDateMention
from extractor.recognizers.timex_joining import time_ranges
from extractor.recognizers.timex_words import TimeRange
from extractor.text.passage import Passage
from extractor.text.reading import Reading

__all__ = ["recognize_dates"]

Mention = DeadlineMention | PlainDateMention
_WORTH_A_LOOK = re.compile(r"[\d〇零一二三四五六七八九十两半][年月日号曰號时時点點天周季:旬个小分]|\d|[年月周季][底末初内]|每|持续|长期|常态|定期|立|快|及[时時]|抓|从速|第一时间|后|前|旬|期间|即日|明天|今日|星期|本周|下周")
_START_OF_SERIES = re.compile(r"(?:自|从)?[^，。；]{0,12}起，?[^，。；]{0,20}$")


def recognize_dates(reading: Reading, cells: Sequence[Passage], *, issued: date | None) -> Dates:
    """All time limits and all other dates of ``reading`` and of ``cells`` (table cells, folded, in reading order).

    ``issued``: the 成文日期, which settles dates without a year; None: the year of title or remark does, or nothing.
    """
    years = YearContext(issued, year_of_document(reading))
    found: list[Mention] = []
    for key, place in enumerate(places(reading, cells)):
        if _WORTH_A_LOOK.search(place.text):
            found += _read_place(place, years, key)
    found.sort(key=lambda m: m.span)
    deadlines = tuple(m for m in found if isinstance(m, DeadlineMention))
    plain = tuple(m for m in found if isinstance(m, PlainDateMention))
    return Dates(deadlines, plain, years.document_year if years.used_document_year else None)


def _read_place(place: Place, years: YearContext, key: int) -> list[Mention]:
    times = _windows(time_ranges(place.text), place)
    mentions: list[tuple[int, int, Mention]] = list(field_deadlines(place, times, years, key))
    mentions += holiday_windows(place, years.holiday)
    for limit in limits(place):
        if not _covered(limit.start, limit.end, mentions):
            mentions.append((limit.start, limit.end, _of_limit(limit, place, times, years)))
    series = any(isinstance(m, DeadlineMention) and m.class_ == "recurring" for _, _, m in mentions)
    for time in times:
        if _covered(time.start, time.end, mentions):
            continue
        years.enter(key, place.sentence(time.start))
        if is_clock(time, place):
            mention: Mention | None = read_clock(time, place, years, in_series=series, before=_nearest(mentions, time.start))
        else:
            mention = read_time(time, place, years)
        if mention is not None:
            mention, end = event_of_day(mention, time, place)
            if isinstance(mention, DeadlineMention):
                mention = in_series(mention, time, place)
            mentions.append((time.start, end, mention))
    taken = [(a, b) for a, b, m in mentions if isinstance(m, DeadlineMention) and m.class_ != "event"]
    mentions += [(p.start, p.end, _of_limit(p, place, times, years)) for p in prompts(place, taken)]
    return [m for _, _, m in mentions]


def _windows(times: list[TimeRange], place: Place) -> list[TimeRange]:
    """开放 and 关闭 of one system joined to a range."""
    joined: list[TimeRange] = []
    for time in times:
        if joined and opens_and_closes(joined[-1], time, place):
            joined[-1] = TimeRange(joined[-1].first, time.first)
        else:
            joined.append(time)
    return joined


def _nearest(mentions: list[tuple[int, int, Mention]], at: int) -> DeadlineMention | None:
    """The deadline that stands last before ``at``."""
    before = [(a, m) for a, _, m in mentions if a < at and isinstance(m, DeadlineMention)]
    return max(before, key=lambda pair: pair[0])[1] if before else None


def _covered(start: int, end: int, mentions: list[tuple[int, int, Mention]]) -> bool:
    return any(a < end and start < b for a, b, _ in mentions)


def _of_limit(limit: Limit, place: Place, times: list[TimeRange], years: YearContext) -> Mention:
    span = place.passage.span(limit.start, limit.end)
    if not limit.binds:
        return PlainDateMention(span=span, role="service_standard" if limit.kind == "relative" else "information_period", rule=limit.rule)
    flags = () if limit.stated else ("报送周期文中未写明",)
    return DeadlineMention(
        span=span, rule=limit.rule, confidence="medium" if limit.kind in ("event", "prompt") else "high",
        role=limit.role, class_=limit.kind,  # type: ignore[arg-type]
        start=_series_start(limit, place, times, years), due_time=limit.due_time, boundary_word=limit.word, recurrence=limit.recurrence,
        base_event=limit.base_event, amount=limit.amount, unit=limit.unit, flags=flags,
    )


def _series_start(limit: Limit, place: Place, times: list[TimeRange], years: YearContext) -> date | None:
    """从9月起，每月25日前: the series begins on 1 September."""
    if limit.kind != "recurring":
        return None
    a, _ = place.sentence(limit.start)
    for time in times:
        if a <= time.start and time.end <= limit.start and re.match(r"份?起|开始", place.text[time.end :]):
            value, _ = years.resolve(time, bound=False, past=False)
            return value[0] if value else None
    return None
