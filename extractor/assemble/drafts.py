"""All tasks of a document before their deadlines are tied to them: of prose and of tables, with their units settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.model.draft import TaskDraft
from extractor.model.notice import Indicator, Metadata
from extractor.recognizers.prose_tasks import recognize_prose_tasks
from extractor.recognizers.report_style import is_report
from extractor.recognizers.role_nouns import resolve_own_name, resolve_role_nouns
from extractor.recognizers.shared_units import add_shared_units
from extractor.recognizers.table_tasks import recognize_table_tasks
from extractor.recognizers.task_context import TaskContext
from extractor.recognizers.time_mentions import Dates
from extractor.tables.grid_model import Grid
from extractor.text.reading import Reading

__all__ = ["gather_drafts", "without_roles"]

_REPORTS = ("通报", "简报", "总结", "公报")


def gather_drafts(
    reading: Reading, grids: Sequence[Grid], *, metadata: Metadata, dates: Dates, indicators: Sequence[Indicator]
) -> list[TaskDraft]:
    """Drafts in text order. What a question says is asked, not ordered: prose inside an indicator makes no task."""
    issuers = metadata.issuing_authorities
    context = TaskContext(
        issuers=issuers,
        recipients=metadata.primary_recipients,
        dues=tuple(sorted(dates.deadlines, key=lambda d: d.span)),
        title=metadata.title or "",
        is_report=is_report(reading) or metadata.document_type in _REPORTS,
    )
    prose = [d for d in recognize_prose_tasks(reading, context) if not _inside_question(d, indicators)]
    drafts = [*prose, *recognize_table_tasks(reading, grids, issuer=issuers)]
    settled = resolve_own_name(resolve_role_nouns(drafts, reading.text), issuers)
    return add_shared_units(sorted(settled, key=lambda d: d.span.start), reading)


def _inside_question(draft: TaskDraft, indicators: Sequence[Indicator]) -> bool:
    return any(e.start <= draft.span.start and draft.span.end <= e.end + 1 for i in indicators for e in i.evidence)


def without_roles(drafts: Sequence[TaskDraft]) -> list[TaskDraft]:
    """The drafts with everybody responsible."""
    return [replace(draft, units=tuple(replace(unit, role="responsible") for unit in draft.units)) for draft in drafts]
