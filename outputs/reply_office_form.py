"""The reply of an office inside a house: a filled-in sheet without number and stamp."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.model.notice import Indicator, Notice
from outputs.reply_blocks import EMPTY, Block, Fill, Line
from outputs.reply_questions import question_grid
from outputs.reply_targets import ReplyTarget
from outputs.reply_wording import citation, deadline_words, one_line, task_deadlines, task_number

__all__ = ["office_form_blocks"]

_SIGNED_BY = ("填报人", "科室负责人", "责任领导审核", "日期")


def office_form_blocks(target: ReplyTarget, notice: Notice) -> Iterator[Block]:
    yield Line(style="title", pieces=(one_line(target.unit),), keep=True)
    yield Line(style="title", pieces=("指标填报表",))
    yield Line(pieces=("来文：", *citation(notice)))
    yield Line(pieces=(f"责任领导：{'、'.join(_leaders(target)) or '文中未写明'}",))
    yield Line(pieces=(f"完成时限：{'；'.join(_deadlines(target, notice)) or '文中未写明'}",))
    yield from _tasks(target)
    if target.questions:
        yield question_grid(target.questions)
    else:
        yield Line(pieces=(Fill(tag="填报内容", text="【请填写：填报内容】", asked=True),))
    yield Line(pieces=("情况说明：", Fill(tag="情况说明", text="【请填写：需要说明的情况，没有的写“无”】")))
    yield from _signers()
    yield Line(style="note", pieces=("（内设科室填报不加盖公章，经责任领导审核后报送。）",))


def _leaders(target: ReplyTarget) -> Iterator[str]:
    named = (question.leader for question in target.questions if question.leader)
    persons = (person for task in target.tasks for person in task.responsible_persons)
    yield from dict.fromkeys(map(one_line, [*named, *persons]))


def _deadlines(target: ReplyTarget, notice: Notice) -> Iterator[str]:
    """Deadlines of its tasks; a house list may date the single questions only."""
    words = dict.fromkeys(words for task in target.tasks for words in task_deadlines(task, notice))
    if words:
        yield from words
        return
    dues = {question.due for question in target.questions if question.due}
    yield from (deadline_words(deadline) for deadline in notice.deadlines if deadline.due in dues)


def _tasks(target: ReplyTarget) -> Iterator[Block]:
    for task in target.tasks:
        count = _count(target.questions)
        yield Line(pieces=(f"任务：{one_line(task.title)}（编号：{task_number(task)}）{count}",))
        yield Line(style="quote", pieces=(f"原文：{one_line(task.quote)}",))


def _count(questions: tuple[Indicator, ...]) -> str:
    roles = [question.participation for question in questions]
    shares = f"，牵头{roles.count('lead')}题、配合{roles.count('cooperate')}题" if any(roles) else ""
    return f"（本表共{len(questions)}题{shares}）" if questions else ""


def _signers() -> Iterator[Block]:
    """Two names to a line, so that no blank is torn apart."""
    for left, right in (_SIGNED_BY[:2], _SIGNED_BY[2:]):
        blanks = (Fill(tag=left, text=EMPTY, label=left), Fill(tag=right, text=EMPTY, label=right))
        yield Line(pieces=(f"{left}：", blanks[0], f"　　{right}：", blanks[1]), keep=True)
