"""Lines of print: characters that stand side by side, with the blanks between them made visible."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import compress
from operator import sub
from statistics import median
from typing import NamedTuple

from extractor.model.document import Box
from extractor.readers.pdf_gaps import WORD_GAP, gaps_of
from extractor.readers.pdf_glyphs import Piece
from extractor.readers.pdf_rows import Row, row_of

__all__ = ["Field", "Line", "join_words", "lines_of", "rows_of"]

_OPENING = "（〔《“‘【(["
_CLOSING = "，。、；：！？）〕》”’】…%,.:;!?)]"
_SAME_LINE = 0.45
_HAN = "\u4e00", "\u9fff"
_MIXED_GAP = 0.25

_OPEN_ADDRESS = re.compile(r"(?:@|://|www\.)[A-Za-z0-9.:/_-]*$(?<!\.com)(?<!\.cn)(?<!\.net)(?<!\.org)")
"""A mailbox or web address that has no end yet goes on without a blank."""
_DATE_AT_END = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}$")
_TIME_AT_START = re.compile(r"\d{1,2}:\d{2}")


class Field(NamedTuple):
    """A piece of a line that a wide gap parts from its neighbours."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float


class Line(NamedTuple):
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


def lines_of(pieces: Iterable[Piece], *, page: int) -> list[Line]:
    """The lines of a region of a page from top to bottom."""
    return sorted((_line(row, page) for row in rows_of(pieces)), key=lambda line: line.box.bottom)


def rows_of(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """The pieces that stand side by side; rows of blanks are left out."""
    rows: list[tuple[float, float, list[Piece]]] = []
    for piece in sorted(pieces, key=_middle_and_start):
        middle, size = piece.middle, piece.size
        for first_middle, first_size, row in rows[-3:]:
            if abs(middle - first_middle) < _SAME_LINE * max(size, first_size):
                row.append(piece)
                break
        else:
            rows.append((middle, size, [piece]))
    return [row for *_, row in rows if not "".join([piece.text for piece in row]).isspace()]


def _middle_and_start(piece: Piece) -> tuple[float, float]:
    return piece.middle, piece.x0s[0]


def _line(pieces: Sequence[Piece], page: int) -> Line:
    row = row_of(pieces)
    inked = [piece for piece in pieces if not piece.text.isspace()]
    first, last = _HAN
    han = [first <= char <= last for char in row.text]
    widths = list(compress(map(sub, row.x1s, row.x0s), han))
    size = median(widths or [piece.size for piece in inked for _ in piece.text.replace(" ", "")])
    box = Box(row.x0s[0], min([piece.top for piece in inked]), max(row.x1s), max([piece.bottom for piece in inked]))
    text, fields = _parted(row, gaps_of(row, han, size), box)
    return Line(text, box, size, page, _first_width(row, size), len(row.text) in row.printed, bool(widths), fields)


def _parted(row: Row, gaps: Sequence[tuple[int, str]], box: Box) -> tuple[str, tuple[Field, ...]]:
    """The text of a row with its blanks, and the fields that more than one blank parts."""
    fields: list[Field] = []
    text, part, start, first = "", "", 0, 0
    for index, blanks in [*gaps, (len(row.text), "")]:
        part += row.text[start:index]
        start = index
        if len(blanks) == 1:
            part += blanks
        else:
            fields.append(Field(part, row.x0s[first], box.top, row.x1s[index - 1], box.bottom))
            text += part + blanks
            part, first = "", index
    return text, tuple(fields)


def _first_width(row: Row, size: float) -> float:
    """The width of what could not be parted at the start of the line: one Han character with the marks around it, or a Latin word."""
    end = 0
    while end + 1 < len(row.text) and _sticks(row.text[end], row.text[end + 1], row.x0s[end + 1] - row.x1s[end], size):
        end += 1
    return row.x1s[end] - row.x0s[0]


def _sticks(left: str, right: str, gap: float, size: float) -> bool:
    """Whether typesetters break no line between two neighbours. Quotes and marks before Latin text count as Latin."""
    if left in _OPENING or right in _CLOSING or right in "“‘":
        return True
    latin = right.isascii() and (left.isascii() or left in _CLOSING)
    return latin and gap < WORD_GAP * size


def width_after(before: Line, line: Line) -> float:
    """What the start of ``line`` would have needed at the end of ``before``: typesetters part Han from Latin letters and digits."""
    mixed = line.text[0].isascii() and line.text[0].isalnum() and _HAN[0] <= before.text[-1] <= _HAN[1]
    return line.first_width + (_MIXED_GAP * line.size if mixed else 0.0)


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
