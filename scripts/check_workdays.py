"""Compare ``add_working_days`` with chinesecalendar's own list: every start day of 2010-2026, 1 to 30 working days.

    python scripts/check_workdays.py

Prints how many results were compared; exit code 1 if any differs.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar

sys.path.append(str(Path(__file__).resolve().parent.parent))  # after the installed packages, as in check_floors.py

from extractor.model.workday_calendar import add_working_days

FIRST, LAST, LONGEST = date(2010, 1, 1), date(2026, 12, 31), 30


def main() -> int:
    working: list[date] = chinese_calendar.get_workdays(FIRST, LAST)
    compared = wrong = 0
    for n in range((LAST - FIRST).days + 1):
        start = FIRST + timedelta(days=n)
        at = bisect_right(working, start)  # the day itself is not counted
        for days in range(1, LONGEST + 1):
            expected = working[at + days - 1] if at + days <= len(working) else None
            found = add_working_days(start, days)
            compared += 1
            if found != expected:
                wrong += 1
                print(f"{start} + {days}: {found}, expected {expected}", file=sys.stderr)
    print(f"{compared} results from {FIRST.year} to {LAST.year} compared, {wrong} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
