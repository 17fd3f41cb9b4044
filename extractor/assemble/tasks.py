"""Drafts to tasks."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.assemble.linking import Link
from extractor.assemble.places import Places
from extractor.model.document import Span
from extractor.model.draft import TaskDraft, UnitMention
from extractor.model.notice import Evidence, Task, Unit
from extractor.recognizers.deliverables import deliverables_in

__all__ = ["build_tasks"]


def build_tasks(drafts: Sequence[TaskDraft], links: Sequence[Link], text: str, places: Places) -> tuple[Task, ...]:
    """Tasks in the order of the drafts, numbered T1, T2, ..."""
    return tuple(_task(f"T{i}", draft, link, text, places) for i, (draft, link) in enumerate(zip(drafts, links, strict=True), 1))


def _task(task_id: str, draft: TaskDraft, link: Link, text: str, places: Places) -> Task:
    quote = text[draft.span.start : draft.span.end]
    return Task(
        id=task_id,
        title=draft.title,
        kind=draft.kind,
        quote=quote,
        number=draft.number,
        section=draft.section,
        category=draft.category,
        lead_units=_names(draft.units, "lead"),
        responsible_units=_names(draft.units, "responsible"),
        cooperating_units=_names(draft.units, "cooperating"),
        units=tuple(_unit(u, draft, places) for u in draft.units),
        presumptive_lead=draft.presumptive_lead,
        responsible_persons=draft.persons,
        responsible_offices=draft.offices,
        responsibility_clause=text[draft.clause.start : draft.clause.end] if draft.clause else None,
        deadline_ids=link.ids,
        deadline_source=link.source,
        deliverables=draft.deliverables or deliverables_in(quote),
        quantities=draft.quantities,
        indicator_numbers=draft.indicator_numbers,
        items=draft.items,
        condition=draft.condition,
        evidence=_evidence(draft, places),
        flags=draft.flags,
    )


def _names(units: Sequence[UnitMention], role: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(u.name for u in units if u.role == role))


def _unit(mention: UnitMention, draft: TaskDraft, places: Places) -> Unit:
    evidence = (
        places.evidence(mention.span, rule=draft.rule, confidence=mention.confidence or draft.confidence, source=mention.source)
        if mention.span
        else None
    )
    return Unit(name=mention.name, role=mention.role, source=mention.source, group=mention.group, evidence=evidence)


def _evidence(draft: TaskDraft, places: Places) -> tuple[Evidence, ...]:
    spans: list[Span] = [draft.span] + ([draft.clause] if draft.clause else [])
    return tuple(places.evidence(span, rule=draft.rule, confidence=draft.confidence) for span in spans)
