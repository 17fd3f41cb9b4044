"""Tables parted by a page break, and tables whose ruled lines do not meet, read as one grid."""

from __future__ import annotations

from extractor.model.document import Cell, Document, Span, Table
from extractor.tables.even_columns import with_even_columns
from extractor.tables.grid import build_grids

HEAD = "题号\t内容\t责任科室"


def table_of(text: str, lines: list[str]) -> Table:
    """A table over ``lines`` of ``text``, one cell per field."""
    cells = []
    for row, line in enumerate(lines):
        at = text.index(line)
        for column, field in enumerate(line.split("\t")):
            cells.append(Cell(row=row, column=column, span=Span(at, at + len(field))))
            at += len(field) + 1
    start = text.index(lines[0])
    return Table(
        span=Span(start, text.index(lines[-1]) + len(lines[-1])),
        row_count=len(lines),
        column_count=3,
        cells=tuple(cells),
        merges_known=True,
    )


def document_of(text: str, *tables: list[str]) -> Document:
    return Document(name="t", format="docx", sha256="0", text=text, blocks=(), tables=tuple(table_of(text, lines) for lines in tables))


def test_table_chains_second_half_without_header_goes_on() -> None:
    first, second = [HEAD, "1\t是否公开？\t综合科"], ["2\t是否更新？\t信息科", "3\t是否回应？\t信息科"]
    text = "\n".join([*first, "— 2 —", *second])
    (grid,) = build_grids(document_of(text, first, second))
    assert [row.number for row in grid.rows] == ["1", "2", "3"]
    assert grid.kind == "questionnaire"


def test_table_chains_title_between_parts_two_tables() -> None:
    first, second = [HEAD, "1\t是否公开？\t综合科"], [HEAD.replace("内容", "填报内容"), "2\t是否更新？\t信息科"]
    text = "\n".join([*first, "附件2", *second])
    assert len(build_grids(document_of(text, first, second))) == 2


def test_even_columns_count_cells_not_lines() -> None:
    cells = [
        Cell(row=row, column=column, column_span=span, span=Span(0, 0))
        for row, columns in enumerate([((0, 1), (1, 2), (3, 1)), ((0, 2), (2, 1), (3, 1))])
        for column, span in columns
    ]
    table = Table(span=Span(0, 0), row_count=2, column_count=4, cells=tuple(cells), merges_known=True)
    even = with_even_columns(table)
    assert even.column_count == 3
    assert [cell.column for cell in even.cells] == [0, 1, 2, 0, 1, 2]


def test_even_columns_leave_two_header_levels_alone() -> None:
    cells = [Cell(row=0, column=0, span=Span(0, 0)), Cell(row=0, column=1, column_span=3, span=Span(0, 0))]
    cells += [Cell(row=1, column=column, span=Span(0, 0)) for column in range(4)]
    table = Table(span=Span(0, 0), row_count=2, column_count=4, cells=tuple(cells), merges_known=True)
    assert with_even_columns(table) is table
