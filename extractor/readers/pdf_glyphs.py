"""The characters of a PDF page with their places."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.readers.pdf_pages import ToPage

__all__ = ["Glyph", "page_glyphs", "reading_turn"]

MOST_GLYPHS = 100_000
_SKEW = 0.18
"""Radians. Text turned by more than this from the axes is a watermark or the ring of a seal."""
_SOFT_HYPHENS = (0x02, 0xAD, 0xFFFE)
"""What pdfium makes of a printed hyphen at the end of a line, where it may be no part of the word. In numbers and Chinese text it is one."""
_SAMPLE = 300
_MAJORITY = 0.7
_SAME_PLACE = 0.25
"""Of the width and the height. Bold is sometimes printed as the same character twice, a hair apart."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character; ``size`` is the height of its font in points. ``blank``: a space, kept as evidence of a gap."""

    char: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float

    @property
    def blank(self) -> bool:
        return self.char.isspace()

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2


def page_glyphs(page: Any, frame: ToPage) -> tuple[tuple[Glyph, ...], int]:
    """All characters on a page in the order of the file, and how many had no readable code."""
    import pypdfium2.raw as pdfium

    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        return (), 0
    try:
        return _read(text, frame)
    finally:
        pdfium.FPDFText_ClosePage(text)


def _read(text: Any, frame: ToPage) -> tuple[tuple[Glyph, ...], int]:
    import pypdfium2.raw as pdfium

    glyphs: list[Glyph] = []
    unreadable = 0
    seen: dict[str, Glyph] = {}
    rect = pdfium.FS_RECTF()
    place = ctypes.byref(rect)
    for index in range(min(pdfium.FPDFText_CountChars(text), MOST_GLYPHS)):
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(text, index)
        char = "-" if code in _SOFT_HYPHENS and pdfium.FPDFText_IsHyphen(text, index) == 1 else _char(code)
        if not char:
            unreadable += 1
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text, index, place) or _is_skewed(pdfium.FPDFText_GetCharAngle(text, index)):
            continue
        x0, top, x1, bottom = frame.box(rect.left, rect.bottom, rect.right, rect.top)
        glyph = Glyph(char, x0, top, x1, bottom, bottom - top)
        if all(map(math.isfinite, (x0, top, x1, bottom))) and not _is_twin(glyph, seen.get(char)):
            glyphs.append(glyph)
            seen[char] = glyph
    return tuple(glyphs), unreadable


def _char(code: int) -> str:
    """The character of a code; "" where the font does not say which one it is."""
    if code in (0, 0xFFFD, 0xFFFE, 0xFFFF) or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return ""
    char = chr(code)
    if char.isspace():
        return " "
    if unicodedata.category(char) in ("Cc", "Co", "Cn"):
        return ""
    return _plain(char)


def _plain(char: str) -> str:
    """Radicals and compatibility ideographs, which some PDF printers write for ordinary Han characters, as those."""
    if "\u2e80" <= char <= "\u2fdf" or "\uf900" <= char <= "\ufaff":
        return unicodedata.normalize("NFKC", char)
    return char


def reading_turn(page: Any, shown: int) -> int:
    """By how many quarters clockwise the page must be turned so that most of its text runs from left to
    right: a landscape table is often drawn sideways on an upright page. ``shown``: how viewers turn it.
    """
    import pypdfium2.raw as pdfium

    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        return shown
    try:
        count = pdfium.FPDFText_CountChars(text)
        angles = [pdfium.FPDFText_GetCharAngle(text, index) for index in range(0, count, max(1, count // _SAMPLE))]
    finally:
        pdfium.FPDFText_ClosePage(text)
    quarters = Counter(-round(angle / (math.pi / 2)) % 4 for angle in angles if angle >= 0 and not _is_skewed(angle))
    turn, votes = max(quarters.items(), key=lambda item: item[1], default=(shown, 0))
    return turn if votes > _MAJORITY * sum(quarters.values()) else shown


def _is_skewed(angle: float) -> bool:
    return angle >= 0 and abs(angle - round(angle / (math.pi / 2)) * math.pi / 2) > _SKEW


def _is_twin(glyph: Glyph, other: Glyph | None) -> bool:
    if other is None or glyph.blank:
        return False
    return abs(glyph.x0 - other.x0) < _SAME_PLACE * (glyph.x1 - glyph.x0) and abs(glyph.top - other.top) < _SAME_PLACE * glyph.size
