"""Units by the office's own directory: short names become full ones, groups become their members, all marked as inferred."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.model.draft import TaskDraft, UnitMention
from extractor.model.unit_directory import UnitDirectory

__all__ = ["resolve_units"]


def resolve_units(drafts: Sequence[TaskDraft], directory: UnitDirectory) -> list[TaskDraft]:
    """``drafts`` with the units that ``directory`` knows; each keeps the place of the words that stand in the text."""
    return [_resolved(draft, directory) for draft in drafts]


def _resolved(draft: TaskDraft, directory: UnitDirectory) -> TaskDraft:
    first = directory.units_for(draft.presumptive_lead or "")
    return replace(
        draft,
        units=tuple(unit for mention in draft.units for unit in _units(mention, directory)),
        presumptive_lead=first[0] if len(first) == 1 else draft.presumptive_lead,
        flags=(*draft.flags, *dict.fromkeys(_notes(draft, directory))),
    )


def _units(mention: UnitMention, directory: UnitDirectory) -> Iterator[UnitMention]:
    known = directory.units_for(mention.name)
    for name in known:
        yield replace(mention, name=name, source="inferred", group=False)
    if not known:
        yield mention


def _notes(draft: TaskDraft, directory: UnitDirectory) -> Iterator[str]:
    for mention in draft.units:
        known = directory.units_for(mention.name)
        if len(known) == 1:
            yield f"“{mention.name}”按单位名录作“{known[0]}”"
        elif known:
            yield f"“{mention.name}”按单位名录展开为{len(known)}个单位"
