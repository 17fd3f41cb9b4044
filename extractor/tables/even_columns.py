"""Tables whose rows have equally many cells, but between ruled lines that do not meet.

Two tables of the same form that follow each other on a page look like one table with twice the
columns, each cell spanning some of them. Counted by cells, not by lines, the columns come out right.
"""

from __future__ import annotations

from dataclasses import replace

from extractor.model.document import Cell, Table

__all__ = ["with_even_columns"]

_FEWEST_COLUMNS = 3


def with_even_columns(table: Table) -> Table:
    """``table`` with each cell in the column of its turn, if every row has the same number of cells; else as it is."""
    if all(cell.column_span == 1 for cell in table.cells):
        return table
    rows = [_cells_over(table, row) for row in range(table.row_count)]
    counts = {len(cells) for cells in rows if cells}
    if len(counts) != 1 or not _FEWEST_COLUMNS <= (width := counts.pop()) < table.column_count:
        return table
    turn = {id(cell): i for row, cells in enumerate(rows) for i, cell in enumerate(cells) if cell.row == row}
    cells = tuple(replace(cell, column=turn[id(cell)], column_span=1) for cell in table.cells)
    return replace(table, cells=cells, column_count=width)


def _cells_over(table: Table, row: int) -> list[Cell]:
    """The cells that stand in ``row`` or reach into it from above, from left to right."""
    return sorted((cell for cell in table.cells if cell.row <= row < cell.row + cell.row_span), key=lambda cell: cell.column)
