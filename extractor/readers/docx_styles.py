"""What the styles of a DOCX add to a paragraph: numbers, and text that is hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.readers.docx_numbering import ListNumbers
from extractor.readers.docx_package import attribute, child, children

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Styles", "is_on", "without_table_styles"]

_LONGEST_CHAIN = 12
_OF_TABLE = re.compile(rb"[^>]*type=[\"']table[\"']")
_ROOT = re.compile(rb"<(\w+:)?styles[\s>]")


def is_on(switch: _Element | None) -> bool | None:
    """A switch among properties: on, off, or None where it is not set."""
    return None if switch is None else attribute(switch, "val") not in ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class _Style:
    based_on: str | None
    list_id: str | None
    level: int | None
    hidden: bool | None


class Styles:
    """Styles by id, with what they inherit. Most of a sheet is never asked for."""

    def __init__(self, root: _Element | None) -> None:
        elements = children(root, "style")
        self._elements = {attribute(element, "styleId"): element for element in elements}
        self._styles: dict[str, _Style] = {}
        self._lists: dict[str | None, tuple[str, int] | None] = {}
        defaults = [e for e in elements if attribute(e, "type") == "paragraph" and attribute(e, "default") in ("1", "true")]
        self._default = attribute(defaults[0], "styleId") if defaults else None

    def _style(self, style_id: str) -> _Style:
        if style_id not in self._styles:
            self._styles[style_id] = _style(self._elements[style_id])
        return self._styles[style_id]

    def _chain(self, style_id: str | None) -> list[tuple[str, _Style]]:
        chain: list[tuple[str, _Style]] = []
        while style_id is not None and style_id in self._elements and len(chain) < _LONGEST_CHAIN:
            chain.append((style_id, self._style(style_id)))
            style_id = chain[-1][1].based_on
        return chain

    def hides(self, style_id: str | None) -> bool:
        return next((style.hidden for _, style in self._chain(style_id) if style.hidden is not None), False)

    def list_of(self, properties: Mapping[str, _Element], numbers: ListNumbers) -> tuple[str, int] | None:
        """(list id, level) of a paragraph with these properties; None when it is not numbered."""
        style_id = attribute(properties.get("pStyle"), "val") or self._default
        numbering = properties.get("numPr")
        if numbering is not None:
            return self._list_of(style_id, _numbering(numbering), numbers)
        if style_id not in self._lists:
            self._lists[style_id] = self._list_of(style_id, (None, None), numbers)
        return self._lists[style_id]

    def _list_of(self, style_id: str | None, own: tuple[str | None, int | None], numbers: ListNumbers) -> tuple[str, int] | None:
        """``own``: the list id and the level that the paragraph names itself; its style and those beneath fill in the rest."""
        list_id, depth = own
        for key, style in self._chain(style_id):
            if list_id is None and style.list_id is not None:
                list_id = style.list_id
                depth = depth if depth is not None else style.level
                depth = depth if depth is not None else numbers.level_of_style(list_id, key)
            elif depth is None and list_id is not None:
                depth = style.level
        return None if list_id in (None, "0") else (list_id or "", depth or 0)


def _numbering(element: _Element | None) -> tuple[str | None, int | None]:
    level = attribute(child(element, "ilvl"), "val")
    return attribute(child(element, "numId"), "val"), int(level) if level and level.isdigit() else None


def _style(element: _Element) -> _Style:
    list_id, level = _numbering(child(element, "pPr", "numPr"))
    return _Style(
        based_on=attribute(child(element, "basedOn"), "val"),
        list_id=list_id,
        level=level,
        hidden=is_on(child(element, "rPr", "vanish")),
    )


def without_table_styles(sheet: bytes) -> bytes:
    """A style sheet without the styles of tables: they are most of it, and neither number nor hide a paragraph."""
    root = _ROOT.search(sheet)
    if root is None or b"!" in sheet:  # a comment may hold anything
        return sheet
    start, end = (mark % (root.group(1) or b"") for mark in (b"<%bstyle ", b"</%bstyle>"))
    first, *styles = sheet.split(start)
    if styles:
        last, tag, tail = styles[-1].rpartition(end)
        styles[-1] = last + tag
        return b"".join([first, *(start + style for style in styles if not _OF_TABLE.match(style)), tail])
    return sheet
