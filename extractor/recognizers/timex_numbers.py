"""Chinese numerals of dates: 二〇二一, 十二, 三十一, 廿五. Values only; no text is searched here."""

from __future__ import annotations

__all__ = ["number", "short_year", "spelled_year"]

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "O": 0, "o": 0, "两": 2, "正": 1, "元": 1, "首": 1}


def number(text: str) -> int:
    """A number below 100 in digits or in Chinese: ``"12"``, ``"十二"``, ``"二十"``, ``"廿五"`` -> 12, 12, 20, 25."""
    if text.isascii() and text.isdigit():
        return int(text)
    text = text.replace("廿", "二十")
    if "十" not in text:
        return int("".join(str(_DIGITS[c]) for c in text))
    tens, _, ones = text.partition("十")
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones[-1]] if ones else 0)


def spelled_year(text: str) -> int:
    """``"二〇二一"`` -> 2021."""
    return int("".join(str(_DIGITS[c]) for c in text))


def short_year(two_digits: int, near: int) -> int:
    """The year ending in ``two_digits`` that is nearest to ``near``: 91 near 2021 -> 1991."""
    century = near // 100 * 100
    return min((century + shift + two_digits for shift in (-100, 0, 100)), key=lambda year: abs(year - near))
