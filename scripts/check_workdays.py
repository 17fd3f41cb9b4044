#!/usr/bin/env python3
"""Compare ``add_working_days`` with chinesecalendar itself: every start day of 2010-2026 and 1 to 30 working days.

Prints how many results were compared; exit code 1 if any differs.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta

import chinese_calendar

from extractor.recognizers.workday_calendar import add_working_days

FIRST_YEAR, LONGEST = 2010, 30


def main() -> int:
    last_year = max(chinese_calendar.holidays).year
    day, compared, wrong = date(FIRST_YEAR, 1, 1), 0, 0
    while day.year <= last_year:
        for days in range(1, LONGEST + 1):
            compared += 1
            if add_working_days(day, days) != _expected(day, days):
                wrong += 1
                print(f"{day} + {days}: {add_working_days(day, days)}, expected {_expected(day, days)}", file=sys.stderr)
        day += timedelta(days=1)
    print(f"{compared} results from {FIRST_YEAR} to {last_year} compared, {wrong} differ")
    return 1 if wrong else 0


def _expected(start: date, days: int) -> date | None:
    """The library's own answer; None where it has no data."""
    try:
        found: date = chinese_calendar.find_workday(days - 1, start + timedelta(days=1))
    except NotImplementedError:
        return None
    return found


if __name__ == "__main__":
    sys.exit(main())
