"""Times of day without a date: 最迟于17:30, 上午8:15前."""

from __future__ import annotations

from dataclasses import replace

from extractor.recognizers.deadline_cues import behind, has_sense, in_front
from extractor.recognizers.deadline_place import Place
from extractor.recognizers.time_mentions import DeadlineMention, PlainDateMention
from extractor.recognizers.timex_anchor import clock_of
from extractor.recognizers.timex_words import TimeRange
from patterns import lazy_re as re

__all__ = ["is_clock", "read_clock"]

_SAME_DAY = re.compile(
    r"(?:当[日天]|次日|翌日)(?:内|前|下班前)?[^，。；日天]{0,6}(?:交|报|上传|上报|录入|反馈|办结|清零|填报|提交|更新|归档|完成|处[理置]|整改|公布|入账|入库|存档|缴|转办|派单)(?![^，。；]{0,4}(?:端口|系统|情况|数据|材料|任务|记录|事项))"
)
_DAY_OF_THE_TEXT = re.compile(r"[当次翌]")


def is_clock(time: TimeRange, place: Place) -> bool:
    """A time of day without a date of its own: 16:00, 当日16时30分."""
    if not time.first.has_date:
        return True
    return time.first.day_shift is not None and time.first.day is None and bool(_DAY_OF_THE_TEXT.match(place.text, time.start))


def _same_day(time: TimeRange, place: Place, before: DeadlineMention | None) -> DeadlineMention | PlainDateMention:
    """检查记录当日归档: each time anew, unless a day was named before in the sentence."""
    span = place.passage.span(time.start, time.end)
    if before is not None and before.due is not None or has_sense("past", place.text, *place.clause(time.start)):
        return PlainDateMention(span=span, role="information_period", rule="date-clock")
    return DeadlineMention(span=span, rule="deadline-clock", confidence="medium", class_="recurring", recurrence="FREQ=DAILY")


def read_clock(
    time: TimeRange, place: Place, *, in_series: bool, before: DeadlineMention | None
) -> DeadlineMention | PlainDateMention | None:
    """A limit on the day that the text spoke of last, or on each day of a series; hours of service otherwise."""
    clock = clock_of(time.first)
    if clock is None and not time.first.has_date:
        return None
    if clock is None and place.binding and _SAME_DAY.match(place.text, time.start):
        return _same_day(time, place, before)
    text = place.text
    after, ahead = behind(text, time.end), in_front(text, time.start)
    limited = (after is not None and after.sense == "limit") or (ahead is not None and ahead.sense == "limit")
    span = place.passage.span(
        time.start if after and after.sense == "limit" or not ahead else ahead.start,
        after.end if after and after.sense == "limit" else time.end,
    )
    if not place.binding or not limited or time.last is not None:
        return PlainDateMention(span=place.passage.span(time.start, time.end), role="service_hours", value=clock, rule="date-clock")
    word = after.word if after else ahead.word if ahead else None
    if in_series or before is not None and before.class_ == "recurring":
        return DeadlineMention(span=span, rule="deadline-clock", class_="recurring", due_time=clock, boundary_word=word)
    if before is not None and before.due is not None:
        return replace(
            before,
            span=span,
            rule="deadline-clock",
            due_time=clock,
            boundary_word=word,
            year_source="context",
            role="due",
            class_="fixed",
            start=None,
        )
    return None
