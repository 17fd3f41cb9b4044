"""Arithmetic of the calendar: ends of months and quarters, weeks, first and last days."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

__all__ = ["DateRange", "clip", "month", "month_part", "months", "quarter", "safe_date", "shift_month", "week", "year", "year_part"]

DateRange = tuple[date, date]
"""First and last day, both included."""

_TENTHS = {"upper": (1, 10), "middle": (11, 20), "lower": (21, 31), "start": (1, 5), "end": (26, 31)}


def safe_date(y: int, m: int, d: int) -> date | None:
    """The date, or None if there is no such day (13月5日, 2月30日)."""
    try:
        return date(y, m, d)
    except ValueError:
        return None


def year(y: int) -> DateRange:
    return date(y, 1, 1), date(y, 12, 31)


def month(y: int, m: int) -> DateRange:
    return date(y, m, 1), date(y, m, monthrange(y, m)[1])


def months(y: int, first: int, last: int) -> DateRange:
    return date(y, first, 1), month(y, last)[1]


def quarter(y: int, q: int) -> DateRange:
    return months(y, 3 * q - 2, 3 * q)


def shift_month(y: int, m: int, by: int) -> tuple[int, int]:
    """Year and month ``by`` months away."""
    index = y * 12 + m - 1 + by
    return index // 12, index % 12 + 1


def month_part(y: int, m: int, part: str | None) -> DateRange:
    """A third, the beginning or the end of a month; the whole month for None and "inside"."""
    first, last = month(y, m)
    if part not in _TENTHS:
        return first, last
    a, b = _TENTHS[part]
    return first.replace(day=min(a, last.day)), first.replace(day=min(b, last.day))


def year_part(y: int, part: str | None) -> DateRange:
    if part == "start":
        return month(y, 1)
    if part == "end":
        return month(y, 12)
    return year(y)


def week(day: date, by: int = 0) -> DateRange:
    """Monday to Sunday of the week ``by`` weeks from that of ``day``."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=by)
    return monday, monday + timedelta(days=6)


def clip(day: int, y: int, m: int) -> date:
    """The ``day``-th of a month, or its last day."""
    return month(y, m)[1].replace(day=min(day, monthrange(y, m)[1]))
