"""Tasks as rows of text: what the task sheet and the ledger both print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.model.certainty import needs_check
from extractor.model.notice import Contact, Evidence, Notice, SubmissionChannel, Task, UnitRole
from outputs.deadline_words import deadline_hints, deadlines_of, due_of, task_deadline_words
from outputs.wording import CHANNELS, NOT_STATED, TASK_KINDS, joined, mark, place, reading_text
from outputs.workbook import DateCell

__all__ = ["TaskRow", "channel_text", "contact_text", "dispatched", "task_rows"]

_MANY_CHANNELS = 2
_LONGEST_HEADING = 12


@dataclass(frozen=True)
class TaskRow:
    """One dispatched task. Texts are ready to print; ``due`` is None where the text settles no date."""

    number: int
    task: Task
    category: str
    title: str
    content: str
    leaders: str
    lead: str
    responsible: str
    cooperating: str
    offices: str
    deadline: str
    due: DateCell | None
    deliverables: str
    submission: str
    place: str
    note: str
    checks: frozenset[str] = frozenset()
    """Names of the texts above that a clerk should look at before relying on them."""


def dispatched(notice: Notice) -> tuple[Task, ...]:
    """The tasks that somebody must do, in document order: headings of phases and groups are not."""
    return tuple(task for task in notice.tasks if task.kind not in ("phase", "group"))


def task_rows(notice: Notice) -> tuple[TaskRow, ...]:
    """One row per dispatched task, numbered from 1."""
    return tuple(_row(number, task, notice) for number, task in enumerate(dispatched(notice), start=1))


def contact_text(contact: Contact) -> str:
    """Name, numbers and mailboxes in one line."""
    who = joined((contact.name or "", contact.unit or "")) if contact.name else reading_text(contact.unit or "")
    guessed = "（按顺序推定）" if contact.pairing == "positional" else ""
    return " ".join(part for part in (who, joined(contact.phones) + guessed, joined(contact.emails)) if part)


def channel_text(channel: SubmissionChannel) -> str:
    """Medium, where to, and what is asked of the papers, in one line."""
    where = joined((channel.recipient or "", channel.address or "", channel.email or ""))
    asked = joined(channel.requirements)
    return CHANNELS[channel.medium] + (f"：{where}" if where else "") + (f"（{asked}）" if asked else "")


def _row(number: int, task: Task, notice: Notice) -> TaskRow:
    last = due_of(deadlines_of(task, notice))
    leaders, others = _persons(task)
    return TaskRow(
        number=number,
        task=task,
        category=_category(task, notice),
        title=reading_text(task.title),
        content=_content(task),
        leaders=leaders,
        lead=_lead(task),
        responsible=_units(task, "responsible", task.responsible_units) or ("" if task.lead_units else NOT_STATED),
        cooperating=_units(task, "cooperating", task.cooperating_units),
        offices=joined((*task.responsible_offices, others), "；"),
        deadline=task_deadline_words(task, notice),
        due=DateCell(last.due, last.due_time) if last is not None and last.due is not None else None,
        deliverables=joined(task.deliverables),
        submission=_submission(task, notice),
        place=_place(task, notice),
        note=_note(task, notice),
        checks=frozenset(_checks(task, notice)),
    )


def _checks(task: Task, notice: Notice) -> Iterator[str]:
    if needs_check(task):
        yield "title"
    if any(needs_check(deadline) for deadline in deadlines_of(task, notice)):
        yield "deadline"
    for role, name in (("lead", "lead"), ("responsible", "responsible"), ("cooperating", "cooperating")):
        if any(needs_check(unit) for unit in task.units if unit.role == role):
            yield name


def _category(task: Task, notice: Notice) -> str:
    """What the document calls it; else the phase or group it stands under; else what kind of task it is."""
    parent = next((other.title for other in notice.tasks if other.id == task.parent and other.kind in ("phase", "group")), "")
    return reading_text(task.category or parent or task.section or "") or TASK_KINDS[task.kind]


def _content(task: Task) -> str:
    quote = reading_text(task.quote)
    matters = [(reading_text(item.item), joined(item.departments)) for item in task.items]
    if all(name in quote for name, _ in matters):
        return quote
    listed = "；".join(f"{at}. {name}" + (f"（{who}）" if who else "") for at, (name, who) in enumerate(matters, start=1))
    return f"{quote}\n具体事项{len(matters)}项：{listed}"


def _persons(task: Task) -> tuple[str, str]:
    """(leaders, other persons): by the words of the clause; in a questionnaire the named person is the leader."""
    names = joined(task.responsible_persons)
    is_leader = "领导" in (task.responsibility_clause or "") or task.kind == "questionnaire"
    return (names, "") if is_leader else ("", names)


def _lead(task: Task) -> str:
    stated = _units(task, "lead", task.lead_units)
    if stated:
        return stated
    return f"{reading_text(task.presumptive_lead)}（排序第一，推定）" if task.presumptive_lead else NOT_STATED


def _units(task: Task, role: UnitRole, names: Iterable[str]) -> str:
    sources = {unit.name: unit.source for unit in task.units if unit.role == role}
    return joined(reading_text(name) + mark(sources.get(name, "explicit")) for name in names)


def _submission(task: Task, notice: Notice) -> str:
    """Channels and contacts that stand in the words of the task; for papers to hand in, those of the notice."""
    own = [channel_text(channel) for channel in notice.submission_channels if _within(channel.evidence, task.evidence)]
    people = [contact_text(contact) for contact in notice.contacts if _within(contact.evidence, task.evidence)]
    asked = task.kind in ("submission", "form", "questionnaire") and not task.responsibility_clause
    if not own and asked and notice.submission_channels:
        shared = [channel_text(channel) for channel in notice.submission_channels]
        own = shared if len(shared) <= _MANY_CHANNELS else ["见“联系人与报送”表"]
    return joined((*own, *people), "；")


def _within(inner: Iterable[Evidence], outer: Iterable[Evidence]) -> bool:
    spans = [(evidence.start, evidence.end) for evidence in outer]
    return any(start <= evidence.start and evidence.end <= end for evidence in inner for start, end in spans)


def _place(task: Task, notice: Notice) -> str:
    heading = reading_text(task.section or "")
    heading = heading if len(heading) <= _LONGEST_HEADING else ""  # a table's title stands over the sheet already
    number = reading_text(task.number or "")
    label = heading + ("" if number and heading.endswith(number) else number)
    return "，".join(part for part in (label, place(task.evidence, notice.source)) if part)


def _note(task: Task, notice: Notice) -> str:
    parts = [f"前提：{reading_text(task.condition)}"] if task.condition else []
    if task.quantities:
        parts.append(f"量化要求：{joined(task.quantities)}")
    if task.indicator_numbers:
        parts.append(f"涉及指标{len(task.indicator_numbers)}项：第{joined(task.indicator_numbers)}题")
    parts += [f"{reading_text(deadline.quote)}：{hint}" for deadline in deadlines_of(task, notice) for hint in deadline_hints(deadline)]
    if task.responsibility_clause and not (task.lead_units or task.responsible_units or task.responsible_persons):
        parts.append(f"责任条款原文：{reading_text(task.responsibility_clause)}")
    parts += [f"待核实：{reading_text(flag)}" for flag in task.flags]
    return "；".join(dict.fromkeys(parts))
