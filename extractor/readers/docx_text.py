"""The words of one DOCX paragraph as a reader sees them printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractor.readers.docx_package import attribute, children, local_name, properties
from extractor.readers.docx_styles import Styles, is_on

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["ParagraphText", "chosen", "paragraph_text"]

_DROPPED = frozenset(
    {"del", "moveFrom", "rPr", "pPr", "instrText", "delText", "delInstrText", "rt", "rubyPr", "sdtPr", "sdtEndPr", "binData"}
)
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SYMBOLS = {
    ("Wingdings", "A8"): "□", ("Wingdings", "6F"): "□", ("Wingdings", "FE"): "☑", ("Wingdings", "FC"): "√", ("Wingdings", "AB"): "★",
    ("Wingdings 2", "A3"): "□", ("Wingdings 2", "52"): "☑", ("Wingdings 2", "50"): "√", ("Wingdings 2", "54"): "☒",
}  # fmt: skip


@dataclass(slots=True)
class ParagraphText:
    """``boxes``: the contents of text boxes anchored in the paragraph; ``notes``: ids of its foot and end notes."""

    words: list[str] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.words)


def chosen(element: _Element) -> list[_Element]:
    """What of an mc:AlternateContent counts: the first choice; the fallback only when there is none."""
    choices = children(element, "Choice") or children(element, "Fallback")
    return list(choices[0]) if choices else []


def paragraph_text(paragraph: _Element, styles: Styles) -> ParagraphText:
    """The printed text of a paragraph: insertions in, deletions and hidden text out, fields by their results."""
    found = ParagraphText()
    for element in paragraph:
        _collect(element, styles, found)
    return found


def _collect(element: _Element, styles: Styles, found: ParagraphText) -> None:
    name = local_name(element)
    if name in _DROPPED:
        return
    if name == "t":
        found.words.append(element.text or "")
    elif name in _SIGNS:
        found.words.append(_SIGNS[name])
    elif name == "sym":
        found.words.append(_symbol(element))
    elif name == "txbxContent":
        found.boxes.append(element)
    elif name in ("footnoteReference", "endnoteReference"):
        found.notes.append((name.removesuffix("Reference"), attribute(element, "id") or ""))
    elif name == "r" and _is_hidden(element, styles):
        return
    else:
        for sub in chosen(element) if name == "AlternateContent" else element:
            _collect(sub, styles, found)


def _is_hidden(run: _Element, styles: Styles) -> bool:
    found = properties(run, "rPr")
    switch = is_on(found.get("vanish"))
    if switch is not None:
        return switch
    return styles.hides(attribute(found.get("rStyle"), "val"))


def _symbol(element: _Element) -> str:
    code = (attribute(element, "char") or "").upper()
    return _SYMBOLS.get((attribute(element, "font") or "", code[-2:]), "")
