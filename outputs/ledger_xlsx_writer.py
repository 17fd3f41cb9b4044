"""督办台账.xlsx: the tasks of all notices of a run in one list, with columns for the follow-up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from extractor.model.notice import Notice
from outputs.base import OutputFile
from outputs.deadline_words import deadlines_of
from outputs.due_colours import COLOUR_NOTE, DueColours
from outputs.task_rows import TaskRow, task_rows
from outputs.task_xlsx_writer import task_cells, task_columns
from outputs.wording import joined, reading_text, review_messages, title_of
from outputs.workbook import Cell, Column, DateCell, HeadLine, Sheet, workbook_bytes

__all__ = ["STATES", "LedgerWriter"]

STATES = ("未开始", "推进中", "已报送", "已完成", "逾期", "常态化")
_SETTLED = ("已报送", "已完成", "常态化")
_LONG_CONTENT = 400
_BOUND = ("due", "event_time", "window", "milestone")


class LedgerWriter:
    """Two sheets: the notices received, and all their tasks."""

    def files(self, notices: Sequence[Notice]) -> Iterator[OutputFile]:
        sheets = (_received_sheet(notices), _ledger_sheet(notices))
        yield OutputFile("督办台账.xlsx", workbook_bytes(sheets, title="督办台账"))


def _received_sheet(notices: Sequence[Notice]) -> Sheet:
    columns = (
        Column("序号", 5, "center"),
        Column("文件名", 24),
        Column("标题", 52),
        Column("文号", 22),
        Column("发文机关", 26),
        Column("成文日期", 12, "center"),
        Column("文种", 10, "center"),
        Column("任务数", 7, "center"),
        Column("时限数", 7, "center"),
        Column("最早时限", 12, "center"),
        Column("最晚时限", 12, "center"),
        Column("待核实数", 7, "center"),
    )
    rows = tuple(_received_row(at, notice) for at, notice in enumerate(notices, start=1))
    return Sheet(name="收文清单", title="收文清单", columns=columns, rows=rows, empty="本次没有读到文件。", title_size=22)


def _received_row(number: int, notice: Notice) -> tuple[Cell, ...]:
    metadata = notice.metadata
    dates = sorted(deadline.due for deadline in notice.deadlines if deadline.due and deadline.role in _BOUND)
    return (
        number,
        reading_text(notice.source.name),
        title_of(notice),
        _number_of(notice),
        joined(metadata.issuing_authorities),
        _day(metadata.issue_date),
        reading_text(metadata.document_type or ""),
        len(task_rows(notice)),
        len(notice.deadlines),
        _day(dates[0] if dates else None),
        _day(dates[-1] if dates else None),
        len(review_messages(notice)),
    )


def _ledger_sheet(notices: Sequence[Notice]) -> Sheet:
    entries = [(notice, row) for notice in notices for row in task_rows(notice)]
    long_content = any(len(row.content) > _LONG_CONTENT for _, row in entries)
    own = task_columns(long_content=long_content)
    columns = (
        own[0],
        Column("任务编号", 12, "center", repeats=True),
        Column("任务来源（文件名、文号）", 20, repeats=True),
        *own[1:],
        *_follow_up(),
    )
    titles = [column.title for column in columns]
    return Sheet(
        name="督办台账",
        title="督办台账",
        columns=columns,
        rows=tuple(_ledger_row(at, notice, row) for at, (notice, row) in enumerate(entries, start=1)),
        head=(HeadLine(f"共收文{len(notices)}件、任务{len(entries)}项。{COLOUR_NOTE}已报送、已完成、常态化的不标色。", align="center"),),
        empty="本次收文未提取到任务。",
        foot="注：“任务编号”在重新提取后不变，可据此对照；标“（推定）”的请核对；空白栏由承办单位或督办人员填写。",
        title_size=22,
        paper="A3",
        colours=DueColours(
            due=titles.index("完成日期"), words=titles.index("完成时限（原文）"), status=titles.index("办理状态"), settled=_SETTLED
        ),
    )


def _follow_up() -> tuple[Column, ...]:
    return (
        Column("交办日期", 11, "center"),
        Column("进展情况", 18),
        Column("存在问题", 14),
        Column("下一步措施", 14),
        Column("办理状态", 9, "center", choices=STATES),
        Column("更新日期", 11, "center"),
        Column("销号日期", 11, "center"),
    )


def _ledger_row(number: int, notice: Notice, row: TaskRow) -> tuple[Cell, ...]:
    origin = "\n".join(part for part in (reading_text(notice.source.name), _number_of(notice)) if part)
    own = task_cells(row)
    status = "常态化" if _is_standing(notice, row) else None
    return (number, f"{notice.doc_id}-{row.task.id}", origin, *own[1:], None, None, None, None, status, None, None)


def _is_standing(notice: Notice, row: TaskRow) -> bool:
    """Work that the text itself calls open-ended, with no date at all; every other state is for the clerk to enter."""
    deadlines = deadlines_of(row.task, notice)
    return bool(deadlines) and all(deadline.class_ == "open_ended" for deadline in deadlines)


def _number_of(notice: Notice) -> str:
    return reading_text(notice.metadata.document_number or notice.metadata.issue_number or "")


def _day(day: date | None) -> DateCell | None:
    return DateCell(day) if day is not None else None
