"""The official Chinese calendar of holidays and make-up working days. Nothing is certain beyond its coverage.

The State Council publishes the days off of a year in the autumn before it: what lies beyond the last
published year cannot be counted in working days (SCHEMA 5, "relative").
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Literal

__all__ = ["FallsOn", "add_working_days", "days_off", "falls_on", "is_working_day", "makeup_days", "working_day_before"]

_SATURDAY = 5
FallsOn = Literal["weekend", "holiday", "makeup_workday"]


@cache
def falls_on(day: date) -> FallsOn | None:
    """weekend, holiday or makeup_workday; None for an ordinary working day and for years not covered.
    A hint for the reader only: no date is ever moved."""
    import chinese_calendar  # late: it brings the tables of all years

    try:
        free = chinese_calendar.is_holiday(day)
        _, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return None
    if free:
        return "holiday" if name else "weekend"
    return "makeup_workday" if day.weekday() >= _SATURDAY else None


@cache
def is_working_day(day: date) -> bool | None:
    """Whether offices work on ``day``; None: not certain, the days off of that year are not known."""
    import chinese_calendar  # late: it brings the tables of all years

    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None


def add_working_days(start: date, days: int) -> date | None:
    """The last of ``days`` working days after ``start``; the day of ``start`` itself is not counted (《民法典》第二百零一条).

    ``days``: 1 or more. None: not certain, a day on the way lies outside the published calendar (2004 to 2026).
    """
    if days < 1:
        raise ValueError(f"days must be 1 or more, not {days}")
    day = start
    while days:
        day += timedelta(days=1)
        works = is_working_day(day)
        if works is None:
            return None
        days -= works
    return day


def working_day_before(day: date) -> date:
    """The last working day before ``day``; where the days off are not known yet, the last one from Monday to Friday."""
    before = day - timedelta(days=1)
    while not _works(before):
        before -= timedelta(days=1)
    return before


def days_off(since: date) -> tuple[date, ...]:
    """The published days off from Monday to Friday, from ``since`` on."""
    import chinese_calendar  # late: it brings the tables of all years

    return tuple(sorted(day for day in chinese_calendar.constants.holidays if day >= since and day.weekday() < _SATURDAY))


def makeup_days(since: date) -> tuple[date, ...]:
    """The published working days on Saturdays and Sundays, from ``since`` on."""
    import chinese_calendar  # late: it brings the tables of all years

    return tuple(sorted(day for day in chinese_calendar.constants.workdays if day >= since and day.weekday() >= _SATURDAY))


def _works(day: date) -> bool:
    known = is_working_day(day)
    return day.weekday() < _SATURDAY if known is None else known
