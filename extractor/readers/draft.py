"""A document under construction: paragraphs and tables as words, before they have offsets.

Readers of formats that are not plain text collect these parts in reading order; ``assemble`` writes
them down as one text, the same way for every format: a line per paragraph, a line per table row,
cells parted by a tab, nothing at the place of a cell that a merge covers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice, takewhile
from typing import NamedTuple, TypeAlias

from extractor.model.document import Block, Box, Cell, Provenance, Span, Table

__all__ = ["Assembled", "DraftCell", "DraftParagraph", "DraftTable", "Part", "assemble", "merge_continued"]

_MOST_PLACES = 1_000_000
"""Rows times columns: in an absurd table, empty places at the ends of its rows are not written."""


@dataclass(frozen=True, slots=True)
class DraftParagraph:
    """One paragraph; line breaks in ``text`` make it several lines, each a block of its own."""

    text: str
    page: int | None = None
    box: Box | None = None


class DraftCell(NamedTuple):
    """A cell at its top left place; ``text`` may hold line breaks."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class DraftTable:
    """Cells in row order."""

    cells: tuple[DraftCell, ...]
    merges_known: bool = True
    header_repeats: int = 0
    page: int | None = None
    box: Box | None = None

    @property
    def row_count(self) -> int:
        return max((cell.row + cell.row_span for cell in self.cells), default=0)

    @property
    def column_count(self) -> int:
        return max((cell.column + cell.column_span for cell in self.cells), default=0)


Part: TypeAlias = DraftParagraph | DraftTable


@dataclass(frozen=True, slots=True)
class Assembled:
    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]


class _Ink:
    """Writes lines and knows at which offset it stands."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.offset = 0

    def put(self, words: str) -> Span:
        start = self.offset
        self.pieces.append(words)
        self.offset += len(words)
        return Span(start, self.offset)


def assemble(parts: Sequence[Part]) -> Assembled:
    """Text, blocks and tables of ``parts``. Paragraphs and tables without words are left out."""
    ink = _Ink()
    blocks: list[Block] = []
    tables: list[Table] = []
    for part in parts:
        if isinstance(part, DraftParagraph):
            _write_paragraph(ink, part, blocks)
        elif any(cell.text.strip() for cell in part.cells):
            tables.append(_write_table(ink, part, len(tables), blocks))
    return Assembled("".join(ink.pieces), tuple(blocks), tuple(tables))


def _write_paragraph(ink: _Ink, part: DraftParagraph, blocks: list[Block]) -> None:
    for line in part.text.split("\n"):
        if line.strip():
            span = ink.put(line.rstrip())
            place = Provenance(page=part.page, box=part.box, block=len(blocks))
            blocks.append(Block(kind="paragraph", span=span, provenance=place))
            ink.put("\n")


def _write_table(ink: _Ink, part: DraftTable, number: int, blocks: list[Block]) -> Table:
    cells: list[Cell] = []
    start = ink.offset
    width = part.column_count
    whole = width * part.row_count <= _MOST_PLACES
    by_row = {row: list(group) for row, group in groupby(part.cells, key=lambda cell: cell.row)}
    for row in range(part.row_count):
        row_cells = by_row.get(row, [])
        span = _write_row(ink, row_cells, width if whole else _end(row_cells), number, cells)
        if any(cell.text.strip() for cell in row_cells):
            first = row_cells[0]
            place = Provenance(page=first.page, box=_around(row_cells), block=len(blocks), table=number, row=row)
            blocks.append(Block(kind="table_row", span=span, provenance=place))
        ink.put("\n")
    return Table(
        span=Span(start, ink.offset - 1),
        row_count=part.row_count,
        column_count=width,
        cells=tuple(cells),
        merges_known=part.merges_known,
        header_repeats=part.header_repeats,
        provenance=Provenance(page=part.page, box=part.box, table=number),
    )


def _write_row(ink: _Ink, row_cells: Sequence[DraftCell], width: int, table: int, cells: list[Cell]) -> Span:
    by_column = {cell.column: cell for cell in row_cells}
    start = ink.offset
    for column in range(width):
        if column:
            ink.put("\t")
        cell = by_column.get(column)
        if cell is None:
            continue
        place = Provenance(page=cell.page, box=cell.box, table=table, row=cell.row, column=column)
        span = ink.put(" ".join(cell.text.split()))
        cells.append(Cell(row=cell.row, column=column, row_span=cell.row_span, column_span=cell.column_span, span=span, provenance=place))
    return Span(start, ink.offset)


def _end(cells: Sequence[DraftCell]) -> int:
    return max((cell.column + 1 for cell in cells), default=0)


def _around(cells: Sequence[DraftCell]) -> Box | None:
    """The box around the boxes of one row that stand on its first page."""
    boxes = [cell.box for cell in cells if cell.box is not None and cell.page == cells[0].page]
    if not boxes:
        return None
    return Box(min(b.x0 for b in boxes), min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes))


def merge_continued(parts: Sequence[Part]) -> list[Part]:
    """Tables that follow each other and have the same header row are one table whose header a page
    break repeated; copies of the header inside a table go too. Both are counted in ``header_repeats``.
    """
    merged: list[Part] = []
    for part in parts:
        if isinstance(part, DraftParagraph) and not part.text.strip():
            continue
        last = merged[-1] if merged else None
        if isinstance(part, DraftTable) and isinstance(last, DraftTable) and _same_header(last, part):
            merged[-1] = append_rows(last, part)
        else:
            merged.append(part)
    return [_without_header_copies(part) if isinstance(part, DraftTable) else part for part in merged]


def append_rows(first: DraftTable, second: DraftTable) -> DraftTable:
    """The rows of ``second`` below those of ``first``."""
    shift = first.row_count
    return replace(first, cells=(*first.cells, *(cell._replace(row=cell.row + shift) for cell in second.cells)))


def row_words(table: DraftTable, row: int) -> tuple[tuple[int, str], ...]:
    """(column, words without white space) of the cells of a row that are not empty."""
    first = bisect_left(table.cells, row, key=_row_of)
    here = takewhile(lambda cell: cell.row == row, islice(table.cells, first, None))
    words = ((cell.column, "".join(cell.text.split())) for cell in here)
    return tuple((column, text) for column, text in words if text)


def _row_of(cell: DraftCell) -> int:
    return cell.row


def _same_header(first: DraftTable, second: DraftTable) -> bool:
    header = row_words(first, 0)
    return len(header) > 1 and first.column_count == second.column_count and header == row_words(second, 0)


def _without_header_copies(table: DraftTable) -> DraftTable:
    header = row_words(table, 0)
    if len(header) < 2:
        return table
    words: dict[int, list[tuple[int, str]]] = {}
    for cell in table.cells:
        if text := "".join(cell.text.split()):
            words.setdefault(cell.row, []).append((cell.column, text))
    copies = [row for row, found in words.items() if row and tuple(found) == header and _stands_alone(table, row)]
    if not copies:
        return table
    cells = tuple(c._replace(row=c.row - bisect_left(copies, c.row)) for c in table.cells if c.row not in copies)
    return replace(table, cells=cells, header_repeats=table.header_repeats + len(copies))


def _stands_alone(table: DraftTable, row: int) -> bool:
    """Whether no cell reaches from this row into the next or from an earlier one into it."""
    return not any(c.row_span > 1 and c.row <= row < c.row + c.row_span for c in table.cells)
