"""The task sheet as a clerk opens it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from extractor.model.notice import Deadline, Notice, Task
from outputs.task_xlsx_writer import TaskXlsxWriter

Make = Callable[..., Notice]


def opened(notice: Notice) -> Any:
    (file,) = TaskXlsxWriter().files(notice)
    assert file.name == f"{notice.doc_id}-任务分解表.xlsx"
    return openpyxl.load_workbook(BytesIO(file.data))


def table(sheet: Any) -> list[dict[str, Any]]:
    """Rows below the frozen header as mappings from column title to value."""
    header = int(sheet.freeze_panes[1:]) - 1
    titles = [cell.value for cell in sheet[header]]
    last = int(sheet.auto_filter.ref.rpartition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    return [dict(zip(titles, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=header + 1, max_row=last)]


def text_of(sheet: Any) -> str:
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


def test_task_xlsx_writer_prints_one_row_per_dispatched_task(sheet_notice: Make) -> None:
    rows = table(opened(sheet_notice())["任务分解表"])
    assert [row["任务事项"] for row in rows] == ["报送目录", "核定经费", "归档", "=1+1【请核对】"]
    assert rows[0]["任务类别"] == "第一阶段"
    assert rows[0]["工作内容及要求（原文）"] == "请办公室于6月10日前报送目录"
    assert rows[0]["原文位置"] == "一、，第3行"
    assert "电子邮箱：da@example.com（加盖公章）" in rows[0]["报送方式／联系"]


def test_task_xlsx_writer_marks_inferred_units_and_never_promotes_the_first_to_lead(sheet_notice: Make) -> None:
    rows = table(opened(sheet_notice())["任务分解表"])
    assert rows[0]["牵头单位"] == "办公室（排序第一，推定）"
    assert rows[0]["责任单位"] == "办公室、人事科（推定）【请核对】"
    assert (rows[1]["牵头单位"], rows[1]["配合单位"]) == ("市财政局", "市审计局")
    assert (rows[2]["牵头单位"], rows[2]["责任单位"]) == ("未写明", "未写明")


def test_task_xlsx_writer_writes_real_dates_and_leaves_open_ended_work_without_one(sheet_notice: Make) -> None:
    rows = table(opened(sheet_notice())["任务分解表"])
    assert rows[0]["完成日期"].isoformat() == "2031-06-10T17:00:00"
    assert rows[0]["完成时限（原文）"] == "6月10日前（2031年为推定）"
    assert "持续推进" in rows[1]["完成时限（原文）"]
    assert (rows[2]["完成日期"], rows[2]["完成时限（原文）"]) == (None, "持续推进")
    assert (rows[3]["完成日期"], rows[3]["完成时限（原文）"]) == (None, "未写明")


def test_task_xlsx_writer_never_writes_a_formula(sheet_notice: Make) -> None:
    book = opened(sheet_notice(metadata={"title": '=HYPERLINK("x")', "document_number": "@1"}, review_flags=("+1", "-1")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert any(cell.value == "=1+1【请核对】" for cell in cells)


def test_task_xlsx_writer_shows_what_to_verify_above_the_header(sheet_notice: Make) -> None:
    sheet = opened(sheet_notice())["任务分解表"]
    assert sheet["A2"].value == "发文机关：云山市档案局　　文号：云档发〔2031〕3号　　成文日期：2031-05-06　　文种：通知"
    assert sheet["A3"].value == "待核实（2项，详见“待核实”表）：1. 附件1未随文提供；2. 6月10日未写年份。"


def test_task_xlsx_writer_keeps_a_long_list_out_of_the_frozen_rows(sheet_notice: Make) -> None:
    flags = tuple(f"第{number}项责任单位未写明，请向发文单位核实后补充" for number in range(1, 101))
    book = opened(sheet_notice(review_flags=flags, checks=()))
    sheet = book["任务分解表"]
    assert "其余" in sheet["A3"].value
    assert sheet.row_dimensions[3].height < 130
    assert len([row for row in table(book["待核实"]) if row["涉及"] == "全文"]) == 100


def test_task_xlsx_writer_says_so_when_there_are_no_tasks(sheet_notice: Make) -> None:
    notice = sheet_notice(tasks=(), deadlines=(), metadata={"document_type": "通报"})
    assert "本文为通报，未提取到任务和时限。指标 2 项、数值 2 条已列入指标目录。" in text_of(opened(notice)["任务分解表"])


def test_task_xlsx_writer_is_set_up_for_a4_landscape(sheet_notice: Make) -> None:
    sheet = opened(sheet_notice())["任务分解表"]
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.auto_filter.ref == "A4:O8"
    assert "&P" in sheet.oddFooter.center.text


@pytest.mark.parametrize("length", [20, 400, 900, 1500, 6000])
def test_task_xlsx_writer_prints_long_texts_whole_within_excels_row_limit(length: int, sheet_notice: Make) -> None:
    words = "".join(chr(0x4E00 + at) for at in range(length))
    sheet = opened(sheet_notice(tasks=(Task(id="T1", title="长任务", kind="action", quote=words, lead_units=("市水务局",)),)))["任务分解表"]
    rows = table(sheet)
    assert "".join(row["工作内容及要求（原文）"] for row in rows) == words
    assert all(row["牵头单位"] == "市水务局" for row in rows)
    assert all(dimension.height <= 409 for dimension in sheet.row_dimensions.values() if dimension.height)
    assert [row["序号"] for row in rows] == [1, *["1（续）"] * (len(rows) - 1)]


def test_task_xlsx_writer_lists_deadlines_with_open_ended_ones_last(sheet_notice: Make) -> None:
    rows = table(opened(sheet_notice())["时限一览"])
    assert [row["时限类型"] for row in rows] == ["固定时点", "两段式", "持续推进"]
    assert rows[0]["承担单位"] == "办公室、人事科"


def test_task_xlsx_writer_groups_tasks_by_unit_in_their_role(sheet_notice: Make) -> None:
    rows = [(row["单位"], row["角色"], row["任务序号"]) for row in table(opened(sheet_notice())["按单位"])]
    assert rows == [
        ("办公室", "责任（排序第一，推定牵头）", 1),
        ("人事科", "责任", 1),
        ("市财政局", "牵头", 2),
        ("市审计局", "配合", 2),
        ("@局", "牵头", 4),
        ("未写明", None, 3),
    ]


def test_task_xlsx_writer_adds_sheets_only_for_what_there_is(sheet_notice: Make) -> None:
    assert opened(sheet_notice()).sheetnames == [
        "任务分解表",
        "时限一览",
        "按单位",
        "指标",
        "指标数值",
        "联系人与报送",
        "待核实",
        "放假调休",
    ]
    assert "指标" not in opened(sheet_notice(indicators=(), observations=())).sheetnames


def test_task_xlsx_writer_says_that_a_value_is_missing_and_that_an_attachment_is_not_there(sheet_notice: Make) -> None:
    book = opened(sheet_notice())
    assert [row["数值"] for row in table(book["指标数值"])] == [-3.5, "缺"]
    assert "附件1：目录表" in text_of(book["联系人与报送"])
    assert "未随文提供，请索取" in text_of(book["联系人与报送"])
    assert "姓名与号码按顺序推定" in text_of(book["联系人与报送"])


def test_task_xlsx_writer_never_prints_none(sheet_notice: Make) -> None:
    assert not [sheet.title for sheet in opened(sheet_notice()) if "None" in text_of(sheet)]


def test_task_xlsx_writer_collects_the_flags_of_values_to_verify(sheet_notice: Make) -> None:
    rows = [(row["涉及"], row["待核实事项"], row["原文"]) for row in table(opened(sheet_notice())["待核实"])]
    assert rows == [("全文", "附件1未随文提供", None), ("全文", "6月10日未写年份", "6月10日前"), ("任务", "责任单位待定", None)]


def test_task_xlsx_writer_never_repeats_a_cell_that_is_itself_too_long(sheet_notice: Make) -> None:
    units = tuple(f"第{number}街道办事处综合服务中心" for number in range(60))
    task = Task(id="T1", title="长任务", kind="action", quote="甲" * 5000, responsible_units=units)
    sheet = opened(sheet_notice(tasks=(task,)))["任务分解表"]
    assert "".join(row["责任单位"] or "" for row in table(sheet)) == "、".join(units)


def composite() -> Deadline:
    parts = [
        {"class": "fixed", "due": f"2031-{month:02}-30", "text": words} for month, words in ((6, "6月底前出台办法"), (9, "9月底前兑现"))
    ]
    return Deadline.model_validate(
        {"id": "D1", "quote": "6月底前出台办法，9月底前兑现", "class": "composite", "due": "2031-09-30", "parts": parts}
    )


def test_task_xlsx_writer_shows_every_day_of_a_deadline_of_several_days(sheet_notice: Make) -> None:
    task = Task(
        id="T1", title="助餐", kind="action", quote="助餐", lead_units=("市民政局",), deadline_ids=("D1",), deadline_source="explicit"
    )
    book = opened(sheet_notice(tasks=(task,), deadlines=(composite(),)))
    (row,) = table(book["任务分解表"])
    assert row["完成时限（原文）"] == "6月底前出台办法，9月底前兑现（两段式：2031-06-30、2031-09-30）"
    assert row["完成日期"].isoformat()[:10] == "2031-09-30"
    dated = [(entry["完成日期"].isoformat()[:10], entry["时限（原文）"].partition("（")[0]) for entry in table(book["时限一览"])]
    assert dated == [("2031-06-30", "6月底前出台办法"), ("2031-09-30", "9月底前兑现")]


def test_task_xlsx_writer_prints_no_order_twice_and_no_empty_sheet(sheet_notice: Make) -> None:
    """What has the same tasks in the same order is there, but hidden, and the first sheet says so."""
    notice = sheet_notice()
    (task,) = (task for task in notice.tasks if task.id == "T2")
    bare = {"tasks": (task.model_copy(update={"cooperating_units": ()}),), "deadlines": notice.deadlines[1:2], "indicators": ()}
    small = opened(sheet_notice(**bare, observations=(), contacts=(), submission_channels=(), attachments=(), review_flags=(), checks=()))
    assert {sheet.title: sheet.sheet_state for sheet in small} == {
        "任务分解表": "visible",
        "时限一览": "hidden",
        "按单位": "hidden",
        "放假调休": "veryHidden",
    }
    assert "“时限一览”、“按单位”与本表内容、顺序相同" in text_of(small["任务分解表"])
    assert opened(notice)["按单位"].sheet_state == "visible"
    assert opened(sheet_notice(deadlines=(notice.deadlines[2], *notice.deadlines[:2])))["时限一览"].sheet_state == "hidden"
    late = notice.deadlines[0].model_copy(update={"due": date(2032, 1, 1)})
    assert opened(sheet_notice(deadlines=(late, *notice.deadlines[1:])))["时限一览"].sheet_state == "visible"
