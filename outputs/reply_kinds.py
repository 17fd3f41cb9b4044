"""Kinds of reply that a clerk may choose instead of the proposed letter: 回执, 意见反馈表, 承诺书, 情况反馈表 (DOMAIN c.3).

All of them are forms: what the notice says stands in them, what the unit says is a blank.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, get_args

from extractor.model.notice import Notice, Task
from outputs.reply_blocks import EMPTY, Block, Check, Fill, Grid, Line, Row
from outputs.reply_questions import question_grid
from outputs.reply_targets import ReplyTarget
from outputs.reply_wording import citation, one_line, short_title, task_deadlines, task_number

__all__ = ["LETTER_KINDS", "REPLY_KINDS", "ReplyKind", "form_blocks"]

ReplyKind = Literal["报告", "函", "复函", "情况反馈表", "回执", "意见反馈表", "承诺书"]
REPLY_KINDS: tuple[ReplyKind, ...] = get_args(ReplyKind)
LETTER_KINDS: tuple[ReplyKind, ...] = ("报告", "函", "复函")
_GUESTS, _OPINIONS = 4, 8


def form_blocks(kind: ReplyKind, target: ReplyTarget, notice: Notice) -> Iterator[Block]:
    """The form of ``kind`` from the top down. Raises KeyError for a kind of letter."""
    yield Line(style="title", pieces=(_title(kind, notice),))
    yield Line(style="plain", pieces=("来文：", *citation(notice)))
    yield Line(
        style="plain", pieces=("填报单位：", Fill(tag="单位全称", text=f"【{one_line(target.unit)}（请写全称）】", label="单位全称"))
    )
    yield from _BODIES[kind](target, notice)
    yield from _signed(kind)


def _title(kind: ReplyKind, notice: Notice) -> str:
    cited = short_title(notice)
    return kind if kind != "意见反馈表" or not cited else f"{cited}意见反馈表"


def _feedback(target: ReplyTarget, notice: Notice) -> Iterator[Block]:
    rows = tuple(_task_row(task, notice) for task in target.tasks)
    header = ("编号", "任务事项", "完成时限", "进展情况", "存在问题", "下一步打算")
    yield Grid(header=header, widths=(12, 48, 26, 26, 22, 22), rows=rows, small=True)
    if target.questions:
        yield question_grid(target.questions)


def _task_row(task: Task, notice: Notice) -> Row:
    names = ("进展情况", "存在问题", "下一步打算")
    blanks = tuple((Fill(tag=f"{task.id}-{name}", text=EMPTY, label=f"{task.id} {name}", asked=True),) for name in names)
    words = f"{one_line(task.title)}\n原文：{one_line(task.quote)}"
    return ((task_number(task),), (words,), ("；".join(task_deadlines(task, notice)) or "文中未写明",), *blanks)


def _receipt(_target: ReplyTarget, _notice: Notice) -> Iterator[Block]:
    received = Fill(tag="收到日期", text=EMPTY, label="收到日期")
    yield Line(style="plain", pieces=("本单位已于", received, "收到上述来文。参加人员如下（不需参会的不填）："))
    rows = tuple(_guest(at) for at in range(1, _GUESTS + 1))
    yield Grid(header=("序号", "姓名", "职务", "联系电话", "是否参加"), widths=(14, 34, 40, 40, 28), rows=rows)


def _guest(at: int) -> Row:
    blanks = tuple(
        (Fill(tag=f"参会{at}-{name}", text=EMPTY, label=f"{at} {name}", asked=at == 1),) for name in ("姓名", "职务", "联系电话")
    )
    group = f"参会{at}-是否参加"
    boxes = tuple(Check(tag=group, text=words, group=group, asked=at == 1, type="boolean") for words in ("是  ", "否"))
    return ((str(at),), *blanks, boxes)


def _opinions(_target: ReplyTarget, _notice: Notice) -> Iterator[Block]:
    yield Line(style="check", pieces=(Check(tag="无意见", text=" 经研究，我单位无意见（无意见的必须勾选）", asked=True),))
    rows = tuple(_opinion(at) for at in range(1, _OPINIONS + 1))
    yield Grid(header=("序号", "原文条款", "修改意见", "理由"), widths=(14, 48, 50, 44), rows=rows)


def _opinion(at: int) -> Row:
    blanks = tuple((Fill(tag=f"意见{at}-{name}", text=EMPTY, label=f"{at} {name}"),) for name in ("原文条款", "修改意见", "理由"))
    return ((str(at),), *blanks)


def _pledge(target: ReplyTarget, notice: Notice) -> Iterator[Block]:
    yield Line(pieces=("按照上述来文要求，我单位就下列事项作出承诺：",))
    for place, task in enumerate(target.tasks, start=1):
        words = "；".join(task_deadlines(task, notice)) or "文中未写明"
        yield Line(pieces=(f"{place}. {one_line(task.title)}（完成时限：{words}）。",))
        yield Line(pieces=("承诺：", Fill(tag=f"{task.id}-承诺", text="【请填写：承诺内容】", label=f"{task.id} 承诺", asked=True)))


def _signed(kind: ReplyKind) -> Iterator[Block]:
    names = ("负责人签字", "日期") if kind == "承诺书" else ("填报人", "联系电话", "日期")
    pieces = [piece for name in names for piece in (f"{name}：", Fill(tag=name, text=EMPTY, label=name), "　")]
    yield Line(style="plain", pieces=tuple(pieces), keep=True)
    yield Line(style="signature", pieces=("（盖章）",))


_BODIES: dict[ReplyKind, Callable[[ReplyTarget, Notice], Iterator[Block]]] = {
    "情况反馈表": _feedback,
    "回执": _receipt,
    "意见反馈表": _opinions,
    "承诺书": _pledge,
}
