"""Ruled tables of PDF pages as words in cells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractor.model.document import Box
from extractor.readers.draft import DraftCell, DraftTable
from extractor.readers.pdf_glyphs import Piece
from extractor.readers.pdf_grid import Grid, GridCell
from extractor.readers.pdf_lines import Line, join_words, lines_of, width_after
from extractor.readers.pdf_ragged import even_columns, first_edges

__all__ = ["PdfTable", "table_on_page"]

_WRAPPED = 1.7
"""Of the font size: a line of a cell that comes so close to the right edge was broken there."""
_MOST_PADDING = 8.0


@dataclass(frozen=True, slots=True)
class PdfTable:
    """A table with what joins it to the next page, in points.

    ``xs``: its column lines. ``rooms``: by column, what was left free after the last line of the cells
    that end the table. ``starts``: by (row, column), the width of what could not be parted at the
    start of the first cells.
    """

    draft: DraftTable
    xs: tuple[float, ...]
    rooms: Mapping[int, float]
    starts: Mapping[tuple[int, int], float]


def table_on_page(grid: Grid, inside: Sequence[Sequence[Piece]], *, page: int) -> PdfTable:
    """The words of each cell of a grid; ``inside``: what each prints."""
    cells: list[DraftCell] = []
    rooms: dict[int, float] = {}
    starts: dict[tuple[int, int], float] = {}
    counted = _counted(grid.cells)
    even = even_columns(counted)
    xs = first_edges(even) if even else grid.xs
    for cell, pieces in zip(even or counted, inside, strict=True):
        lines = lines_of(pieces, page=page)
        cells.append(DraftCell(cell.row, cell.column, _cell_text(lines, cell.box), cell.row_span, cell.column_span, page, cell.box))
        if lines:
            starts[cell.row, cell.column] = lines[0].first_width
            if cell.box.bottom == grid.ys[-1]:
                rooms[cell.column] = _room(lines, cell.box)
    return PdfTable(DraftTable(tuple(cells), page=page, box=grid.box), xs, rooms, starts)


def _room(lines: Sequence[Line], box: Box) -> float:
    """Free points after the last line of a cell: up to its edge, less the padding that its left side shows."""
    padding = min(max(1.0, min(line.x0 for line in lines) - box.x0), _MOST_PADDING)
    room = box.x1 - padding - lines[-1].x1
    centred = abs((lines[-1].x0 - box.x0) - (box.x1 - lines[-1].x1)) < 2.0
    return room + (lines[-1].x0 - box.x0 - padding if centred else 0.0)


def _is_wrapped(line: Line, box: Box) -> bool:
    return box.x1 - line.x1 < _WRAPPED * line.size


def _cell_text(lines: Sequence[Line], box: Box) -> str:
    text = ""
    for i, line in enumerate(lines):
        if i == 0:
            text = line.text
        elif _is_wrapped(lines[i - 1], box) or lines[i - 1].x1 + width_after(lines[i - 1], line) > box.x1 - 0.5 * line.size:
            text = join_words(text, line.text, blank=lines[i - 1].trailing_blank)
        else:
            text = f"{text}\n{line.text}"
    return text


def _counted(cells: Sequence[GridCell]) -> list[GridCell]:
    """Double lines and frames draw rows that no cell starts in; here rows and columns are counted without them."""
    rows = sorted({cell.row for cell in cells})
    columns = sorted({cell.column for cell in cells})
    counted: list[GridCell] = []
    for cell in cells:
        row, column = bisect_left(rows, cell.row), bisect_left(columns, cell.column)
        below, beside = bisect_left(rows, cell.row + cell.row_span), bisect_left(columns, cell.column + cell.column_span)
        counted.append(GridCell(row, column, below - row, beside - column, cell.box))
    return counted
