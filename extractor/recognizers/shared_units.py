"""Units that a document names once for all its tasks (以下任务均涉及各乡镇、街道，不再单独列出)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.model.draft import TaskDraft, UnitMention
from extractor.recognizers.units import split_units
from extractor.text.reading import Reading
from patterns.rules import load_rules

__all__ = ["add_shared_units"]


def add_shared_units(drafts: Sequence[TaskDraft], reading: Reading) -> list[TaskDraft]:
    """``drafts`` in text order; those at or behind such a sentence that have units of their own get the shared ones too."""
    rule = load_rules("responsibility")["resp-convention-shared"]
    shared: list[tuple[int, UnitMention]] = []
    for paragraph in reading.paragraphs:
        for match in rule.finditer(paragraph.text):
            units = split_units(paragraph.passage, *match.span("who"))
            place = paragraph.passage.span(*match.span("who"))
            shared += [
                (place.start, UnitMention(u.name, "responsible", paragraph.passage.span(u.start, u.end), "context_note", True))
                for u in units
            ]
    return [_with(draft, shared) for draft in drafts] if shared else list(drafts)


def _with(draft: TaskDraft, shared: Sequence[tuple[int, UnitMention]]) -> TaskDraft:
    end = max([draft.span.end, *(span.end for span in (draft.clause, *draft.deadline_spans) if span)])
    named = any(u.source not in ("context", "inherited") for u in draft.units)
    more = [unit for start, unit in shared if start < end and all(u.name != unit.name for u in draft.units)]
    return replace(draft, units=(*draft.units, *more)) if named and more else draft
