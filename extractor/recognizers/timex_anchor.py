"""Give a time expression its value: which year, which month, which day.

What the words leave open is settled by a reference date and a direction (SCHEMA 5, "no year"):
``forward``: the first such day not before the reference (something still to be done);
``back``: the last such day not after it (something that was done); ``same``: the year of the reference.
Without a reference only what is written in full has a value.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from extractor.recognizers import timex_calendar as calendar
from extractor.recognizers.timex_calendar import DateRange, safe_date
from extractor.recognizers.timex_numbers import short_year
from extractor.recognizers.timex_special_days import holiday_days, packed_days
from extractor.recognizers.timex_words import TimeWords

__all__ = ["Anchor", "Direction", "clock_of", "value_of"]

Direction = Literal["forward", "back", "same"]
_AFTERNOON = ("下午", "午后", "晚", "夜", "傍晚")


@dataclass(frozen=True, slots=True)
class Anchor:
    """``date``: the reference, None if there is none. ``year_only``: only the year of ``date`` means anything (a year named in a title or remark)."""

    date: date | None
    direction: Direction = "same"
    year_only: bool = False


def clock_of(words: TimeWords) -> str | None:
    """HH:MM, or None. 下午3时 -> 15:00; 中午12时 -> 12:00; 24:00 stays (the day is not rolled over)."""
    if words.hour is None:
        return None
    hour, part = words.hour, words.part_of_day or ""
    if (part.startswith(_AFTERNOON) and hour < 12) or (part in ("中午", "正午") and hour < 11):
        hour += 12
    elif part in ("凌晨", "零") and hour == 12:
        hour = 0
    if hour > 24 or (hour == 24 and words.minute):
        return None
    return f"{hour:02d}:{words.minute or 0:02d}"


def value_of(words: TimeWords, anchor: Anchor) -> DateRange | None:
    """First and last day of ``words``, or None where they cannot be settled (or no such day exists)."""
    if words.packed is not None:
        return _packed(words, anchor)
    if words.day_shift is not None and words.day is None:
        return _shifted_day(words, anchor)
    if words.holiday is not None:
        return _holiday(words, anchor)
    if (words.weekday is not None or words.week_shift is not None) and not words.has_month and words.day is None:
        return _weekly(words, anchor)
    year = _year_of(words, anchor)
    if year is not None and not 1 <= year <= 9990:
        return None
    return _inside_year(words, year, anchor)


def _year_of(words: TimeWords, anchor: Anchor) -> int | None:
    if words.year is not None:
        return words.year
    if words.short_year is not None:
        return short_year(words.short_year, anchor.date.year if anchor.date else 2020)
    if words.year_shift is not None:
        return anchor.date.year + words.year_shift if anchor.date else None
    return None


def _inside_year(words: TimeWords, year: int | None, anchor: Anchor) -> DateRange | None:
    if words.has_month:
        return _monthly(words, year, anchor)
    if words.quarter is not None or words.quarter_shift is not None or words.half is not None:
        return _part_of_year(words, year, anchor)
    if words.day is not None:
        return _day_alone(words, anchor)
    if year is None:
        return None
    if words.leading_months is not None:
        n = min(abs(words.leading_months), 12)
        return calendar.months(year, 1, n) if words.leading_months > 0 else calendar.months(year, 13 - n, 12)
    if words.leading_days is not None:
        return date(year, 1, 1), date(year, 1, 1) + timedelta(days=words.leading_days - 1)
    if words.week_nth is not None:
        return _nth_week(date(year, 1, 1), words.week_nth)
    return calendar.year_part(year, words.part)


def _monthly(words: TimeWords, year: int | None, anchor: Anchor) -> DateRange | None:
    if words.month_shift is not None:
        if anchor.date is None or anchor.year_only:
            return None
        y, m = calendar.shift_month(year or anchor.date.year, anchor.date.month, words.month_shift)
        return _in_month(words, y, m)
    month = words.month or 0
    if not 1 <= month <= 12:
        return None
    if year is not None:
        return _in_month(words, year, month)
    if anchor.date is None:
        return None
    years = _candidate_years(anchor, leap=(month, words.day) == (2, 29))
    fits = [value for y in years if (value := _in_month(words, y, month))]
    return nearest(fits, anchor)


def _candidate_years(anchor: Anchor, *, leap: bool) -> list[int]:
    y = anchor.date.year if anchor.date else 2020
    if anchor.year_only or anchor.direction == "same":
        return [y] if not leap else [y, y - 1, y - 2, y - 3]
    return [y, y + 1] if anchor.direction == "forward" else [y, y - 1]


def nearest(fits: list[DateRange], anchor: Anchor) -> DateRange | None:
    """The first of ``fits`` on the right side of the anchor."""
    if not fits or anchor.date is None:
        return None
    for value in fits:
        if (
            anchor.year_only
            or anchor.direction == "same"
            or (value[1] >= anchor.date if anchor.direction == "forward" else value[0] <= anchor.date)
        ):
            return value
    return None


def _in_month(words: TimeWords, y: int, m: int) -> DateRange | None:
    if words.day is not None:
        day = safe_date(y, m, words.day)
        return (day, day) if day else None
    first, last = calendar.month(y, m)
    if words.last_days is not None:
        return last - timedelta(days=words.last_days), last
    if words.last_weekday is not None:
        day = last - timedelta(days=(last.weekday() - words.last_weekday) % 7)
        return day, day
    if words.week_nth is not None:
        return _nth_week(first, words.week_nth)
    return calendar.month_part(y, m, words.part)


def _nth_week(first: date, n: int) -> DateRange:
    """The n-th week that begins (Monday) in the period that starts on ``first``."""
    monday = first + timedelta(days=-first.weekday() % 7) + timedelta(weeks=n - 1)
    return monday, monday + timedelta(days=6)


def _part_of_year(words: TimeWords, year: int | None, anchor: Anchor) -> DateRange | None:
    if words.half is not None:
        y = year or _open_year(anchor, (1, 6) if words.half == 1 else (7, 12))
        return None if y is None else calendar.months(y, 6 * words.half - 5, 6 * words.half)
    if words.quarter_shift is not None:
        if anchor.date is None or anchor.year_only:
            return None
        y, m = calendar.shift_month(anchor.date.year, anchor.date.month, 3 * words.quarter_shift)
        q = (m + 2) // 3
    else:
        q = words.quarter or 1
        if not 1 <= q <= 4:
            return None
        found = year or _open_year(anchor, (3 * q - 2, 3 * q))
        if found is None:
            return None
        y = found
    if words.part == "end":
        return calendar.month(y, 3 * q)
    return calendar.month(y, 3 * q - 2) if words.part == "start" else calendar.quarter(y, q)


def _open_year(anchor: Anchor, span: tuple[int, int]) -> int | None:
    """The year of a quarter or half-year that has none."""
    if anchor.date is None:
        return None
    y = anchor.date.year
    value = nearest([calendar.months(x, *span) for x in _candidate_years(anchor, leap=False)], anchor)
    return value[0].year if value else y


def _day_alone(words: TimeWords, anchor: Anchor) -> DateRange | None:
    """A day without a month: the month of the reference, or the next one that fits."""
    if anchor.date is None or anchor.year_only or words.day is None:
        return None
    y, m = anchor.date.year, anchor.date.month
    step = -1 if anchor.direction == "back" else 1
    for i in range(3):
        day = safe_date(*calendar.shift_month(y, m, i * step), words.day)
        if day and (anchor.direction == "same" or (day >= anchor.date if step > 0 else day <= anchor.date)):
            return day, day
    return None


def _shifted_day(words: TimeWords, anchor: Anchor) -> DateRange | None:
    if anchor.date is None or anchor.year_only:
        return None
    day = anchor.date + timedelta(days=words.day_shift or 0)
    return day, day


def _weekly(words: TimeWords, anchor: Anchor) -> DateRange | None:
    if anchor.date is None or anchor.year_only:
        return None
    monday, sunday = calendar.week(anchor.date, words.week_shift or 0)
    if words.weekday is None:
        if words.half_week:
            return monday + timedelta(days=3), sunday
        return monday, sunday
    if words.weekday == 5.5:
        return monday + timedelta(days=5), sunday
    day = monday + timedelta(days=int(words.weekday))
    if words.week_shift is None and anchor.direction == "forward" and day < anchor.date:
        day += timedelta(weeks=1)
    if words.week_shift is None and anchor.direction == "back" and day > anchor.date:
        day -= timedelta(weeks=1)
    return day, day


def _holiday(words: TimeWords, anchor: Anchor) -> DateRange | None:
    if words.year is not None:
        return next(iter(holiday_days(words, [words.year])), None)
    years = _candidate_years(anchor, leap=False) if anchor.date else []
    return nearest(holiday_days(words, years), anchor)


def _packed(words: TimeWords, anchor: Anchor) -> DateRange | None:
    """Of several readings the one nearest to the reference."""
    reference = anchor.date
    days = packed_days(words.packed or "", [reference.year, reference.year + 1] if reference else [])
    if reference is not None:
        ahead = [day for day in days if day >= reference] if anchor.direction == "forward" else days
        days = sorted(ahead or days, key=lambda day: abs(day - reference))
    return (days[0], days[0]) if days else None
