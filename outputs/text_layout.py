"""How many lines a text takes in a cell: the office programs do not compute it when a file is opened.

Widths are counted in half ems ("units"): a Chinese character is 2, a Latin one a little over 1.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["CELL_PADDING", "LINE_FACTOR", "capacity", "text_width", "wrapped"]

LINE_FACTOR = 1.45
"""Line height over font size: 仿宋 needs 1.3, the fonts that stand in for it up to 1.45."""

CELL_PADDING = 6.0
"""Points above and below the text of a cell together."""

_LATIN_UNITS = 1.15
_SAFETY = 0.95
"""Printer metrics differ from screen metrics by a few per cent."""

_TOKEN = re.compile(r"[0-9A-Za-z@._/:%+-]{1,40}|[\s\S]")
_NEVER_FIRST = frozenset("，。、；：？！）〕】》」』”’％,.;:?!)]%")
_NEVER_LAST = frozenset("（〔【《「『“‘([")


def text_width(text: str) -> float:
    """Width of one line of ``text`` in units."""
    return sum(2.0 if unicodedata.east_asian_width(character) in ("W", "F", "A") else _LATIN_UNITS for character in text)


def capacity(column_width: float, font_size: float) -> float:
    """Units that fit in a line of a column of ``column_width`` Excel characters (7 px each at 96 dpi)."""
    half_em_pixels = font_size * 96 / 72 / 2
    return max(2.0, (7 * column_width - 2) / half_em_pixels * _SAFETY)


def wrapped(text: str, units: float) -> list[str]:
    """``text`` in lines of at most ``units``. Joining the lines gives the text again: line ends are kept."""
    lines: list[str] = []
    for paragraph in text.splitlines(keepends=True) or [""]:
        lines.extend(_wrapped_paragraph(paragraph, units))
    return lines


def _wrapped_paragraph(paragraph: str, units: float) -> list[str]:
    lines, line, used = [], "", 0.0
    for token in _tokens(paragraph, units):
        width = text_width(token.rstrip("\n"))
        if line and used + width > units:
            lines.append(line)
            line, used = "", 0.0
        line += token
        used += width
    return [*lines, line]


def _tokens(paragraph: str, units: float) -> list[str]:
    """Pieces that stay together: Latin words that fit, and marks with the character they cling to."""
    tokens: list[str] = []
    for piece in _TOKEN.findall(paragraph):
        parts = [piece] if text_width(piece) <= units else list(piece)
        for part in parts:
            clings = bool(tokens) and (part in _NEVER_FIRST or tokens[-1][-1] in _NEVER_LAST)
            ends = bool(tokens) and part == "\n"
            if ends or (clings and text_width(tokens[-1] + part) <= units):
                tokens[-1] += part
            else:
                tokens.append(part)
    return tokens
