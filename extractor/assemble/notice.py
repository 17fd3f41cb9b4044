"""Puts a notice together out of what the recognizers found in one document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from extractor.assemble.checks import review
from extractor.assemble.deadlines import Placed, gather_deadlines
from extractor.assemble.drafts import gather_drafts, without_roles
from extractor.assemble.linking import link_deadlines
from extractor.assemble.office_units import resolve_units
from extractor.assemble.places import Places
from extractor.assemble.tasks import build_tasks
from extractor.errors import ConfidentialDocument
from extractor.model.document import Document, Span
from extractor.model.draft import TaskDraft
from extractor.model.notice import Notice, Source
from extractor.model.stages import ALL_STAGES, Stages
from extractor.model.unit_directory import UnitDirectory
from extractor.recognizers.attachments import recognize_attachments
from extractor.recognizers.channels import recognize_channels
from extractor.recognizers.contacts import recognize_contacts
from extractor.recognizers.deadline_roles import judge, unjudged
from extractor.recognizers.deadlines import recognize_dates
from extractor.recognizers.indicators import recognize_indicators
from extractor.recognizers.metadata import is_classified, recognize_metadata
from extractor.recognizers.name_merge import confirm_units
from extractor.recognizers.name_model import NameModel
from extractor.recognizers.observations import recognize_observations
from extractor.recognizers.table_checks import table_checks
from extractor.recognizers.table_tasks import grid_passages
from extractor.tables.grid import build_grids
from extractor.tables.grid_model import Grid
from extractor.text.passage import Passage
from extractor.text.reading import Reading, read_text

__all__ = ["assemble"]


def assemble(
    document: Document, *, second_opinion: bool = False, units: UnitDirectory | None = None, stages: Stages = ALL_STAGES
) -> Notice:
    """The reading of ``document``. Raises ``ConfidentialDocument`` for one that is marked secret.

    ``second_opinion``: let the name model look at the units that the rules have not settled; ``MissingExtra`` without it.
    ``units``: the office's own directory; what it resolves is marked as inferred.
    ``stages``: what takes place.
    """
    reading = read_text(document, repair=stages.line_repair)
    if is_classified(reading) is not None:
        raise ConfidentialDocument(f"《{document.name}》标有密级")
    places = Places(document)
    grids = build_grids(document, repair=stages.table_repair)
    metadata = recognize_metadata(reading)
    verdict_of = judge if stages.date_roles else unjudged
    dates = recognize_dates(reading, grid_passages(grids), issued=metadata.issue_date, grids=grids, verdict_of=verdict_of)
    deadlines, placed = gather_deadlines(dates.deadlines, document.text, places)
    contacts = recognize_contacts(reading, [_cell_rows(grid) for grid in grids])
    indicators = recognize_indicators(reading, grids, issued=metadata.issue_date, due_at=_due_lookup(placed))
    observations = recognize_observations(reading, grids, indicators)
    drafts = gather_drafts(reading, grids, metadata=metadata, dates=dates, indicators=indicators)
    drafts = _settled(drafts if stages.unit_roles else without_roles(drafts), reading, second_opinion=second_opinion, units=units)
    tasks = build_tasks(drafts, link_deadlines(drafts, placed, document.text), document.text, places)
    notice = Notice(
        doc_id=_stem(document.name),
        source=_source(document),
        metadata=metadata.model_copy(update={"year_context": metadata.year_context or dates.year_context}),
        attachments=places.placed(recognize_attachments(reading)),
        contacts=places.placed(contacts),
        submission_channels=places.placed(recognize_channels(reading, contacts)),
        deadlines=deadlines,
        non_deadline_dates=places.placed(m.to_plain_date(document.text) for m in dates.plain),
        tasks=tasks,
        indicators=places.placed(indicators),
        observations=places.placed(observations),
    )
    checks = places.placed(review(notice, reading, grids, places=places, tables=table_checks(reading, grids, indicators, observations)))
    return notice.model_copy(update={"checks": checks, "review_flags": tuple(dict.fromkeys(c.message for c in checks))})


def _settled(drafts: list[TaskDraft], reading: Reading, *, second_opinion: bool, units: UnitDirectory | None) -> list[TaskDraft]:
    """The drafts with their units confirmed by the name model and resolved by the office's directory, as far as asked for."""
    if second_opinion:
        drafts = confirm_units(reading, drafts, lambda: NameModel.load(required=True))
    return drafts if units is None else resolve_units(drafts, units)


def _cell_rows(grid: Grid) -> list[list[Passage]]:
    """The header and the rows of a table, as the passages of their cells."""
    return [list(grid.header_cells), *([cell.passage for cell in row.cells] for row in grid.rows)]


def _due_lookup(placed: Sequence[Placed]) -> Callable[[Span], date | None]:
    """The day by which what stands at a span is due."""

    def due_at(span: Span) -> date | None:
        return next((p.deadline.due for p in placed if span.start <= p.span.start < span.end and p.deadline.due), None)

    return due_at


def _source(document: Document) -> Source:
    return Source(name=document.name, format=document.format, sha256=document.sha256, page_count=document.page_count, text=document.text)


def _stem(name: str) -> str:
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    return base.rsplit(".", 1)[0] if "." in base else base
