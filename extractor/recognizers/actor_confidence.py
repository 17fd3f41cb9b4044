"""How sure it is that a sentence orders something, and that the units in it are the ones that must act.

What the levels are worth is measured on notices that no rule has seen: docs/accuracy.md.
"""

from __future__ import annotations

from dataclasses import replace

from extractor.model.document import Span
from extractor.model.draft import TaskDraft, UnitMention
from extractor.model.notice import Confidence
from extractor.recognizers.unit_name_rules import find_units

__all__ = ["graded"]


def graded(draft: TaskDraft, *, acted: bool, said: bool, dated: bool) -> TaskDraft:
    """``acted``: somebody is known to act, named by the order itself (``said``) or before; ``dated``: it has a time limit of its own."""
    task: Confidence = "high" if acted and dated else "medium" if said or dated else "low"
    units = tuple(replace(unit, confidence=_unit(unit, draft.span, task, said=said)) for unit in draft.units)
    return replace(draft, confidence=task, units=units)


def _unit(unit: UnitMention, order: Span, task: Confidence, *, said: bool) -> Confidence:
    """A name that begins the order is its subject; further in, it may be what the order is about."""
    helper = unit.role == "cooperating"  # stands behind 会同, 配合: nothing else can be meant
    if unit.span is None or unit.source != "explicit" or not (said or helper):
        return "low"  # carried over, addressed, 我局: who that is was settled elsewhere
    named = helper or _is_whole_name(unit.name)
    first = unit.span.start <= order.start + 1
    if task == "high" and (helper or (first and (named or unit.group))):
        return "high"
    return "medium" if named or (task == "high" and unit.group) else "low"


def _is_whole_name(name: str) -> bool:
    return [(found.start, found.end) for found in find_units(name)] == [(0, len(name))]
