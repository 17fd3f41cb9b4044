"""Tables that a text file draws with tabs, bars or blanks.

A text does not say which cells are merged (``merges_known`` is False): an empty field may be a
merged cell, a blank to fill in or a gap. That is for later stages; here every field becomes a cell.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model.document import Cell, Provenance, Span, Table
from extractor.tables.text_lines import Line, aligned_fields, is_page_number, is_rule_line, pipe_fields, split_lines
from extractor.tables.text_rows import Row, rows_of_run

__all__ = ["find_tables", "is_page_number"]

_FEWEST_ALIGNED = 3
_COLUMN_SLACK = 2
_LONGEST_ALIGNED = 400


def find_tables(text: str) -> tuple[Table, ...]:
    """All tables of a text in reading order; cell spans are offsets into ``text``."""
    lines = split_lines(text)
    grids: list[list[Row]] = []
    at = 0
    while at < len(lines):
        rows, next_at = _table_at(text, lines, at)
        if rows:
            grids.append(rows)
        at = max(next_at, at + 1)
    return tuple(_table(text, rows, number) for number, rows in enumerate(grids))


def _table_at(text: str, lines: Sequence[Line], at: int) -> tuple[list[Row], int]:
    """The rows of the table that starts at line ``at`` (none: no table there), and the line to go on from."""
    line = lines[at]
    if line.blank:
        return [], at + 1
    if line.tabs:
        return rows_of_run(text, lines, at)
    if at + 1 < len(lines) and is_rule_line(lines[at + 1].text) and "|" in line.text:
        return _piped(lines, at)
    if len(line.text) <= _LONGEST_ALIGNED and ("  " in line.text or "\u3000" in line.text):
        return _aligned(lines, at)
    return [], at + 1


def _piped(lines: Sequence[Line], at: int) -> tuple[list[Row], int]:
    rows: list[Row] = []
    end = at
    while end < len(lines) and "|" in lines[end].text:
        if not is_rule_line(lines[end].text):
            rows.append(Row(pipe_fields(lines[end]), lines[end].span))
        end += 1
    return rows, end


def _aligned(lines: Sequence[Line], at: int) -> tuple[list[Row], int]:
    """Three or more neighbouring lines with three or more fields each that start in the same screen columns."""
    first = aligned_fields(lines[at])
    if len(first) < _FEWEST_ALIGNED:
        return [], at + 1
    rows = [Row(tuple(span for span, _ in first), lines[at].span)]
    end = at + 1
    while end < len(lines) and len(lines[end].text) <= _LONGEST_ALIGNED:
        fields = aligned_fields(lines[end])
        if len(fields) != len(first) or any(abs(a[1] - b[1]) > _COLUMN_SLACK for a, b in zip(fields, first, strict=True)):
            break
        rows.append(Row(tuple(span for span, _ in fields), lines[end].span))
        end += 1
    return (rows, end) if len(rows) >= _FEWEST_ALIGNED else ([], at + 1)


def _table(text: str, rows: list[Row], number: int) -> Table:
    kept = [row for i, row in enumerate(rows) if not (i and _is_header_copy(text, rows[0], row))]
    cells = tuple(
        Cell(row=r, column=c, span=field, provenance=Provenance(table=number, row=r, column=c))
        for r, row in enumerate(kept)
        for c, field in enumerate(row.fields)
    )
    return Table(
        span=Span(rows[0].extent.start, rows[-1].extent.end),
        row_count=len(kept),
        column_count=max(len(row.fields) for row in kept),
        cells=cells,
        merges_known=False,
        header_repeats=len(rows) - len(kept),
        provenance=Provenance(table=number),
    )


def _is_header_copy(text: str, header: Row, row: Row) -> bool:
    """A page break repeats the header: the same words, at least two of them, in the same order."""
    words = row.words(text)
    return len(words) > 1 and words == header.words(text)
