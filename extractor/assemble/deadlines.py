"""Mentions of time limits to the deadlines of a notice.

A table repeats one date in every row, and a notice names its date in heading and text: equal words with
equal value and role are one deadline with several places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.assemble.places import Places
from extractor.model.document import Span
from extractor.model.notice import Deadline, Evidence
from extractor.recognizers.time_mentions import DeadlineMention

__all__ = ["Placed", "gather_deadlines"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A deadline and one place where it stands."""

    deadline: Deadline
    span: Span


def gather_deadlines(mentions: Sequence[DeadlineMention], text: str, places: Places) -> tuple[tuple[Deadline, ...], list[Placed]]:
    """The deadlines in order of their first place (D1, D2, ...), and every place with its deadline."""
    groups: dict[object, list[DeadlineMention]] = {}
    for mention in mentions:
        groups.setdefault(_key(mention, text), []).append(mention)
    deadlines = [_deadline(f"D{i}", group, text, places) for i, group in enumerate(groups.values(), 1)]
    placed = [Placed(d, m.span) for d, group in zip(deadlines, groups.values(), strict=True) for m in group]
    return tuple(deadlines), sorted(placed, key=lambda p: p.span)


def _key(mention: DeadlineMention, text: str) -> object:
    words = "".join(text[mention.span.start : mention.span.end].split())
    return words, mention.role, mention.class_, mention.start, mention.due, mention.due_time, mention.base_event


def _deadline(deadline_id: str, group: Sequence[DeadlineMention], text: str, places: Places) -> Deadline:
    first = group[0].to_deadline(deadline_id, text)
    return first.model_copy(update={"evidence": tuple(_evidence(m, first, places) for m in group)})


def _evidence(mention: DeadlineMention, deadline: Deadline, places: Places) -> Evidence:
    return places.evidence(mention.span, rule=mention.rule, confidence=mention.confidence, source=deadline.evidence[0].source)
