"""The rows of a table as the reader delivered them: passages by column, and which cells a merge covers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractor.model.document import Cell, Provenance, Span, Table
from extractor.text.passage import Passage, fold

__all__ = ["SourceRow", "empty_passage", "source_rows"]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """``cells[c]``: the words at column ``c``, or an empty passage. ``covered``: columns under a merged
    cell that began above. ``places[c]``: span and provenance of each cell. ``fields``: how many cells the row has."""

    index: int
    cells: tuple[Passage, ...]
    places: tuple[tuple[Span, Provenance], ...]
    covered: frozenset[int] = frozenset()
    fields: int = 0
    flags: tuple[str, ...] = ()
    moved: frozenset[int] = frozenset()
    merges_known: bool = False

    @property
    def filled(self) -> tuple[int, ...]:
        """Columns with words of their own."""
        return tuple(c for c, passage in enumerate(self.cells) if passage.text and c not in self.covered)

    @property
    def words(self) -> tuple[str, ...]:
        return tuple("".join(self.cells[c].text.split()) for c in self.filled)

    def flagged(self, flag: str) -> SourceRow:
        return self if flag in self.flags else replace(self, flags=(*self.flags, flag))


def empty_passage(source: str) -> Passage:
    return Passage("", (), source)


def source_rows(table: Table, text: str) -> list[SourceRow]:
    """All rows of ``table``; a cell that spans rows or columns is repeated at every place it covers.

    Without a single merged cell an empty one may still stand for the one above, as in plain text:
    then ``merges_known`` of the rows is False.
    """
    width = max(table.column_count, 1)
    known = table.merges_known and any(cell.row_span > 1 for cell in table.cells)
    by_row: dict[int, list[Cell]] = {}
    for cell in table.cells:
        by_row.setdefault(cell.row, []).append(cell)
    above: dict[int, tuple[int, Cell, Passage]] = {}  # column -> (last row covered, cell, words)
    rows = [_row(index, by_row.get(index, []), above, width, table, text) for index in range(table.row_count)]
    return [replace(row, merges_known=known) for row in rows if row.fields or row.filled]


def _row(index: int, cells: list[Cell], above: dict[int, tuple[int, Cell, Passage]], width: int, table: Table, text: str) -> SourceRow:
    nowhere = (Span(table.span.end, table.span.end), Provenance())
    words = [empty_passage(text)] * width
    places = [nowhere] * width
    covered = set()
    for column, (last, cell, passage) in above.items():
        if index <= last and column < width:
            words[column], places[column] = passage, (cell.span, cell.provenance)
            covered.add(column)
    for cell in cells:
        passage = fold(text, *cell.span) if cell.span.end > cell.span.start else empty_passage(text)
        for column in range(cell.column, min(width, cell.column + cell.column_span)):
            if column == cell.column:
                words[column], places[column] = passage, (cell.span, cell.provenance)
                covered.discard(column)
            if cell.row_span > 1:
                above[column] = (index + cell.row_span - 1, cell, passage if column == cell.column else empty_passage(text))
    return SourceRow(index, tuple(words), tuple(places), frozenset(covered), len(cells))
