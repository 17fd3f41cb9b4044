"""The official Chinese calendar of holidays and make-up working days. Nothing is certain beyond its coverage."""

from __future__ import annotations

from datetime import date
from functools import cache

from extractor.recognizers.time_mentions import FallsOn

__all__ = ["falls_on"]


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
    return "makeup_workday" if day.weekday() >= 5 else None
