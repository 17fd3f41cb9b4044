"""Which deadlines belong to which task (SCHEMA.md 5, Inheritance; 6).

A task has the deadlines inside its words, its responsibility clause and its table cells. One without
inherits from the nearest heading above it that has any, then from the only deadline that the notice
sets for handing something in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.model.document import Span
from extractor.model.draft import TaskDraft
from extractor.model.notice import Deadline, ValueSource

__all__ = ["Link", "Placed", "link_deadlines"]

_HELD = frozenset({"due", "milestone", "window", "event_time"})
_INHERITABLE = frozenset({"due", "milestone", "window", "phase"})


@dataclass(frozen=True, slots=True)
class Placed:
    """A deadline and where it stands."""

    deadline: Deadline
    span: Span


@dataclass(frozen=True, slots=True)
class Link:
    """The deadlines of one task, and whether it has them from its own words."""

    ids: tuple[str, ...]
    source: ValueSource


def link_deadlines(drafts: Sequence[TaskDraft], placed: Sequence[Placed]) -> list[Link]:
    """One link per draft, in order."""
    common = _common(drafts, placed)
    return [_link(draft, placed, common) for draft in drafts]


def _link(draft: TaskDraft, placed: Sequence[Placed], common: tuple[str, ...]) -> Link:
    own = _inside(placed, (draft.span, *draft.deadline_spans), _HELD | ({"goal"} if draft.deadline_spans else set()))
    if own:
        return Link(own, "explicit")
    for span in draft.inherit_spans:
        if above := _inside(placed, (span,), _INHERITABLE):
            return Link(above, "inherited")
    if common and draft.clause is None and draft.kind in ("submission", "form", "questionnaire", "action") and draft.rule not in _NOT_ASKED:
        return Link(common, "inherited")
    return Link((), "not_stated")


_NOT_ASKED = frozenset({"task-issuer", "task-named-body", "task-imperative", "task-modal"})


def _inside(placed: Sequence[Placed], spans: Sequence[Span], roles: frozenset[str] | set[str]) -> tuple[str, ...]:
    return tuple(p.deadline.id for p in placed if p.deadline.role in roles and any(s.start <= p.span.start < s.end for s in spans))


def _common(drafts: Sequence[TaskDraft], placed: Sequence[Placed]) -> tuple[str, ...]:
    """The only firm date of a short notice goes for all that it asks."""
    firm = [p for p in placed if p.deadline.role in ("due", "window") and p.deadline.class_ in ("fixed", "range")]
    ids = {p.deadline.id for p in firm}
    return tuple(ids) if len(ids) == 1 and len(drafts) <= 8 else ()
