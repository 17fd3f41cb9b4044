"""Days that are not given as year, month and day: fixed holidays, solar terms, digits without their marks."""

from __future__ import annotations

from datetime import date

from extractor.recognizers.timex_calendar import DateRange, safe_date
from extractor.recognizers.timex_words import TimeWords

__all__ = ["holiday_days", "packed_days", "solar_term"]

_HOLIDAYS = {"元": (1, 1), "五": (5, 1), "劳": (5, 1), "国": (10, 1)}
_TERMS = ("小寒 大寒 立春 雨水 惊蛰 春分 清明 谷雨 立夏 小满 芒种 夏至 小暑 大暑 立秋 处暑 白露 秋分 寒露 霜降 立冬 小雪 大雪 冬至").split()
# constants of the formula day = floor(year * 0.2422 + c) - floor(year / 4), 21st century
_TERM_CONSTANTS = (
    5.4055,
    20.12,
    3.87,
    18.73,
    5.63,
    20.646,
    4.81,
    20.1,
    5.52,
    21.04,
    5.678,
    21.37,
    7.108,
    22.83,
    7.5,
    23.13,
    7.646,
    23.042,
    8.318,
    23.438,
    7.438,
    22.36,
    7.18,
    21.94,
)


def holiday_days(words: TimeWords, years: list[int]) -> list[DateRange]:
    """The day of a fixed holiday or solar term in each of ``years``."""
    name = words.holiday or ""
    days = [solar_term(name, y) if name in _TERMS else safe_date(y, *_HOLIDAYS[name[0]]) for y in years]
    return [(day, day) for day in days if day]


def solar_term(name: str, y: int) -> date:
    """The day on which a solar term of the 21st century begins."""
    i = _TERMS.index(name)
    short = y % 100
    leap = (short - 1) // 4 if i < 4 else short // 4
    return date(y, i // 2 + 1, int(short * 0.2422 + _TERM_CONSTANTS[i]) - leap)


def packed_days(digits: str, years: list[int]) -> list[date]:
    """What digits that lost their marks can mean: "2021712" -> 2021-07-12; four digits or fewer are month and day in ``years``."""
    if len(digits) > 4:
        years, digits = [int(digits[:4])], digits[4:]
    splits = [(digits[:i], digits[i:]) for i in (1, 2) if digits[i:] and (digits[i] != "0" or len(digits[i:]) == 2)]
    return [day for y in years for m, d in splits if (day := safe_date(y, int(m), int(d)))]
