"""A sheet as it prints and filters."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest

from outputs.workbook import Cell, Column, Sheet, workbook_bytes

sys.path.insert(0, str(Path(__file__).resolve().parent))
from rendering import print_to_pdf, require_office


def opened(columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...]) -> Any:
    data = workbook_bytes([Sheet(name="表", title="表", columns=columns, rows=rows)], title="表")
    return openpyxl.load_workbook(BytesIO(data))["表"]


def test_workbook_hides_a_column_that_is_empty_and_says_so() -> None:
    sheet = opened((Column("序号", 5), Column("责任领导", 8, shrinks=True), Column("备注", 9)), ((1, "", ""), (2, None, "")))
    assert [sheet.column_dimensions[letter].hidden for letter in "ABC"] == [False, True, False]
    assert "责任领导" in sheet.cell(sheet.max_row, 1).value


def test_workbook_merges_equal_neighbours_and_each_row_keeps_its_value() -> None:
    from zipfile import ZipFile

    columns = (Column("类别", 10, merges=True), Column("事项", 10))
    data = workbook_bytes([Sheet(name="表", title="表", columns=columns, rows=(("甲", "一"), ("甲", "二"), ("乙", "三")))], title="表")
    sheet = openpyxl.load_workbook(BytesIO(data))["表"]
    assert "A3:A4" in {str(area) for area in sheet.merged_cells.ranges}
    xml = ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert '<c r="A4" s=' in xml and '<c r="A4"' in xml and xml.count('t="s"') >= 8


@pytest.mark.parametrize("words", [60, 40, 13, 3])
def test_workbook_label_of_a_long_group_stands_on_every_page(words: int, tmp_path: Path) -> None:
    """As LibreOffice breaks the pages; a label is one cell for the rows of a page."""
    require_office()
    rows = tuple(("类甲", "请各单位认真准备" * (words + at % 3)) for at in range(40))
    columns = (Column("类别", 10, merges=True), Column("事项", 10))
    data = workbook_bytes([Sheet(name="表", title="表", columns=columns, rows=rows)], title="表")
    areas = [area for area in openpyxl.load_workbook(BytesIO(data))["表"].merged_cells.ranges if area.min_col == area.max_col == 1]
    (pdf,) = print_to_pdf({"表.xlsx": data}, tmp_path, profile=tmp_path / "profile").values()
    with pypdfium2.PdfDocument(pdf) as document:
        labels = [page.get_textpage().get_text_range().count("类甲") for page in document]
    assert labels == [1] * len(labels)
    assert len(areas) > 1


def test_workbook_body_letters_print_with_nine_points_or_more() -> None:
    columns = tuple(Column(f"栏{at}", 12) for at in range(14))
    sheet = opened(columns, (tuple("请各单位认真准备" * (at + 3) for at in range(14)),))
    points = sum(group.width * (group.max - group.min + 1) for group in sheet.column_dimensions.values()) * 5.25
    printable = 11.69 * 72 - 2 * 0.3 * 72
    assert min(1.0, printable / points) * 10.5 >= 9
