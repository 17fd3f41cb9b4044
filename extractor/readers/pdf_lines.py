"""Lines of print: glyphs that stand side by side, with the blanks between them made visible."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractor.model.document import Box
from extractor.readers.pdf_glyphs import Glyph

__all__ = ["Field", "Line", "join_words", "lines_of"]

_OPENING = "（〔《“‘【(["
_CLOSING = "，。、；：！？）〕》”’】…%,.:;!?)]"
_SAME_LINE = 0.45
_WORD_GAP = 0.2
_WIDE_GAP = 0.9
_COLUMN_GAP = 2.2
_UNPRINTED_BLANK = 0.22
_LEAST_GAPS = 4
"""Gaps in units of the font size: between Latin words, between Han characters, between columns.
A blank that leaves no character shows as a gap so much wider than the usual one of its line, if that has enough of them."""


_OPEN_ADDRESS = re.compile(r"(?:@|://|www\.)[A-Za-z0-9.:/_-]*$(?<!\.com)(?<!\.cn)(?<!\.net)(?<!\.org)")
"""A mailbox or web address that has no end yet goes on without a blank."""
_DATE_AT_END = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}$")
_TIME_AT_START = re.compile(r"\d{1,2}:\d{2}")


@dataclass(frozen=True, slots=True)
class Field:
    """A piece of a line that a wide gap parts from its neighbours."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """``size``: the width of its Han characters (the heights of Latin fonts differ), or the height of its glyphs.
    ``first_width``: the width of what could not be parted at its start."""

    text: str
    box: Box
    size: float
    page: int
    first_width: float
    trailing_blank: bool
    has_han: bool
    fields: tuple[Field, ...]

    @property
    def x0(self) -> float:
        return self.box.x0

    @property
    def x1(self) -> float:
        return self.box.x1


def lines_of(glyphs: Iterable[Glyph], *, page: int) -> list[Line]:
    """The lines of a region of a page from top to bottom."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: (g.middle, g.x0)):
        row = next((row for row in rows[-3:] if _on_line(glyph, row[0])), None)
        if row is None:
            rows.append([glyph])
        else:
            row.append(glyph)
    lines = [_line(sorted(row, key=lambda g: g.x0), page) for row in rows if any(not g.blank for g in row)]
    return sorted(lines, key=lambda line: line.box.bottom)


def _on_line(glyph: Glyph, first: Glyph) -> bool:
    return abs(glyph.middle - first.middle) < _SAME_LINE * max(glyph.size, first.size)


def _line(row: Sequence[Glyph], page: int) -> Line:
    ink = [glyph for glyph in row if not glyph.blank]
    blanks = [glyph.centre for glyph in row if glyph.blank]
    han = [glyph.x1 - glyph.x0 for glyph in ink if "\u4e00" <= glyph.char <= "\u9fff"]
    size = median(han or [glyph.size for glyph in ink])
    words: list[str] = []
    fields: list[Field] = []
    first = 0
    usual = _usual_gap(ink)
    for i, glyph in enumerate(ink):
        gap = _between(ink[i - 1], glyph, blanks, size) if i else ""
        if (
            not gap
            and i
            and usual is not None
            and _both_han(ink[i - 1], glyph)
            and glyph.x0 - ink[i - 1].x1 > usual + _UNPRINTED_BLANK * size
        ):
            gap = " "
        if len(gap) > 1:
            fields.append(_field(words[first:], ink[:i]))
            first = len(words) + 1
        words += [gap, glyph.char] if gap else [glyph.char]
    fields.append(_field(words[first:], ink))
    box = Box(ink[0].x0, min(g.top for g in ink), max(g.x1 for g in ink), max(g.bottom for g in ink))
    blank_after = any(centre > ink[-1].centre for centre in blanks)
    return Line("".join(words), box, size, page, _first_width(ink, size), blank_after, bool(han), tuple(fields))


def _field(words: Sequence[str], ink: Sequence[Glyph]) -> Field:
    """The last words of a line so far; ``ink`` ends with their last glyph."""
    part = ink[-sum(1 for word in words if not word.isspace()) :]
    return Field("".join(words), part[0].x0, min(g.top for g in part), part[-1].x1, max(g.bottom for g in part))


def _between(left: Glyph, right: Glyph, blanks: Sequence[float], size: float) -> str:
    """The blanks between two neighbours: as many as the gap is wide where it parts columns, else one or none.

    ``blanks``: the middles of the blanks that the line prints.
    """
    gap = right.x0 - left.x1
    if gap > _COLUMN_GAP * size:
        return " " * max(2, round(gap / size))
    printed = any(left.centre < centre < right.centre for centre in blanks)
    if gap > _WIDE_GAP * size or (printed and gap > -0.2 * size):
        return " "
    both_latin = left.char.isascii() and right.char.isascii() and left.char.isalnum() and right.char.isalnum()
    return " " if both_latin and gap > _WORD_GAP * size else ""


def _both_han(left: Glyph, right: Glyph) -> bool:
    return "\u4e00" <= left.char <= "\u9fff" and "\u4e00" <= right.char <= "\u9fff"


def _usual_gap(ink: Sequence[Glyph]) -> float | None:
    """The gap between Han characters that most of a line shows: 0, or what it was stretched by. None where too few stand side by side."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(ink) if _both_han(a, b)]
    return median(gaps) if len(gaps) >= _LEAST_GAPS else None


def _first_width(ink: Sequence[Glyph], size: float) -> float:
    """The width of what could not be parted at the start of the line: one Han character with the marks around it, or a Latin word."""
    end = 0
    while end + 1 < len(ink) and _sticks(ink[end], ink[end + 1], size):
        end += 1
    return ink[end].x1 - ink[0].x0


def _sticks(left: Glyph, right: Glyph, size: float) -> bool:
    """Whether typesetters break no line between two neighbours. Quotes and marks before Latin text count as Latin."""
    if left.char in _OPENING or right.char in _CLOSING or right.char in "“‘":
        return True
    latin = right.char.isascii() and (left.char.isascii() or left.char in _CLOSING)
    return latin and right.x0 - left.x1 < _WORD_GAP * size


def join_words(first: str, second: str, *, blank: bool) -> str:
    """Two lines of one paragraph as one: Latin words keep a blank, Chinese text needs none."""
    if not first or not second:
        return first + second
    a, b = first[-1], second[0]
    if _OPEN_ADDRESS.search(first) and b.isascii():
        return first + second
    if _DATE_AT_END.search(first) and _TIME_AT_START.match(second):
        return f"{first} {second}"
    if a.isascii() and b.isascii() and ((a.isalpha() and b.isalpha()) or (blank and a.isalnum() and b.isalnum())):
        return f"{first} {second}"
    return first + second
