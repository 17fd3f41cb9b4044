"""What the official calendar says about a day."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.recognizers.workday_calendar import falls_on


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
