"""Dates that belong to a series or to an event named beside them, and holidays that were dated before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from extractor.recognizers.deadline_cues import limit_rules
from extractor.recognizers.deadline_place import Place
from extractor.recognizers.time_mentions import DeadlineMention, PlainDateMention
from extractor.recognizers.timex_calendar import DateRange
from extractor.recognizers.timex_words import TimeRange
from patterns import lazy_re as re

__all__ = ["event_of_day", "holiday_windows", "in_series", "opens_and_closes"]

Mention = DeadlineMention | PlainDateMention
_HOLIDAY_PERIOD = re.compile(r"(?:放假|假期|节假日|假日|节日|小?长假|(?:春节|国庆|五一|元旦|中秋)(?:假期)?)期间")
_OPENS = re.compile(r"(?:开放|开通|开始|启动|开启)(?:[^。；，、]{0,8})[，、](?:[^。；，\d]{0,6})$")
_CLOSES = re.compile(r"(?:关闭|结束|截止|停止)")
_EVENT_BEHIND = re.compile(
    r"[^，。；：、（）\d]{2,20}(?:开放|结束|完成|开通|开始|启动|召开|下发)(?:之)?后(?=，|[^，。；\d续期勤台果面方天])"
)
_OWN_YEAR = re.compile(r"(?:20\d\d|今|本|明)年|首[次场批轮]")
_EVERY = re.compile(r"每(?!个人|个单位|位|名|件|项|一)")


def in_series(mention: DeadlineMention, time: TimeRange, place: Place) -> DeadlineMention:
    """每年2月底前…，3月底前…: the second belongs to each year too; 每轮…周二上午8:30 to each round."""
    a, _ = place.sentence(time.start)
    words = time.first
    every = _EVERY.search(place.text, a, time.start)
    if every is None or words.has_year or _OWN_YEAR.search(place.text, every.end(), time.start) or mention.class_ != "fixed":
        return mention
    weekly = words.weekday is not None and not words.has_month and words.week_shift is None
    yearly = "每年" in place.text[a : time.start] and words.month is not None
    if not (weekly or yearly):
        return mention
    return replace(
        mention,
        class_="recurring",
        due=None,
        falls_on=None,
        year_source=None,
        flags=(),
        recurrence=f"FREQ=YEARLY;BYMONTH={words.month};BYMONTHDAY={words.day or -1}" if yearly else "FREQ=WEEKLY",
    )


def event_of_day(mention: Mention, time: TimeRange, place: Place) -> tuple[Mention, int]:
    """6月3日系统开放后: tied to an event that has a day. Returns the mention and where it ends in the passage."""
    tail = _EVENT_BEHIND.match(place.text, time.end)
    if tail is None or time.last is not None or not time.first.has_day:
        return mention, time.end
    if isinstance(mention, PlainDateMention):
        if mention.role != "information_period" or mention.value is None or "/" in mention.value:
            return mention, time.end
        mention = DeadlineMention(span=mention.span, rule=mention.rule, confidence="medium", due=date.fromisoformat(mention.value))
    elif mention.class_ != "fixed" or mention.boundary_word:
        return mention, time.end
    event = replace(
        mention,
        class_="event",
        role="due",
        start=mention.due,
        due=None,
        due_time=None,
        falls_on=None,
        base_event=tail.group()[:-1],
        boundary_word="后",
        rule=limit_rules("limit", "event").rules[0].id,
        span=place.passage.span(time.start, tail.end()),
    )
    return event, tail.end()


def opens_and_closes(first: TimeRange, last: TimeRange, place: Place) -> bool:
    """平台于3月4日开放，3月29日关闭: one window."""
    between = place.text[first.end : last.start]
    days = first.last is None and last.last is None and first.first.has_day and last.first.has_day
    return bool(days and _OPENS.fullmatch(between) and _CLOSES.match(place.text, last.end))


def holiday_windows(place: Place, holiday: DateRange | None) -> list[tuple[int, int, DeadlineMention]]:
    """放假期间, once the notice has said when that is."""
    if holiday is None or place.part not in ("body", "instrument"):
        return []
    return [
        (
            m.start(),
            m.end(),
            DeadlineMention(
                span=place.passage.span(m.start(), m.end()),
                rule="date-day-off",
                confidence="medium",
                role="window",
                class_="range",
                start=holiday[0],
                due=holiday[1],
                precision="day",
                year_source="context",
            ),
        )
        for m in _HOLIDAY_PERIOD.finditer(place.text)
    ]
