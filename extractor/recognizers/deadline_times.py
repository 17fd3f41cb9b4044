"""Dated time expressions of one passage as mentions: value, class, role, quote."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from extractor.model.document import Span
from extractor.model.notice import Confidence, Precision, YearSource
from extractor.model.workday_calendar import falls_on
from extractor.recognizers.deadline_place import Place
from extractor.recognizers.deadline_roles import Judge, judge
from extractor.recognizers.deadline_surroundings import Surroundings, Verdict, look_around
from extractor.recognizers.deadline_years import YearContext, month_start_due
from extractor.recognizers.time_mentions import DeadlineMention, PlainDateMention
from extractor.recognizers.timex_anchor import clock_of
from extractor.recognizers.timex_calendar import DateRange
from extractor.recognizers.timex_words import TimeRange, TimeWords
from patterns import lazy_re as re

__all__ = ["precision_of", "read_time"]

_NOT_AGAIN = re.compile(r"提交后不(?:能|得|可)|不再受理|系统(?:自动)?(?:关闭|锁定)|逾期不予受理|关闭后不再")
_SAME_HOUR = re.compile(r"(?:的)?(?:同一|相同)(?:时间|时段|时刻)")


def read_time(found: TimeRange, place: Place, years: YearContext, verdict_of: Judge = judge) -> DeadlineMention | PlainDateMention | None:
    """One dated expression, or None if it says nothing on its own (周末, a bare clock)."""
    around = look_around(found, place)
    words = found.first
    if words.weekday is not None and not words.has_month and words.week_shift is None and words.hour is None and not around.limited:
        return None
    bound = around.limited or around.opened or around.intended or place.context.holds_limit or around.is_after("from") and not around.past
    value, source = years.resolve(found, bound=bound and not around.told, past=around.past or around.told)
    if around.opened and value is None and found.last is None:
        return None
    verdict = verdict_of(around, value, years.issued or _oldest_year(place, years))
    if value is not None and verdict.kind == "deadline" and not (verdict.role == "goal" and words.month is None):
        years.remember(value, explicit=source == "explicit")
    elif value is not None and words.has_month and words.has_year:
        years.last = value[1]
    if verdict.rule == "date-day-off" and value is not None and value[0] != value[1]:
        years.note_holiday(value)
    if verdict.kind == "plain":
        return PlainDateMention(span=_span(found, place), role=verdict.role, value=_iso(value), rule=verdict.rule)
    mention = _mention(around, verdict, value, source, years.issued)
    if mention.due_time is None and _SAME_HOUR.match(place.text, found.end):
        mention = replace(mention, due_time=years.last_clock)
    years.last_clock = mention.due_time or years.last_clock
    return mention


def _oldest_year(place: Place, years: YearContext) -> date | None:
    """In a table of an undated document a day of long ago is a birthday or a founding, no time limit."""
    if not place.cell or years.document_year is None:
        return None
    return date(years.document_year - 1, 1, 1)


def _mention(s: Surroundings, verdict: Verdict, value: DateRange | None, source: YearSource | None, issued: date | None) -> DeadlineMention:
    found = s.found
    last = found.last or found.first
    is_range = verdict.class_ == "range" or (s.opened and found.last is None)
    due = month_start_due(value, last) if value and verdict.class_ != "open_ended" else None
    if due is not None and last.holiday is not None and s.is_after("limit"):
        due -= timedelta(days=1)  # 国庆节前: the day before
    start = (issued if s.opened else value[0]) if value and (is_range or verdict.class_ == "open_ended") else None
    close = s.after is not None and "下班" in s.after.word
    clock = "12:00" if s.after is not None and s.after.word.startswith(("中午", "正午")) else _clock(found)
    return DeadlineMention(
        span=_quote(s),
        rule=verdict.rule,
        confidence=_confidence(s, verdict, source, due),
        role="window" if s.opened and verdict.role == "due" else verdict.role,  # type: ignore[arg-type]
        class_="range" if s.opened and found.last is None else verdict.class_,
        start=start,
        due=due,
        due_time=None if close else clock,
        precision=precision_of(last),
        boundary_word=_boundary(s),
        year_source=source if value else None,
        falls_on=falls_on(due) if due and last.has_day else None,
        business_close=close,
        irreversible=bool(_NOT_AGAIN.search(s.clause, max(0, found.start - s.place.clause(found.start)[0]))),
        flags=_flags(found, due, verdict, source, issued),
    )


def _clock(found: TimeRange) -> str | None:
    """The hour of a single day, or of the last day of a range; of a range of hours (9:00-11:30) the first."""
    if found.last is None or not found.last.has_date:
        return clock_of(found.first)
    return clock_of(found.last)


def _flags(found: TimeRange, due: date | None, verdict: Verdict, source: YearSource | None, issued: date | None) -> tuple[str, ...]:
    flags = [f"{repaired}，已按上下文补读" for repaired in dict.fromkeys(w.repaired for w in (found.first, found.last) if w) if repaired]
    if due is None and verdict.class_ in ("fixed", "range"):
        flags.append("原文日期不存在，请核实" if found.first.has_month and found.first.day and issued else "日期缺年份或无法确定，请核实")
    words = found.first
    if (
        due is not None
        and found.last is None
        and words.day is not None
        and words.weekday is not None
        and due.weekday() != int(words.weekday)
    ):
        flags.append("星期与日期不符，请核实")
    if source == "context_note":
        flags.append("年份由标题或备注推定")
    if due is not None and issued is not None and due < issued:
        flags.append("时限早于成文日期")
    return tuple(flags)


_TOUCHED = ("deadline-plain-day", "deadline-plain-period", "deadline-year", "deadline-cell", "deadline-from", "deadline-closing-label")
"""A date beside the work, with no word that makes a limit of it, or with one that fits other dates as well."""


def _confidence(s: Surroundings, verdict: Verdict, source: YearSource | None, due: date | None) -> Confidence:
    """A limit whose year the issue date settles is nearly always right, one whose year comes from dates around it hardly ever."""
    if source == "context" or (due is None and verdict.class_ == "fixed"):
        return "low"
    repaired = any(words.repaired for words in (s.found.first, s.found.last) if words)
    if repaired or source == "context_note" or verdict.rule in _TOUCHED:
        return "medium"
    if verdict.class_ == "fixed" and s.limited:
        return "certain" if source == "document_date" else "medium" if source == "same_sentence" else "high"
    return "medium" if verdict.rule == "deadline-range" and source != "document_date" else "high"


def _boundary(s: Surroundings) -> str | None:
    if s.after is not None and s.after.sense in ("limit", "close", "from"):
        return s.after.word
    return s.before.word if s.before is not None and s.before.sense in ("limit", "until") else None


def _quote(s: Surroundings) -> Span:
    """The date with its boundary word; the words in front only where nothing stands behind."""
    start, end = s.found.start, s.found.end
    if s.after is not None and s.after.sense in ("limit", "close", "from", "about"):
        end = s.after.end
    elif s.before is not None and s.before.sense in ("limit", "until") and not s.before.word.endswith(("：", "为", "是")):
        start = s.before.start + max(s.before.word.find("截"), 0)
    if s.opened:
        start = max(s.place.text.rfind(c, 0, s.found.start) for c in "，。；：、") + 1
    return s.place.passage.span(start, end)


def _span(found: TimeRange, place: Place) -> Span:
    return place.passage.span(found.start, found.end)


def _iso(value: DateRange | None) -> str | None:
    if value is None:
        return None
    first, last = value
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def precision_of(words: TimeWords) -> Precision:
    if words.hour is not None:
        return "minute"
    if words.part in ("upper", "middle", "lower"):
        return "xun"
    if words.has_day or words.packed is not None:
        return "day"
    if words.has_month:
        return "month_end"
    if words.quarter is not None or words.quarter_shift is not None:
        return "quarter_end"
    if words.half is not None:
        return "half_year"
    return "year_end" if words.part == "end" else "year"
