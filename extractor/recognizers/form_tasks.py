"""Forms that every addressee must return, and orders that hide in their notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.model.draft import TaskDraft
from extractor.recognizers.form_addressees import addressees, inherited_spans
from extractor.tables.grid import Grid
from extractor.text.reading import Reading
from patterns.rules import load_rules

__all__ = ["form_tasks"]


def form_tasks(reading: Reading, grids: Sequence[Grid]) -> Iterator[TaskDraft]:
    """Drafts from notes below forms, from headings 填写说明 of forms that are not there, and from instruction cells."""
    rules = load_rules("form_tasks")
    units, spans = addressees(reading), inherited_spans(reading)
    if not units:
        return
    for paragraph in reading.part("annex", "closing", "instrument"):
        if match := rules["form-note-fill-in"].search(paragraph.text):
            title = _form_above(grids, paragraph.span.start)
            yield TaskDraft(
                span=paragraph.passage.span(*match.span("order")),
                title=f"填报{title}"[:40],
                kind="form",
                rule="form-note-fill-in",
                confidence="medium",
                units=units,
                inherit_spans=spans,
            )
        elif match := rules["form-instructions-only"].search(paragraph.text):
            yield TaskDraft(
                span=paragraph.passage.span(*match.span("form")),
                title=f"填报{match['form']}"[:40],
                kind="form",
                rule="form-instructions-only",
                confidence="medium",
                units=units,
                inherit_spans=spans,
                flags=("该表未随文提供，仅有填写说明",),
            )
    for grid in grids:
        for row in grid.rows:
            for column in grid.all_columns("instruction"):
                cell = row.cells[column]
                if cell.own and (match := rules["instruction-hidden-order"].search(cell.text)):
                    yield TaskDraft(
                        span=cell.passage.span(*match.span("order")),
                        title=re.sub(r"^如(?:仍|还|果|确)?有?|请|务必|，", "", match["order"])[:40],
                        kind="conditional_action",
                        rule="instruction-hidden-order",
                        confidence="medium",
                        number=row.number,
                        units=units,
                        condition=match["order"].split("，", 1)[0],
                    )


def _form_above(grids: Sequence[Grid], offset: int) -> str:
    above = [grid for grid in grids if grid.table.span.start < offset]
    return (above[-1].title if above else None) or "附表"
