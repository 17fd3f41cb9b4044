"""Paragraphs from printed lines: where a line ended because the margin was reached, the paragraph goes on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractor.model.document import Box
from extractor.readers.draft import DraftParagraph
from extractor.readers.pdf_lines import Line, join_words

__all__ = ["Margins", "margins_of", "paragraphs_of"]

_INDENT = 1.2
"""Of the font size: a line that starts so far right of the margin is indented."""
_CENTRED = 2.6
"""A smaller indent is the first line of a paragraph, even if its end leaves as much room."""
_TITLE_SIZE = 1.15
_SLACK = 0.6
_EVEN = 0.7
_SHORT_END = 8.0
_INDENTED_SHARE = 0.12
_WIDEST_MARGIN = 0.15
_NARROW = 0.55
"""Of the page width: lines that are all shorter do not show the right margin; then it is as wide as the left one."""
_SAME_SIZE = 0.18
_PARAGRAPH_GAP = 1.75
_FINISHED = re.compile(r"[。！？；：）)]\s*$")
_RIGHT_HALF = 0.4
"""Of the text's width: what starts farther right is a signature or its date."""
_HEAD_LABEL = re.compile(
    r"^\s*(?:发布|发文|成文|公开|印发)(?:日期|时间|机构|单位)\s*[:：]|^\s*(?:信息来源|来源|作者|浏览次数|索引号|文号|发文字号)\s*[:：]"
)
_TITLE_END = re.compile(r"(?:通知|通报|公告|通告|函|意见|方案|办法|报告|请示|决定|批复|纪要|要点|清单|细则|计划)\s*$")
_NEW_AFTER_TITLE = re.compile(
    r"^[^。；，]{0,4}(?:各|市直|县直|区直|省直)[^。；]{1,60}[:：]\s*$|^\S{2,12}[〔\[（(]20\d{2}[〕\]）)]\s?(?:第\s?)?\d{1,4}\s?号\s*$"
)
"""The addressees or the number of the document: what follows a title that fills its line."""
_ANNEX = re.compile(r"\s*附\s?[件表录]\s?[一二三四五六七八九十\d]{0,3}\s*[:：]?\s*")
_NUMBERED = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十百]{1,4}[）)、]|第[一二三四五六七八九十百\d]{1,4}[章节条]|[（(]?\d{1,3}[）)．.、](?!\d)|[①-⑳]|附件|注[:：])"
)


@dataclass(frozen=True, slots=True)
class Margins:
    """The left and right edges of the text of a page, the usual distance from line to line,
    whether new paragraphs start with an indent, and the usual font size."""

    left: float
    right: float
    pitch: float
    indented: bool
    size: float


def margins_of(lines: Sequence[Line], *, page_width: float) -> Margins | None:
    """The margins that the lines of like pages show; None without lines. Marks may hang over the right margin."""
    if not lines:
        return None
    widths = sorted(line.x1 - line.x0 for line in lines)
    wide = [line for line in lines if line.x1 - line.x0 >= 0.7 * widths[int(0.9 * (len(widths) - 1))]]
    plain = [line.x1 for line in wide if line.text[-1].isalnum()]
    steps = [b.box.bottom - a.box.bottom for a, b in pairwise(lines) if a.page == b.page and b.box.bottom > a.box.bottom]
    size = median(line.size for line in wide)
    left = _shared(sorted(line.x0 for line in lines), size)
    indented = sum(1 for line in lines if _INDENT * size < line.x0 - left < 3 * size)
    right = _shared(sorted(plain or [line.x1 for line in wide], reverse=True), size)
    if right - left < _NARROW * page_width:
        right = max(right, page_width - min(left, _WIDEST_MARGIN * page_width))
    return Margins(
        left=left,
        right=right,
        pitch=median(steps) if steps else 2 * size,
        indented=indented >= _INDENTED_SHARE * len(lines),
        size=size,
    )


def _shared(ends: Sequence[float], size: float) -> float:
    """The outermost of ``ends`` that another line shares: a single line may overflow."""
    return next((a for a, b in pairwise(ends) if abs(a - b) < 0.5 * size), ends[0])


def paragraphs_of(lines: Sequence[Line], margins: Mapping[int, Margins]) -> list[DraftParagraph]:
    """The paragraphs of consecutive lines, also over page breaks. ``margins`` are by page number."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and margins[groups[-1][-1].page] == margins[line.page] and _goes_on(groups[-1], line, margins[line.page]):
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
    if _ANNEX.fullmatch(line.text) or (last.has_han and line.has_han and abs(line.size - size) > _SAME_SIZE * size):
        return False
    if not margins.indented and _FINISHED.search(last.text) and _NUMBERED.match(line.text):
        return False
    if last.x0 - margins.left > _RIGHT_HALF * (margins.right - margins.left):
        return False
    if line.x0 - margins.left > _RIGHT_HALF * (margins.right - margins.left) and not _is_centred(line, margins):
        return False
    if _HEAD_LABEL.match(line.text) or (_TITLE_END.search(last.text) and _NEW_AFTER_TITLE.match(line.text)):
        return False
    if last.page == line.page and line.box.bottom - last.box.bottom > _PARAGRAPH_GAP * max(margins.pitch, 1.1 * size):
        return False
    if line.x0 - margins.left < _INDENT * size:
        return _is_full(last, line, margins) or (margins.indented and _is_nearly_full(last, margins))
    return _is_full(last, line, margins) and _hangs_on(group, line, margins)


def _is_full(last: Line, line: Line, margins: Margins) -> bool:
    """Whether the first word of ``line`` would not have fitted after ``last``. A centred line has room on both sides."""
    room = margins.right - last.x1
    if _is_centred(last, margins):
        room += last.x0 - margins.left
    strict = not margins.indented and _FINISHED.search(last.text)
    return line.first_width > room - (0.0 if strict else _SLACK * last.size)


def _is_nearly_full(last: Line, margins: Margins) -> bool:
    """Where new paragraphs are indented, a line that is not goes on the one before, though rules for marks
    at line ends may have left that a little short."""
    return margins.right - last.x1 < _SHORT_END * last.size and not _FINISHED.search(last.text) and not _is_centred(last, margins)


def _is_centred(line: Line, margins: Margins) -> bool:
    off = (line.x0 + line.x1) - (margins.left + margins.right)
    least = _EVEN if line.size > _TITLE_SIZE * margins.size else _CENTRED
    return abs(off) < 1.5 * line.size and line.x0 - margins.left > least * line.size


def _hangs_on(group: Sequence[Line], line: Line, margins: Margins) -> bool:
    """Indented lines go on a paragraph that is itself indented (a list item, a centred title), unless a new item starts."""
    last = group[-1]
    if _NUMBERED.match(line.text) or _FINISHED.search(last.text):
        return False
    hanging = line.x0 > group[0].x0 + _EVEN * line.size
    first_line = margins.indented and line.x0 - margins.left < _CENTRED * line.size
    aligned = abs(line.x0 - last.x0) < _EVEN * line.size and not first_line
    return hanging or aligned or (_is_centred(last, margins) and _is_centred(line, margins))
