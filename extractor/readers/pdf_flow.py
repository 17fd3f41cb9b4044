"""The reading order of a PDF: lines and tables of all pages as one run of paragraphs and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractor.readers.draft import Part
from extractor.readers.pdf_columns import aligned_run, aligned_table
from extractor.readers.pdf_continued import ContinuedTable
from extractor.readers.pdf_lines import Line
from extractor.readers.pdf_paragraphs import Margins, margins_of, paragraphs_of
from extractor.readers.pdf_tables import PdfTable

__all__ = ["ReadPage", "parts_in_order"]


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What is kept of a page after it is closed."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    tables: tuple[PdfTable, ...]
    readable: int
    unreadable: int
    has_image: bool


class _Flow:
    """Collects lines and tables in reading order; what a page break parted is put together."""

    def __init__(self, margins: Mapping[int, Margins]) -> None:
        self.parts: list[Part] = []
        self._margins = margins
        self._lines: list[Line] = []
        self._table: ContinuedTable | None = None

    def add_lines(self, lines: Sequence[Line]) -> None:
        if lines:
            self._end_table()
            self._lines.extend(lines)

    def add_table(self, table: PdfTable) -> None:
        self._end_paragraphs()
        if self._table is not None and self._table.takes(table):
            self._table.take(table)
        else:
            self._end_table()
            self._table = ContinuedTable(table)

    def end(self) -> list[Part]:
        self._end_table()
        self._end_paragraphs()
        return self.parts

    def _end_table(self) -> None:
        if self._table is not None:
            self.parts.append(self._table.draft)
            self._table = None

    def _end_paragraphs(self) -> None:
        prose = 0
        index = 0
        while index < len(self._lines):
            end = aligned_run(self._lines, index)
            if end > index:
                self.parts.extend(paragraphs_of(self._lines[prose:index], self._margins))
                self.parts.append(aligned_table(self._lines[index:end]))
                prose = end
            index = max(end, index + 1)
        self.parts.extend(paragraphs_of(self._lines[prose:], self._margins))
        self._lines = []


def _margins(pages: Sequence[ReadPage], bodies: Sequence[Sequence[Line]]) -> dict[int, Margins]:
    """The margins of each page, from all pages that are as wide: upright and landscape pages differ."""
    like: dict[int, list[Line]] = {}
    for page, body in zip(pages, bodies, strict=True):
        like.setdefault(round(page.width / 10), []).extend(body)
    found = {width: margins_of(lines, page_width=10.0 * width) for width, lines in like.items()}
    return {page.number: margins for page in pages if (margins := found[round(page.width / 10)]) is not None}


def parts_in_order(pages: Sequence[ReadPage], bodies: Sequence[Sequence[Line]]) -> list[Part]:
    flow = _Flow(_margins(pages, bodies))
    for page, body in zip(pages, bodies, strict=True):
        lines = list(body)
        for table in page.tables:
            top = table.draft.box.top if table.draft.box else 0.0
            above = [line for line in lines if (line.box.top + line.box.bottom) / 2 <= top]
            flow.add_lines(above)
            lines = [line for line in lines if line not in above]
            flow.add_table(table)
        flow.add_lines(lines)
    return flow.end()
