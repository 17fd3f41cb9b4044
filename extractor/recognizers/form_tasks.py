"""Forms that every addressee must return, and orders that hide in their notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.model.document import Span
from extractor.model.draft import TaskDraft, UnitMention
from extractor.recognizers.form_addressees import addressees, inherited_spans
from extractor.tables.grid import Grid
from extractor.text.reading import Reading
from patterns import lazy_re as re
from patterns.rules import load_rules

__all__ = ["form_tasks"]

_LONGEST_TITLE = 40
_POLITE = re.compile(r"^如(?:仍|还|果|确)?有?|请|务必|，")


def form_tasks(reading: Reading, grids: Sequence[Grid]) -> Iterator[TaskDraft]:
    """Drafts from notes below forms, from headings 填写说明 of forms that are not there, and from instruction cells.

    Only where the notice names those who must fill in: a form alone orders nothing.
    """
    units = addressees(reading)
    if units:
        yield from _noted_forms(reading, grids, units, inherited_spans(reading))
        yield from _hidden_orders(grids, units)
        yield from _orders_in_notes(reading, units)


def _noted_forms(reading: Reading, grids: Sequence[Grid], units: tuple[UnitMention, ...], spans: tuple[Span, ...]) -> Iterator[TaskDraft]:
    note, alone = (load_rules("form_tasks")[name] for name in ("form-note-fill-in", "form-instructions-only"))
    for paragraph in reading.part("annex", "closing", "instrument"):
        if match := note.search(paragraph.text):
            span = paragraph.passage.span(*match.span("order"))
            yield _form(span, _form_above(grids, paragraph.span.start), note.id, units, spans, ())
        elif match := alone.search(paragraph.text):
            span = paragraph.passage.span(*match.span("form"))
            yield _form(span, match["form"], alone.id, units, spans, ("该表未随文提供，仅有填写说明",))


def _form(span: Span, form: str, rule: str, units: tuple[UnitMention, ...], spans: tuple[Span, ...], flags: tuple[str, ...]) -> TaskDraft:
    return TaskDraft(
        span=span,
        title=f"填报{form}"[:_LONGEST_TITLE],
        kind="form",
        rule=rule,
        confidence="medium",
        units=units,
        inherit_spans=spans,
        flags=flags,
    )


def _hidden_orders(grids: Sequence[Grid], units: tuple[UnitMention, ...]) -> Iterator[TaskDraft]:
    rule = load_rules("form_tasks")["instruction-hidden-order"]
    cells = [(row, row.cells[c]) for grid in grids for row in grid.rows for c in grid.all_columns("instruction")]
    for row, cell in cells:
        if cell.own and (match := rule.search(cell.text)):
            yield TaskDraft(
                span=cell.passage.span(*match.span("order")),
                title=_POLITE.sub("", match["order"])[:_LONGEST_TITLE],
                kind="conditional_action",
                rule=rule.id,
                confidence="medium",
                number=row.number,
                units=units,
                condition=match["order"].split("，", 1)[0],
            )


_NOTE = re.compile(r"^(?:填表|填报|填写)?(?:说明|须知|注意事项)[：:]|^(?:注|备注)[：:]")


def _orders_in_notes(reading: Reading, units: tuple[UnitMention, ...]) -> Iterator[TaskDraft]:
    """The same in the note below a form: 填表说明：…，如还有…，请务必及时清理。"""
    rule = load_rules("form_tasks")["instruction-hidden-order"]
    for paragraph in reading.part("annex", "closing", "instrument"):
        match = rule.search(paragraph.text) if _NOTE.match(paragraph.text) else None
        if match:
            yield TaskDraft(
                span=paragraph.passage.span(*match.span("order")),
                title=_POLITE.sub("", match["order"])[:_LONGEST_TITLE],
                kind="conditional_action",
                rule=rule.id,
                confidence="medium",
                units=units,
                condition=match["order"].split("，", 1)[0],
            )


def _form_above(grids: Sequence[Grid], offset: int) -> str:
    above = [grid for grid in grids if grid.table.span.start < offset]
    return (above[-1].title if above else None) or "附表"
