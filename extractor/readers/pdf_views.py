"""The pages of a PDF as pictures, with boxes around the words that speak for values.

A paragraph or cell knows the box that it fills, a value only the characters that it was read from: the characters
of the text are counted off against what is printed in the box.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import chain, groupby
from typing import NamedTuple

from extractor.model.document import Box, Span
from extractor.model.notice import Evidence
from extractor.model.page_view import PageView, PlacedSpan
from extractor.readers.pdf_drawing import DrawnPage, drawn_pages
from extractor.readers.pdf_glyphs import Piece
from extractor.readers.pdf_lines import rows_of
from extractor.readers.pdf_rows import row_of

__all__ = ["MOST_PAGES", "page_views"]

MOST_PAGES = 60
"""Pictures in one view, 45 kB each: what comes after stays text."""
_DOTS = 96
_GREYS = 16
_EDGE = 2.0
"""Points by which a character may stand out of its box."""
_PIECE = 6
"""Characters by which the next piece of a text is found again."""


class _Printed(NamedTuple):
    """A character in the line of print number ``line``."""

    line: int
    char: str
    box: Box


def page_views(data: bytes, evidence: Iterable[Evidence], *, text: str, name: str) -> tuple[PageView, ...]:
    """The first ``MOST_PAGES`` pages that carry evidence. ``text``: ``Document.text`` of the same file. Raises a FenbanError."""
    distinct = {(item.page, item.start, item.end): item for item in evidence if item.box is not None}
    wanted = sorted({number for number, _, _ in distinct if number})[:MOST_PAGES]
    # words that begin on a page may go on overleaf
    numbers = sorted({*wanted, *(number + 1 for number in wanted)})
    drawn = {page.number: page for page in drawn_pages(data, numbers, scale=_DOTS / 72, name=name)}
    placed = [place for item in distinct.values() for place in _placed(item, drawn, text)]
    by_page: dict[int, list[PlacedSpan]] = {}
    for number, place in sorted(placed, key=lambda entry: (entry[0], entry[1].span)):
        by_page.setdefault(number, []).append(place)
    return tuple(_view(drawn[number], by_page.get(number, ())) for number in wanted if number in drawn)


def _view(page: DrawnPage, spans: Sequence[PlacedSpan]) -> PageView:
    return PageView(number=page.number, width=page.width, height=page.height, png=_png(page), spans=tuple(spans))


def _png(page: DrawnPage) -> bytes:
    """Sixteen greys are enough for print and take half the room."""
    from PIL import Image  # late: only this view draws

    grey = Image.frombuffer("L", page.pixels, page.grey, "raw", "L", page.stride, 1)
    picture = Image.frombytes("P", grey.size, grey.point([value * _GREYS // 256 for value in range(256)]).tobytes())
    picture.putpalette([shade for value in range(_GREYS) for shade in (value * 255 // (_GREYS - 1),) * 3])
    file = BytesIO()
    picture.save(file, "PNG", bits=4)
    return file.getvalue()


def _placed(item: Evidence, drawn: Mapping[int, DrawnPage], text: str) -> Iterator[tuple[int, PlacedSpan]]:
    """The words of ``item``, page by page; where they cannot be told apart, the box that holds them."""
    number = item.page or 0
    here = drawn.get(number)
    if here is None or item.box is None:
        return
    span = Span(item.start, item.end)
    before = len(_squeezed(text[_unit_start(text, item.start) : item.start]))
    first, rest = _counted_off(_within(here.pieces, item.box), _squeezed(item.quote), before)
    top = item.box.top - _EDGE
    second, rest = _followed(_rows(piece for piece in here.pieces if piece.middle >= top), rest)
    overleaf = _followed(_rows(drawn[number + 1].pieces), rest)[0] if rest and number + 1 in drawn else []
    if first or second:
        yield number, PlacedSpan(span=span, boxes=(*_line_boxes(first), *_line_boxes(second)), exact=True)
    if overleaf:
        yield number + 1, PlacedSpan(span=span, boxes=tuple(_line_boxes(overleaf)), exact=True)
    if not (first or second or overleaf):
        yield number, PlacedSpan(span=span, boxes=(item.box,), exact=False)


def _counted_off(printed: Sequence[_Printed], words: str, before: int) -> tuple[list[_Printed], str]:
    """The characters of ``words``, which begin ``before`` characters from the first one; and what goes on after the last one."""
    letters = "".join(one.char for one in printed)
    if letters.startswith(words, before):
        return list(printed[before : before + len(words)]), ""
    if before < len(letters) and words.startswith(letters[before:]):
        return list(printed[before:]), words[len(letters) - before :]
    at = letters.find(words)
    return (list(printed[at : at + len(words)]), "") if at >= 0 else ([], words)


def _followed(printed: Sequence[_Printed], words: str) -> tuple[list[_Printed], str]:
    """``words`` piece by piece, as far as they stand there: the next paragraph, the next line of a cell; and what is left of them."""
    letters = "".join(one.char for one in printed)
    found: list[_Printed] = []
    while words and (at := letters.find(words[:_PIECE])) >= 0:
        length = _common(letters, at, words)
        found += printed[at : at + length]
        words = words[length:]
    return found, words


def _common(letters: str, at: int, words: str) -> int:
    """How many characters of ``words`` stand from ``at`` on."""
    return next((length for length, letter in enumerate(words) if letters[at + length : at + length + 1] != letter), len(words))


def _within(pieces: Iterable[Piece], box: Box) -> list[_Printed]:
    left, top, right, bottom = box.x0 - _EDGE, box.top - _EDGE, box.x1 + _EDGE, box.bottom + _EDGE
    rows = _rows(piece for piece in pieces if top <= piece.middle <= bottom)
    return [one for one in rows if left <= (one.box.x0 + one.box.x1) / 2 <= right]


def _rows(pieces: Iterable[Piece]) -> list[_Printed]:
    """The characters in reading order."""
    rows = sorted(rows_of(pieces), key=lambda row: max(piece.bottom for piece in row))
    return list(chain.from_iterable(_row(at, row) for at, row in enumerate(rows)))


def _row(line: int, pieces: Sequence[Piece]) -> Iterator[_Printed]:
    row = row_of(pieces)
    top, bottom = min(piece.top for piece in pieces), max(piece.bottom for piece in pieces)
    yield from (_Printed(line, char, Box(x0, top, x1, bottom)) for char, x0, x1 in zip(row.text, row.x0s, row.x1s, strict=True))


def _line_boxes(printed: Sequence[_Printed]) -> Iterator[Box]:
    for _, line in groupby(printed, key=lambda one: one.line):
        boxes = [one.box for one in line]
        yield Box(min(box.x0 for box in boxes), boxes[0].top, max(box.x1 for box in boxes), boxes[0].bottom)


def _unit_start(text: str, at: int) -> int:
    """Where the paragraph or cell begins that holds the character ``at``."""
    return max(text.rfind("\n", 0, at), text.rfind("\t", 0, at)) + 1


def _squeezed(text: str) -> str:
    return "".join(text.split())
