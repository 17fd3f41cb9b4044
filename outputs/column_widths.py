"""How wide the columns of a printed table are: the page is given, the text decides who gets what of it.

The heights of rows follow from the widths, so widths are chosen to keep rows low: a column's share
grows with the sixth root of the fifth powers of its texts, which is where the sum of
(text / width)⁵ is least. A column that is empty in the whole table is left out of sight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from outputs.text_layout import text_width

__all__ = ["PAGE_WIDTHS", "ColumnNeed", "shared_widths"]

PAGE_WIDTHS = {"A4": 175.0, "A3": 252.0}
"""Excel characters (5.25 pt each) across a landscape page at which letters of 10.5 pt print with 9 pt or more."""

_EDGE = 0.72
"""Five pixels that a column takes besides its characters."""
_LETTER = 1.0
"""Excel characters per half em of 10.5 pt: one Chinese character takes two."""
_PADDING = 1.2
_LEAST_TEXT, _LEAST_HEADER_LINES = 9.0, 2
_POWER = 5


@dataclass(frozen=True, kw_only=True)
class ColumnNeed:
    """``texts``: what is printed in the cells. ``fixed``: a width that is not negotiable (dates, blanks to write in)."""

    title: str
    texts: Sequence[str]
    fixed: float | None = None


def shared_widths(columns: Sequence[ColumnNeed], *, page: float) -> tuple[float, ...]:
    """One width per column; together with their edges ``page``, unless the least widths alone come to more."""
    page -= _EDGE * len(columns)
    least = [_least(column) for column in columns]
    most = [max(low, _most(column)) for low, column in zip(least, columns, strict=True)]
    weights = [_weight(column) for column in columns]
    low, high = 0.0, 1.0
    while sum(_at(high, weights, least, most)) < min(page, sum(most)) - 0.01 and high < 1e9:
        high *= 2
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(_at(middle, weights, least, most)) < page else (low, middle)
    return tuple(round(width, 2) for width in _filled(_at(low, weights, least, most), columns, page))


def _at(factor: float, weights: Sequence[float], least: Sequence[float], most: Sequence[float]) -> list[float]:
    return [min(high, max(low, factor * weight)) for weight, low, high in zip(weights, least, most, strict=True)]


def _filled(widths: Sequence[float], columns: Sequence[ColumnNeed], page: float) -> list[float]:
    """A short table takes the whole page too: what is left goes to the columns of text, by their width."""
    open_width = sum(width for width, column in zip(widths, columns, strict=True) if column.fixed is None)
    spare = page - sum(widths)
    if spare <= 0 or not open_width:
        return list(widths)
    return [width * (1 if column.fixed is not None else 1 + spare / open_width) for width, column in zip(widths, columns, strict=True)]


def _least(column: ColumnNeed) -> float:
    if column.fixed is not None:
        return column.fixed
    header = text_width(column.title) / _LEAST_HEADER_LINES
    longest = max((text_width(text) for text in column.texts), default=0.0)
    return _PADDING + max(min(header, 10.0), min(longest, _LEAST_TEXT)) * _LETTER


def _most(column: ColumnNeed) -> float:
    """Where the longest line of the column fits without a break."""
    if column.fixed is not None:
        return column.fixed
    lines = (line for text in (column.title, *column.texts) for line in text.split("\n"))
    return _PADDING + max(map(text_width, lines)) * _LETTER * 1.06


def _weight(column: ColumnNeed) -> float:
    if column.fixed is not None:
        return 0.0
    return float(sum(text_width(text) ** _POWER for text in column.texts) ** (1 / (_POWER + 1)))
