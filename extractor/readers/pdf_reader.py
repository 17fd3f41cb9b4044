"""PDF with a text layer: pages to lines and grids, these to paragraphs and tables."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractor.errors import NoTextLayer
from extractor.model.document import Document
from extractor.readers.draft import Part, assemble, merge_continued
from extractor.readers.pdf_columns import aligned_run, aligned_table
from extractor.readers.pdf_furniture import split_furniture
from extractor.readers.pdf_glyphs import Glyph
from extractor.readers.pdf_grid import find_grids
from extractor.readers.pdf_lines import Line, lines_of
from extractor.readers.pdf_pages import RawPage, raw_pages
from extractor.readers.pdf_paragraphs import Margins, margins_of, paragraphs_of
from extractor.readers.pdf_tables import PdfTable, continue_table, same_columns, table_on_page

__all__ = ["PdfReader"]

_FEW = 10
"""Characters: a page with a picture and no more than these was scanned."""
_MOST_UNREADABLE = 0.3
_GARBLED = "请向发文单位索取可编辑版（DOCX），或先做文字识别再放进来。"


@dataclass(frozen=True, slots=True)
class _Page:
    """What is kept of a page after it is closed."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    tables: tuple[PdfTable, ...]
    readable: int
    unreadable: int
    has_image: bool


class PdfReader:
    """Reads with pdfium. One page is open at a time; memory grows with the text only."""

    def read(self, data: bytes, *, name: str) -> Document:
        """Raises EncryptedFile, DamagedFile, UnsafeFile or NoTextLayer."""
        pages = [_read_page(raw) for raw in raw_pages(data, name=name)]
        warnings = _check_text(pages, name=name)
        bodies, furniture = split_furniture([page.lines for page in pages], [page.height for page in pages])
        assembled = assemble(merge_continued(_parts(pages, bodies)))
        if not assembled.text.strip():
            raise NoTextLayer(f"“{name}”里没有可读取的文字")
        return Document(
            name=name,
            format="pdf",
            sha256=hashlib.sha256(data).hexdigest(),
            text=assembled.text,
            blocks=assembled.blocks,
            tables=assembled.tables,
            furniture=furniture,
            page_count=len(pages),
            warnings=warnings,
        )


def _read_page(raw: RawPage) -> _Page:
    grids = find_grids(raw.rules)
    loose: list[Glyph] = []
    within: list[list[Glyph]] = [[] for _ in grids]
    for glyph in raw.glyphs:
        index = next((i for i, grid in enumerate(grids) if _inside(glyph, grid.box)), None)
        (loose if index is None else within[index]).append(glyph)
    tables = tuple(table_on_page(grid, found, page=raw.number) for grid, found in zip(grids, within, strict=True))
    readable = sum(1 for glyph in raw.glyphs if not glyph.blank)
    lines = tuple(lines_of(loose, page=raw.number))
    return _Page(raw.number, raw.width, raw.height, lines, tables, readable, raw.unreadable, raw.has_image)


def _inside(glyph: Glyph, box: tuple[float, float, float, float]) -> bool:
    return box[0] <= glyph.centre <= box[2] and box[1] <= glyph.middle <= box[3]


def _check_text(pages: Sequence[_Page], *, name: str) -> tuple[str, ...]:
    """Raises NoTextLayer for scans and unreadable fonts; otherwise names the pages that could not be read."""
    readable = sum(page.readable for page in pages)
    unreadable = sum(page.unreadable for page in pages)
    scanned = [page.number for page in pages if page.has_image and page.readable <= _FEW]
    if readable == 0 and unreadable == 0:
        raise NoTextLayer(f"“{name}”没有文字层（多为扫描件）")
    if unreadable > _MOST_UNREADABLE * (readable + unreadable):
        raise NoTextLayer(f"“{name}”的文字编码无法识别，读出来会是乱码", advice=_GARBLED)
    if scanned and readable <= max(2, 2 * len(pages)) * _FEW and len(scanned) * 2 >= len(pages):
        raise NoTextLayer(f"“{name}”几乎没有文字层（{len(scanned)} 页是图像）")
    if scanned:
        listed = "、".join(map(str, scanned[:20])) + (" 等" if len(scanned) > 20 else "")
        return (f"第 {listed} 页是图像，没有读到文字，请对照原件补充。",)
    return ()


class _Flow:
    """Collects lines and tables in reading order; what a page break parted is put together."""

    def __init__(self, margins: Mapping[int, Margins]) -> None:
        self.parts: list[Part] = []
        self._margins = margins
        self._lines: list[Line] = []
        self._table: PdfTable | None = None

    def add_lines(self, lines: Sequence[Line]) -> None:
        if lines:
            self._end_table()
            self._lines.extend(lines)

    def add_table(self, table: PdfTable) -> None:
        self._end_paragraphs()
        if self._table is not None and same_columns(self._table, table):
            self._table = continue_table(self._table, table)
        else:
            self._end_table()
            self._table = table

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


def _margins(pages: Sequence[_Page], bodies: Sequence[Sequence[Line]]) -> dict[int, Margins]:
    """The margins of each page, from all pages that are as wide: upright and landscape pages differ."""
    like: dict[int, list[Line]] = {}
    for page, body in zip(pages, bodies, strict=True):
        like.setdefault(round(page.width / 10), []).extend(body)
    found = {width: margins_of(lines, page_width=10.0 * width) for width, lines in like.items()}
    return {page.number: margins for page in pages if (margins := found[round(page.width / 10)]) is not None}


def _parts(pages: Sequence[_Page], bodies: Sequence[Sequence[Line]]) -> list[Part]:
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
