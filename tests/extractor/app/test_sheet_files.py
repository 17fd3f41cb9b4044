"""The task sheet once more: for publication, and in the office's own form."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest

from extractor.app.cli import main
from extractor.app.reading import read_file

TEXT = """云山市水务局关于报送供水情况的通知
各县（市、区）水务局：
请各县（市、区）水务局于2031年6月10日前报送供水情况。
联系人：林一，电话：0555-2012345。
云山市水务局
2031年5月6日
"""


@pytest.fixture
def result(tmp_path: Path) -> Path:
    (tmp_path / "n.txt").write_text(TEXT, encoding="utf-8")
    path = tmp_path / "n.json"
    path.write_text(read_file(tmp_path / "n.txt").model_dump_json(by_alias=True), encoding="utf-8")
    return path


def test_sheet_files_public_has_no_phone(result: Path) -> None:
    assert main(["sheet", str(result), "--public"]) == 0
    book = openpyxl.load_workbook(result.parent / "n-任务分解表（公开版）.xlsx")
    text = "".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    assert "2012345" not in text and "林一" in text


def test_sheet_files_office_form_and_its_faults(result: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = openpyxl.Workbook()
    book.active.append(["序号", "完成时限", "工作任务", "责任单位"])
    book.save(result.parent / "form.xlsx")
    assert main(["sheet", str(result), "--template", str(result.parent / "form.xlsx")]) == 0
    sheet = openpyxl.load_workbook(result.parent / "n-任务分解表（本单位格式）.xlsx").worksheets[0]
    assert ["序号", "完成时限", "工作任务", "责任单位"] in [[cell.value for cell in row] for row in sheet.iter_rows()]
    (result.parent / "empty.xlsx").write_bytes(b"")
    assert main(["sheet", str(result), "--template", str(result.parent / "empty.xlsx")]) == 5
    assert main(["sheet", str(result.parent / "form.xlsx")]) == 4
    assert "不是来文的读取结果" in capsys.readouterr().err


def test_sheet_files_come_with_the_run_itself(tmp_path: Path) -> None:
    inbox, out = tmp_path / "来文", tmp_path / "结果"
    inbox.mkdir()
    (inbox / "n.txt").write_text(TEXT, encoding="utf-8")
    book = openpyxl.Workbook()
    book.active.append(["序号", "工作任务", "责任单位", "联系方式"])
    book.save(tmp_path / "form.xlsx")
    assert main(["run", str(inbox), "-o", str(out), "--public", "--template", str(tmp_path / "form.xlsx"), "--reply-kind", "回执"]) == 0
    sheet = openpyxl.load_workbook(out / "n" / "n-任务分解表（公开版）（本单位格式）.xlsx").worksheets[0]
    text = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    assert "报送供水情况" in text and "2012345" not in text
    assert (out / "n" / "n-任务分解表.xlsx").is_file()
    (reply,) = (out / "n" / "回复模板").glob("*.docx")
    assert docx.Document(str(reply)).paragraphs[0].text.endswith("回执")


@pytest.mark.parametrize("wrong", [["--reply-kind", "通告"], ["--template", "nowhere.xlsx"]])
def test_sheet_files_wishes_that_cannot_be_met_stop_a_run_before_it_begins(wrong: list[str], tmp_path: Path) -> None:
    (tmp_path / "来文").mkdir()
    (tmp_path / "来文" / "n.txt").write_text(TEXT, encoding="utf-8")
    assert main(["run", str(tmp_path / "来文"), "-o", str(tmp_path / "结果"), *wrong]) in (2, 4)
    assert not (tmp_path / "结果").exists()
