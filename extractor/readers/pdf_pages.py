"""The raw pages of a PDF through pdfium: print and ruling lines, one page open at a time.

pdfium is not thread-safe; nothing here may run in two threads of one process.
All coordinates are points with the origin at the top left of the page as it is read: turned so that
its text runs from left to right.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from extractor.errors import DamagedFile, EncryptedFile, UnsafeFile
from extractor.readers.pdf_calls import address
from extractor.readers.pdf_frame import ToPage
from extractor.readers.pdf_glyphs import MOST_GLYPHS, Piece, page_pieces
from extractor.readers.pdf_rules import Rule, page_rules
from extractor.readers.pdf_turn import reading_turn

__all__ = ["RawPage", "opened_pdf", "page_frame", "raw_pages"]

MOST_PAGES = 3000
_MANY_PAGES = 50
_QUARTERS = 4


@dataclass(frozen=True, slots=True)
class RawPage:
    """``number`` counts from 1. ``has_image``: a picture covers a good part of the page (a scan)."""

    number: int
    width: float
    height: float
    pieces: tuple[Piece, ...]
    rules: tuple[Rule, ...]
    has_image: bool
    unreadable: int = 0


def raw_pages(data: bytes, *, name: str) -> Iterator[RawPage]:
    """The pages in order. A page that pdfium cannot load comes without content.

    Raises EncryptedFile, DamagedFile or UnsafeFile.
    """
    with opened_pdf(data, name=name) as document:
        count = pdfium.FPDF_GetPageCount(document)
        if count <= 0:
            raise DamagedFile(f"“{name}”里没有可读的页面")
        if count > MOST_PAGES:
            raise UnsafeFile(f"“{name}”有 {count} 页，超过可处理的 {MOST_PAGES} 页")
        for index in range(count):
            yield _page(document, index)
    if count > _MANY_PAGES:
        _give_memory_back()


def _give_memory_back() -> None:
    """What pdfium has freed lies between what is still in use, and glibc keeps it: two thirds of a process after a long document."""
    with suppress(AttributeError, OSError, TypeError):  # another C library, another system
        ctypes.CDLL(None).malloc_trim(0)


@contextmanager
def opened_pdf(data: bytes, *, name: str) -> Iterator[Any]:
    """The document, closed at the end. Raises EncryptedFile or DamagedFile."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        code = pdfium.FPDF_GetLastError()
        if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise EncryptedFile(f"“{name}”设有打开密码")
        raise DamagedFile(f"“{name}”不是完整的 PDF 文件")
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _page(document: Any, index: int) -> RawPage:
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return RawPage(index + 1, 0, 0, (), (), has_image=False)
    text = pdfium.FPDFText_LoadPage(page)
    try:
        return _read(index + 1, page, text)
    finally:
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)


def _read(number: int, page: Any, text: Any) -> RawPage:
    count = min(pdfium.FPDFText_CountChars(text), MOST_GLYPHS) if text else 0
    frame = page_frame(page, text, count)
    pieces, unreadable = page_pieces(text, count, frame)
    rules, pictures = page_rules(address(page), frame)
    width, height = frame.size
    return RawPage(number, width, height, pieces, rules, has_image=pictures > 0.25 * width * height, unreadable=unreadable)


def page_frame(page: Any, text: Any, count: int) -> ToPage:
    """How a page is turned to be read. ``text``: its text page, with ``count`` characters."""
    shown = pdfium.FPDFPage_GetRotation(page) % _QUARTERS
    turn = reading_turn(address(text), count, shown)
    rect = pdfium.FS_RECTF()
    if pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(rect)) and rect.right > rect.left and rect.top > rect.bottom:
        return ToPage((rect.left, rect.bottom, rect.right, rect.top), turn)
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    return ToPage((0, 0, width, height) if shown % 2 == 0 else (0, 0, height, width), turn)
