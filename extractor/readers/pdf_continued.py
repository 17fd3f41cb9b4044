"""Ruled tables that run over pages, as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractor.readers.draft import DraftCell, DraftTable, row_words
from extractor.readers.pdf_lines import join_words
from extractor.readers.pdf_tables import PdfTable

__all__ = ["ContinuedTable"]

_SAME_EDGE = 6.0
_CUT_SLACK = 3.0
_OWN_SHARE = 0.9
_MOST_HEADER_ROWS = 4


class ContinuedTable:
    """A table that takes in its continuation on the next page again and again, each time with the work of one page."""

    def __init__(self, first: PdfTable) -> None:
        self._first = first.draft
        self._last = first
        self._cells: list[DraftCell] = []
        self._rows = 0
        self._repeats = 0
        self._by_column: Counter[int] = Counter()
        self._own_words: Counter[int] = Counter()
        self._merges: Counter[int] = Counter()
        self._bottom: dict[int, int] = {}
        self._add(first.draft)

    @property
    def draft(self) -> DraftTable:
        return replace(self._first, cells=tuple(self._cells), header_repeats=self._repeats)

    def takes(self, table: PdfTable) -> bool:
        """Whether ``table`` has the same column lines; left and right pages may shift them together."""
        mine = self._last.xs
        if len(mine) != len(table.xs):
            return False
        shift = table.xs[0] - mine[0]
        return all(abs(b - a - shift) < _SAME_EDGE for a, b in zip(mine, table.xs, strict=True))

    def take(self, table: PdfTable) -> None:
        """``table``, on the next page, as more rows: a repeated header goes, cells that the page broke are joined."""
        repeats = _header_rows(self._first, table.draft)
        rest = _skip_rows(table.draft, repeats)
        starts = {column: width for (row, column), width in table.starts.items() if row == repeats}
        self._repeats += 1 if repeats else 0
        self._add(self._mend_break(rest, starts))
        self._last = replace(table, xs=self._last.xs)

    def _add(self, table: DraftTable) -> None:
        """The cells of ``table`` below those that are there."""
        count = max([self._rows + table.row_count, *(_end(self._cells[index]) for index in self._bottom.values())])
        self._bottom = {column: index for column, index in self._bottom.items() if _end(self._cells[index]) == count}
        for cell in table.cells:
            moved = cell._replace(row=cell.row + self._rows)
            if _end(moved) == count:
                self._bottom[cell.column] = len(self._cells)
            self._cells.append(moved)
            self._count(moved, 1)
        self._rows = count

    def _count(self, cell: DraftCell, by: int) -> None:
        self._by_column[cell.column] += by
        self._own_words[cell.column] += by * _has_own_words(cell)
        self._merges[cell.column] += by * (cell.row_span > 1)

    def _extend(self, index: int, lower: DraftCell, *, rows: int) -> None:
        """The cell at ``index`` goes on in ``lower``, ``rows`` rows further down."""
        upper = self._cells[index]
        self._count(upper, -1)
        text = join_words(upper.text, lower.text, blank=False)
        self._cells[index] = upper._replace(text=text, row_span=upper.row_span + rows)
        self._count(self._cells[index], 1)

    def _mend_break(self, rest: DraftTable, starts: Mapping[int, float]) -> DraftTable:
        """Joins what belongs together on both sides of a page break: merged cells that go on, and a row broken in two.
        What is left of ``rest`` comes below."""
        top = [cell for cell in rest.cells if cell.row == 0]
        broken = self._is_broken_row(top, rest, starts)
        joined = {cell.column for cell in top if cell.column in self._bottom and (broken or self._goes_on(cell, rest))}
        for cell in top:
            if cell.column in joined:
                self._extend(self._bottom[cell.column], cell, rows=cell.row_span - (1 if broken else 0))
        kept = tuple(cell for cell in rest.cells if cell.row > 0 or cell.column not in joined)
        return _skip_rows(replace(rest, cells=kept), 1 if broken else 0)

    def _is_broken_row(self, top: Sequence[DraftCell], rest: DraftTable, starts: Mapping[int, float]) -> bool:
        """The page broke one row: wherever the lower part has words, the upper part's were cut off at the
        edge of the cell, and a column that has its own words in every row has none in the lower part."""
        filled = [cell for cell in top if cell.text.strip()]
        if not filled or any(self._above(cell) != cell.column_span for cell in top):
            return False
        cut = all(starts.get(cell.column, 0.0) > self._last.rooms.get(cell.column, 1e6) - _CUT_SLACK for cell in filled)
        return cut and any(self._always_has_words(cell.column, rest) for cell in top if not cell.text.strip())

    def _above(self, cell: DraftCell) -> int:
        """How many columns the cell right above is wide; 0 where none ends there."""
        index = self._bottom.get(cell.column)
        return 0 if index is None else self._cells[index].column_span

    def _always_has_words(self, column: int, rest: DraftTable) -> bool:
        """Whether every cell of a column has words and none is merged, but for the one below the page break."""
        below = [cell for cell in rest.cells if cell.column == column and cell.row > 0]
        own = self._own_words[column] + sum(map(_has_own_words, below))
        return own >= max(1, _OWN_SHARE * (self._by_column[column] + len(below)))

    def _goes_on(self, lower: DraftCell, rest: DraftTable) -> bool:
        """A merged cell runs over the break: one of its halves is empty, and merging is what its column does."""
        upper = self._cells[self._bottom[lower.column]]
        if upper.column_span != lower.column_span or bool(upper.text.strip()) == bool(lower.text.strip()):
            return False
        if lower.text.strip():
            return upper.row_span > 1
        return self._merges[lower.column] > 0 or any(c.row_span > 1 for c in rest.cells if c.column == lower.column)


def _end(cell: DraftCell) -> int:
    return cell.row + cell.row_span


def _has_own_words(cell: DraftCell) -> bool:
    return cell.row_span == 1 and bool(cell.text.strip())


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
    if not count:
        return table
    return replace(table, cells=tuple(cell._replace(row=cell.row - count) for cell in table.cells if cell.row >= count))
