"""Headings above a task: where it stands, what it is about, and which dates it inherits."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model.document import Span
from extractor.model.draft import within
from extractor.recognizers.task_context import Due
from extractor.text.reading import Paragraph, Reading
from patterns import lazy_re as re

__all__ = ["category_of", "demands", "heading_of", "heading_spans", "in_task_section", "own_heading", "section_of"]


def heading_of(paragraph: Paragraph) -> str:
    """The heading of a numbered paragraph: what stands before the first full stop or colon."""
    stop = re.compile(r"[。：；]").search(paragraph.text, paragraph.body_start)
    return paragraph.text[paragraph.body_start : stop.start() if stop else None]


def in_task_section(reading: Reading, paragraph: Paragraph) -> bool:
    headings = [heading_of(reading.paragraphs[i]) for i in paragraph.parents] + ([heading_of(paragraph)] if paragraph.label else [])
    return any(re.search(r"任务|措施|要求|保障|实施|重点|职责|分工|步骤|程序|安排|体系|组织|工作|机制|支撑|治理|监督", h) for h in headings)


def demands(reading: Reading, paragraph: Paragraph) -> bool:
    """A report may end with what it wants done: 整改要求, 下一步工作."""
    return any(re.search(r"要求$|^下一?步|整改(?:意见|措施)?$", heading_of(reading.paragraphs[i])) for i in paragraph.parents)


def section_of(reading: Reading, paragraph: Paragraph) -> str | None:
    labels = [reading.paragraphs[i].label or "" for i in paragraph.parents] + [paragraph.label or ""]
    return "".join(labels) or None


def category_of(reading: Reading, paragraph: Paragraph) -> str | None:
    if not paragraph.parents:
        return None
    top = reading.paragraphs[paragraph.parents[0]]
    return heading_of(top)[:30] or None


def own_heading(paragraph: Paragraph, start: int, dues: Sequence[Due]) -> tuple[Span, ...]:
    """The run-in heading of the paragraph itself, where it dates a phase and the task stands behind it: （一）自查阶段（3月17日前）。各科室…"""
    if not paragraph.label:
        return ()
    end = paragraph.body_start + len(heading_of(paragraph))
    if not 0 < end <= start:
        return ()
    heading = paragraph.passage.span(0, end)
    return (heading,) if any(d.role == "phase" for d in within(dues, heading)) else ()


def heading_spans(reading: Reading, paragraph: Paragraph) -> tuple[Span, ...]:
    """Headings from which a step without a date inherits one, nearest first (SCHEMA 5, Inheritance)."""
    spans = []
    for i in reversed(paragraph.parents):
        above = reading.paragraphs[i]
        heading = above.body_start + len(heading_of(above))
        spans.append(above.passage.span(0, max(1, min(heading + 1, len(above.text)))))
    return tuple(spans)
