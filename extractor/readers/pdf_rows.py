"""One row of print: the characters of its pieces from left to right, each once, and where it prints blanks."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from itertools import chain, compress, pairwise
from typing import NamedTuple

from extractor.readers.pdf_glyphs import Piece

__all__ = ["Row", "row_of"]

_SAME_PLACE = 0.25
"""Of the width. Bold is sometimes printed as the same character twice, a hair apart."""


class Row(NamedTuple):
    """``text`` is without blanks; ``printed`` says before which of its characters a blank is printed, the end included."""

    text: str
    x0s: Sequence[float]
    x1s: Sequence[float]
    printed: frozenset[int]


def row_of(pieces: Sequence[Piece]) -> Row:
    text, x0s, x1s = pieces[0][:3] if len(pieces) == 1 else _side_by_side(sorted(pieces, key=lambda piece: piece.x0s[0]))
    if " " not in text:
        return Row(text, x0s, x1s, frozenset())
    centres = [(x0 + x1) / 2 for x0, x1 in zip(x0s, x1s, strict=True)]
    inked = [char != " " for char in text]
    ink = list(compress(centres, inked))
    printed = frozenset(bisect(ink, centre) for centre, is_ink in zip(centres, inked, strict=True) if not is_ink)
    return Row(text.replace(" ", ""), list(compress(x0s, inked)), list(compress(x1s, inked)), printed)


def _side_by_side(pieces: Sequence[Piece]) -> tuple[str, Sequence[float], Sequence[float]]:
    if any(left.x0s[-1] > right.x0s[0] for left, right in pairwise(pieces)):
        return _once(sorted(chain.from_iterable(zip(piece.x0s, piece.x1s, piece.text, strict=True) for piece in pieces)))
    text = "".join([piece.text for piece in pieces])
    return text, [*chain.from_iterable(piece.x0s for piece in pieces)], [*chain.from_iterable(piece.x1s for piece in pieces)]


def _once(glyphs: Sequence[tuple[float, float, str]]) -> tuple[str, list[float], list[float]]:
    """Pieces that lie over each other, character by character; of two equal ones in one place the first."""
    kept = list(glyphs[:1])
    for glyph in glyphs[1:]:
        x0, x1, char = kept[-1]
        if glyph[2] != char or glyph[0] - x0 >= _SAME_PLACE * (x1 - x0):
            kept.append(glyph)
    return "".join(glyph[2] for glyph in kept), [glyph[0] for glyph in kept], [glyph[1] for glyph in kept]
