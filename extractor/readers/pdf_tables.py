"""Ruled tables of PDF pages as words in cells, and tables that run over pages as one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extractor.model.document import Box
from extractor.readers.draft import DraftCell, DraftTable, row_words
from extractor.readers.pdf_glyphs import Piece
from extractor.readers.pdf_grid import Grid, GridCell
from extractor.readers.pdf_lines import Line, join_words, lines_of
from extractor.readers.pdf_ragged import even_columns, first_edges

__all__ = ["PdfTable", "continue_table", "same_columns", "table_on_page"]

_WRAPPED = 1.7
"""Of the font size: a line of a cell that comes so close to the right edge was broken there."""
_SAME_EDGE = 6.0
_MOST_PADDING = 8.0
_CUT_SLACK = 3.0
_OWN_SHARE = 0.9
_MOST_HEADER_ROWS = 4


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
        elif _is_wrapped(lines[i - 1], box) or lines[i - 1].x1 + line.first_width > box.x1 - 0.5 * line.size:
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


def same_columns(first: PdfTable, second: PdfTable) -> bool:
    """Whether two tables have the same column lines; left and right pages may shift them together."""
    if len(first.xs) != len(second.xs):
        return False
    shift = second.xs[0] - first.xs[0]
    return all(abs(b - a - shift) < _SAME_EDGE for a, b in zip(first.xs, second.xs, strict=True))


def continue_table(first: PdfTable, second: PdfTable) -> PdfTable:
    """``second``, on the next page, as more rows of ``first``: a repeated header goes, cells that the page broke are joined."""
    repeats = _header_rows(first.draft, second.draft)
    rest = _skip_rows(second.draft, repeats)
    starts = {column: width for (row, column), width in second.starts.items() if row == repeats}
    top, rest = _mend_break(first, rest, starts)
    shift = first.draft.row_count
    cells = (*top.cells, *(replace(cell, row=cell.row + shift) for cell in rest.cells))
    count = top.header_repeats + (1 if repeats else 0)
    return PdfTable(replace(top, cells=cells, header_repeats=count), first.xs, second.rooms, first.starts)


def _header_rows(first: DraftTable, second: DraftTable) -> int:
    """How many rows at the start of ``second`` repeat the start of ``first``."""
    count = 0
    while count < min(_MOST_HEADER_ROWS, first.row_count, second.row_count):
        words = row_words(first, count)
        if words != row_words(second, count) or (count == 0 and len(words) < 2):
            break
        count += 1
    return count


def _skip_rows(table: DraftTable, count: int) -> DraftTable:
    return replace(table, cells=tuple(replace(cell, row=cell.row - count) for cell in table.cells if cell.row >= count))


def _mend_break(first: PdfTable, rest: DraftTable, starts: Mapping[int, float]) -> tuple[DraftTable, DraftTable]:
    """Joins what belongs together on both sides of a page break: merged cells that go on, and a row broken in two."""
    count = first.draft.row_count
    above = {cell.column: i for i, cell in enumerate(first.draft.cells) if cell.row + cell.row_span == count}
    top = [cell for cell in rest.cells if cell.row == 0]
    cells = list(first.draft.cells)
    broken = _is_broken_row(first, rest, {column: cells[i] for column, i in above.items()}, starts)
    gone: set[int] = set()
    for cell in top:
        if cell.column not in above:
            continue
        index = above[cell.column]
        if broken or _goes_on(cells[index], cell, first.draft, rest):
            text = join_words(cells[index].text, cell.text, blank=False)
            rows = cells[index].row_span + cell.row_span - (1 if broken else 0)
            cells[index] = replace(cells[index], text=text, row_span=rows)
            gone.add(cell.column)
    kept = tuple(cell for cell in rest.cells if cell.row > 0 or cell.column not in gone)
    rest = replace(rest, cells=kept)
    return replace(first.draft, cells=tuple(cells)), _skip_rows(rest, 1) if broken else rest


def _is_broken_row(first: PdfTable, rest: DraftTable, above: Mapping[int, DraftCell], starts: Mapping[int, float]) -> bool:
    """The page broke one row: wherever the lower part has words, the upper part's were cut off at the
    edge of the cell, and a column that has its own words in every row has none in the lower part."""
    top = [cell for cell in rest.cells if cell.row == 0]
    filled = [cell for cell in top if cell.text.strip()]
    if not filled or any(cell.column not in above or above[cell.column].column_span != cell.column_span for cell in top):
        return False
    cut = all(starts.get(cell.column, 0.0) > first.rooms.get(cell.column, 1e6) - _CUT_SLACK for cell in filled)
    return cut and any(_has_own_words(cell.column, first.draft, rest) for cell in top if not cell.text.strip())


def _has_own_words(column: int, first: DraftTable, rest: DraftTable) -> bool:
    """Whether every cell of a column has words and none is merged, but for the one below the page break."""
    cells = [*(c for c in first.cells if c.column == column), *(c for c in rest.cells if c.column == column and c.row > 0)]
    return sum(1 for c in cells if c.row_span == 1 and c.text.strip()) >= max(1, _OWN_SHARE * len(cells))


def _goes_on(upper: DraftCell, lower: DraftCell, first: DraftTable, rest: DraftTable) -> bool:
    """A merged cell runs over the break: one of its halves is empty, and merging is what its column does."""
    if upper.column_span != lower.column_span or bool(upper.text.strip()) == bool(lower.text.strip()):
        return False
    if lower.text.strip():
        return upper.row_span > 1
    merges = any(cell.row_span > 1 for cell in (*first.cells, *rest.cells) if cell.column == lower.column)
    return merges or lower.row_span > 1
