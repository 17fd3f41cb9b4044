"""Time expressions of any text and their values: what ``fenban timex`` prints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from extractor.recognizers.timex_anchor import Anchor, clock_of
from extractor.recognizers.timex_calendar import DateRange
from extractor.recognizers.timex_joining import time_ranges
from extractor.recognizers.timex_numbers import number
from extractor.recognizers.timex_ranges import range_of
from extractor.recognizers.timex_words import TimeRange
from extractor.text.passage import fold
from patterns import lazy_re as re

__all__ = ["Timex", "find_times"]

_BEFORE = re.compile(r"(?:，?(?:或|及|含)(?:之|以)前|(?:之|以)?前(?!后|往|期|述)|底前)")
_AFTER = re.compile(r"(?:或|及)(?:之|以)后|之后|以后|起|开始")
_FROM = re.compile(r"(?:自|从|在?包括?|于)$")
_SPAN_OF_DAYS = re.compile(r"(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3})(?P<unit>天|日|周|个?星期|个月)(?P<side>之?后|之?前|以后|以前)")
_DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7, "个星期": 7}


@dataclass(frozen=True, slots=True)
class Timex:
    """A time in a text. ``from_``/``to``: first and last day, both included; None is open or unknown.
    ``time``: HH:MM of the day. ``start``/``end``: offsets in the text as given."""

    start: int
    end: int
    from_: date | None
    to: date | None
    time: str | None = None
    kind: Literal["date", "range", "offset"] = "date"


def find_times(text: str, *, reference: date | None) -> list[Timex]:
    """Every time expression of ``text`` with its value; what cannot be settled without guessing is left out.

    ``reference`` anchors words such as 明天, 下周三, 去年; None: only dates written in full have a value.
    """
    passage = fold(text, 0, len(text))
    anchor = Anchor(reference)
    found = [_timex(r, passage.text, anchor) for r in time_ranges(passage.text, loose=True)]
    times = [t for t in found if t is not None] + _offsets(passage.text, reference)
    times.sort(key=lambda t: t.start)
    return [_in_source(t, passage.offsets) for t in times]


def _in_source(t: Timex, offsets: tuple[int, ...]) -> Timex:
    return Timex(offsets[t.start], offsets[t.end - 1] + 1, t.from_, t.to, t.time, t.kind)


def _timex(found: TimeRange, text: str, anchor: Anchor) -> Timex | None:
    first = found.first
    if not first.has_date:
        return None
    value = range_of(found, anchor)
    if value is None:
        return None
    clock = clock_of(found.last if found.last is not None and found.last.hour is not None else first)
    from_, to = _opened(found, value, text)
    return Timex(found.start, found.end, from_, to, clock, "range" if found.last else "date")


def _opened(found: TimeRange, value: DateRange, text: str) -> tuple[date | None, date | None]:
    """之前 opens the range to the left, 之后 and 起 to the right: only of single days."""
    last = found.last or found.first
    if found.last is not None or not (last.day is not None or last.packed):
        return value
    if _BEFORE.match(text, found.end):
        return None, value[1]
    after = _AFTER.match(text, found.end)
    if after and (after.group() not in ("起", "开始") or _FROM.search(text, 0, found.start)):
        return value[0], None
    return value


def _offsets(text: str, reference: date | None) -> list[Timex]:
    """30天后, 两周前: a day so far from the reference."""
    if reference is None:
        return []
    found = []
    for m in _SPAN_OF_DAYS.finditer(text):
        if m["unit"] == "日" or m["unit"] == "个月":
            continue
        days = number(m["n"]) * _DAYS[m["unit"]]
        day = reference + timedelta(days=days if "后" in m["side"] else -days)
        found.append(Timex(m.start(), m.end(), day, day, None, "offset"))
    return found
