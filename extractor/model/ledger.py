"""The ledger of tasks (督办台账): its fields, its states, and one task as it is shown and edited.

All values of fields are texts as printed; days are ISO dates. A field is "read" (it comes from the notice; a clerk may correct it)
or "follow-up" (only clerks fill it).
"""

from __future__ import annotations

from datetime import date

from extractor.model.frozen import Frozen

__all__ = [
    "FIELD_NAMES",
    "FOLLOW_UP_FIELDS",
    "OPEN_STATUSES",
    "READ_FIELDS",
    "SETTLED",
    "STATUSES",
    "LedgerConflict",
    "LedgerNotice",
    "LedgerTask",
]

STATUSES = ("未开始", "推进中", "已报送", "已完成", "逾期", "常态化")
SETTLED = ("已报送", "已完成", "常态化")
OPEN_STATUSES = ("未开始", "推进中", "逾期")

READ_FIELDS = {
    "category": "任务类别",
    "title": "任务事项",
    "content": "工作内容及要求（原文）",
    "leaders": "责任领导",
    "lead": "牵头单位",
    "responsible": "责任单位",
    "cooperating": "配合单位",
    "offices": "责任科室／责任人",
    "deadline": "完成时限（原文）",
    "due": "完成日期",
    "deliverables": "成果形式",
    "submission": "报送方式／联系",
    "place": "原文位置",
    "note": "备注",
}
FOLLOW_UP_FIELDS = {
    "assigned": "交办日期",
    "progress": "进展情况",
    "problems": "存在问题",
    "next_step": "下一步措施",
    "status": "办理状态",
    "updated": "更新日期",
    "closed": "销号日期",
    "remark": "督办备注",
}
FIELD_NAMES = READ_FIELDS | FOLLOW_UP_FIELDS


class LedgerNotice(Frozen):
    """A notice of the ledger. ``version`` counts the contents that came under its name; ``links`` say in words what it amends
    or what amends it."""

    name: str
    version: int
    folder: str | None = None
    title: str | None = None
    number: str | None = None
    issuer: str | None = None
    issued: str | None = None
    links: tuple[str, ...] = ()


class LedgerTask(Frozen):
    """A task with the clerk's values in force. ``edited``: fields that a clerk entered or corrected.

    ``standing``: work without end, never overdue. ``present``: the newest version of its notice still has it.
    ``changes``: what later versions said differently, in words.
    """

    code: str
    notice: LedgerNotice
    fields: dict[str, str]
    edited: tuple[str, ...] = ()
    standing: bool = False
    present: bool = True
    changes: tuple[str, ...] = ()

    @property
    def due(self) -> date | None:
        """The day on which it must be finished; None where there is none, or what the clerk wrote is no date."""
        try:
            return date.fromisoformat(self.fields.get("due", ""))
        except ValueError:
            return None

    def status(self, today: date) -> str:
        """What the clerk entered; without it, or where an open task has run out of time, what the days say."""
        entered = self.fields.get("status", "")
        if self.standing and entered in ("", "逾期"):
            return "常态化"
        if entered and entered not in OPEN_STATUSES:
            return entered
        if not self.standing and self.due is not None and self.due < today:
            return "逾期"
        return "未开始" if entered in ("", "逾期") else entered

    def is_open(self, today: date) -> bool:
        return self.present and self.status(today) in OPEN_STATUSES


class LedgerConflict(Frozen):
    """Two values for one field of a task: ``kept`` is in force."""

    code: str
    title: str
    field: str
    kept: str
    other: str
    origin: str
