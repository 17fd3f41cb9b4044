"""Plain text files: lines as blocks, and the tables that hide between them."""

from __future__ import annotations

import hashlib
from bisect import bisect

from extractor.errors import EmptyFile
from extractor.model.document import Block, Document, Provenance, Span, Table
from extractor.readers.encodings import decode_text
from extractor.tables.text_grid import find_tables, is_page_number
from patterns import lazy_re as re

__all__ = ["TxtReader", "document_of_text"]

_NEWLINES = re.compile("\r\n|[\r\f\x0b\x85\u2028\u2029]")
_INVISIBLE = "\ufeff\u200b\u2060"


class TxtReader:
    """Reads UTF-8, UTF-16 and GB18030. ``Document.text`` is the file's text with line ends made ``\\n``."""

    def read(self, data: bytes, *, name: str) -> Document:
        """Raises EmptyFile or DamagedFile."""
        if not data:
            raise EmptyFile(f"“{name}”是空文件（0 字节）")
        text = _NEWLINES.sub("\n", decode_text(data, name=name).lstrip("\ufeff"))
        return document_of_text(text, name=name, sha256=hashlib.sha256(data).hexdigest())


def document_of_text(text: str, *, name: str, sha256: str) -> Document:
    """A Document over ``text`` (line ends ``\\n``). Lines that hold only a page number become furniture."""
    if not text.strip().strip(_INVISIBLE).strip():
        raise EmptyFile(f"“{name}”里没有文字")
    tables = find_tables(text)
    lines = _lines(text)
    furniture = tuple(text[start:end].strip() for start, end in lines if is_page_number(text[start:end]))
    blocks = _blocks(text, lines, tables)
    return Document(name=name, format="txt", sha256=sha256, text=text, blocks=blocks, tables=tables, furniture=furniture)


def _lines(text: str) -> list[Span]:
    """Spans of all lines that are not blank, without their line ends."""
    spans: list[Span] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def _blocks(text: str, lines: list[Span], tables: tuple[Table, ...]) -> tuple[Block, ...]:
    """One block per line; the lines that one table row runs over form one block together."""
    rows = _rows(tables)
    starts = [table.span.start for table in tables]
    blocks: list[Block] = []
    for span in lines:
        if is_page_number(text[span.start : span.end]) or (blocks and span.end <= blocks[-1].span.end):
            continue
        while rows and rows[-1][0].end < span.start:
            rows.pop()
        table: int | None = None
        row: int | None = None
        extent = span
        if rows and rows[-1][0].start <= span.end:
            (_, last), table, row = rows[-1]
            extent = Span(span.start, max(span.end, last))
        else:
            last_begun = bisect(starts, span.start) - 1
            table = last_begun if last_begun >= 0 and span.start < tables[last_begun].span.end else None
        place = Provenance(block=len(blocks), table=table, row=row)
        blocks.append(Block(kind="paragraph" if table is None else "table_row", span=extent, provenance=place))
    return tuple(blocks)


def _rows(tables: tuple[Table, ...]) -> list[tuple[Span, int, int]]:
    """(span, table, row) of every row, last first."""
    extents: dict[tuple[int, int], Span] = {}
    for number, table in enumerate(tables):
        for cell in table.cells:
            start, end = extents.get((number, cell.row), cell.span)
            extents[number, cell.row] = Span(min(start, cell.span.start), max(end, cell.span.end))
    return sorted(((span, table, row) for (table, row), span in extents.items()), reverse=True)
