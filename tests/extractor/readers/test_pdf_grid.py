"""Grids from ruling lines; pdfplumber, which finds tables in another way, is the oracle for drawn ones."""

from __future__ import annotations

from io import BytesIO

import pdfplumber
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

from extractor.readers import read
from extractor.readers.pdf_grid import find_grids
from extractor.readers.pdf_rules import Rule


def lines(across: list[tuple[float, float, float]], upright: list[tuple[float, float, float]]) -> list[Rule]:
    return [Rule(True, *values) for values in across] + [Rule(False, *values) for values in upright]


def test_pdf_grid_agrees_with_pdfplumber_on_a_drawn_table() -> None:
    rows = [[f"r{row}c{column}" * (1 + column % 2) for column in range(5)] for row in range(60)]
    out = BytesIO()
    SimpleDocTemplate(out, pagesize=A4).build(
        [Table(rows, repeatRows=1, style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))]
    )
    with pdfplumber.open(BytesIO(out.getvalue())) as pdf:
        pages = [page.extract_table() or [] for page in pdf.pages]
    expected = [row for number, page in enumerate(pages) for row in page[1 if number else 0 :]]
    document = read(out.getvalue(), name="表.pdf")
    assert document.text == "".join("\t".join(str(cell) for cell in row) + "\n" for row in expected)
    assert len(document.tables) == 1


def test_pdf_grid_joins_dashes_and_snaps_near_lines() -> None:
    dashes = [(100.0, x, x + 6) for x in range(50, 250, 8)]
    (grid,) = find_grids(lines([*dashes, (130.4, 50, 250), (160, 51, 249)], [(50, 100, 160), (150.8, 101, 159), (250, 100, 160)]))
    assert (len(grid.xs), len(grid.ys), len(grid.cells)) == (3, 3, 4)


def test_pdf_grid_adds_the_sides_of_an_open_table() -> None:
    (grid,) = find_grids(lines([(100, 50, 250), (130, 50, 250), (160, 50, 250)], [(150, 100, 160)]))
    assert (grid.xs[0], grid.xs[-1]) == (50, 250)
    assert len(grid.cells) == 4


def test_pdf_grid_grows_cells_over_missing_lines() -> None:
    (grid,) = find_grids(lines([(100, 50, 250), (130, 150, 250), (160, 50, 250)], [(50, 100, 160), (150, 100, 160), (250, 100, 160)]))
    assert [(c.row, c.column, c.row_span, c.column_span) for c in grid.cells] == [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]


def test_pdf_grid_takes_single_frames_and_loose_lines_for_none() -> None:
    assert find_grids(lines([(100, 50, 250), (160, 50, 250)], [(50, 100, 160), (250, 100, 160)])) == []
    assert find_grids(lines([(100, 50, 250), (160, 50, 250), (300, 60, 90)], [])) == []
