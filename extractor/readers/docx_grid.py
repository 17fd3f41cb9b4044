"""A DOCX table as cells with their real spans."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from extractor.readers.docx_package import attribute, child, local_name, properties
from extractor.readers.docx_text import chosen
from extractor.readers.draft import DraftCell, DraftTable

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["cell_elements", "draft_table", "is_layout", "row_elements"]

_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
_WIDEST = 200
"""Columns; a larger span is a damaged file, not a table."""


def _within(element: _Element, wanted: str) -> Iterator[_Element]:
    """Children of one kind, also those that content controls and tracked insertions wrap."""
    for sub in element:
        name = local_name(sub)
        if name == wanted:
            yield sub
        elif name in _WRAPPERS:
            yield from _within(sub, wanted)
        elif name == "AlternateContent":
            for part in chosen(sub):
                if local_name(part) == wanted:
                    yield part


def row_elements(table: _Element) -> list[_Element]:
    """The rows that stand: a row whose deletion is tracked does not."""
    return [row for row in _within(table, "tr") if child(row, "trPr", "del") is None]


def cell_elements(row: _Element) -> list[_Element]:
    return list(_within(row, "tc"))


def is_layout(table: _Element) -> bool:
    """Whether a table only arranges a page: each of its rows is one cell, its only row has words in one cell only,
    or most of its words stand in tables inside it."""
    rows = row_elements(table)
    if all(len(cell_elements(row)) == 1 for row in rows):
        return True
    if len(rows) == 1:
        return sum(_length(cell) > 0 for cell in cell_elements(rows[0])) == 1
    inner = [found for found in table.iter("{*}tbl") if found is not table]
    return bool(inner) and sum(map(_length, inner)) * 2 > _length(table)


def _length(element: _Element) -> int:
    return sum(len(words.text or "") for words in element.iter("{*}t"))


def draft_table(table: _Element, text_of: Callable[[_Element], str]) -> DraftTable:
    """The cells of a table; ``text_of`` gives the text of a ``w:tc`` and is called once per cell, in reading order."""
    cells: list[DraftCell] = []
    above: dict[int, int] = {}
    for number, row in enumerate(row_elements(table)):
        above = _add_row(row, number, above, cells, text_of)
    return DraftTable(tuple(cells))


def _add_row(
    row: _Element, number: int, above: dict[int, int], cells: list[DraftCell], text_of: Callable[[_Element], str]
) -> dict[int, int]:
    """Adds the cells of one row to ``cells``; ``above`` and the result map columns to the index of the cell over them."""
    here: dict[int, int] = {}
    column = _count(child(row, "trPr", "gridBefore"), 0)
    for element in cell_elements(row):
        found = properties(element, "tcPr")
        width = _count(found.get("gridSpan"), 1) or 1
        down, across = found.get("vMerge"), found.get("hMerge")
        if across is not None and attribute(across, "val") != "restart" and column - 1 in here:
            index = here[column - 1]
            cells[index] = cells[index]._replace(column_span=cells[index].column_span + width)
        elif down is not None and attribute(down, "val") != "restart" and column in above:
            index = above[column]
            cells[index] = cells[index]._replace(row_span=number - cells[index].row + 1)
            text_of(element)
        else:
            index = len(cells)
            cells.append(DraftCell(number, column, text_of(element), column_span=width))
        here |= dict.fromkeys(range(column, column + width), index)
        column += width
    return here


def _count(element: _Element | None, default: int) -> int:
    value = attribute(element, "val") or ""
    return min(int(value), _WIDEST) if value.isdigit() and len(value) < 9 else default
