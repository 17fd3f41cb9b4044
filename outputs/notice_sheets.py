"""The sheets behind the task list: deadlines, tasks by unit, indicators, values, contacts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extractor.model.certainty import needs_check
from extractor.model.notice import Deadline, Notice, Observation, Task
from outputs.deadline_words import dated_parts, deadline_hints, deadline_phrase, sorting_key
from outputs.due_colours import DueColours
from outputs.task_rows import TaskRow, dispatched
from outputs.wording import (
    ANSWER_TYPES,
    CHANNELS,
    DEADLINE_CLASSES,
    DEADLINE_ROLES,
    NOT_STATED,
    OBSERVATION_KINDS,
    UNIT_ROLES,
    joined,
    mark,
    place,
    reading_text,
    title_of,
)
from outputs.workbook import Cell, Column, DateCell, HeadLine, Sheet

__all__ = ["contact_sheet", "deadline_sheet", "deadlines_by_date", "indicator_sheet", "observation_sheet", "unit_sheet", "value_text"]

_Row = tuple[Cell, ...]


def deadline_sheet(notice: Notice) -> Sheet:
    """All deadlines by date: dated first, open-ended last."""
    columns = (
        Column("序号", 5, "center"),
        Column("完成日期", 12, "center"),
        Column("时限（原文）", 34),
        Column("时限类型", 12, "center"),
        Column("性质", 12, "center"),
        Column("起始日期", 12, "center", shrinks=True),
        Column("涉及任务", 44),
        Column("承担单位", 26),
        Column("原文位置", 12, "center"),
        Column("提示", 22, shrinks=True),
    )
    rows = tuple((at, *_deadline_cells(deadline, notice)) for at, deadline in enumerate(deadlines_by_date(notice), start=1))
    foot = "注：按完成日期排序，与原文顺序不同；未写具体日期的列在最后。遇节假日只作提示，不改动日期。"
    colours = DueColours(due=1, words=2)
    return replace(_sheet("时限一览", notice, columns, rows, empty="未提取到时限。", foot=foot), colours=colours)


def deadlines_by_date(notice: Notice) -> list[Deadline]:
    """A deadline of several days is listed at each of them, under its own words."""
    listed: list[Deadline] = []
    for deadline in notice.deadlines:
        parts = dated_parts(deadline)
        of = reading_text(deadline.quote)
        listed += [
            deadline.model_copy(update={"due": due, "quote": f"{words}（{of}，第{at}段）", "parts": ()})
            for at, (words, due) in enumerate(parts, start=1)
        ] or [deadline]
    return sorted(listed, key=sorting_key)


def _deadline_cells(deadline: Deadline, notice: Notice) -> _Row:
    tasks = [task for task in dispatched(notice) if deadline.id in task.deadline_ids]
    return (
        DateCell(deadline.due, deadline.due_time) if deadline.due else None,
        deadline_phrase(deadline),
        DEADLINE_CLASSES[deadline.class_],
        DEADLINE_ROLES[deadline.role],
        DateCell(deadline.start) if deadline.start else None,
        joined((task.title for task in tasks), "；"),
        joined(name for task in tasks for name in _everybody(task)),
        place(deadline.evidence, notice.source),
        "；".join(deadline_hints(deadline)),
    )


def unit_sheet(notice: Notice, rows: Iterable[TaskRow]) -> Sheet:
    """Tasks unit by unit in order of first mention, those it leads before those it supports."""
    columns = (
        Column("单位", 24, repeats=True, merges=True),
        Column("角色", 16, "center"),
        Column("任务序号", 9, "center"),
        Column("任务事项", 44),
        Column("牵头单位", 22),
        Column("完成时限（原文）", 24),
        Column("完成日期", 12, "center"),
        Column("成果形式", 22, shrinks=True),
        Column("原文位置", 14, "center"),
    )
    entries = [(unit, rank, role, row) for row in rows for unit, rank, role in _roles(row.task)]
    order = {unit: at for at, unit in enumerate(dict.fromkeys(entry[0] for entry in entries))}
    entries.sort(key=lambda entry: (entry[0] == NOT_STATED, order[entry[0]], entry[1], entry[3].number))
    table = tuple(
        (unit, role, row.number, row.title, row.lead, row.deadline, row.due, row.deliverables, row.place) for unit, _, role, row in entries
    )
    foot = "注：每个单位先列牵头任务，再列责任任务、配合任务；开放范围（如“等相关部门”）按原文列为一行，具体单位须人工补充。"
    return _sheet("按单位", notice, columns, table, empty="未提取到任务。", foot=foot)


def indicator_sheet(notice: Notice) -> Sheet:
    """The questions, in document order."""
    columns = (
        Column("序号", 5, "center"),
        Column("题号", 7, "center", repeats=True),
        Column("指标路径", 20, shrinks=True),
        Column("题目（原文）", 60),
        Column("类型", 10, "center"),
        Column("计量单位", 8, "center", shrinks=True),
        Column("选项", 24, shrinks=True),
        Column("口径和填报说明", 28, shrinks=True),
        Column("责任领导", 9, "center", shrinks=True),
        Column("责任科室", 14, "center", shrinks=True),
        Column("完成日期", 12, "center", shrinks=True),
        Column("待核实", 18, shrinks=True),
    )
    rows = tuple(
        (
            at,
            "" if item.number is None else str(item.number),
            joined(item.path, " / "),
            reading_text(item.text),
            ANSWER_TYPES[item.answer_type] if item.answer_type else "",
            reading_text(item.unit_of_measure) + mark(item.unit_source) if item.unit_of_measure else "",
            joined(item.options, "；") or ("选项未随文提供" if item.options_missing else ""),
            joined((item.definition or "", item.instruction or ""), "；"),
            reading_text(item.leader or ""),
            reading_text(item.office or ""),
            DateCell(item.due) if item.due else None,
            joined(item.flags, "；"),
        )
        for at, item in enumerate(notice.indicators, start=1)
    )
    return _sheet("指标", notice, columns, rows)


def observation_sheet(notice: Notice) -> Sheet:
    """Values of indicators that the document states."""
    columns = (
        Column("序号", 5, "center"),
        Column("指标", 40),
        Column("数值", 14, "center"),
        Column("单位", 10, "center"),
        Column("时期", 14, "center"),
        Column("性质", 12, "center"),
        Column("原文", 60),
        Column("原文位置", 12, "center"),
        Column("待核实", 24, shrinks=True),
    )
    rows = tuple(
        (
            at,
            reading_text(item.indicator or ""),
            value_text(item),
            reading_text(item.unit or ""),
            reading_text(item.period or ""),
            OBSERVATION_KINDS[item.kind],
            reading_text(item.quote),
            place(item.evidence, notice.source),
            joined(item.flags, "；"),
        )
        for at, item in enumerate(notice.observations, start=1)
    )
    return _sheet("指标数值", notice, columns, rows, foot="注：预计值、目标值不是实际值，不得作为实际值入库。")


def contact_sheet(notice: Notice) -> Sheet:
    """Whom to ring, where to send, and which attachments came along."""
    columns = (
        Column("类别", 12, "center"),
        Column("姓名／方式／名称", 34),
        Column("单位／接收对象", 26),
        Column("电话", 20, shrinks=True),
        Column("邮箱", 28, shrinks=True),
        Column("地址", 26, shrinks=True),
        Column("用途／要求", 32, shrinks=True),
        Column("原文位置", 12, "center"),
        Column("待核实", 26, shrinks=True),
    )
    rows = (*_contact_rows(notice), *_channel_rows(notice), *_attachment_rows(notice))
    return _sheet("联系人与报送", notice, columns, rows, empty="文中未写明联系人和报送方式。")


def value_text(item: Observation) -> Cell:
    """The value as it may be printed; a missing one says so and is never 0."""
    if item.value is None:
        return "缺" if item.missing else "见原文"
    if item.operator in ("range", "text"):
        return f"{item.value:.15g}（见原文）"
    signs = {">=": "≥", "<=": "≤", ">": "＞", "<": "＜"}
    return item.value if item.operator not in signs else f"{signs[item.operator]}{item.value:.15g}"


def _contact_rows(notice: Notice) -> tuple[_Row, ...]:
    notes = {"positional": "姓名与号码按顺序推定", "unpaired": "姓名与号码数目不一致，未配对", "shared": "多人共用此号码"}
    return tuple(
        (
            "联系人",
            reading_text(contact.name or "") or "（未写姓名）",
            reading_text(contact.unit or ""),
            joined(contact.phones),
            joined(contact.emails),
            None,
            reading_text(contact.purpose or ""),
            place(contact.evidence, notice.source),
            joined((notes.get(contact.pairing, ""), *contact.flags), "；") or ("请核对" if needs_check(contact) else ""),
        )
        for contact in notice.contacts
    )


def _channel_rows(notice: Notice) -> tuple[_Row, ...]:
    return tuple(
        (
            "报送方式",
            CHANNELS[channel.medium],
            reading_text(channel.recipient or ""),
            None,
            reading_text(channel.email or ""),
            reading_text(channel.address or ""),
            joined(channel.requirements),
            place(channel.evidence, notice.source),
            joined(channel.flags, "；"),
        )
        for channel in notice.submission_channels
    )


def _attachment_rows(notice: Notice) -> tuple[_Row, ...]:
    states = {True: "已随文", False: "未随文提供，请索取", "instructions_only": "仅有填写说明，表格未随文提供"}
    rows: list[_Row] = []
    for item in notice.attachments:
        number = reading_text(item.number or "")
        label = number if not number.isdigit() else f"附件{number}"
        title = reading_text(item.title)
        name = title if not label or title.startswith(label) else f"{label}：{title}"
        flags = joined((*(f"另有名称：{other}" for other in item.other_titles), *item.flags), "；")
        rows.append(("附件", name, None, None, None, None, states[item.present], place(item.evidence, notice.source), flags))
    return tuple(rows)


def _roles(task: Task) -> tuple[tuple[str, int, str], ...]:
    """(unit, rank, role as printed), each unit once, in its highest role."""
    named = [(name, 0, UNIT_ROLES["lead"]) for name in task.lead_units]
    for name in task.responsible_units:
        first = not task.lead_units and name == task.presumptive_lead
        named.append((name, 1, "责任（排序第一，推定牵头）" if first else UNIT_ROLES["responsible"]))
    named += [(name, 2, UNIT_ROLES["cooperating"]) for name in task.cooperating_units]
    best: dict[str, tuple[str, int, str]] = {}
    for name, rank, role in named:
        best.setdefault(reading_text(name), (reading_text(name), rank, role))
    if not best:
        best = {name: (name, 1, "责任科室") for name in map(reading_text, task.responsible_offices)}
    return tuple(best.values()) or ((NOT_STATED, 3, ""),)


def _everybody(task: Task) -> tuple[str, ...]:
    return (*task.lead_units, *task.responsible_units, *task.cooperating_units) or task.responsible_offices or task.responsible_persons


def _sheet(name: str, notice: Notice, columns: tuple[Column, ...], rows: tuple[_Row, ...], *, empty: str = "无", foot: str = "") -> Sheet:
    head = (HeadLine(title_of(notice), align="center"),)
    return Sheet(name=name, title=name, columns=columns, rows=rows, head=head, empty=empty, foot=foot)
