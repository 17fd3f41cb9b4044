"""One time expression as its words have it, before anything is inferred."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

__all__ = ["TimeRange", "TimeWords", "joined"]


@dataclass(frozen=True, slots=True)
class TimeWords:
    """What the words between ``start`` and ``end`` say. A field is None where they are silent.

    ``*_shift``: relative to the reference (去年 -> year_shift -1). ``part``: which piece of the year,
    quarter or month: start, end, inside, upper, middle, lower. ``weekday``: Monday is 0; 5.5 stands for the weekend.
    ``leading``: the first (> 0) or last (< 0) n months, or quarters or days, of the year.
    ``repaired``: what was mended to read this, for a flag.
    """

    start: int
    end: int
    rules: tuple[str, ...] = ()
    year: int | None = None
    short_year: int | None = None
    year_shift: int | None = None
    month: int | None = None
    month_shift: int | None = None
    quarter: int | None = None
    quarter_shift: int | None = None
    half: int | None = None
    part: str | None = None
    day: int | None = None
    day_shift: int | None = None
    week_shift: int | None = None
    week_nth: int | None = None
    half_week: bool = False
    weekday: float | None = None
    last_weekday: int | None = None
    last_days: int | None = None
    leading_months: int | None = None
    leading_days: int | None = None
    holiday: str | None = None
    part_of_day: str | None = None
    hour: int | None = None
    minute: int | None = None
    packed: str | None = None
    repaired: str | None = None

    @property
    def has_year(self) -> bool:
        return self.year is not None or self.short_year is not None or self.year_shift is not None

    @property
    def has_month(self) -> bool:
        return self.month is not None or self.month_shift is not None

    @property
    def has_day(self) -> bool:
        """Names one day, or a weekday."""
        return self.day is not None or self.day_shift is not None or self.weekday is not None or self.holiday is not None

    @property
    def has_date(self) -> bool:
        """Says anything above the time of day."""
        return (
            self.has_year
            or self.has_month
            or self.has_day
            or self.packed is not None
            or self.part is not None
            or self.quarter is not None
            or self.quarter_shift is not None
            or self.half is not None
            or self.week_shift is not None
            or self.week_nth is not None
        )

    @property
    def is_year_only(self) -> bool:
        return self.has_year and not (
            self.has_month
            or self.has_day
            or self.quarter
            or self.half
            or self.part
            or self.leading_months
            or self.leading_days
            or self.week_nth
        )


@dataclass(frozen=True, slots=True)
class TimeRange:
    """``last`` is None for a single time. ``first`` is read before ``last`` inherits from it."""

    first: TimeWords
    last: TimeWords | None = None

    @property
    def start(self) -> int:
        return self.first.start

    @property
    def end(self) -> int:
        return (self.last or self.first).end


_ADDED = tuple(f.name for f in fields(TimeWords) if f.name not in {"start", "end", "rules", "half_week", "repaired"})


def joined(a: TimeWords, b: TimeWords) -> TimeWords:
    """``a`` with what ``b``, its right neighbour, adds."""
    added = {name: value for name in _ADDED if (value := getattr(b, name)) is not None}
    return replace(a, **added, end=b.end, rules=a.rules + b.rules, half_week=a.half_week or b.half_week, repaired=a.repaired or b.repaired)
