"""PDF with a text layer: pages to lines and grids, these to paragraphs and tables."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from extractor.errors import DamagedFile, NoTextLayer
from extractor.model.document import Document
from extractor.readers.draft import assemble, merge_continued
from extractor.readers.pdf_bombs import check_streams
from extractor.readers.pdf_flow import ReadPage, parts_in_order
from extractor.readers.pdf_furniture import split_furniture
from extractor.readers.pdf_glyphs import Piece
from extractor.readers.pdf_grid import find_grids
from extractor.readers.pdf_inside import sort_into
from extractor.readers.pdf_lines import lines_of
from extractor.readers.pdf_pages import RawPage, raw_pages
from extractor.readers.pdf_tables import PdfTable, table_on_page

__all__ = ["PdfReader"]

_FEW = 10
"""Characters: a page with a picture and no more than these was scanned."""
_MOST_UNREADABLE = 0.3
_NO_WORDS = "请核对是不是空白页或只有图形的文件，向发文单位索取可编辑版。"
_GARBLED = "请向发文单位索取可编辑版（DOCX），或先做文字识别再放进来。"


class PdfReader:
    """Reads with pdfium. One page is open at a time; memory grows with the text only."""

    def read(self, data: bytes, *, name: str) -> Document:
        """Raises EncryptedFile, DamagedFile, UnsafeFile or NoTextLayer."""
        check_streams(data, name=name)
        pages = [_read_page(raw) for raw in raw_pages(data, name=name)]
        warnings = _check_text(pages, name=name)
        bodies, furniture = split_furniture([page.lines for page in pages], [page.height for page in pages])
        assembled = assemble(merge_continued(parts_in_order(pages, bodies)))
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


def _read_page(raw: RawPage) -> ReadPage:
    tables: list[PdfTable] = []
    loose: Sequence[Piece] = raw.pieces
    for grid in find_grids(raw.rules):
        inside, loose = sort_into(grid, loose)
        tables.append(table_on_page(grid, inside, page=raw.number))
    readable = sum(len(piece.text) - piece.text.count(" ") for piece in raw.pieces)
    lines = tuple(lines_of(loose, page=raw.number))
    return ReadPage(raw.number, raw.width, raw.height, lines, tuple(tables), readable, raw.unreadable, raw.has_image)


def _check_text(pages: Sequence[ReadPage], *, name: str) -> tuple[str, ...]:
    """Raises where no page can be read: a scan, unreadable fonts, damage; otherwise names the pages that could not be."""
    readable = sum(page.readable for page in pages)
    unreadable = sum(page.unreadable for page in pages)
    scanned = [page.number for page in pages if page.has_image and page.readable <= _FEW]
    broken = [page.number for page in pages if not page.height]
    if len(broken) == len(pages):
        raise DamagedFile(f"“{name}”的页面已损坏，无法读取")
    if unreadable > _MOST_UNREADABLE * (readable + unreadable):
        raise NoTextLayer(f"“{name}”的文字编码无法识别，读出来会是乱码", advice=_GARBLED)
    if readable == 0 and not scanned:
        raise NoTextLayer(f"“{name}”的 {len(pages)} 页里都没有文字", advice=_NO_WORDS)
    if scanned and readable <= max(2, 2 * len(pages)) * _FEW and len(scanned) * 2 >= len(pages):
        raise NoTextLayer(f"“{name}”没有文字层（{len(scanned)} 页是图像）")
    warnings = [(scanned, "是图像，没有读到文字"), (broken, "已损坏，没有读到内容")]
    return tuple(f"第 {_listed(numbers)} 页{words}，请对照原件补充。" for numbers, words in warnings if numbers)


def _listed(numbers: Sequence[int]) -> str:
    return "、".join(map(str, numbers[:20])) + (" 等" if len(numbers) > 20 else "")
