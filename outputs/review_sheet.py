"""The sheet 待核实: what the whole notice leaves open, then what a single value leaves open."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.model.notice import Evidence, Notice, Value
from outputs.wording import joined, place, reading_text, review_messages, title_of
from outputs.workbook import Cell, Column, HeadLine, Sheet

__all__ = ["review_sheet"]

_Found = tuple[str, str, tuple[Evidence, ...]]
"""What it is about, what to check, and the words."""


def review_sheet(notice: Notice) -> Sheet:
    """All review flags and all flags of values, each once, with room for the answer."""
    columns = (
        Column("序号", 5, "center"),
        Column("涉及", 14, "center"),
        Column("待核实事项", 64),
        Column("原文", 50, shrinks=True),
        Column("原文位置", 12, "center", shrinks=True),
        Column("核实结果", 28),
    )
    rows: list[tuple[Cell, ...]] = []
    for at, (about, message, evidence) in enumerate(_open_points(notice), start=1):
        rows.append((at, about, message, joined((item.quote for item in evidence), "；"), place(evidence, notice.source), None))
    head = (HeadLine(title_of(notice), align="center"),)
    return Sheet(name="待核实", title="待核实", columns=columns, rows=tuple(rows), head=head, empty="没有待核实事项。")


def _open_points(notice: Notice) -> Iterator[_Found]:
    """Points of the notice first; the same flag on several values of a kind is one point with all their words."""
    evidence = {reading_text(check.message): check.evidence for check in notice.checks}
    messages = review_messages(notice)
    yield from (("全文", message, evidence.get(message, ())) for message in messages)
    grouped: dict[tuple[str, str], tuple[Evidence, ...]] = {}
    for about, value in _values(notice):
        for flag in map(reading_text, value.flags):
            if flag and flag not in messages:
                grouped[about, flag] = grouped.get((about, flag), ()) + value.evidence[:1]
    yield from ((about, flag, found) for (about, flag), found in grouped.items())


def _values(notice: Notice) -> Iterator[tuple[str, Value]]:
    yield from (("附件", value) for value in notice.attachments)
    yield from (("联系人", value) for value in notice.contacts)
    yield from (("报送方式", value) for value in notice.submission_channels)
    yield from (("时限", value) for value in notice.deadlines)
    yield from (("任务", value) for value in notice.tasks)
    yield from (("指标", value) for value in notice.indicators)
    yield from (("指标数值", value) for value in notice.observations)
