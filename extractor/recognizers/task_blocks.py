"""Cutting the body into what a responsibility clause governs and what stands free (SCHEMA.md 6, segmentation 1 to 3)."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.recognizers.label_lines import with_joined_label_lines
from extractor.recognizers.responsibility import Clause, Conventions, clauses_in
from extractor.recognizers.task_cues import allows_tasks, asks
from extractor.recognizers.task_headings import heading_of
from extractor.text.reading import Paragraph, Reading
from patterns import lazy_re as re

__all__ = ["TaskBlock", "task_blocks"]

_LABELLED = re.compile(
    r"^(?:出\s?席|列\s?席|参会|参加|与会|请\s?假|缺席|主持|记录|发|分发|分送|抄送|印送|联系人|联系电话|电\s?话|传\s?真|邮\s?箱|地\s?址|报送邮箱|咨询)[^。；，]{0,8}[：:]|^(?:出席|列席)　"
)


@dataclass(frozen=True, slots=True)
class TaskBlock:
    """A stretch of one paragraph (``start:end``) or, with a clause, of several (from ``first``)."""

    paragraph: Paragraph
    start: int
    end: int
    clause: Clause | None = None
    first: Paragraph | None = None


def task_blocks(reading: Reading, conventions: Conventions) -> list[TaskBlock]:
    """Cut the body into what a clause governs and what stands free."""
    blocks: list[TaskBlock] = []
    waiting: list[TaskBlock] = []  # paragraphs since the last heading that a later clause may govern
    for paragraph in with_joined_label_lines(reading.paragraphs):
        if (
            paragraph.part not in ("body", "instrument", "annex")
            or _LABELLED.match(paragraph.text)
            or not _may_hold_tasks(reading, paragraph)
        ):
            blocks += waiting
            waiting = []
            continue
        if paragraph.label:
            blocks += waiting
            waiting = []
        clauses = clauses_in(paragraph.passage, conventions)
        position = begin = paragraph.body_start
        if _is_bare_heading(paragraph):
            blocks += waiting
            waiting = [TaskBlock(paragraph, begin, len(paragraph.text))] if (paragraph.level or 0) >= 2 else []
            continue
        for clause in clauses:
            governs_above = waiting and position == begin and not paragraph.label
            first = waiting[0].paragraph if governs_above else None
            if governs_above:
                waiting = []
            blocks.append(TaskBlock(paragraph, position, clause.start, clause, first))
            position = clause.end
        if position < len(paragraph.text):
            (waiting if not clauses else blocks).append(TaskBlock(paragraph, position, len(paragraph.text)))
    return [b for b in blocks + waiting if b.clause or not _is_bare_heading(b.paragraph)]


def _may_hold_tasks(reading: Reading, paragraph: Paragraph) -> bool:
    above = [reading.paragraphs[i] for i in paragraph.parents] + ([paragraph] if paragraph.label else [])
    return all(allows_tasks(heading_of(p)) for p in above)


def _is_bare_heading(paragraph: Paragraph) -> bool:
    """A numbered line that names what follows and asks for nothing itself."""
    text = paragraph.text
    if not paragraph.label or len(text) > 36 or text[-1] in "。；" or "。" in text:
        return False
    return text[-1] == "：" or not asks(text)
