"""The ledger of a watched folder as a workbook that clerks fill in: rewritten often, and read back before each time.

A hidden sheet holds what was written into every cell that may be edited: what differs from it is a clerk's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from extractor.model.ledger import FIELD_NAMES, SETTLED, STATUSES, LedgerConflict, LedgerTask
from outputs.due_colours import DueColours
from outputs.workbook import Cell, Column, DateCell, HeadLine, Sheet, workbook_bytes

__all__ = ["BASE_SHEET", "CODE", "EDITABLE", "LEDGER_SHEET", "kept_ledger", "written_value"]

LEDGER_SHEET, BASE_SHEET, CODE = "督办台账", "基准", "任务编号"
EDITABLE = (
    "leaders", "lead", "responsible", "cooperating", "offices", "due", "deliverables",
    "assigned", "progress", "problems", "next_step", "status", "updated", "closed", "remark",
)  # fmt: skip
_DATES = ("due", "assigned", "updated", "closed")
_WIDTHS = {"title": 17, "content": 40, "lead": 13, "responsible": 15, "cooperating": 13, "deadline": 15, "progress": 18}
_SHOWN = (
    "category", "title", "content", "leaders", "lead", "responsible", "cooperating", "offices", "deadline", "due", "deliverables",
    "assigned", "progress", "problems", "next_step", "status", "updated", "closed", "remark", "note",
)  # fmt: skip


def kept_ledger(tasks: Sequence[LedgerTask], conflicts: Sequence[LedgerConflict], *, today: date) -> bytes:
    """Same tasks, conflicts and day: same bytes."""
    sheets = [_ledger_sheet(tasks, today), _conflict_sheet(conflicts), _change_sheet(tasks), _base_sheet(tasks, today)]
    return workbook_bytes(sheets, title="督办台账")


def written_value(task: LedgerTask, field: str, *, today: date) -> str:
    """What the cell of an editable field says, as text; days as ISO dates."""
    return task.status(today) if field == "status" else task.fields.get(field, "")


def _ledger_sheet(tasks: Sequence[LedgerTask], today: date) -> Sheet:
    columns = [Column("序号", 5, "center", repeats=True), Column(CODE, 13, "center", repeats=True), Column("任务来源", 20, repeats=True)]
    columns += [Column(FIELD_NAMES[field], _WIDTHS.get(field, 11), choices=STATUSES if field == "status" else ()) for field in _SHOWN]
    columns += [Column("剩余天数", 8, "center"), Column("变化与关联", 20)]
    titles = [column.title for column in columns]
    words = f"共{len(tasks)}项任务，截至{today.isoformat()}。可直接在表中填写或更正，下次更新时保留；请勿改动“{CODE}”。"
    return Sheet(
        name=LEDGER_SHEET, title="督办台账", columns=tuple(columns), title_size=22, paper="A3", empty="还没有任务。",
        rows=tuple(_row(number, task, today) for number, task in enumerate(tasks, start=1)),
        head=(HeadLine(words, align="center"),),
        colours=DueColours(
            due=titles.index("完成日期"), words=titles.index("完成时限（原文）"), status=titles.index("办理状态"), settled=SETTLED
        ),
    )  # fmt: skip


def _row(number: int, task: LedgerTask, today: date) -> tuple[Cell, ...]:
    origin = "\n".join(part for part in (task.notice.title or task.notice.name, task.notice.number or "") if part)
    cells = [_cell(written_value(task, field, today=today), field) for field in _SHOWN]
    left = (task.due - today).days if task.due is not None and task.is_open(today) else None
    return (number, task.code, origin, *cells, left, "；".join((*task.changes, *task.notice.links)))


def _cell(value: str, field: str) -> Cell:
    if field in _DATES:
        try:
            return DateCell(date.fromisoformat(value))
        except ValueError:
            return value or None
    return value or None


def _conflict_sheet(conflicts: Sequence[LedgerConflict]) -> Sheet:
    columns = (
        Column(CODE, 13),
        Column("任务事项", 24),
        Column("栏目", 12),
        Column("现用的值", 30),
        Column("另一个值", 30),
        Column("来由", 12),
    )
    rows = tuple((one.code, one.title, FIELD_NAMES[one.field], one.kept, one.other, one.origin) for one in conflicts)
    note = "同一栏有两个不同的值，请核对后在台账里重新填写该栏。"
    return Sheet(name="待核对", title="待核对的冲突", columns=columns, rows=rows, head=(HeadLine(note),), empty="没有冲突。")


def _change_sheet(tasks: Sequence[LedgerTask]) -> Sheet:
    columns = (Column(CODE, 13), Column("来文", 30), Column("任务事项", 24), Column("变化", 50))
    rows = tuple(
        (task.code, task.notice.title or task.notice.name, task.fields.get("title", ""), words) for task in tasks for words in task.changes
    )
    return Sheet(name="变化", title="新版本带来的变化", columns=columns, rows=rows, empty="没有变化。")


def _base_sheet(tasks: Sequence[LedgerTask], today: date) -> Sheet:
    columns = (Column(CODE, 13, repeats=True), *(Column(FIELD_NAMES[field], 12) for field in EDITABLE))
    rows = tuple((task.code, *(written_value(task, field, today=today) or None for field in EDITABLE)) for task in tasks)
    return Sheet(name=BASE_SHEET, title="供更新时对照，请勿改动", columns=columns, rows=rows, visibility="programs")
