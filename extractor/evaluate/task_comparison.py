"""Tasks: found at all, and for each whom, in which role, by when, and its items."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from extractor.evaluate.deadline_comparison import DeadlineValue, deadline_value
from extractor.evaluate.normal_form import Reading, folded, listed, ratio, same_passage
from extractor.evaluate.pairing import Pairs, pair_best_first
from extractor.evaluate.report import Tally

__all__ = ["compare_tasks", "judge_tasks"]

_HEADINGS = ("phase", "group")
_UNIT_FIELDS = ("lead_units", "responsible_units", "cooperating_units")
_SAME_TASK, _SAME_TITLE = 58.0, 75.0
_FACTS_WEIGHT = 0.9
_TITLE_LABEL, _QUOTE_LABEL = 18, 60
_NOTHING: Reading = {}

DeadlinesById: TypeAlias = Mapping[Any, Reading]


@dataclass(frozen=True, slots=True)
class _Side:
    """The tasks of one reading and the deadlines that they point to."""

    tasks: list[Reading]
    deadlines: DeadlinesById


def judge_tasks(gold: Reading, predicted: Reading) -> Iterator[tuple[Reading, bool, list[tuple[Reading, bool]]]]:
    """Each task of ``predicted``, whether it is one, and its units with whether each is right in its role."""
    wanted, found, hits = _paired(gold, predicted)
    for j, task in enumerate(found.tasks):
        answer = wanted.tasks[hits.gold_of[j]] if j in hits.gold_of else _NOTHING
        ours, theirs = _unit_roles(task), _unit_roles(answer)
        alone = next(iter(ours)) if len(ours) == 1 else None
        units = {alone or (f"{unit['role']}_units", folded(unit["name"])): unit for unit in listed(task.get("units"))}
        yield task, bool(answer), [(unit, link in theirs) for link, unit in units.items()]


def _paired(gold: Reading, predicted: Reading) -> tuple[_Side, _Side, Pairs]:
    wanted = _Side(gold.get("tasks", []), _by_id(gold.get("deadlines", [])))
    leaves = [task for task in predicted.get("tasks", []) or [] if task.get("kind") not in _HEADINGS]
    found = _Side(leaves, _by_id(predicted.get("deadlines", []) or []))
    return wanted, found, pair_best_first(wanted.tasks, found.tasks, likeness=_likeness(wanted, found), least=_SAME_TASK)


def compare_tasks(tally: Tally, document: str, gold: Reading, predicted: Reading) -> None:
    wanted, found, hits = _paired(gold, predicted)
    for i, task in enumerate(wanted.tasks):
        answer = found.tasks[hits.predicted_of[i]] if i in hits.predicted_of else None
        _compare_task(tally, document, task, answer, wanted, found)
    for j, task in enumerate(found.tasks):
        if j not in hits.gold_of:
            tally.add("tasks.found", wrong=1)
            tally.note(document, "tasks.found", f"wrong   {_quoted(task)}")
            _compare_facts(tally, document, _NOTHING, task, wanted, found, label="(spurious task)")
    if not wanted.tasks:
        tally.add("no_task_documents", right=not found.tasks, missed=bool(found.tasks))


def _compare_task(tally: Tally, document: str, task: Reading, answer: Reading | None, wanted: _Side, found: _Side) -> None:
    tally.add("tasks.found", right=answer is not None, missed=answer is None)
    if not answer:
        tally.note(document, "tasks.found", f"missed  {_quoted(task)}")
    _compare_facts(tally, document, task, answer or _NOTHING, wanted, found, label=(task.get("title") or "")[:_TITLE_LABEL])


def _compare_facts(tally: Tally, document: str, task: Reading, answer: Reading, wanted: _Side, found: _Side, *, label: str) -> None:
    facts: dict[str, tuple[set[Any], set[Any]]] = {
        "tasks.units": (_units(task), _units(answer)),
        "tasks.unit_roles": (_unit_roles(task), _unit_roles(answer)),
        "tasks.due": (_dues(task, wanted.deadlines), _dues(answer, found.deadlines)),
        "tasks.people": (_people(task), _people(answer)),
        "tasks.items": (_items(task), _items(answer)),
    }
    for row, (gold, predicted) in facts.items():
        tally.compare(row, gold=gold, predicted=predicted, document=document, label=label)


def _likeness(wanted: _Side, found: _Side) -> Callable[[Reading, Reading], float]:
    """What the task says comes first; among equals, whom it names and by when."""

    def likeness(task: Reading, answer: Reading) -> float:
        a, b = _all_facts(task, wanted.deadlines), _all_facts(answer, found.deadlines)
        shared = len(a & b) / len(a | b) if a | b else 1.0
        return _same_words(task, answer) + _FACTS_WEIGHT * shared

    return likeness


def _same_words(task: Reading, answer: Reading) -> float:
    """By the quote, or by the title where the two readings chose another sentence."""
    titles = ratio(task.get("title"), answer.get("title"))
    return max(same_passage(task.get("quote"), answer.get("quote")), titles if titles >= _SAME_TITLE else 0.0)


def _all_facts(task: Reading, deadlines: DeadlinesById) -> set[Hashable]:
    return {*_units(task), *_people(task), *_dues(task, deadlines)}


def _by_id(deadlines: list[Reading]) -> DeadlinesById:
    return {deadline.get("id"): deadline for deadline in deadlines}


def _unit_roles(task: Reading) -> set[tuple[str, str]]:
    """Role and name of each unit. A unit alone leads and is responsible: the two are then the same."""
    links = [(role, folded(unit)) for role in _UNIT_FIELDS for unit in listed(task.get(role))]
    if len(links) == 1 and links[0][0] != "cooperating_units":
        return {("lead or responsible", links[0][1])}
    return set(links)


def _units(task: Reading) -> set[str]:
    return {unit for _, unit in _unit_roles(task)}


def _people(task: Reading) -> set[str]:
    names = [person.get("name") if isinstance(person, dict) else person for person in listed(task.get("responsible_persons"))]
    return {folded(name) for name in [*names, *listed(task.get("responsible_offices"))]}


def _dues(task: Reading, deadlines: DeadlinesById) -> set[DeadlineValue]:
    return {deadline_value(deadlines[key]) for key in listed(task.get("deadline_ids")) if key in deadlines}


def _items(task: Reading) -> set[tuple[str, str]]:
    return {(folded(entry.get("item")), folded(unit)) for entry in listed(task.get("items")) for unit in listed(entry.get("departments"))}


def _quoted(task: Reading) -> str:
    return repr((task.get("quote") or "")[:_QUOTE_LABEL])
