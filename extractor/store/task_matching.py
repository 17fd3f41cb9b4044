"""Which task of a new reading is which of the old one: the same words first, then the most similar ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

__all__ = ["match_tasks"]

_ALIKE = 60.0
"""Percent of characters in common (Indel); below it two tasks are two tasks."""
_MOST_COMPARED = 400
_LONGEST = 600


def match_tasks(old: Sequence[Mapping[str, str]], new: Sequence[Mapping[str, str]]) -> dict[int, int]:
    """Place in ``new`` → place in ``old``; each is used once. Tasks without a counterpart are left out."""
    matched: dict[int, int] = {}
    for key in (_whole, _content, _title):
        _match_equal(old, new, key, matched)
    _match_alike(old, new, matched)
    return matched


def _match_equal(
    old: Sequence[Mapping[str, str]], new: Sequence[Mapping[str, str]], key: Callable[[Mapping[str, str]], str], matched: dict[int, int]
) -> None:
    free: dict[str, list[int]] = {}
    used = set(matched.values())
    for at, task in enumerate(old):
        if at not in used:
            free.setdefault(key(task), []).append(at)
    for at, task in enumerate(new):
        if at not in matched and free.get(key(task)):
            matched[at] = free[key(task)].pop(0)


def _match_alike(old: Sequence[Mapping[str, str]], new: Sequence[Mapping[str, str]], matched: dict[int, int]) -> None:
    from rapidfuzz import fuzz

    used = set(matched.values())
    left = [at for at in range(len(new)) if at not in matched][:_MOST_COMPARED]
    free = [at for at in range(len(old)) if at not in used][:_MOST_COMPARED]
    scores = [
        (fuzz.ratio(_content(new[at])[:_LONGEST], _content(old[was])[:_LONGEST], score_cutoff=_ALIKE), at, was)
        for at in left
        for was in free
    ]
    for score, at, was in sorted(scores, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if score and at not in matched and was not in used:
            matched[at] = was
            used.add(was)


def _whole(task: Mapping[str, str]) -> str:
    return f"{_title(task)}|{_content(task)}"


def _content(task: Mapping[str, str]) -> str:
    return re.sub(r"\s", "", task.get("content", ""))


def _title(task: Mapping[str, str]) -> str:
    return re.sub(r"\s", "", task.get("title", ""))
