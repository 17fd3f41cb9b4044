"""What a PDF repeats on its pages: running headers and footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractor.readers.pdf_lines import Line
from extractor.tables.text_grid import is_page_number

__all__ = ["split_furniture"]

_ZONE = 0.13
"""Of the page height, at the top and at the bottom."""
_DEEPEST = 3
"""Lines from the edge that may be furniture."""
_BARE_NUMBER = re.compile(r"\s*[-—–―]?\s*(\d{1,4})\s*[-—–―]?\s*")
_OF_TOTAL = re.compile(r"\s*(?:第\s?)?(\d{1,4})\s?(?:页)?\s?[/／，,共]{1,2}\s?(\d{1,4})\s?页?\s*")
_DIGITS = re.compile(r"\d+")


def split_furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> tuple[list[list[Line]], tuple[str, ...]]:
    """The lines of each page without furniture, and the furniture, each text once."""
    repeated = _repeated(pages, heights)
    body: list[list[Line]] = []
    furniture: list[str] = []
    for number, (lines, height) in enumerate(zip(pages, heights, strict=True), start=1):
        edge = _edge_lines(lines, height)
        gone = [line for line in edge if _is_number(line.text, number, len(pages)) or _key(line, height) in repeated]
        furniture.extend(line.text.strip() for line in gone)
        body.append([line for line in lines if line not in gone])
    return body, tuple(dict.fromkeys(furniture))


def _edge_lines(lines: Sequence[Line], height: float) -> list[Line]:
    top = [line for line in lines if line.box.bottom < _ZONE * height][:_DEEPEST]
    bottom = [line for line in lines if line.box.top > (1 - _ZONE) * height][-_DEEPEST:]
    return top + bottom


def _key(line: Line, height: float) -> tuple[str, int]:
    """Text with numbers made equal, and the place on the page in steps of about a line."""
    words = _DIGITS.sub("#", "".join(line.text.split()))
    return words, round(line.box.bottom / max(1.0, height) * 50)


def _repeated(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> set[tuple[str, int]]:
    """Keys that stand on at least three pages and on a third of them (left and right pages may differ)."""
    counts = Counter(
        key for lines, height in zip(pages, heights, strict=True) for key in {_key(line, height) for line in _edge_lines(lines, height)}
    )
    return {key for key, count in counts.items() if count >= max(3, len(pages) / 3)}


def _is_number(words: str, page: int, pages: int) -> bool:
    """A page number: dressed as one, “3/15”, or a bare number that is near the page's own."""
    if is_page_number(words):
        return True
    if match := _OF_TOTAL.fullmatch(words):
        return int(match.group(1)) <= int(match.group(2)) and int(match.group(2)) >= pages // 2
    match = _BARE_NUMBER.fullmatch(words)
    return match is not None and abs(int(match.group(1)) - page) <= max(3, page)
