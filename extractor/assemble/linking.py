"""Which deadlines belong to which task (SCHEMA.md 5, Inheritance; 6).

A task has the deadlines inside its words, its responsibility clause and its table cells. One without
inherits from the nearest heading above it that has any, then from the only deadline that the notice
sets for handing something in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.assemble.deadlines import Placed
from extractor.model.document import Span
from extractor.model.draft import TaskDraft, within
from extractor.model.notice import ValueSource
from patterns import lazy_re as re

__all__ = ["Link", "link_deadlines"]

_HELD = frozenset({"due", "milestone", "window", "event_time"})
_INHERITABLE = frozenset({"due", "milestone", "window", "phase"})


@dataclass(frozen=True, slots=True)
class Link:
    """The deadlines of one task, and whether it has them from its own words."""

    ids: tuple[str, ...]
    source: ValueSource


def link_deadlines(drafts: Sequence[TaskDraft], placed: Sequence[Placed], text: str) -> list[Link]:
    """One link per draft, in order. ``text``: ``Document.text``."""
    common = _common(drafts, placed)
    default = _default(placed, text)
    placed = [p for p in placed if p.deadline.id not in default]
    return [_link(draft, placed, common, default) for draft in drafts]


def _link(draft: TaskDraft, placed: Sequence[Placed], common: tuple[str, ...], default: tuple[str, ...]) -> Link:
    own = _inside(placed, (draft.span, *draft.deadline_spans), _HELD | ({"goal"} if draft.deadline_spans else set()))
    if default and not _ends_it(own, placed):
        return Link(own + default, "context_note")
    if own:
        return Link(own, "explicit")
    for span in draft.inherit_spans:
        if above := _inside(placed, (span,), _INHERITABLE):
            return Link(above, "inherited")
    if common and draft.clause is None and draft.kind in ("submission", "form", "questionnaire") and draft.rule not in _NOT_ASKED:
        return Link(common, "inherited")
    return Link((), "not_stated")


_NOT_ASKED = frozenset({"task-issuer", "task-named-body", "task-imperative", "task-modal"})


_FOR_THE_REST = re.compile(r"(?:除|未)[^。；\n]{0,16}(?:写明|注明|标明|明确|规定|列明)[^。；\n]{0,24}$")


def _default(placed: Sequence[Placed], text: str) -> tuple[str, ...]:
    """A time limit stated once for all that has none: 除写明时限的以外，均应于…前完成."""
    for p in placed:
        if _FOR_THE_REST.search(text[max(0, p.span.start - 60) : p.span.start]):
            return (p.deadline.id,)
    return ()


def _ends_it(ids: tuple[str, ...], placed: Sequence[Placed]) -> bool:
    """Whether one of the task's own deadlines settles when it must be done; a rhythm or a start does not."""
    return any(p.deadline.id in ids and p.deadline.class_ in ("fixed", "range", "composite") for p in placed)


def _inside(placed: Sequence[Placed], spans: Sequence[Span], roles: frozenset[str] | set[str]) -> tuple[str, ...]:
    found = {p.span: p.deadline for s in spans for p in within(placed, s) if p.deadline.role in roles}
    return tuple(dict.fromkeys(deadline.id for _, deadline in sorted(found.items(), key=lambda item: item[0])))


def _common(drafts: Sequence[TaskDraft], placed: Sequence[Placed]) -> tuple[str, ...]:
    """The only firm date of a short notice goes for all that it asks."""
    firm = [p for p in placed if p.deadline.role in ("due", "window") and p.deadline.class_ in ("fixed", "range")]
    ids = {p.deadline.id for p in firm}
    return tuple(ids) if len(ids) == 1 and len(drafts) <= 8 else ()
