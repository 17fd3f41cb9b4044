"""Value of a range: the end inherits year and month from the start, and rolls over where it must."""

from __future__ import annotations

from dataclasses import replace

from extractor.recognizers.timex_anchor import Anchor, value_of
from extractor.recognizers.timex_calendar import DateRange
from extractor.recognizers.timex_words import TimeRange, TimeWords

__all__ = ["inherit", "range_of"]

_HIGHER = ("year", "short_year", "year_shift")


def inherit(first: TimeWords, last: TimeWords) -> TimeWords:
    """``last`` with the year and month that only ``first`` states: 2019年4月12-19日."""
    if last.packed or last.day_shift is not None or not (last.has_date or first.has_date):
        return last
    if not last.has_date:  # 9:00-11:30 of one day
        return replace(
            first, hour=last.hour, minute=last.minute, part_of_day=last.part_of_day or first.part_of_day, start=last.start, end=last.end
        )
    if not last.has_year:
        last = replace(last, **{k: getattr(first, k) for k in _HIGHER})
    if last.day is not None and not last.has_month:
        last = replace(last, month=first.month, month_shift=first.month_shift)
    if last.weekday is not None and last.week_shift is None and first.week_shift is not None and last.day is None:
        last = replace(last, week_shift=first.week_shift)
    return last


def range_of(found: TimeRange, anchor: Anchor) -> DateRange | None:
    """Value of a range or a single time; the end rolls into the next year or month if it lay before the start."""
    first, last = found.first, found.last
    if last is None:
        return value_of(first, anchor)
    if last.has_year and not first.has_year and first.has_month:
        return _backward(first, last, anchor)
    if not first.has_month and first.day is not None and last.has_month:
        if last.day is not None and first.day > last.day:  # 30日夜间至9月1日: the month before
            return _backward(first, last, anchor)
        first = replace(first, month=last.month, month_shift=last.month_shift, year=last.year)
    start = value_of(first, anchor)
    if last.packed is not None and len(last.packed) <= 4 and start is not None:
        anchor = Anchor(start[0], "forward")
    end = value_of(inherit(first, last), anchor)
    if start is None or end is None:
        return None
    if not last.has_year and last.packed is None:
        own_year = replace(last, year=start[0].year) if last.has_month else None
        end = (value_of(own_year, anchor) if own_year else None) or end
        if end[1] < start[0]:
            rolled = value_of(replace(inherit(first, last), year=start[0].year + 1, year_shift=None, short_year=None), anchor)
            end = rolled if last.has_month and rolled else end
    return (start[0], end[1]) if start[0] <= end[1] else None


def _backward(first: TimeWords, last: TimeWords, anchor: Anchor) -> DateRange | None:
    """12月20日至2023年2月5日: the start is the last such day before the end."""
    end = value_of(last, anchor)
    if end is None:
        return None
    start = value_of(first, Anchor(end[1], "back"))
    return (start[0], end[1]) if start else None
