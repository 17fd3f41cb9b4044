"""What the official calendar says about a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from chinese_calendar import find_workday

from extractor.model.workday_calendar import add_working_days, days_off, falls_on, makeup_days, working_day_before


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2024, 5, 15), None),
        (date(2024, 5, 18), "weekend"),
        (date(2024, 10, 1), "holiday"),
        (date(2024, 9, 29), "makeup_workday"),
        (date(1990, 1, 6), None),
    ],
)
def test_workday_calendar_names_days_off(day: date, kind: str | None) -> None:
    assert falls_on(day) == kind


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        (date(2025, 3, 7), 1, date(2025, 3, 10)),  # a Friday: Monday is the first
        (date(2025, 3, 8), 1, date(2025, 3, 10)),  # counted from a day off all the same
        (date(2024, 9, 30), 5, date(2024, 10, 12)),  # seven days off, then a working Saturday
        (date(2024, 9, 27), 2, date(2024, 9, 30)),  # a working Sunday counts
        (date(2023, 12, 29), 3, date(2024, 1, 4)),  # over the new year
        (date(2026, 12, 31), 1, None),  # not published: not certain
        (date(2026, 12, 1), 30, None),
        (date(2003, 12, 1), 1, None),
    ],
)
def test_workday_calendar_counts_working_days(start: date, days: int, last: date | None) -> None:
    assert add_working_days(start, days) == last


def test_workday_calendar_equals_the_published_days() -> None:
    for start in (date(year, month, 25) for year in range(2010, 2026) for month in (1, 4, 9, 12)):
        for days in (1, 7, 30):
            assert add_working_days(start, days) == find_workday(days - 1, start + timedelta(days=1))


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2025, 3, 11), date(2025, 3, 10)),
        (date(2025, 3, 10), date(2025, 3, 7)),  # a Monday
        (date(2024, 10, 8), date(2024, 9, 30)),  # after seven days off
        (date(2024, 9, 30), date(2024, 9, 29)),  # a working Sunday
        (date(2031, 6, 16), date(2031, 6, 13)),  # not published: Friday before Monday
    ],
)
def test_workday_calendar_finds_the_working_day_before(day: date, before: date) -> None:
    assert working_day_before(day) == before


def test_workday_calendar_lists_days_off_of_the_week_and_make_up_days() -> None:
    off, makeup = days_off(date(2024, 9, 1)), makeup_days(date(2024, 9, 1))
    assert off[:3] == (date(2024, 9, 16), date(2024, 9, 17), date(2024, 10, 1))
    assert makeup[:3] == (date(2024, 9, 14), date(2024, 9, 29), date(2024, 10, 12))


def test_workday_calendar_refuses_less_than_one_day() -> None:
    with pytest.raises(ValueError, match="1 or more"):
        add_working_days(date(2025, 3, 7), 0)
