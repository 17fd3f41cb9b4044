"""Ruled tables of PDF pages as words in cells, and tables that run over pages as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.model.document import Box
from extractor.readers.draft import DraftCell, DraftTable, row_words
from extractor.readers.pdf_glyphs import Glyph
from extractor.readers.pdf_grid import Grid
from extractor.readers.pdf_lines import Line, join_words, lines_of

__all__ = ["PdfTable", "continue_table", "same_columns", "table_on_page"]

_WRAPPED = 1.7
"""Of the font size: a line of a cell that comes so close to the right edge was broken there."""
_SAME_EDGE = 6.0
_MOST_HEADER_ROWS = 4


@dataclass(frozen=True, slots=True)
class PdfTable:
    """A table with what joins it to the next page: its column lines, and whether each cell of its last row
    is filled to the right edge of its last line (``open_columns``)."""

    draft: DraftTable
    xs: tuple[float, ...]
    open_columns: frozenset[int]


def table_on_page(grid: Grid, glyphs: Sequence[Glyph], *, page: int) -> PdfTable:
    """The words of each cell of a grid."""
    inside: list[list[Glyph]] = [[] for _ in grid.cells]
    for glyph in glyphs:
        index = next((i for i, cell in enumerate(grid.cells) if _holds(cell.box, glyph)), None)
        if index is not None:
            inside[index].append(glyph)
    cells: list[DraftCell] = []
    open_columns: set[int] = set()
    last_row = len(grid.ys) - 2
    for cell, words in zip(grid.cells, inside, strict=True):
        lines = lines_of(words, page=page)
        cells.append(DraftCell(cell.row, cell.column, _cell_text(lines, cell.box), cell.row_span, cell.column_span, page, cell.box))
        if cell.row + cell.row_span > last_row and lines and _is_wrapped(lines[-1], cell.box):
            open_columns.add(cell.column)
    return PdfTable(_without_empty_lines(DraftTable(tuple(cells), page=page, box=grid.box)), grid.xs, frozenset(open_columns))


def _holds(box: Box, glyph: Glyph) -> bool:
    return box.x0 <= glyph.centre <= box.x1 and box.top <= glyph.middle <= box.bottom


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


def _without_empty_lines(table: DraftTable) -> DraftTable:
    """Double lines and frames draw rows that no cell starts in; the rows and columns are counted without them."""
    rows = {row: i for i, row in enumerate(sorted({cell.row for cell in table.cells}))}
    columns = {column: i for i, column in enumerate(sorted({cell.column for cell in table.cells}))}
    cells = tuple(
        replace(
            cell,
            row=rows[cell.row],
            column=columns[cell.column],
            row_span=sum(cell.row <= row < cell.row + cell.row_span for row in rows),
            column_span=sum(cell.column <= column < cell.column + cell.column_span for column in columns),
        )
        for cell in table.cells
    )
    return replace(table, cells=cells)


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
    top, rest = _mend_break(first, rest)
    shift = first.draft.row_count
    cells = (*top.cells, *(replace(cell, row=cell.row + shift) for cell in rest.cells))
    count = top.header_repeats + (1 if repeats else 0)
    return PdfTable(replace(top, cells=cells, header_repeats=count), first.xs, second.open_columns)


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


def _mend_break(first: PdfTable, rest: DraftTable) -> tuple[DraftTable, DraftTable]:
    """Joins what belongs together on both sides of a page break: merged cells that go on, and a row broken in two."""
    above = {cell.column: i for i, cell in enumerate(first.draft.cells) if cell.row + cell.row_span == first.draft.row_count}
    top = [cell for cell in rest.cells if cell.row == 0]
    cells = list(first.draft.cells)
    if _is_broken_row(first, top, above):
        for cell in top:
            if cell.column in above:
                index = above[cell.column]
                words = join_words(cells[index].text, cell.text, blank=False)
                cells[index] = replace(cells[index], text=words, row_span=cells[index].row_span + cell.row_span - 1)
        return replace(first.draft, cells=tuple(cells)), _skip_rows(rest, 1)
    gone: set[int] = set()
    for cell in top:
        if cell.column in above and _goes_on(cells[above[cell.column]], cell, first.draft, rest):
            index = above[cell.column]
            words = cells[index].text + cell.text
            cells[index] = replace(cells[index], text=words, row_span=cells[index].row_span + cell.row_span)
            gone.add(cell.column)
    kept = tuple(cell for cell in rest.cells if cell.row > 0 or cell.column not in gone)
    return replace(first.draft, cells=tuple(cells)), replace(rest, cells=kept)


def _is_broken_row(first: PdfTable, top: Sequence[DraftCell], above: dict[int, int]) -> bool:
    """The page broke one row: the upper part has words in every column that the lower part has words in,
    these were filled to their edge or unfinished, and the lower part lacks words elsewhere."""
    filled = [cell for cell in top if cell.text.strip()]
    if not filled or len(filled) == len(top):
        return False
    cells = first.draft.cells
    return all(
        cell.column in above
        and cell.column in first.open_columns
        and cells[above[cell.column]].column_span == cell.column_span
        and not cells[above[cell.column]].text.rstrip().endswith(("。", "；", "！", "？"))
        for cell in filled
    )


def _goes_on(upper: DraftCell, lower: DraftCell, first: DraftTable, rest: DraftTable) -> bool:
    """A merged cell runs over the break: one of its halves is empty, and merging is what its column does."""
    if upper.column_span != lower.column_span or bool(upper.text.strip()) == bool(lower.text.strip()):
        return False
    if lower.text.strip():
        return upper.row_span > 1
    merges = any(cell.row_span > 1 for cell in (*first.cells, *rest.cells) if cell.column == lower.column)
    return merges or lower.row_span > 1
