"""The printed characters of a PDF page with their places, in pieces that stand side by side."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Sequence
from itertools import compress, pairwise, repeat
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor.readers.pdf_calls import address, char_angle, loose_box
from extractor.readers.pdf_chars import NOTHING, page_chars
from extractor.readers.pdf_turn import is_skewed

if TYPE_CHECKING:
    from extractor.readers.pdf_frame import ToPage

__all__ = ["MOST_GLYPHS", "Piece", "page_pieces"]

MOST_GLYPHS = 100_000
_EVEN = 0.2
"""Of the height: characters of one font may stand out so much from the others at the top or bottom."""
_FLOAT = ctypes.sizeof(ctypes.c_float)


class Piece(NamedTuple):
    """Characters that follow each other in the file, from left to right, as high as each other.

    ``x0s`` and ``x1s`` are the edges of each. A blank that is printed is one of them, kept as evidence of a gap.
    """

    text: str
    x0s: list[float]
    x1s: list[float]
    top: float
    bottom: float

    @property
    def size(self) -> float:
        """The height of the font in points."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def centre(self, index: int) -> float:
        return (self.x0s[index] + self.x1s[index]) / 2

    def part(self, start: int, end: int) -> Piece:
        return Piece(self.text[start:end], self.x0s[start:end], self.x1s[start:end], self.top, self.bottom)


def page_pieces(text: Any, count: int, frame: ToPage) -> tuple[tuple[Piece, ...], int]:
    """What a page prints in the order of the file, and how many characters had no readable code."""
    chars, unreadable = page_chars(text, count)
    handle = address(text)
    indexes, edges = _edges(handle, list(compress(range(count), map(NOTHING.__ne__, chars))))
    words = "".join([chars[index] for index in indexes])
    x0s, x1s = frame.across(edges)
    low, high = edges[frame.axes[1][0]], edges[frame.axes[1][0] + 2]
    pieces = tuple(
        Piece(words[start:end], x0s[start:end], x1s[start:end], *frame.down(min(low[start:end]), max(high[start:end])))
        for start, end in pairwise([*_starts(x0s, low, high), len(indexes)])
        if not is_skewed(char_angle(handle, indexes[start]))
    )
    return pieces, unreadable


def _starts(x0s: Sequence[float], low: Sequence[float], high: Sequence[float]) -> list[int]:
    """Where a new piece starts: farther to the left, higher or lower than the piece before, or in another size."""
    starts: list[int] = []
    before, one, other, slack = math.inf, 0.0, 0.0, 0.0
    for index, (x0, lower, upper) in enumerate(zip(x0s, low, high, strict=True)):
        if x0 < before or not (-slack <= lower - one <= slack and -slack <= upper - other <= slack):
            starts.append(index)
            one, other, slack = lower, upper, _EVEN * abs(upper - lower)
        before = x0
    return starts


def _edges(handle: int, indexes: list[int]) -> tuple[list[int], list[list[float]]]:
    """The characters that have a place, and their left, lower, right and upper edges in PDF user space."""
    places = (ctypes.c_float * (4 * len(indexes)))()
    start, step = ctypes.addressof(places), 4 * _FLOAT
    found = list(map(loose_box, repeat(handle), indexes, range(start, start + step * len(indexes), step)))
    edges = [places[side::4] for side in (0, 3, 2, 1)]
    if not all(found) or not math.isfinite(sum(map(sum, edges))):
        sound = [bool(ok) and all(map(math.isfinite, place)) for ok, *place in zip(found, *edges, strict=True)]
        return list(compress(indexes, sound)), [list(compress(side, sound)) for side in edges]
    return indexes, edges
