"""Paragraphs from printed lines: where a line ended because the margin was reached, the paragraph goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractor.model.document import Box
from extractor.readers.draft import DraftParagraph
from extractor.readers.pdf_lines import Line, join_words

__all__ = ["Margins", "margins_of", "paragraphs_of"]

_INDENT = 1.2
"""Of the font size: a line that starts so far right of the margin is indented."""
_SLACK = 0.7
_SAME_SIZE = 0.18
_PARAGRAPH_GAP = 1.75
_FINISHED = re.compile(r"[。！？；：]\s*$")
_NUMBERED = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十百]{1,4}[）)、]|第[一二三四五六七八九十百\d]{1,4}[章节条]|[（(]?\d{1,3}[）)．.、](?!\d)|[①-⑳]|附件|注[:：])"
)


@dataclass(frozen=True, slots=True)
class Margins:
    """The left and right edges of the text of a page, and the usual distance from line to line."""

    left: float
    right: float
    pitch: float


def margins_of(lines: Sequence[Line]) -> Margins | None:
    """The margins that the lines of a page or of a document show; None without lines."""
    if not lines:
        return None
    widest = max(line.x1 - line.x0 for line in lines)
    wide = [line for line in lines if line.x1 - line.x0 >= 0.7 * widest]
    steps = [b.box.bottom - a.box.bottom for a, b in pairwise(lines) if a.page == b.page and b.box.bottom > a.box.bottom]
    size = median(line.size for line in wide)
    return Margins(min(line.x0 for line in wide), max(line.x1 for line in wide), median(steps) if steps else 2 * size)


def paragraphs_of(lines: Sequence[Line], margins: Margins) -> list[DraftParagraph]:
    """The paragraphs of consecutive lines, also over page breaks."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line, margins):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(group) for group in groups]


def _paragraph(group: Sequence[Line]) -> DraftParagraph:
    text = group[0].text
    for before, line in pairwise(group):
        text = join_words(text, line.text, blank=before.trailing_blank)
    page = group[0].page
    boxes = [line.box for line in group if line.page == page]
    box = Box(min(b.x0 for b in boxes), min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes))
    return DraftParagraph(text, page=page, box=box)


def _goes_on(group: Sequence[Line], line: Line, margins: Margins) -> bool:
    """Whether ``line`` continues the paragraph of ``group``."""
    last, size = group[-1], group[-1].size
    if abs(line.size - size) > _SAME_SIZE * size or not _is_full(last, line, margins):
        return False
    if last.page == line.page and line.box.bottom - last.box.bottom > _PARAGRAPH_GAP * max(margins.pitch, 1.1 * size):
        return False
    indent = line.x0 - margins.left
    if indent < _INDENT * size:
        return last.x0 - margins.left < 0.5 * (margins.right - margins.left)
    return _hangs_on(group, line, margins)


def _is_full(last: Line, line: Line, margins: Margins) -> bool:
    """Whether ``last`` reaches the margin, or the first word of ``line`` would not have fitted after it."""
    return last.x1 + line.first_width > margins.right - _SLACK * last.size


def _hangs_on(group: Sequence[Line], line: Line, margins: Margins) -> bool:
    """Indented lines go on a paragraph that is itself indented (a list item, a centred title), unless a new item starts."""
    last = group[-1]
    if _NUMBERED.match(line.text) or _FINISHED.search(last.text):
        return False
    centred = abs((line.x0 + line.x1) - (margins.left + margins.right)) < 2 * line.size
    hanging = line.x0 > group[0].x0 + _SLACK * line.size
    aligned = abs(line.x0 - last.x0) < _SLACK * line.size
    return centred or hanging or aligned
