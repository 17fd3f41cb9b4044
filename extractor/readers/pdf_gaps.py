"""The blanks of a row of print: what is printed as one, and what only a gap shows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import compress
from operator import and_, sub
from statistics import median

from extractor.readers.pdf_rows import Row

__all__ = ["WORD_GAP", "gaps_of"]

WORD_GAP = 0.2
_WIDE_GAP = 0.9
_COLUMN_GAP = 2.2
_UNPRINTED_BLANK = 0.22
_LEAST_GAPS = 4
"""Gaps in units of the font size: between Latin words, between Han characters, between columns.
A blank that leaves no character shows as a gap so much wider than the usual one of its line, if that has enough of them."""
_OVERLAP = -0.2


def gaps_of(row: Row, han: Sequence[bool], size: float) -> list[tuple[int, str]]:
    """Where blanks belong in the text of a row, and how many: the index of the character after them, and the blanks.

    ``han``: which characters are Han. ``size``: of the font.
    """
    gaps = list(map(sub, row.x0s[1:], row.x1s))
    if not gaps or (not row.printed and max(gaps) <= min(WORD_GAP * size, min(gaps) + _UNPRINTED_BLANK * size)):
        return []
    usual = _usual_gap(gaps, han)
    unusual = math.inf if usual is None else usual + _UNPRINTED_BLANK * size
    least = min(WORD_GAP * size, unusual)
    found: list[tuple[int, str]] = []
    wide = {index for index, gap in enumerate(gaps, start=1) if gap > least}
    for index in sorted(wide | (row.printed - {0, len(row.text)})):
        gap = gaps[index - 1]
        blanks = _blanks(row, index, gap / size) or (" " if gap > unusual and han[index - 1] and han[index] else "")
        if blanks:
            found.append((index, blanks))
    return found


def _usual_gap(gaps: Sequence[float], han: Sequence[bool]) -> float | None:
    """The gap between Han characters that most of a line shows: 0, or what it was stretched by. None where too few stand side by side."""
    found = list(compress(gaps, map(and_, han, han[1:])))
    return median(found) if len(found) >= _LEAST_GAPS else None


def _blanks(row: Row, index: int, gap: float) -> str:
    """The blanks before a character: as many as the gap is wide where it parts columns, else one or none."""
    if gap > _COLUMN_GAP:
        return " " * max(2, round(gap))
    if gap > _WIDE_GAP or (gap > _OVERLAP and index in row.printed):
        return " "
    around = row.text[index - 1 : index + 1]
    return " " if gap > WORD_GAP and around.isascii() and around.isalnum() else ""
