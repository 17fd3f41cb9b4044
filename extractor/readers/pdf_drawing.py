"""Pages of a PDF as grey pictures, with the print that stands on them; turned so that the text runs from left to right."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from extractor.readers.pdf_glyphs import MOST_GLYPHS, Piece, page_pieces
from extractor.readers.pdf_pages import opened_pdf, page_frame

__all__ = ["DrawnPage", "drawn_pages"]

_QUARTERS = 4


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """``number`` counts from 1, sizes and places are points. ``grey``: ``pixels`` in rows of ``stride`` bytes."""

    number: int
    width: float
    height: float
    pieces: tuple[Piece, ...]
    pixels: tuple[int, int]
    stride: int
    grey: bytes


def drawn_pages(data: bytes, numbers: Iterable[int], *, scale: float, name: str) -> Iterator[DrawnPage]:
    """Those of the pages ``numbers`` that there are and that pdfium can load, ``scale`` pixels to a point.

    Raises EncryptedFile or DamagedFile.
    """
    with opened_pdf(data, name=name) as document:
        count = pdfium.FPDF_GetPageCount(document)
        for number in numbers:
            page = pdfium.FPDF_LoadPage(document, number - 1) if 1 <= number <= count else None
            if not page:
                continue
            text = pdfium.FPDFText_LoadPage(page)
            try:
                yield _drawn(page, text, number, scale)
            finally:
                pdfium.FPDFText_ClosePage(text)
                pdfium.FPDF_ClosePage(page)


def _drawn(page: Any, text: Any, number: int, scale: float) -> DrawnPage:
    count = min(pdfium.FPDFText_CountChars(text), MOST_GLYPHS) if text else 0
    frame = page_frame(page, text, count)
    width, height = frame.size
    pixels = (max(1, round(width * scale)), max(1, round(height * scale)))
    turn = (frame.turn - pdfium.FPDFPage_GetRotation(page)) % _QUARTERS
    bitmap = pdfium.FPDFBitmap_CreateEx(*pixels, pdfium.FPDFBitmap_Gray, None, 0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, *pixels, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, *pixels, turn, pdfium.FPDF_ANNOT | pdfium.FPDF_GRAYSCALE)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        grey = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * pixels[1])
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return DrawnPage(number, width, height, page_pieces(text, count, frame)[0] if text else (), pixels, stride, grey)
