"""The tasks of an addressee, point by point in the order of the notice, with blanks to fill in.

Number, title, original words, deadline: everything a unit needs to answer. What it did is asked,
never written for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.model.notice import Notice, Task, UnitRole
from outputs.issuer_names import name_key
from outputs.reply_blocks import Block, Check, Fill, Line, Piece
from outputs.reply_targets import ReplyTarget
from outputs.reply_wording import chinese_numeral, one_line, task_deadlines, task_number

__all__ = ["ROLE_SECTIONS", "task_blocks"]

ROLE_SECTIONS: tuple[tuple[UnitRole, str], ...] = (
    ("lead", "牵头（负责）事项"),
    ("responsible", "责任事项"),
    ("cooperating", "配合事项"),
)
_PROGRESS = ("进展情况", "存在问题", "下一步打算")
_FIELDS: dict[str, tuple[str, ...]] = {
    "submission": ("完成情况",),
    "form": ("完成情况",),
    "questionnaire": ("完成情况",),
    "meeting": ("参会人员姓名、职务、联系电话",),
    "duty": ("落实情况", "存在问题", "下一步打算"),
    "conditional_action": ("是否发生及处理情况", "存在问题"),
}


def task_blocks(tasks: tuple[Task, ...], target: ReplyTarget, notice: Notice) -> Iterator[Block]:
    """（一）title …, then original words, shares, deadline, deliverables and blanks, task by task."""
    for place, task in enumerate(tasks, start=1):
        heading = f"（{chinese_numeral(place)}）{one_line(task.title)}（编号：{task_number(task)}）"
        yield Line(style="heading2", pieces=(heading,), keep=True)
        yield Line(style="quote", pieces=(f"原文：{one_line(task.quote)}",))
        yield from (Line(pieces=(words,)) for words in _facts(task, target, notice))
        if task.deliverables:
            yield Line(pieces=("成果形式：", *_deliverables(task)))
        yield from _items(task, target)
        yield from _blanks(task)


def _facts(task: Task, target: ReplyTarget, notice: Notice) -> Iterator[str]:
    shares = (("牵头", task.lead_units), ("责任", task.responsible_units), ("配合", task.cooperating_units))
    others = [f"{name}——{'、'.join(map(one_line, units))}" for name, units in shares if units]
    if len({unit for _, units in shares for unit in units}) > 1:
        yield f"分工：{'；'.join(others)}"
    if task.presumptive_lead and target.roles[task.id] == "responsible":
        yield f"文中未标明牵头单位；{one_line(task.presumptive_lead)}排序第一（推定），是否牵头请与发文单位核实。"
    if task.condition:
        yield f"前提条件：{one_line(task.condition)}"
    yield f"完成时限：{'；'.join(task_deadlines(task, notice)) or '文中未写明'}"


def _deliverables(task: Task) -> Iterator[Piece]:
    for place, deliverable in enumerate(task.deliverables):
        yield "；" if place else ""
        yield Check(tag=f"{task.id}-成果{place + 1}", text=one_line(deliverable))


def _items(task: Task, target: ReplyTarget) -> Iterator[Block]:
    """The rows of a table task: its own rows get a blank; a lead unit sees all of them."""
    own = set(map(name_key, target.names))
    for place, item in enumerate(task.items, start=1):
        departments = {name_key(department) for department in item.departments}
        if target.roles[task.id] == "cooperating" and departments and not own & departments:
            continue
        share = f"（{'、'.join(map(one_line, item.departments))}）" if item.departments else ""
        blank = Fill(tag=f"{task.id}-事项{place}", text="【请填写：进展】", label=one_line(item.item), asked=True)
        yield Line(pieces=(f"{place}. {one_line(item.item)}{share}：", blank))


def _blanks(task: Task) -> Iterator[Block]:
    for name in _FIELDS.get(task.kind, _PROGRESS):
        blank = Fill(tag=f"{task.id}-{name}", text=f"【请填写：{name}】", label=f"{task.id} {name}", asked=True)
        yield Line(pieces=(f"{name}：", blank))
