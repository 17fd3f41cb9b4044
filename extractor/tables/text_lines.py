"""The lines of a text, and how each might be a row of a table."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractor.model.document import Span
from patterns import lazy_re as re

__all__ = ["Line", "aligned_fields", "is_page_number", "is_rule_line", "pipe_fields", "split_lines", "tab_fields"]

_PAGE_NUMBER = re.compile(
    r"[\s\u3000]*(?:[-—–―－一·•]{1,3}[ \u3000]?\d{1,4}[ \u3000]?[-—–―－一·•]{1,3}"
    r"|\d{1,3}[ \u3000]?[/／][ \u3000]?\d{1,3}[ \u3000]?页?"
    r"|[（(]?(?:续表|续上[表页]|续前[表页]|接上[页表]|接前[页表]|转下[页表]|接下[页表]|见下页|下接第?[ \u3000]?\d{0,3}[ \u3000]?页)[）)]?"
    r"|第[ \u3000]?\d{1,4}[ \u3000]?页(?:[ \u3000，,/]{0,2}共[ \u3000]?\d{1,4}[ \u3000]?页)?)[\s\u3000]*"
)
_PIPE_RULE = re.compile(r"[ \t]*\|?(?:[ \t]*:?-{2,40}:?[ \t]*\|){1,60}(?:[ \t]*:?-{2,40}:?)?[ \t]*")
_GAP = re.compile(r"[ \u3000]*(?:  |\u3000)[ \u3000]*")


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its line end; ``span`` counts in the whole text."""

    text: str
    span: Span

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    @property
    def tabs(self) -> int:
        return self.text.count("\t")


def is_page_number(line: str) -> bool:
    """Whether a line holds a page number and nothing else: “— 7 —”, “-2-”, “3 / 12”, “第 1 页 共 2 页”, “（续表）”."""
    return len(line) < 120 and _PAGE_NUMBER.fullmatch(line) is not None


def is_rule_line(line: str) -> bool:
    """Whether a line is the rule under the header of a Markdown table."""
    return "-" in line and "|" in line and len(line) < 1000 and _PIPE_RULE.fullmatch(line) is not None


def split_lines(text: str) -> tuple[Line, ...]:
    """All lines of ``text``, blank ones too."""
    return tuple(_walk(text))


def _walk(text: str) -> Iterator[Line]:
    start = 0
    for part in text.split("\n"):
        yield Line(part, Span(start, start + len(part)))
        start += len(part) + 1


def tab_fields(line: Line) -> tuple[Span, ...]:
    """One span per tab field, blanks around the words left out; an empty field has an empty span at its place."""
    return _fields(line, [i for i, ch in enumerate(line.text) if ch == "\t"])


def pipe_fields(line: Line) -> tuple[Span, ...]:
    """The fields of a Markdown row; the marks at both ends part nothing."""
    text = line.text
    bars = [i for i, ch in enumerate(text) if ch == "|" and text[i - 1 : i] != "\\"]
    fields = _fields(line, bars)
    if bars and not text[: bars[0]].strip():
        fields = fields[1:]
    if bars and not text[bars[-1] + 1 :].strip():
        fields = fields[:-1]
    return fields


def _fields(line: Line, breaks: list[int]) -> tuple[Span, ...]:
    edges = [-1, *breaks, len(line.text)]
    return tuple(_trimmed(line, a + 1, b) for a, b in pairwise(edges))


def _trimmed(line: Line, start: int, end: int) -> Span:
    words = line.text[start:end]
    inner = words.strip()
    if not inner:
        return Span(line.span.start + start, line.span.start + start)
    lead = len(words) - len(words.lstrip())
    return Span(line.span.start + start + lead, line.span.start + start + lead + len(inner))


def aligned_fields(line: Line) -> tuple[tuple[Span, int], ...]:
    """Fields parted by two or more blanks, each with the screen column (Han characters are two wide) where it starts."""
    fields: list[tuple[Span, int]] = []
    position = 0
    for gap in [*_GAP.finditer(line.text), None]:
        end = gap.start() if gap else len(line.text)
        if line.text[position:end].strip():
            fields.append((_trimmed(line, position, end), _width(line.text[:position])))
        position = gap.end() if gap else end
    return tuple(fields)


def _width(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(ch) in "WFA" else 1 for ch in words)
