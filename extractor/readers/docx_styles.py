"""What the styles of a DOCX add to a paragraph: numbers, and text that is hidden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.readers.docx_numbering import ListNumbers, child, children
from extractor.readers.docx_package import attribute

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Styles", "is_on"]

_LONGEST_CHAIN = 12


def is_on(properties: _Element | None, name: str) -> bool | None:
    """A switch of a properties element: on, off, or None where it is not set."""
    switch = child(properties, name)
    if switch is None:
        return None
    return attribute(switch, "val") not in ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class _Style:
    based_on: str | None
    list_id: str | None
    level: int | None
    hidden: bool | None


class Styles:
    """Styles by id, with what they inherit."""

    def __init__(self, root: _Element | None) -> None:
        elements = children(root, "style")
        self._styles = {attribute(element, "styleId") or "": _style(element) for element in elements}
        defaults = [e for e in elements if attribute(e, "type") == "paragraph" and attribute(e, "default") in ("1", "true")]
        self._default = attribute(defaults[0], "styleId") if defaults else None

    def _chain(self, style_id: str | None) -> list[tuple[str, _Style]]:
        chain: list[tuple[str, _Style]] = []
        while style_id is not None and style_id in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append((style_id, self._styles[style_id]))
            style_id = chain[-1][1].based_on
        return chain

    def hides(self, style_id: str | None) -> bool:
        return next((style.hidden for _, style in self._chain(style_id) if style.hidden is not None), False)

    def list_of(self, properties: _Element | None, numbers: ListNumbers) -> tuple[str, int] | None:
        """(list id, level) of a paragraph with these properties; None when it is not numbered."""
        numbering = child(properties, "numPr")
        list_id = attribute(child(numbering, "numId"), "val")
        level = attribute(child(numbering, "ilvl"), "val")
        depth = int(level) if level and level.isdigit() else None
        for style_id, style in self._chain(attribute(child(properties, "pStyle"), "val") or self._default):
            if list_id is None and style.list_id is not None:
                list_id = style.list_id
                depth = depth if depth is not None else style.level
                depth = depth if depth is not None else numbers.level_of_style(list_id, style_id)
            elif depth is None and list_id is not None:
                depth = style.level
        return None if list_id in (None, "0") else (list_id or "", depth or 0)


def _style(element: _Element) -> _Style:
    numbering = child(element, "pPr", "numPr")
    level = attribute(child(numbering, "ilvl"), "val")
    return _Style(
        based_on=attribute(child(element, "basedOn"), "val"),
        list_id=attribute(child(numbering, "numId"), "val"),
        level=int(level) if level and level.isdigit() else None,
        hidden=is_on(child(element, "rPr"), "vanish"),
    )
