"""What a reply consists of before it becomes a Word file: lines, tables, blanks to fill in.

Plain values without markup. All text of a notice travels in them as text and is escaped in one
place only (``reply_wordml``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from extractor.model.notice import AnswerType

__all__ = ["EMPTY", "Block", "Check", "Fill", "Grid", "Keys", "Line", "Piece", "Row", "Style", "bookmark_name", "plain_text"]

EMPTY = "【\u00a0\u00a0\u00a0\u00a0】"
"""A short blank; the spaces in it do not break a line."""

Style = Literal[
    "title",
    "subtitle",
    "recipient",
    "body",
    "quote",
    "heading1",
    "heading2",
    "plain",
    "number",
    "signature",
    "attachment",
    "part",
    "check",
    "note",
    "slip",
    "slip_end",
]


@dataclass(frozen=True, kw_only=True)
class Fill:
    """A blank: a content control that shows ``text`` until somebody types over it.

    ``tag`` says what is answered (question number, or task id and field), so that answers can be
    read back; ``choices`` makes it a drop-down list. ``group``: the answer it is a part of (the year of
    a date), else it is one of its own. ``asked``: the notice asks for it; ``type``: of what kind it must be.
    """

    tag: str
    text: str
    label: str = ""
    choices: tuple[str, ...] = ()
    group: str = ""
    asked: bool = False
    type: AnswerType | None = None


@dataclass(frozen=True, kw_only=True)
class Check:
    """A box to tick (□) with the words after it. ``group``, ``asked`` and ``type`` as in ``Fill``."""

    tag: str
    text: str
    group: str = ""
    asked: bool = False
    type: AnswerType | None = None


Piece = str | Fill | Check


@dataclass(frozen=True, kw_only=True)
class Line:
    """One paragraph. ``new_page`` starts a page; ``keep`` holds it together with the next one."""

    style: Style = "body"
    pieces: tuple[Piece, ...]
    new_page: bool = False
    keep: bool = False


class Keys:
    """Unique keys of the controls of one file, in their order: a tag that comes again is 12#2, 12#3 ..."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def of(self, tag: str) -> str:
        self._seen[tag] += 1
        return tag if self._seen[tag] == 1 else f"{tag}#{self._seen[tag]}"


def bookmark_name(key: str) -> str:
    """The name of the bookmark around a control: Word allows 40 letters, digits and underscores."""
    return f"F_{sha256(key.encode('utf-8', 'replace')).hexdigest()[:16]}"


Row = tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A ruled table. ``widths`` in millimetres, 156 in all; a row of one cell spans the whole width.
    ``small``: in 小五, where many rows must stay on one page."""

    header: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    small: bool = False


Block = Line | Grid


def plain_text(blocks: tuple[Block, ...]) -> str:
    """The text of the blocks as a reader sees it, one line per paragraph or cell."""
    return "\n".join("".join(_shown(piece) for piece in pieces) for block in blocks for pieces in _paragraphs(block))


def _paragraphs(block: Block) -> Iterator[tuple[Piece, ...]]:
    if isinstance(block, Line):
        yield block.pieces
        return
    yield from ((name,) for name in block.header)
    for row in block.rows:
        yield from row


def _shown(piece: Piece) -> str:
    if isinstance(piece, str):
        return piece
    return f"□{piece.text}" if isinstance(piece, Check) else piece.text
