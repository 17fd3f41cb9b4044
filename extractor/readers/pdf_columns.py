"""Tables without ruling lines: lines of print whose words stand in the same columns."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model.document import Box
from extractor.readers.draft import DraftCell, DraftTable
from extractor.readers.pdf_lines import Field, Line, join_words

__all__ = ["aligned_run", "aligned_table"]

_FEWEST_ROWS = 3
_FEWEST_COLUMNS = 3
_SLACK = 0.8
"""Of the font size: how far words of one column may stand apart, at their left ends or at their middles."""
_CLOSE = 2.2


def aligned_run(lines: Sequence[Line], start: int) -> int:
    """The index after the last line of the table that starts at ``start``; ``start`` itself where there is none.

    A table needs three rows with words in all of its columns, and three columns; lines between them
    may have words in some of the columns only.
    """
    header = lines[start].fields
    if len(header) < _FEWEST_COLUMNS:
        return start
    end, whole = start + 1, 1
    for index in range(start + 1, len(lines)):
        line = lines[index]
        if line.page != lines[start].page or line.box.top - lines[index - 1].box.bottom > _CLOSE * line.size:
            break
        if not all(any(_same_column(field, column, line.size) for column in header) for field in line.fields):
            break
        if len(line.fields) == len(header):
            whole += 1
            end = index + 1
        elif len(line.fields) == 1 and not _inside(line.fields[0], header):
            break
        elif end == index:
            end = index + 1
    return end if whole >= _FEWEST_ROWS else start


def _same_column(field: Field, column: Field, size: float) -> bool:
    left = abs(field.x0 - column.x0)
    middle = abs((field.x0 + field.x1) - (column.x0 + column.x1)) / 2
    return min(left, middle) < _SLACK * size


def _inside(field: Field, header: Sequence[Field]) -> bool:
    """Whether a single piece of text stands in one column only: prose runs through several."""
    return sum(1 for column in header if field.x0 < column.x1 and column.x0 < field.x1) == 1


def aligned_table(lines: Sequence[Line]) -> DraftTable:
    """The rows of an aligned run. A line without words in the first column goes on the row above it."""
    header = lines[0].fields
    rows: list[dict[int, Field]] = []
    for line in lines:
        placed = {_column_of(field, header, line.size): field for field in line.fields}
        if rows and 0 not in placed:
            for column, field in placed.items():
                rows[-1][column] = _joined(rows[-1].get(column), field)
        else:
            rows.append(placed)
    page = lines[0].page
    cells = tuple(
        DraftCell(number, column, row[column].text if column in row else "", page=page, box=_box(row.get(column), lines[0]))
        for number, row in enumerate(rows)
        for column in range(len(header))
    )
    return DraftTable(cells, merges_known=False, page=page, box=_around(lines))


def _column_of(field: Field, header: Sequence[Field], size: float) -> int:
    return next(index for index, column in enumerate(header) if _same_column(field, column, size))


def _joined(upper: Field | None, lower: Field) -> Field:
    if upper is None:
        return lower
    text = join_words(upper.text, lower.text, blank=False)
    return Field(text, min(upper.x0, lower.x0), upper.top, max(upper.x1, lower.x1), lower.bottom)


def _box(field: Field | None, line: Line) -> Box | None:
    return None if field is None else Box(field.x0, field.top, field.x1, max(field.bottom, field.top + line.size / 2))


def _around(lines: Sequence[Line]) -> Box:
    return Box(min(li.x0 for li in lines), min(li.box.top for li in lines), max(li.x1 for li in lines), max(li.box.bottom for li in lines))
