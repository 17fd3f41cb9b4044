"""The raw pages of a PDF through pdfium: glyphs and ruling lines, one page open at a time.

pdfium is not thread-safe; nothing here may run in two threads of one process.
All coordinates are points with the origin at the top left of the page as it is read: turned so that
its text runs from left to right.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from extractor.errors import DamagedFile, EncryptedFile, UnsafeFile
from extractor.readers.pdf_glyphs import Glyph, page_glyphs, reading_turn
from extractor.readers.pdf_rules import Rule, page_rules

__all__ = ["RawPage", "ToPage", "raw_pages"]

MOST_PAGES = 3000
_QUARTERS = 4


@dataclass(frozen=True, slots=True)
class ToPage:
    """Turns PDF user space (origin bottom left, unrotated) into the page as it is read.

    ``edges``: left, bottom, right, top of the page box; ``turn``: quarters clockwise, 0 to 3.
    """

    edges: tuple[float, float, float, float]
    turn: int

    @property
    def size(self) -> tuple[float, float]:
        left, bottom, right, top = self.edges
        return (right - left, top - bottom) if self.turn % 2 == 0 else (top - bottom, right - left)

    def point(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self.edges
        if self.turn == 0:
            return x - left, top - y
        if self.turn == 1:
            return y - bottom, x - left
        if self.turn == 2:
            return right - x, y - bottom
        return top - y, right - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """(x0, top, x1, bottom) of a rectangle given by two corners."""
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


@dataclass(frozen=True, slots=True)
class RawPage:
    """``number`` counts from 1. ``has_image``: a picture covers a good part of the page (a scan)."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    has_image: bool
    unreadable: int = 0


def raw_pages(data: bytes, *, name: str) -> Iterator[RawPage]:
    """The pages in order. A page that pdfium cannot load comes without content.

    Raises EncryptedFile, DamagedFile or UnsafeFile.
    """
    import pypdfium2.raw as pdfium

    with _opened(data, name=name) as document:
        count = pdfium.FPDF_GetPageCount(document)
        if count <= 0:
            raise DamagedFile(f"“{name}”里没有可读的页面")
        if count > MOST_PAGES:
            raise UnsafeFile(f"“{name}”有 {count} 页，超过可处理的 {MOST_PAGES} 页")
        for index in range(count):
            yield _page(document, index)


@contextmanager
def _opened(data: bytes, *, name: str) -> Iterator[Any]:
    import pypdfium2  # noqa: F401  (starts the library)
    import pypdfium2.raw as pdfium

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
    import pypdfium2.raw as pdfium

    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return RawPage(index + 1, 0, 0, (), (), has_image=False)
    try:
        frame = _frame(page)
        glyphs, unreadable = page_glyphs(page, frame)
        rules, pictures = page_rules(page, frame)
        width, height = frame.size
        return RawPage(index + 1, width, height, glyphs, rules, has_image=pictures > 0.25 * width * height, unreadable=unreadable)
    finally:
        pdfium.FPDF_ClosePage(page)


def _frame(page: Any) -> ToPage:
    import pypdfium2.raw as pdfium

    shown = pdfium.FPDFPage_GetRotation(page) % _QUARTERS
    turn = reading_turn(page, shown)
    rect = pdfium.FS_RECTF()
    if pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(rect)) and rect.right > rect.left and rect.top > rect.bottom:
        return ToPage((rect.left, rect.bottom, rect.right, rect.top), turn)
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    return ToPage((0, 0, width, height) if shown % 2 == 0 else (0, 0, height, width), turn)
