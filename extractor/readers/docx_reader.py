"""DOCX: a walk over the package with lxml. python-docx would leave out content controls and text boxes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from extractor.errors import EmptyFile
from extractor.model.document import Document
from extractor.readers.docx_grid import cell_elements, draft_table, is_layout, row_elements
from extractor.readers.docx_numbering import ListNumbers
from extractor.readers.docx_package import DocxPackage, Relation, attribute, child, children, local_name, open_package, properties
from extractor.readers.docx_styles import Styles, without_table_styles
from extractor.readers.docx_text import chosen, paragraph_text
from extractor.readers.draft import DraftParagraph, DraftTable, Part, assemble, merge_continued

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["DocxReader"]

_TRANSPARENT = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
_FEWEST_ROWS = 3
"""A table in a cell with so many rows is one of its own; a smaller one only arranges the words of the cell."""
_EMBEDDED = "文件里嵌有另一份文档（altChunk），其内容没有读取，请打开原文件核对。"
_SUBDOCUMENT = "文件引用了子文档，其内容没有读取，请打开原文件核对。"


class DocxReader:
    """Reads paragraphs, tables, text boxes, notes and automatic numbers; headers and footers become furniture."""

    def read(self, data: bytes, *, name: str) -> Document:
        """Raises DamagedFile, EncryptedFile, UnsafeFile, UnsupportedFormat or EmptyFile."""
        walk = _Walk(open_package(data, name=name))
        assembled = assemble(merge_continued(walk.parts))
        if not assembled.text.strip():
            raise EmptyFile(f"“{name}”里没有文字。{''.join(walk.warnings)}".rstrip("。"))
        return Document(
            name=name,
            format="docx",
            sha256=hashlib.sha256(data).hexdigest(),
            text=assembled.text,
            blocks=assembled.blocks,
            tables=assembled.tables,
            furniture=walk.furniture(),
            warnings=tuple(walk.warnings),
        )


class _Walk:
    """One pass over the body in reading order: list numbers must be handed out in that order."""

    def __init__(self, package: DocxPackage) -> None:
        self._package = package
        relations = package.relations(package.main)
        self._related = {relation.kind: relation.target for relation in relations.values()}
        self._pages = [r for r in relations.values() if r.kind in ("header", "footer")]
        self._styles = Styles(self._part("styles", without=without_table_styles))
        self._numbers = ListNumbers(lambda: self._part("numbering"))
        self._notes: list[tuple[str, str]] = []
        self._carried = ""
        self.parts: list[Part] = []
        self.warnings: list[str] = []
        body = child(package.xml(package.main), "body")
        if body is not None:
            self._blocks(body, self.parts)
        self._write_notes()

    def _part(self, kind: str, *, without: Callable[[bytes], bytes] = bytes) -> _Element | None:
        target = self._related.get(kind)
        return self._package.xml(target, without=without) if target else None

    def _blocks(self, parent: _Element, parts: list[Part]) -> None:
        for element in parent:
            name = local_name(element)
            if name == "p":
                self._paragraph(element, parts)
            elif name == "tbl":
                self._table(element, parts)
            elif name in _TRANSPARENT:
                self._blocks(element, parts)
            elif name == "AlternateContent":
                for sub in chosen(element):
                    self._blocks(sub, parts)
            elif name == "altChunk":
                self._warn(_EMBEDDED)
            elif name == "subDoc":
                self._warn(_SUBDOCUMENT)

    def _warn(self, words: str) -> None:
        if words not in self.warnings:
            self.warnings.append(words)

    def _paragraph(self, element: _Element, parts: list[Part]) -> None:
        marks = properties(element, "pPr")
        found = paragraph_text(element, self._styles)
        text = self._carried + self._number(marks) + found.text
        self._carried = ""
        self._notes.extend(found.notes)
        if child(marks.get("rPr"), "del") is not None:
            self._carried = text
        elif text.strip():
            parts.append(DraftParagraph(text))
        for box in found.boxes:
            self._blocks(box, parts)

    def _number(self, marks: Mapping[str, _Element]) -> str:
        listed = self._styles.list_of(marks, self._numbers)
        return self._numbers.next(*listed) if listed else ""

    def _table(self, element: _Element, parts: list[Part]) -> None:
        if is_layout(element):
            for row in row_elements(element):
                for cell in cell_elements(row):
                    self._blocks(cell, parts)
            return
        nested: list[Part] = []
        parts.append(draft_table(element, lambda cell: self._cell_text(cell, nested)))
        parts.extend(nested)

    def _cell_text(self, cell: _Element, nested: list[Part]) -> str:
        """All words of a cell, one line per paragraph; the rows of a small table in it are lines too.
        A table with rows of its own goes to ``nested``."""
        parts: list[Part] = []
        self._blocks(cell, parts)
        nested.extend(part for part in parts if _is_whole_table(part))
        return "\n".join(_flat(part) for part in parts if not _is_whole_table(part))

    def _write_notes(self) -> None:
        for kind in ("footnote", "endnote"):
            wanted = {key for noted, key in self._notes if noted == kind}
            root = self._part(kind + "s") if wanted else None
            for note in children(root, kind):
                if attribute(note, "id") in wanted:
                    self._blocks(note, self.parts)

    def furniture(self) -> tuple[str, ...]:
        """The lines of all headers and footers, each once."""
        lines = [line for relation in self._pages for line in self._page_lines(relation)]
        return tuple(dict.fromkeys(lines))

    def _page_lines(self, relation: Relation) -> list[str]:
        root = self._package.xml(relation.target)
        parts: list[Part] = []
        if root is not None:
            self._blocks(root, parts)
        return [line.strip() for part in parts for line in _flat(part).split("\n") if line.strip()]


def _is_whole_table(part: Part) -> bool:
    return isinstance(part, DraftTable) and part.row_count >= _FEWEST_ROWS and part.column_count > 1


def _flat(part: Part) -> str:
    if isinstance(part, DraftTable):
        rows = [[cell.text for cell in part.cells if cell.row == row and cell.text.strip()] for row in range(part.row_count)]
        return "\n".join(" ".join(row) for row in rows if row)
    return part.text
