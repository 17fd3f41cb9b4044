"""Everything that was read out of a notice as one flat list: what it is, whose it is, how sure, and which words say so.

The list is what the evidence view shows beside the text. Values without words of their own (inferred
from nothing that stands there) are listed too, so that nobody takes them for quoted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.model.certainty import certainty, field_needs_check, needs_check
from extractor.model.notice import Confidence, Deadline, Evidence, Indicator, Notice, Observation, Task, Value
from outputs.deadline_words import deadline_hints, deadline_phrase, task_deadline_words
from outputs.task_rows import channel_text, contact_text
from outputs.wording import (
    ANSWER_TYPES,
    DATE_ROLES,
    DEADLINE_CLASSES,
    DEADLINE_ROLES,
    METADATA_FIELDS,
    OBSERVATION_KINDS,
    TASK_KINDS,
    UNIT_ROLES,
    joined,
    mark,
    reading_text,
)

__all__ = ["EvidenceValue", "evidence_values"]


@dataclass(frozen=True, kw_only=True)
class EvidenceValue:
    """``field``: the group it belongs to, in plain words. ``details``: label and text, only those that say something."""

    field: str
    title: str
    details: tuple[tuple[str, str], ...] = ()
    units: tuple[str, ...] = ()
    confidence: Confidence
    check: bool
    evidence: tuple[Evidence, ...]


def evidence_values(notice: Notice) -> tuple[EvidenceValue, ...]:
    """All values, group by group: tasks first, for that is what a reader asks for."""
    return (
        *(_task(task, notice) for task in notice.tasks),
        *(_deadline(deadline, notice) for deadline in notice.deadlines),
        *_contacts(notice),
        *(_indicator(item) for item in notice.indicators),
        *(_observation(item) for item in notice.observations),
        *_attachments(notice),
        *_metadata(notice),
        *(_plain("其他日期", item, reading_text(item.quote), (("含义", _date_role(item.role)),)) for item in notice.non_deadline_dates),
        *_checks(notice),
    )


def _plain(field: str, value: Value, title: str, details: Iterable[tuple[str, str]], units: Iterable[str] = ()) -> EvidenceValue:
    noted = (*details, ("请核对", "；".join(map(reading_text, value.flags))))
    return EvidenceValue(
        field=field,
        title=title or "（未写明）",
        details=tuple((label, text) for label, text in noted if text),
        units=tuple(dict.fromkeys(filter(None, map(reading_text, units)))),
        confidence=certainty(value),
        check=needs_check(value),
        evidence=value.evidence,
    )


def _task(task: Task, notice: Notice) -> EvidenceValue:
    named = [(unit.name, f"{reading_text(unit.name)}（{UNIT_ROLES[unit.role]}）{mark(unit.source)}") for unit in task.units]
    known = {name for name, _ in named}
    roles = (("牵头", task.lead_units), ("责任", task.responsible_units), ("配合", task.cooperating_units))
    named += [(name, f"{reading_text(name)}（{role}）") for role, names in roles for name in names if name not in known]
    details = (
        ("类别", joined((TASK_KINDS[task.kind], task.category or ""), " / ")),
        ("单位", joined(words for _, words in named)),
        ("推定牵头", f"{reading_text(task.presumptive_lead)}（排序第一，推定）" if task.presumptive_lead else ""),
        ("科室和人员", joined((*task.responsible_offices, *task.responsible_persons))),
        ("时限", task_deadline_words(task, notice)),
        ("成果", joined(task.deliverables)),
        ("前提", reading_text(task.condition or "")),
    )
    heading = task.kind in ("phase", "group")
    value = _plain(TASK_KINDS[task.kind] if heading else "任务", task, reading_text(task.title), details, [name for name, _ in named])
    words = tuple(unit.evidence for unit in task.units if unit.evidence is not None)
    return EvidenceValue(**(vars(value) | {"evidence": _distinct((*value.evidence, *words))}))


def _deadline(deadline: Deadline, notice: Notice) -> EvidenceValue:
    tasks = [task for task in notice.tasks if deadline.id in task.deadline_ids]
    due = deadline.due.isoformat() + (f" {deadline.due_time}" if deadline.due_time else "") if deadline.due else ""
    details = (
        ("归一日期", f"{deadline.start.isoformat()} 至 {due}" if deadline.start and due else due),
        ("类型", f"{DEADLINE_CLASSES[deadline.class_]}，{DEADLINE_ROLES[deadline.role]}"),
        ("涉及任务", joined((task.title for task in tasks), "；")),
        ("提示", "；".join(hint for hint in deadline_hints(deadline) if hint not in map(reading_text, deadline.flags))),
    )
    units = [name for task in tasks for name in (*task.lead_units, *task.responsible_units, *task.cooperating_units)]
    return _plain("时限", deadline, deadline_phrase(deadline), details, units)


def _contacts(notice: Notice) -> Iterator[EvidenceValue]:
    for contact in notice.contacts:
        yield _plain("联系人", contact, contact_text(contact), (("用途", reading_text(contact.purpose or "")),), (contact.unit or "",))
    for channel in notice.submission_channels:
        yield _plain("报送方式", channel, channel_text(channel), ())


def _indicator(item: Indicator) -> EvidenceValue:
    number = "" if item.number is None else f"{item.number}. "
    details = (
        ("路径", joined(item.path, " / ")),
        ("类型", ANSWER_TYPES[item.answer_type] if item.answer_type else ""),
        ("计量单位", reading_text(item.unit_of_measure) + mark(item.unit_source) if item.unit_of_measure else ""),
        ("选项", joined(item.options, "；")),
        ("口径", joined((item.definition or "", item.instruction or ""), "；")),
        ("责任科室", reading_text(item.office or "")),
        ("责任领导", reading_text(item.leader or "")),
    )
    return _plain("指标", item, number + reading_text(item.text), details, (item.office or "", *item.respondents))


def _observation(item: Observation) -> EvidenceValue:
    value = "缺" if item.value is None else f"{item.value:.15g}{item.unit or ''}"
    details = (("数值", value), ("时期", item.period or ""), ("性质", OBSERVATION_KINDS[item.kind]))
    return _plain("指标数值", item, reading_text(item.indicator or item.quote), details)


def _attachments(notice: Notice) -> Iterator[EvidenceValue]:
    states = {True: "已随文", False: "未随文", "instructions_only": "仅有填写说明"}
    for item in notice.attachments:
        yield _plain("附件", item, joined((item.number or "", item.title), "："), (("情况", states[item.present]),))


def _metadata(notice: Notice) -> Iterator[EvidenceValue]:
    metadata = notice.metadata
    for name, label in METADATA_FIELDS.items():
        value = getattr(metadata, name)
        if value in (None, ()):
            continue
        found = metadata.evidence.get(name, ())
        text = joined(value) if isinstance(value, tuple) else reading_text(str(value))
        check = field_needs_check(metadata, name)
        yield EvidenceValue(field="文件信息", title=f"{label}：{text}", confidence=certainty(found), check=check, evidence=found)


def _checks(notice: Notice) -> Iterator[EvidenceValue]:
    known = {reading_text(check.message) for check in notice.checks}
    for message in dict.fromkeys(map(reading_text, notice.review_flags)):
        if message not in known:
            yield EvidenceValue(field="待核实", title=message, confidence="low", check=True, evidence=())
    for check in notice.checks:
        yield EvidenceValue(field="待核实", title=reading_text(check.message), confidence="low", check=True, evidence=check.evidence)


def _date_role(role: str) -> str:
    return f"{DATE_ROLES[role]}，不是时限" if role in DATE_ROLES else "不是时限"


def _distinct(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple({(item.start, item.end): item for item in evidence}.values())
