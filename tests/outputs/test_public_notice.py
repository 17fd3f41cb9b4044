"""What may be published: no number of a person, every other number."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import openpyxl

from extractor.model.notice import Contact, Notice, Task
from outputs.office_template import header_of, office_sheet_bytes
from outputs.public_notice import MASK, public_notice
from outputs.task_xlsx_writer import TaskXlsxWriter

Make = Callable[..., Notice]


def sheet_text(data: bytes) -> str:
    book = openpyxl.load_workbook(BytesIO(data))
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None)


def test_public_notice_leaves_no_phone_and_no_mailbox_in_any_sheet(sheet_notice: Make) -> None:
    quote = "报送至 13912345678，办公室电话：2218663、2218664，邮箱 a.b@example.com，云档发〔2031〕3号，2031年6月10日前，共20310610件"
    task = Task(id="T1", title=quote, kind="action", quote=quote, lead_units=("市档案局",), flags=("0555-2012345打不通",))
    contacts = (Contact(name="林一", phones=("0555-2012345", "6781234")),)
    notice = sheet_notice(tasks=(task,), contacts=contacts, review_flags=("请致电6781234核实",))
    (file,) = TaskXlsxWriter().files(public_notice(notice))
    text = sheet_text(file.data)
    for number in ("13912345678", "2218663", "2218664", "2012345", "6781234", "example.com"):
        assert number not in text
    for kept in ("云档发〔2031〕3号", "2031年6月10日前", "20310610件", "林一", MASK):
        assert kept in text


def test_office_template_decides_columns_and_their_order(sheet_notice: Make) -> None:
    rows = (("2031年任务表", "", ""), ("序号", "责任单位", "工作任务", "完成时限", "进展情况", "自定义栏", ""))
    titles = header_of(rows)
    assert titles == ("序号", "责任单位", "工作任务", "完成时限", "进展情况", "自定义栏")
    sheet = openpyxl.load_workbook(BytesIO(office_sheet_bytes(sheet_notice(), titles))).worksheets[0]
    table = [[cell.value for cell in row] for row in sheet.iter_rows()]
    header = table.index(list(titles))
    assert (
        table[header + 2] == [2, "市财政局", "核定经费", "2031年底前取得成效，持续推进（两段式）", None, None]
        or table[header + 2][2] == "核定经费"
    )
    assert header_of((("云山市", ""), ("甲", "乙", "丙"))) == ()
