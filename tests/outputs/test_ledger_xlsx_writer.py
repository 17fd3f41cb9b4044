"""The ledger over several notices."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl

from extractor.model.notice import Notice
from outputs.ledger_xlsx_writer import STATES, LedgerWriter

Make = Callable[..., Notice]


def opened(*notices: Notice) -> Any:
    (file,) = LedgerWriter().files(notices)
    assert file.name == "督办台账.xlsx"
    return openpyxl.load_workbook(BytesIO(file.data))


def titles(sheet: Any) -> list[str]:
    return [cell.value for cell in sheet[int(sheet.freeze_panes[1:]) - 1]]


def test_ledger_xlsx_writer_lists_every_notice_with_its_figures(sheet_notice: Make) -> None:
    sheet = opened(sheet_notice(), sheet_notice(doc_id="n2", tasks=(), deadlines=()))["收文清单"]
    first, second = ([cell.value for cell in row] for row in sheet.iter_rows(min_row=3, max_row=4))
    assert first[1:5] == ["n1.txt", "云山市档案局关于做好档案数字化工作的通知", "云档发〔2031〕3号", "云山市档案局"]
    assert [first[7], first[8], first[9].date(), first[10].date(), first[11]] == [4, 3, date(2031, 6, 10), date(2031, 12, 31), 2]
    assert second[7:] == [0, 0, None, None, 2]


def test_ledger_xlsx_writer_names_the_source_of_each_task_by_stable_ids(sheet_notice: Make) -> None:
    sheet = opened(sheet_notice(), sheet_notice(doc_id="n2"))["督办台账"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=11)]
    assert [row[1] for row in rows] == ["n1-T1", "n1-T2", "n1-T3", "n1-T4", "n2-T1", "n2-T2", "n2-T3", "n2-T4"]
    assert rows[0][2] == "n1.txt\n云档发〔2031〕3号"
    assert [row[0] for row in rows] == list(range(1, 9))


def test_ledger_xlsx_writer_leaves_the_follow_up_to_the_clerk(sheet_notice: Make) -> None:
    sheet = opened(sheet_notice())["督办台账"]
    at = titles(sheet).index("交办日期")
    assert titles(sheet)[at:] == ["交办日期", "进展情况", "存在问题", "下一步措施", "办理状态", "更新日期", "销号日期"]
    filled = [[cell.value for cell in row][at:] for row in sheet.iter_rows(min_row=4, max_row=7)]
    assert [row[4] for row in filled] == [None, None, "常态化", None]
    assert not any(value for row in filled for place, value in enumerate(row) if place != 4)


def test_ledger_xlsx_writer_offers_the_states_as_a_list(sheet_notice: Make) -> None:
    (rule,) = opened(sheet_notice())["督办台账"].data_validations.dataValidation
    assert rule.formula1 == f'"{",".join(STATES)}"'


def test_ledger_xlsx_writer_colours_dates_by_the_readers_clock_but_never_open_ended_work(sheet_notice: Make) -> None:
    sheet = opened(sheet_notice())["督办台账"]
    (area,) = sheet.conditional_formatting
    overdue, soon = (rule.formula[0] for rule in area.rules)
    letter = openpyxl.utils.get_column_letter(titles(sheet).index("完成日期") + 1)
    assert str(area.sqref) == f"{letter}4:{letter}7"
    assert overdue.endswith(f"INT(${letter}4)<TODAY())")
    assert f"NETWORKDAYS(TODAY()+1,INT(${letter}4),休息日)" in soon
    assert all('SEARCH("持续推进"' in rule and f"ISNUMBER(${letter}4)" in rule and '<>"已完成"' in rule for rule in (overdue, soon))


def test_ledger_xlsx_writer_says_so_when_there_is_nothing() -> None:
    book = opened()
    assert book["收文清单"]["A3"].value == "本次没有读到文件。"
    assert book["督办台账"]["A4"].value == "本次收文未提取到任务。"
