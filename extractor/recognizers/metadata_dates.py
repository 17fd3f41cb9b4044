"""Dates that a document bears: under the signature, in the head of a bulletin, from the web page."""

from __future__ import annotations

import re
from datetime import date

from patterns.rules import load_rules

__all__ = ["date_in", "date_of_digits", "lost_century"]

_DIGIT = {**{c: i for i, c in enumerate("〇一二三四五六七八九")}, "零": 0, "O": 0, "○": 0, "十": 10}


def date_in(text: str) -> tuple[date, int, int] | None:
    """The first whole date in ``text`` (folded) and the range where it stands."""
    rules = load_rules("metadata")
    for rule_id in ("date-digits", "date-numerals", "date-iso"):
        for match in rules[rule_id].finditer(text):
            day = _calendar(_year(match["y"]), _number(match["m"]), _number(match["d"]))
            if day:
                return day, match.start(), match.end()
    return None


def lost_century(text: str, published: date | None) -> date | None:
    """“一七年三月三日”: a date of which a converter ate 二〇; the century is that of the publication."""
    match = re.search(
        r"(?<![一二三四五六七八九〇零O])([一二三四五六七八九〇零O]{2})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日",
        text,
    )
    if not match:
        return None
    year = 2000 + _year(match[1])
    if published and abs(published.year - year) > 1:
        return None
    return _calendar(year, _number(match[2]), _number(match[3]))


def date_of_digits(text: str, published: date | None) -> date | None:
    """“2024116”: a date of which 年月日 were eaten. Only the publication date, or a single possible reading, settles it."""
    digits = re.sub(r"\D", "", text)
    if not re.fullmatch(r"20\d{4,6}", digits):
        return None
    rest = digits[4:]
    readings = {
        _calendar(int(digits[:4]), int(rest[:cut]), int(rest[cut:]))
        for cut in (1, 2)
        if (rest[cut:] and rest[cut] != "0") or cut + 2 == len(rest)
    }
    found = sorted(d for d in readings if d)
    if published:
        found = [d for d in found if abs((published - d).days) <= 15] or []
    return found[0] if len(found) == 1 else None


def _calendar(year: int, month: int, day: int) -> date | None:
    if not 1900 <= year <= 2100:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(text: str) -> int:
    if text.isdigit() and text.isascii():
        return int(text)
    value = 0
    for ch in text:
        value = value * 10 + _DIGIT.get(ch, 0)
    return value


def _number(text: str) -> int:
    """1 to 31, in digits or numerals: 二十一, 十, 三十."""
    if text.isascii():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十").replace("十十", "十")
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_DIGIT.get(tens, 0) if tens else 1) * 10 + (_DIGIT.get(ones, 0) if ones else 0)
    return _year(text)
