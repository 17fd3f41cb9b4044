"""How finely a column divides the rows of its table: coarser than the numbered rows, as they, or finer.

The words of a header say what a column is called; where the same word names groups in one table and
the matters themselves in another (项目, 内容, 事项), the layout decides: a group stands once for
several numbered rows, a matter once for each, its parts several times under one number.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from extractor.tables.row_source import SourceRow

__all__ = ["Grain", "grain_of", "numbered_rows"]

Grain = Literal["outer", "row", "inner"]
_FEWEST = 3
_NEARLY_ALL, _SOME = 0.8, 0.2
_ALIKE = 0.5


def numbered_rows(rows: Sequence[SourceRow], serial: int | None) -> list[SourceRow]:
    """The rows that begin a number; all rows with more than one cell where nothing counts them."""
    data = [row for row in rows if len(row.filled) > 1]
    return data if serial is None else [row for row in data if serial in row.filled]


def grain_of(rows: Sequence[SourceRow], serial: int | None, column: int) -> Grain:
    """``outer`` also where the same words are repeated in row after row."""
    heads = numbered_rows(rows, serial)
    if len(heads) < _FEWEST or column == serial:
        return "row"
    filled = [column in row.filled for row in heads]
    share = sum(filled) / len(heads)
    if 0 < share < _NEARLY_ALL or (share >= _NEARLY_ALL and _repeated(heads, column)):
        return "outer" if filled[0] else "row"
    head_indices = {row.index for row in heads}
    others = [row for row in rows if len(row.filled) > 1 and row.index not in head_indices]
    inside = sum(1 for row in others if column in row.filled)
    if serial is not None and len(others) >= _SOME * len(heads) and inside >= _NEARLY_ALL * len(others) and share >= _NEARLY_ALL:
        return "inner"
    return "row"


def _repeated(heads: Sequence[SourceRow], column: int) -> bool:
    """Most neighbours are equal, without being merged."""
    words = ["".join(row.cells[column].text.split()) for row in heads]
    equal = sum(1 for a, b in pairwise(words) if a and a == b)
    return equal >= _ALIKE * (len(words) - 1)
