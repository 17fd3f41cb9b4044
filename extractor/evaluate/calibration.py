"""Whether a confidence means what it says: of the values at each level, the share that the gold readings hold right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractor.evaluate.contact_comparison import judge_contacts
from extractor.evaluate.deadline_comparison import judge_deadlines
from extractor.evaluate.indicator_comparison import judge_indicators
from extractor.evaluate.normal_form import Reading
from extractor.evaluate.task_comparison import judge_tasks
from extractor.model.certainty import LEVELS, certainty
from extractor.model.notice import Confidence, Contact, Deadline, Indicator, Task, Unit

__all__ = ["FIELDS", "Reliability", "calibrate"]

FIELDS = ("deadline value", "task", "unit role", "contact", "indicator")


@dataclass(frozen=True, slots=True)
class Reliability:
    """``count`` values of one field at one level, ``right`` of which are right."""

    field: str
    level: Confidence
    count: int
    right: int

    @property
    def share(self) -> float:
        return self.right / self.count


def calibrate(gold: Mapping[str, Reading], predicted: Mapping[str, Reading]) -> list[Reliability]:
    """The reliability of every field and level that occurs, the surest level first; "all" sums the fields up.

    ``predicted``: public readings of this program (name -> reading), for only they say how sure they are.
    """
    judged = [entry for name in sorted(gold) if name in predicted for entry in _judged(gold[name], predicted[name])]
    counts: Counter[tuple[str, Confidence]] = Counter()
    rights: Counter[tuple[str, Confidence]] = Counter()
    for field, level, right in judged:
        for key in ((field, level), ("all", level)):
            counts[key] += 1
            rights[key] += right
    cells = ((field, level) for field in (*FIELDS, "all") for level in reversed(LEVELS))
    return [Reliability(*cell, counts[cell], rights[cell]) for cell in cells if counts[cell]]


def _judged(gold: Reading, predicted: Reading) -> Iterator[tuple[str, Confidence, bool]]:
    for deadline, right in judge_deadlines(gold, predicted):
        fact = Deadline.model_validate({key: value for key, value in deadline.items() if key != "roles"})
        yield "deadline value", certainty(fact), right
    for task, right, units in judge_tasks(gold, predicted):
        yield "task", certainty(Task.model_validate(task)), right
        yield from (("unit role", certainty(Unit.model_validate(unit)), known) for unit, known in units)
    for contact, right in judge_contacts(gold, predicted):
        yield "contact", certainty(Contact.model_validate(contact)), right
    for question, right in judge_indicators(gold, predicted):
        yield "indicator", certainty(Indicator.model_validate(question)), right
