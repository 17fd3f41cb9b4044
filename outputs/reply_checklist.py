"""报送核对单: the last page of a reply, for the clerk: where and how to send, by when, whom to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.model.certainty import needs_check
from extractor.model.notice import Contact, Medium, Notice, SubmissionChannel, Task
from outputs.deadline_words import deadlines_of
from outputs.issuer_names import name_key
from outputs.reply_blocks import EMPTY, Block, Check, Fill, Grid, Line, Row
from outputs.reply_targets import ReplyTarget
from outputs.reply_wording import also_named, citation, deadline_words, one_line, task_deadlines, task_number

__all__ = ["channel_lines", "checklist_blocks", "contact_lines", "flags_for"]

_MEDIA: dict[Medium, str] = {
    "paper": "纸质版",
    "email": "电子邮件",
    "system": "系统填报",
    "fax": "传真",
    "package": "打包报送",
    "onsite": "现场递交",
    "wechat_or_oa": "OA 或工作群",
    "unspecified": "报送（方式未写明）",
}
_PAIRINGS = {"positional": "姓名与电话按顺序对应，推定", "shared": "多人共用一个号码", "unpaired": "姓名与电话未能对应，请核实"}
_QUESTION_NUMBERS = re.compile(r"第([\d、,，至–—\-]{1,200})题")
_EVIDENCE_HEADER = ("序号", "对应题号/任务", "材料名称", "文号/日期", "页码", "文件名")
_EVIDENCE_WIDTHS = (12, 28, 40, 30, 18, 28)
_SPARE_ROWS = 3


def checklist_blocks(target: ReplyTarget, notice: Notice) -> Iterator[Block]:
    yield Line(style="subtitle", pieces=("报送核对单",), new_page=True)
    yield Line(style="plain", pieces=("来文：", *citation(notice)))
    yield Line(style="plain", pieces=(f"承办：{one_line(target.unit)}{also_named(target.other_names)}（本页供承办人核对，不随文报送）",))
    yield from _section("报送方式", list(_channels(notice)))
    yield from _section("报送前核对", list(_before_sending(target)))
    yield from _deadlines(target, notice)
    yield from _section("联系人", list(_contacts(notice)))
    yield from _section("待核实事项", list(_flags(target, notice)))
    yield Line(style="part", pieces=("佐证材料目录",), keep=True)
    yield _evidence_grid(target)


def flags_for(target: ReplyTarget, notice: Notice) -> tuple[str, ...]:
    """Review flags that concern the addressee: general ones, its own, not those of other questions; then what was read without being sure."""
    messages = [*notice.review_flags, *(check.message for check in notice.checks)]
    messages += [f"{task_number(task)} {flag}" for task in target.tasks for flag in task.flags]
    messages += [f"第{question.number}题：{flag}" for question in target.questions for flag in question.flags]
    own = {str(question.number) for question in target.questions}
    concerned = [message for message in dict.fromkeys(messages) if _concerns(message, target, notice, own)]
    return (*concerned, *_unsure(target, notice))


def _unsure(target: ReplyTarget, notice: Notice) -> Iterator[str]:
    """Which parts of which tasks to hold against the original."""
    doubted: dict[str, list[str]] = {}
    for task in target.tasks:
        if parts := "、".join(_doubted(task, notice)):
            doubted.setdefault(parts, []).append(task_number(task))
    yield from (f"{'、'.join(numbers)} 的{parts}请对照原文核对" for parts, numbers in doubted.items())


def _doubted(task: Task, notice: Notice) -> Iterator[str]:
    if needs_check(task):
        yield "任务"
    if any(map(needs_check, task.units)):
        yield "单位"
    if any(map(needs_check, deadlines_of(task, notice))):
        yield "时限"


def _concerns(message: str, target: ReplyTarget, notice: Notice, own: set[str]) -> bool:
    numbers = {number for found in _QUESTION_NUMBERS.findall(message) for number in re.findall(r"\d+", found)}
    if numbers and notice.indicators and not numbers & own:
        return False
    key = name_key(message)
    if any(name_key(name) in key for name in target.names):
        return True
    units = {unit for task in notice.tasks for unit in (*task.lead_units, *task.responsible_units, *task.cooperating_units)}
    tasks_named = [task for task in notice.tasks if task.title in message]
    if tasks_named:
        return any(task.id in target.roles for task in tasks_named)
    return not any(name_key(unit) in key for unit in units)


def _tick(tag: str, words: str) -> Line:
    return Line(style="check", pieces=(Check(tag=tag, text=f" {words}"),))


def _section(name: str, lines: list[Line]) -> Iterator[Block]:
    yield Line(style="part", pieces=(name,), keep=True)
    yield from lines


def channel_lines(notice: Notice) -> tuple[str, ...]:
    """Each way of handing in, in one line of words."""
    return tuple(dict.fromkeys(_channel(channel) for channel in notice.submission_channels if _says_something(channel)))


def contact_lines(notice: Notice) -> tuple[str, ...]:
    """Each contact in one line of words."""
    return tuple(map(_contact, notice.contacts))


def _channels(notice: Notice) -> Iterator[Line]:
    channels = channel_lines(notice)
    for place, words in enumerate(channels, start=1):
        yield _tick(f"报送方式{place}", words)
    if not channels:
        yield _tick("报送方式", "来文未写明报送方式，请与发文单位联系确认")


def _says_something(channel: SubmissionChannel) -> bool:
    """A destination without a medium, a place or a demand tells the clerk nothing."""
    return channel.medium != "unspecified" or bool(channel.address or channel.email or channel.recipient or channel.requirements)


def _channel(channel: SubmissionChannel) -> str:
    places = (("地址", channel.address), ("邮箱", channel.email), ("接收", channel.recipient))
    words = [f"{name}：{one_line(value)}" for name, value in places if value]
    words += [f"要求：{'、'.join(map(one_line, channel.requirements))}"] if channel.requirements else []
    flags = f"（待核实：{'；'.join(channel.flags)}）" if channel.flags else ""
    return "；".join([_MEDIA[channel.medium], *words]) + flags


def _before_sending(target: ReplyTarget) -> Iterator[Line]:
    words = ["每项任务、每道题均已填写，【】标记已全部替换或删除", "经负责同志审签，佐证材料齐全"]
    if target.kind == "unit":
        words = ["文种、主送、结束语已按隶属关系选定", *words, "单位全称、成文日期、印章无误"]
    for place, text in enumerate(words, start=1):
        yield _tick(f"核对{place}", text)


def _deadlines(target: ReplyTarget, notice: Notice) -> Iterator[Block]:
    rows: list[Row] = []
    for task in target.tasks:
        words = "；".join(task_deadlines(task, notice)) or "文中未写明"
        rows.append(((task_number(task),), (one_line(task.title),), (words,)))
    if not rows:
        dues = {question.due for question in target.questions if question.due}
        words = "；".join(deadline_words(deadline) for deadline in notice.deadlines if deadline.due in dues)
        rows.append((("—",), ("指标填报",), (words or "文中未写明",)))
    yield Line(style="part", pieces=("完成时限",), keep=True)
    yield Grid(header=("编号", "任务事项", "时限：原文（归一日期）"), widths=(20, 66, 70), rows=tuple(rows))


def _contacts(notice: Notice) -> Iterator[Line]:
    for contact in notice.contacts:
        yield Line(style="plain", pieces=(_contact(contact),))
    if not notice.contacts:
        yield Line(style="plain", pieces=("来文未写明联系人。",))


def _contact(contact: Contact) -> str:
    who = " ".join(filter(None, (contact.unit, contact.name))) or "（未写姓名）"
    words = [one_line(who), "、".join(contact.phones) or "（未写电话）", *contact.emails]
    notes = [note for note in (contact.purpose, _PAIRINGS.get(contact.pairing), *contact.flags) if note]
    return "　".join(words) + (f"（{'；'.join(map(one_line, notes))}）" if notes else "")


def _flags(target: ReplyTarget, notice: Notice) -> Iterator[Line]:
    flags = flags_for(target, notice)
    for place, flag in enumerate(flags, start=1):
        yield _tick(f"核实{place}", one_line(flag))
    if not flags:
        yield Line(style="plain", pieces=("无。",))


def _evidence_grid(target: ReplyTarget) -> Grid:
    names = [task_number(task) for task in target.tasks] + [""] * _SPARE_ROWS
    rows = tuple(_evidence_row(place, name) for place, name in enumerate(names, start=1))
    return Grid(header=_EVIDENCE_HEADER, widths=_EVIDENCE_WIDTHS, rows=rows)


def _evidence_row(place: int, name: str) -> Row:
    tag = f"佐证{place}"
    blanks = tuple((Fill(tag=f"{tag}-{column}", text=EMPTY, label=column),) for column in _EVIDENCE_HEADER[2:])
    return ((str(place),), (name or Fill(tag=f"{tag}-对应", text=EMPTY, label="对应题号/任务"),), *blanks)
