"""What a reader returns: the text of a file in reading order, and where each part of it stood.

``Document.text`` is the one coordinate system of the project. Every value that fenban ever prints
carries a ``Span`` into it, and ``document.text[span.start:span.end]`` is its quote, exactly.

Plain data classes: a document holds thousands of them, made by our own readers and by nobody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

__all__ = ["Block", "Box", "Cell", "Document", "Provenance", "SourceFormat", "Span", "Table"]

SourceFormat = Literal["txt", "docx", "pdf"]
BlockKind = Literal["paragraph", "table_row"]


class Span(NamedTuple):
    """Half-open character range ``[start, end)`` in ``Document.text`` (Python str offsets)."""

    start: int
    end: int


class Box(NamedTuple):
    """A rectangle on a PDF page, in points, origin at the top left: x0 < x1, top < bottom."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a piece of text stood in the file. Pages count from 1; table, row and column from 0."""

    page: int | None = None
    box: Box | None = None
    block: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph, or one row of a table, as the file has it. ``span`` excludes the line end.

    ``number`` is an automatic list number that the file does not hold as text ("1.", "（一）");
    readers write it into ``Document.text`` too, so that it can be quoted like any other character.
    """

    kind: BlockKind
    span: Span
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell. A merged cell is listed once, at its top left, with its row and column span."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    span: Span
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Cells in row order. ``merges_known`` tells real cell spans (DOCX, ruled PDF) from plain text,
    where an empty cell may be a merged one, a blank to fill in, or a gap.

    ``text`` of a table inside the document is one line per row, cells parted by a tab; the place of
    a cell that is covered by a merge is empty. ``span`` covers all its rows. ``header_repeats``: how
    often the header stood again at a page break; those rows have no cells.
    """

    span: Span
    row_count: int
    column_count: int
    cells: tuple[Cell, ...]
    merges_known: bool
    header_repeats: int = 0
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file as text in reading order.

    ``blocks`` are sorted by span and do not overlap; every table row is a block of its own, so that
    blocks alone give the reading order. ``furniture`` keeps what a page repeats (headers, footers,
    page numbers): out of ``text``, but not lost.
    """

    name: str
    format: SourceFormat
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    furniture: tuple[str, ...] = ()
    page_count: int | None = None
    warnings: tuple[str, ...] = ()
