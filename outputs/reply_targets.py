"""Who must answer what: the addressees of a notice, each with its tasks and its questions.

An addressee is a unit as the text names it (a group such as 各县区 is one addressee), or, for a
questionnaire that is handed out inside a house, an office. Tasks that name nobody fall to the
primary recipients; tasks of the issuing authority itself are not answered. Nothing that is
dispatched may be missing from all templates: ``scripts/check_templates.py`` proves it on the files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from extractor.model.notice import Indicator, Notice, Task, UnitRole
from outputs.issuer_names import is_issuer, name_key
from outputs.unit_spellings import main_spellings

__all__ = ["ReplyTarget", "is_dispatched", "is_group", "reply_targets", "unit_roles"]

_HEADINGS = ("phase", "group")
_ASKING_KINDS = (("questionnaire",), ("form",))
_GROUP = re.compile(r"各|有关|相关|所属|成员单位|全体|全部|责任单位|牵头单位|等\d*[家个]?.{0,6}(?:单位|部门|企业)")
_SEPARATOR = re.compile(r"[、；;\n](?![^（(]{0,60}[）)])")
UNNAMED_UNIT = "责任单位待核实"
UNNAMED_OFFICE = "责任科室待核实"


@dataclass(frozen=True, kw_only=True)
class ReplyTarget:
    """One addressee. ``tasks`` keeps the order of the notice; ``roles`` gives the role by task id.
    ``other_names``: under which the notice speaks of the same unit elsewhere, as presumed."""

    unit: str
    other_names: tuple[str, ...] = ()
    kind: Literal["unit", "office"] = "unit"
    group: bool = False
    tasks: tuple[Task, ...] = ()
    roles: dict[str, UnitRole]
    questions: tuple[Indicator, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.unit, *self.other_names)

    def tasks_as(self, role: UnitRole) -> tuple[Task, ...]:
        return tuple(task for task in self.tasks if self.roles[task.id] == role)


@dataclass
class _Draft:
    unit: str
    kind: Literal["unit", "office"]
    names: list[str] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    roles: dict[str, UnitRole] = field(default_factory=dict)
    questions: list[Indicator] = field(default_factory=list)

    def add_task(self, task: Task, role: UnitRole) -> None:
        if task.id not in self.roles:
            self.tasks.append(task)
            self.roles[task.id] = role


def is_dispatched(task: Task) -> bool:
    """Phase and group headings only order the sheet; everything else is work for somebody."""
    return task.kind not in _HEADINGS


def is_group(name: str) -> bool:
    """True for a name that stands for several units that are not named."""
    return bool(_GROUP.search(name))


def unit_roles(task: Task) -> dict[str, UnitRole]:
    """Units of a task by their strongest role: lead before responsible before cooperating."""
    named: tuple[tuple[UnitRole, tuple[str, ...]], ...] = (
        ("lead", task.lead_units),
        ("responsible", task.responsible_units),
        ("cooperating", task.cooperating_units),
    )
    roles: dict[str, UnitRole] = {}
    for role, units in named:
        for unit in units:
            roles.setdefault(unit, role)
    return roles


def reply_targets(notice: Notice) -> tuple[ReplyTarget, ...]:
    """The addressees in the order in which the notice first names them; none without tasks."""
    tasks = [task for task in notice.tasks if is_dispatched(task)]
    if not tasks:
        return ()
    drafts = _Drafts(_named(notice, tasks))
    for task in tasks:
        for unit, kind, role in _addressees(task, notice):
            drafts.of(unit, kind).add_task(task, role)
    for question in notice.indicators:
        for unit, kind in _respondents(question, notice, tasks):
            _ask(drafts.of(unit, kind), question, tasks)
    answered = {task_id for draft in drafts.all() for task_id in draft.roles}
    for task in tasks:
        if task.id not in answered and not _is_own_work(task, notice):
            drafts.of(UNNAMED_OFFICE, "office").add_task(task, "responsible")
    return tuple(_finished(draft, notice) for draft in drafts.all() if draft.tasks or draft.questions)


def _is_own_work(task: Task, notice: Notice) -> bool:
    """The issuer alone does it, and no office of the house has to hand anything in."""
    units = unit_roles(task)
    issuers = notice.metadata.issuing_authorities
    return bool(units) and all(is_issuer(unit, issuers) for unit in units) and task.kind != "questionnaire"


def _addressees(task: Task, notice: Notice) -> Iterator[tuple[str, Literal["unit", "office"], UnitRole]]:
    issuers = notice.metadata.issuing_authorities
    roles = unit_roles(task)
    for unit, role in roles.items():
        if not is_issuer(unit, issuers):
            yield unit, "unit", role
    others = [unit for unit, role in roles.items() if role != "cooperating" and not is_issuer(unit, issuers)]
    if task.kind == "questionnaire" and (task.responsible_offices or (roles and not others)):
        for office in task.responsible_offices:
            yield office, "office", "responsible"
        if task.responsible_persons and not task.responsible_offices:
            yield _unnamed_office(task.responsible_persons), "office", "responsible"
    elif not roles:
        for unit in _recipients(notice):
            yield unit, "unit", "responsible"


def _recipients(notice: Notice) -> tuple[str, ...]:
    issuers = notice.metadata.issuing_authorities
    named = tuple(unit for unit in notice.metadata.primary_recipients if not is_issuer(unit, issuers))
    return named or (UNNAMED_UNIT,)


def _unnamed_office(persons: tuple[str, ...]) -> str:
    return f"{UNNAMED_OFFICE}（{'、'.join(persons)}）" if persons else UNNAMED_OFFICE


def _respondents(question: Indicator, notice: Notice, tasks: list[Task]) -> Iterator[tuple[str, Literal["unit", "office"]]]:
    """Its own office; else the leader's open place; else the units of the task that asks it."""
    if question.office:
        for office in _SEPARATOR.split(question.office):
            if office.strip():
                yield office.strip(), "office"
    elif question.leader:
        yield _unnamed_office((question.leader,)), "office"
    else:
        for task in _asking_tasks(question, tasks):
            yield from ((unit, kind) for unit, kind, _ in _addressees(task, notice))
        if not _asking_tasks(question, tasks):
            yield from ((unit, "unit") for unit in _recipients(notice))
        elif not any(True for task in _asking_tasks(question, tasks) for _ in _addressees(task, notice)):
            yield UNNAMED_OFFICE, "office"


def _asking_tasks(question: Indicator, tasks: list[Task]) -> list[Task]:
    number = None if question.number is None else str(question.number)
    linked = [task for task in tasks if number is not None and number in task.indicator_numbers]
    for kinds in _ASKING_KINDS:
        linked = linked or [task for task in tasks if task.kind in kinds]
    return linked


def _ask(draft: _Draft, question: Indicator, tasks: list[Task]) -> None:
    """Put the question to the addressee, with the questionnaire that it belongs to (for the deadline)."""
    if not any(question is known for known in draft.questions):
        draft.questions.append(question)
    if draft.kind == "office" and not draft.tasks:
        for task in _asking_tasks(question, tasks):
            if task.kind == "questionnaire" and not task.responsible_offices:
                draft.add_task(task, "responsible")


def _named(notice: Notice, tasks: Iterable[Task]) -> dict[str, str]:
    """The spellings of the units of ``tasks`` and of the recipients, each with the first one for the same unit."""
    names = [unit for task in tasks for unit in unit_roles(task)]
    names += notice.metadata.primary_recipients
    marked = {unit.name for task in notice.tasks for unit in task.units if unit.group}
    return main_spellings(names, groups=[name for name in names if name in marked or is_group(name)])


class _Drafts:
    """By the main spelling of their names. A name that is both (a unit of a task, the office of a question) is one addressee: the unit."""

    def __init__(self, spellings: Mapping[str, str]) -> None:
        self._spellings = spellings
        self._drafts: dict[str, _Draft] = {}

    def of(self, unit: str, kind: Literal["unit", "office"]) -> _Draft:
        key = name_key(unit)
        draft = self._drafts.setdefault(self._spellings.get(key, key), _Draft(unit=unit, kind=kind))
        draft.names.append(unit)
        if kind == "unit":
            draft.kind = "unit"
        return draft

    def all(self) -> tuple[_Draft, ...]:
        return tuple(self._drafts.values())


def _finished(draft: _Draft, notice: Notice) -> ReplyTarget:
    marked = {name_key(unit.name) for task in notice.tasks for unit in task.units if unit.group}
    order = {task.id: place for place, task in enumerate(notice.tasks)}
    others = {name_key(name): name for name in draft.names if name_key(name) != name_key(draft.unit)}
    return ReplyTarget(
        unit=draft.unit,
        other_names=tuple(others.values()),
        kind=draft.kind,
        group=name_key(draft.unit) in marked or is_group(draft.unit),
        tasks=tuple(sorted(draft.tasks, key=lambda task: order[task.id])),
        roles=draft.roles,
        questions=tuple(draft.questions),
    )
