"""Time limits: found at all, with the right value, in the right role; plain dates kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from rapidfuzz import fuzz

from extractor.evaluate.normal_form import Reading, folded
from extractor.evaluate.pairing import Pairs, pair_best_first
from extractor.evaluate.report import Tally

__all__ = ["DeadlineValue", "compare_deadlines", "deadline_value", "judge_deadlines"]

DeadlineValue: TypeAlias = tuple[Any, Any, Any, Any]
_DATED = ("fixed", "range", "composite")
_SAME_WORDS, _CONTAINED, _SAME_VALUE, _SAME_ROLE = 55.0, 60.0, 20.0, 5.0
_LABEL = 24


def deadline_value(deadline: Reading) -> DeadlineValue:
    """Class, start, due, time of day; the last three only where the class has a date of its own."""
    kind = deadline.get("class")
    if kind not in _DATED:
        return (kind, None, None, None)
    return (kind, deadline.get("start") if kind == "range" else None, deadline.get("due") or None, deadline.get("due_time") or None)


def judge_deadlines(gold: Reading, predicted: Reading) -> Iterator[tuple[Reading, bool]]:
    """Each deadline of ``predicted`` (equal ones once), and whether its value is right."""
    wanted, found, hits = _paired(gold, predicted)
    for j, deadline in enumerate(found):
        yield deadline, j in hits.gold_of and deadline_value(wanted[hits.gold_of[j]]) == deadline_value(deadline)


def _paired(gold: Reading, predicted: Reading) -> tuple[list[Reading], list[Reading], Pairs]:
    wanted, found = _distinct(gold.get("deadlines", [])), _distinct(predicted.get("deadlines", []) or [])
    return wanted, found, pair_best_first(wanted, found, likeness=_likeness, least=_SAME_WORDS)


def compare_deadlines(tally: Tally, document: str, gold: Reading, predicted: Reading) -> None:
    wanted, found, hits = _paired(gold, predicted)
    for i, j in hits.all:
        _compare_pair(tally, document, wanted[i], found[j])
    for i, deadline in enumerate(wanted):
        if i not in hits.predicted_of:
            tally.add("deadlines.found", missed=1)
            _compare_value(tally, document, [deadline], [])
    spurious = [deadline for j, deadline in enumerate(found) if j not in hits.gold_of]
    for deadline in spurious:
        tally.add("deadlines.found", wrong=1)
        _compare_value(tally, document, [], [deadline])
    _compare_plain_dates(tally, document, gold.get("non_deadline_dates", []), spurious)


def _compare_pair(tally: Tally, document: str, wanted: Reading, found: Reading) -> None:
    tally.add("deadlines.found", right=1)
    _compare_value(tally, document, [wanted], [found])
    if deadline_value(wanted) == deadline_value(found):
        common = wanted["roles"] & found["roles"]
        roles = [min(common or side["roles"], key=str) for side in (wanted, found)]
        tally.compare("deadlines.role", gold=roles[:1], predicted=roles[1:], document=document, label=_label(wanted))


def _compare_value(tally: Tally, document: str, wanted: list[Reading], found: list[Reading]) -> None:
    values = [[deadline_value(deadline) for deadline in side] for side in (wanted, found)]
    tally.compare("deadlines.value", gold=values[0], predicted=values[1], document=document, label=_label((wanted or found)[0]))


def _compare_plain_dates(tally: Tally, document: str, plain_dates: Iterable[Reading], spurious: list[Reading]) -> None:
    """A date that binds nobody must not stand in a deadline that answers to no gold deadline."""
    for plain in plain_dates:
        words = folded(plain.get("quote"))
        taken = next((d for d in spurious if words and words in folded(d.get("quote"))), None)
        tally.add("dates.kept_apart", right=taken is None, missed=taken is not None)
        if taken is not None:
            tally.note(document, "dates.kept_apart", f"a plain date became a deadline: {taken.get('quote')}")


def _distinct(deadlines: Iterable[Reading]) -> list[Reading]:
    """One entry for equal words and value, with every role in which they occur."""
    seen: dict[tuple[str, DeadlineValue], dict[str, Any]] = {}
    for deadline in deadlines:
        entry = seen.setdefault((folded(deadline.get("quote")), deadline_value(deadline)), {**deadline, "roles": set()})
        entry["roles"].add(deadline.get("role"))
    return list(seen.values())


def _likeness(wanted: Reading, found: Reading) -> float:
    """Above all the words; among those, the same value and role."""
    a, b = folded(wanted.get("quote")), folded(found.get("quote"))
    if not a or not b:
        return 0.0
    words = max(fuzz.ratio(a, b), _CONTAINED if a in b or b in a else 0.0)
    value = _SAME_VALUE if deadline_value(wanted) == deadline_value(found) else 0.0
    return words + value + (_SAME_ROLE if wanted["roles"] & found["roles"] else 0.0)


def _label(deadline: Reading) -> str:
    return (deadline.get("quote") or "")[:_LABEL]
