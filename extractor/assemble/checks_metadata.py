"""What the document does not say about itself: title, issuer, date, recipient, contact."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.assemble.checks_view import Inspected
from extractor.model.notice import Notice, ReviewFlag
from patterns import lazy_re as re
from patterns.rules import load_words

__all__ = ["check_metadata"]

_PUBLIC = re.compile(r"公开征(?:求|集)|面向社会各?界?(?:征|公开)")
_ATTENDED = frozenset({"form", "questionnaire", "meeting"})


def check_metadata(seen: Inspected) -> Iterator[ReviewFlag]:
    """Codes: reader-warning, nothing-found, no-title, no-issuer, no-issue-date, no-recipient, no-contact."""
    notice = seen.notice
    meta = notice.metadata
    yield from (ReviewFlag(code="reader-warning", message=warning) for warning in seen.reading.document.warnings)
    if not notice.tasks and not notice.indicators and not notice.observations:
        yield ReviewFlag(code="nothing-found", message="未从本文中读出任务、指标或数值，请人工通读确认是否无需办理")
    if meta.title is None:
        yield ReviewFlag(code="no-title", message="原文未载标题，请核对来文名称")
    if not meta.issuing_authorities:
        yield ReviewFlag(code="no-issuer", message="未读到发文机关，请核对落款")
    if meta.issue_date is None and (notice.tasks or notice.observations):
        yield ReviewFlag(code="no-issue-date", message="未读到成文日期，未写年份的时限可能无法推定，请核对落款日期")
    if _lacks_recipient(notice) and not any(_PUBLIC.search(p.text) for p in seen.reading.paragraphs):
        yield ReviewFlag(code="no-recipient", message="原文无主送机关，承办单位无法由此确定，请核实本文发给哪些单位")
    if not notice.contacts and any(task.kind in _ATTENDED or task.kind == "submission" and task.deadline_ids for task in notice.tasks):
        yield ReviewFlag(code="no-contact", message="原文无联系人和联系电话，有疑问请向发文单位查询")


def _lacks_recipient(notice: Notice) -> bool:
    """A letter that must address somebody, and does not, although a task depends on it."""
    if not notice.tasks or notice.metadata.primary_recipients:
        return False
    return notice.metadata.document_type in (None, *load_words("checks")["addressed_types"])
