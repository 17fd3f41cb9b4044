"""What stands in which cell of a ruled table."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator

from extractor.readers.pdf_glyphs import Piece
from extractor.readers.pdf_grid import Grid

__all__ = ["sort_into"]


def sort_into(grid: Grid, pieces: Iterable[Piece]) -> tuple[list[list[Piece]], list[Piece]]:
    """The pieces of each cell of the grid, by the middles of their characters, and those that stand in none."""
    owner = {
        (row, column): index
        for index, cell in enumerate(grid.cells)
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    inside: list[list[Piece]] = [[] for _ in grid.cells]
    rest: list[Piece] = []
    top, bottom = grid.ys[0], grid.ys[-1]
    for piece in pieces:
        if not top <= piece.middle <= bottom:
            rest.append(piece)
            continue
        row = bisect(grid.ys, piece.middle) - 1
        for column, part in _by_column(grid.xs, piece):
            index = owner.get((row, column))
            (rest if index is None else inside[index]).append(part)
    return inside, rest


def _by_column(xs: tuple[float, ...], piece: Piece) -> Iterator[tuple[int, Piece]]:
    """The parts of a piece between column lines, each with the number of its column."""
    last = len(piece.text) - 1
    first = bisect(xs, piece.centre(0)) - 1
    if first == bisect(xs, piece.centre(last)) - 1:
        yield first, piece
        return
    columns = [bisect(xs, piece.centre(index)) - 1 for index in range(last + 1)]
    cuts = [index for index in range(1, last + 1) if columns[index] != columns[index - 1]]
    for start, end in zip([0, *cuts], [*cuts, last + 1], strict=True):
        yield columns[start], piece.part(start, end)
