"""What a reply consists of before it becomes a Word file: lines, tables, blanks to fill in.

Plain values without markup. All text of a notice travels in them as text and is escaped in one
place only (``reply_wordml``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

__all__ = ["EMPTY", "Block", "Check", "Fill", "Grid", "Line", "Piece", "Row", "Style", "plain_text"]

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
    read back; ``choices`` makes it a drop-down list.
    """

    tag: str
    text: str
    label: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Check:
    """A box to tick (□) with the words after it."""

    tag: str
    text: str


Piece = str | Fill | Check


@dataclass(frozen=True, kw_only=True)
class Line:
    """One paragraph. ``new_page`` starts a page; ``keep`` holds it together with the next one."""

    style: Style = "body"
    pieces: tuple[Piece, ...]
    new_page: bool = False
    keep: bool = False


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
