"""Tables whose column lines do not meet from row to row, though every row has the same number of cells.

Two tables that touch, and rows that somebody drew anew, leave column lines a few points beside those above them.
A grid of all lines then has more columns than any row has cells; here cells are counted along their rows instead.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.readers.pdf_grid import GridCell

__all__ = ["even_columns", "first_edges"]

_LEAST_COLUMNS = 2


def even_columns(cells: Sequence[GridCell]) -> list[GridCell] | None:
    """The cells with their place in the row as column, in the same order; None where the rows do not have equally many
    cells, where a merged cell would stand at different places, or where the columns are even as they are."""
    rows: dict[int, list[int]] = {}
    for index, cell in enumerate(cells):
        for row in range(cell.row, cell.row + cell.row_span):
            rows.setdefault(row, []).append(index)
    counts = {len(found) for found in rows.values()}
    columns = max((cell.column + cell.column_span for cell in cells), default=0)
    if len(counts) != 1 or not _LEAST_COLUMNS <= counts.pop() < columns:
        return None
    places: dict[int, int] = {}
    for found in rows.values():
        for place, index in enumerate(sorted(found, key=lambda i: cells[i].column)):
            if places.setdefault(index, place) != place:
                return None
    return [cell._replace(column=places[index], column_span=1) for index, cell in enumerate(cells)]


def first_edges(cells: Sequence[GridCell]) -> tuple[float, ...]:
    """The column lines that the first row shows."""
    first = sorted((cell for cell in cells if cell.row == 0), key=lambda cell: cell.column)
    return (*(cell.box.x0 for cell in first), first[-1].box.x1)
