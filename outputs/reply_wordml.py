"""Blocks of a reply as WordprocessingML. The only place where text becomes markup, and it is escaped here.

Blanks are content controls (w:sdt) whose tag says what they answer; boxes to tick are check box
controls. Characters that XML forbids and marks that reverse the reading direction are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from outputs.reply_blocks import Block, Check, Fill, Grid, Keys, Line, Piece, Row, bookmark_name

__all__ = ["STYLE_IDS", "body_xml", "clean"]

STYLE_IDS = {
    "title": "GwTitle",
    "subtitle": "GwTitle",
    "recipient": "GwRecipient",
    "body": "GwBody",
    "quote": "GwQuote",
    "heading1": "GwHeading1",
    "heading2": "GwHeading2",
    "plain": "GwPlain",
    "number": "GwNumber",
    "signature": "GwSignature",
    "attachment": "GwAttachment",
    "part": "GwPart",
    "check": "GwCheck",
    "note": "GwNote",
    "slip": "GwSlip",
    "slip_end": "GwSlipEnd",
}
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks that turn the reading direction
    "\ud800-\udfff\ufffe\uffff]"  # halves of surrogate pairs, non-characters
)
_TWIPS_PER_MM = 1440 / 25.4
_LONGEST_TAG = 60
"""Word refuses tags and titles of content controls of more than 64 characters."""


class _Numbering:
    """Running numbers and keys of the controls of one file."""

    def __init__(self) -> None:
        self._keys, self._last = Keys(), 0

    def of(self, control: Fill | Check) -> tuple[str, int]:
        self._last += 1
        return self._keys.of(control.tag), self._last


def clean(text: str) -> str:
    """The text without control characters, lone surrogates and direction overrides."""
    return _UNWANTED.sub("", text)


def body_xml(blocks: tuple[Block, ...]) -> Iterator[str]:
    """One XML element per block; a paragraph after each table, as Word wants it."""
    ids = _Numbering()
    for block in blocks:
        if isinstance(block, Line):
            yield _paragraph(block, ids)
        else:
            yield _table(block, ids)
            yield '<w:p><w:pPr><w:pStyle w:val="GwGap"/></w:pPr></w:p>'


def _paragraph(line: Line, ids: _Numbering) -> str:
    breaks = ("<w:keepNext/>" if line.keep else "") + ("<w:pageBreakBefore/>" if line.new_page else "")
    return f'<w:p><w:pPr><w:pStyle w:val="{STYLE_IDS[line.style]}"/>{breaks}</w:pPr>{_runs(line.pieces, ids)}</w:p>'


def _runs(pieces: tuple[Piece, ...], ids: _Numbering) -> str:
    return "".join(_piece(piece, ids) for piece in pieces)


def _piece(piece: Piece, ids: _Numbering) -> str:
    if isinstance(piece, str):
        return _run(piece)
    return _tick_box(piece, ids) + _run(piece.text) if isinstance(piece, Check) else _blank(piece, ids)


def _run(text: str) -> str:
    """A run of text; line breaks become w:br."""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' if line else "" for line in clean(text).split("\n"))
    inner = "<w:br/>".join(lines)
    return f"<w:r>{inner}</w:r>" if inner else ""


def _named(label: str, tag: str, number: int) -> str:
    alias = quoteattr(clean(label or tag)[:_LONGEST_TAG])
    return f'<w:alias w:val={alias}/><w:tag w:val={quoteattr(clean(tag)[:_LONGEST_TAG])}/><w:id w:val="{number}"/>'


def _control(properties: str, content: str, key: str, number: int) -> str:
    """A content control inside a bookmark: LibreOffice drops the tags of controls when it saves, but keeps bookmarks."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{bookmark_name(key)}"/>'
        f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


def _blank(fill: Fill, ids: _Numbering) -> str:
    """Without w:text, though the answer is plain text: of such a control LibreOffice writes the words several times."""
    key, number = ids.of(fill)
    named = _named(fill.label, fill.tag, number)
    if fill.choices:
        items = "".join(f"<w:listItem w:displayText={quoteattr(choice)} w:value={quoteattr(choice)}/>" for choice in fill.choices)
        kind = f"<w:dropDownList>{items}</w:dropDownList>"
    else:
        kind = "<w:showingPlcHdr/>"
    return _control(named + kind, _run(fill.text), key, number)


def _tick_box(check: Check, ids: _Numbering) -> str:
    key, number = ids.of(check)
    states = '<w14:checked w14:val="0"/><w14:checkedState w14:val="2611"/><w14:uncheckedState w14:val="25A1"/>'
    box = f"{_named(check.text.strip(), check.tag, number)}<w14:checkbox>{states}</w14:checkbox>"
    return _control(box, _run("□"), key, number)


def _table(grid: Grid, ids: _Numbering) -> str:
    widths = [round(width * _TWIPS_PER_MM) for width in grid.widths]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    edges = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in _SIDES)
    head = _table_row(tuple((name,) for name in grid.header), widths, ids, small=grid.small, head=True)
    rows = "".join(_table_row(row, widths, ids, small=grid.small) for row in grid.rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{edges}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{head}{rows}</w:tbl>"
    )


_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def _table_row(row: Row, widths: list[int], ids: _Numbering, *, small: bool, head: bool = False) -> str:
    """A row that stays on one page; the head is repeated on every page; one cell spans all columns."""
    spanning = len(row) == 1 and len(widths) > 1
    style = ("GwDense" if small else "GwCell") + ("Head" if head or spanning else "")
    cells = "".join(
        _cell(pieces, width, style, ids, span=len(widths) if spanning else 1)
        for pieces, width in zip(row, [sum(widths)] if spanning else widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{cells}</w:tr>"


def _cell(pieces: tuple[Piece, ...], width: int, style: str, ids: _Numbering, *, span: int) -> str:
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{_runs(pieces, ids)}</w:p></w:tc>'
    )
