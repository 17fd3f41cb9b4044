"""Tables whose rows were drawn with lines that do not meet."""

from __future__ import annotations

from extractor.model.document import Box
from extractor.readers.pdf_grid import GridCell
from extractor.readers.pdf_ragged import even_columns, first_edges


def row(number: int, *columns: tuple[int, int], down: int = 1) -> list[GridCell]:
    return [
        GridCell(number, at, down, span, Box(10.0 * at, 20.0 * number, 10.0 * (at + span), 20.0 * (number + down))) for at, span in columns
    ]


def test_pdf_ragged_counts_cells_along_their_rows() -> None:
    cells = [*row(0, (0, 1), (1, 2), (3, 1)), *row(1, (0, 2), (2, 1), (3, 1))]
    even = even_columns(cells)
    assert even is not None
    assert [(c.row, c.column, c.column_span) for c in even] == [(0, 0, 1), (0, 1, 1), (0, 2, 1), (1, 0, 1), (1, 1, 1), (1, 2, 1)]
    assert first_edges(even) == (0.0, 10.0, 30.0, 40.0)


def test_pdf_ragged_leaves_real_merges_and_even_tables_alone() -> None:
    assert even_columns([*row(0, (0, 1), (1, 2)), *row(1, (0, 1), (1, 1), (2, 1))]) is None
    assert even_columns([*row(0, (0, 1), (1, 1)), *row(1, (0, 1), (1, 1))]) is None


def test_pdf_ragged_leaves_a_merged_cell_that_changes_its_place() -> None:
    merged = row(0, (2, 1), down=2)
    assert even_columns([*row(0, (0, 1), (1, 1)), *merged, *row(1, (0, 2)), *row(1, (3, 1))]) is None
