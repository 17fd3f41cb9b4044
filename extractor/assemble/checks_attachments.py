"""Attachments that are not there, or that have several names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.assemble.checks_view import Inspected, listing
from extractor.model.notice import Attachment, Evidence, ReviewFlag

__all__ = ["check_attachments"]


def check_attachments(seen: Inspected) -> Iterator[ReviewFlag]:
    """Codes: attachment-missing, attachment-instructions-only, attachment-titles-differ, attachment-untitled."""
    items = seen.notice.attachments
    if missing := [item for item in items if item.present is False]:
        yield ReviewFlag(code="attachment-missing", message=f"{_names(missing)}未随文提供，请向发文单位索取", evidence=_evidence(missing))
    if hollow := [item for item in items if item.present == "instructions_only"]:
        yield ReviewFlag(
            code="attachment-instructions-only",
            message=f"{_names(hollow)}只有填写说明，缺表格，请向发文单位索取",
            evidence=_evidence(hollow),
        )
    if differing := [item for item in items if item.other_titles]:
        names = "；".join("、".join(_quoted(title) for title in (item.title, *item.other_titles)) for item in differing)
        yield ReviewFlag(
            code="attachment-titles-differ",
            message=f"附件名称前后不一致：{names}，请核实是否为同一附件",
            evidence=tuple(e for item in differing for e in item.evidence),
        )
    if len(items) > 1 and (untitled := [item for item in items if _untitled(item)]) and len(untitled) < len(items):
        names = listing(item.title for item in untitled)
        yield ReviewFlag(code="attachment-untitled", message=f"正文提到{names}，附件说明未列其名称，请核实", evidence=_evidence(untitled))


def _untitled(item: Attachment) -> bool:
    return item.title.startswith("附件") and len(item.title) <= 4


def _names(items: Sequence[Attachment]) -> str:
    """附件1《甲》、附件2《乙》; without numbers where the notice gives none."""
    return listing(_name(item) for item in items)


def _name(item: Attachment) -> str:
    if _untitled(item):
        return item.title
    return f"附件{item.number or ''}{_quoted(item.title)}"


def _quoted(title: str) -> str:
    """《…》 around a title; what it has in such marks itself goes into single ones."""
    inner = title[1:-1] if title.startswith("《") and title.endswith("》") and title.count("《") == 1 else title
    return f"《{inner.replace('《', '〈').replace('》', '〉')}》"


def _evidence(items: Sequence[Attachment]) -> tuple[Evidence, ...]:
    return tuple(item.evidence[0] for item in items if item.evidence)
