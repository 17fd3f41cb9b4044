"""The blanks of a filled-in form: what stands in the content controls and bookmarks of a DOCX, and who sent it.

Word and WPS keep the tags of content controls; LibreOffice drops them when it saves and keeps the
bookmarks around them. So both are read, and the caller asks for the bookmark first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractor.readers.docx_package import attribute, local_name, open_package

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["FilledForm", "read_filled_docx"]

_SILENT = frozenset({"sdtPr", "rPr", "pPr", "instrText", "delText", "del", "moveFrom"})
_ESCAPED = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)")
_TRUE = ("1", "true", "on")
TICKED = "☑"
_ASIDE = ("word/comments.xml", "word/footnotes.xml", "word/endnotes.xml")
_BLANK = re.compile(r"F_[0-9a-f]{16}")
"""Bookmarks around blanks; all others are Word's or the clerk's own."""


@dataclass(frozen=True, slots=True)
class FilledForm:
    """``facts``: the custom properties of the file. ``bookmarks``: text by bookmark name; ``tags``: text by tag
    (a tag that comes again is TAG#2, TAG#3 ...). A box that is ticked reads ☑ whatever sign it shows.
    ``outside``: what stands in no blank, line by line, comments and notes included; ``pictures``: how many there are."""

    facts: dict[str, str]
    bookmarks: dict[str, str]
    tags: dict[str, str]
    outside: tuple[str, ...] = ()
    pictures: int = 0


@dataclass(slots=True)
class _Walk:
    """The text so far, where the open bookmarks began in it, and which stretches of it stand in blanks."""

    pieces: list[str] = field(default_factory=list)
    open: dict[str, tuple[str, int]] = field(default_factory=dict)
    bookmarks: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)
    blanks: list[tuple[int, int]] = field(default_factory=list)
    pictures: int = 0

    def outside(self) -> list[str]:
        covered = {at for start, end in self.blanks for at in range(start, end)}
        text = "".join(piece if at not in covered else "" for at, piece in enumerate(self.pieces))
        return [line.strip() for line in text.split("\n") if line.strip()]


def read_filled_docx(data: bytes, *, name: str) -> FilledForm:
    """The form in ``data``. Raises DamagedFile, EncryptedFile, UnsafeFile or UnsupportedFormat."""
    package = open_package(data, name=name)
    root = package.xml(package.main)
    walk = _Walk()
    if root is not None:
        _visit(root, walk)
    outside = walk.outside() + [line for part in _ASIDE for line in _aside(package.xml(part))]
    plain = _unescaped if _saved_by_libreoffice(package.xml("docProps/app.xml")) else str
    bookmarks, tags = ({key: plain(text) for key, text in found.items()} for found in (walk.bookmarks, walk.tags))
    facts = dict(_facts(package.xml("docProps/custom.xml")))
    return FilledForm(facts, bookmarks, tags, outside=tuple(map(plain, outside)), pictures=walk.pictures)


def _aside(root: _Element | None) -> list[str]:
    """Comments and notes of a clerk: in no blank, whatever they say."""
    walk = _Walk()
    if root is not None:
        _visit(root, walk)
    return walk.outside()


def _saved_by_libreoffice(root: _Element | None) -> bool:
    return root is not None and "LibreOffice" in "".join(map(str, root.itertext()))


def _unescaped(text: str) -> str:
    """LibreOffice writes _x0041_ as _x005F_x0041_, as if the words of a document were cells of a sheet."""
    return _ESCAPED.sub("_", text)


def _facts(root: _Element | None) -> Iterator[tuple[str, str]]:
    for entry in root if root is not None else ():
        yield attribute(entry, "name") or "", "".join(map(str, entry.itertext()))


def _visit(element: _Element, walk: _Walk) -> None:
    for child in element:
        kind = local_name(child)
        if kind in _SILENT:
            continue
        if kind == "bookmarkStart":
            walk.open[attribute(child, "id") or ""] = (attribute(child, "name") or "", len(walk.pieces))
        elif kind == "bookmarkEnd":
            _close(walk, attribute(child, "id") or "")
        elif kind == "sdt":
            _control(child, walk)
        else:
            _text(child, kind, walk)


def _text(element: _Element, kind: str, walk: _Walk) -> None:
    if kind == "t":
        walk.pieces.append(element.text or "")
    elif kind == "tab":
        walk.pieces.append("\t")
    elif kind in ("br", "cr"):
        walk.pieces.append("\n")
    elif kind == "sym":
        walk.pieces.append(TICKED)
    else:
        walk.pictures += kind in ("blip", "imagedata")
        _visit(element, walk)
        if kind == "p":
            walk.pieces.append("\n")


def _close(walk: _Walk, number: str) -> None:
    name, start = walk.open.pop(number, ("", 0))
    if name:
        walk.bookmarks[name] = "".join(walk.pieces[start:])
    if _BLANK.fullmatch(name):
        walk.blanks.append((start, len(walk.pieces)))


def _control(element: _Element, walk: _Walk) -> None:
    """A control: its words, or the tick that its properties say it has."""
    properties = next((child for child in element if local_name(child) == "sdtPr"), None)
    start = len(walk.pieces)
    _visit(element, walk)
    found = {local_name(child): child for child in (properties.iter() if properties is not None else ())}
    if "checkbox" in found:
        ticked = (attribute(found.get("checked"), "val") or "0") in _TRUE
        shown = "".join(walk.pieces[start:])
        if ticked and TICKED not in shown:
            walk.pieces[start:] = [TICKED]
    tag = attribute(found.get("tag"), "val")
    if tag:
        walk.blanks.append((start, len(walk.pieces)))
        walk.seen[tag] += 1
        key = tag if walk.seen[tag] == 1 else f"{tag}#{walk.seen[tag]}"
        walk.tags[key] = "".join(walk.pieces[start:])
