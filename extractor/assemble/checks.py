"""What a clerk must look at before the sheet goes out (SCHEMA.md 0.3: missing is an answer)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from extractor.model.document import Document
from extractor.model.notice import Deadline, Evidence, Notice, ReviewFlag, Task

__all__ = ["review"]


def review(notice: Notice, document: Document) -> tuple[ReviewFlag, ...]:
    """All findings, the gravest first."""
    found = [
        *_warnings(document),
        *_metadata(notice),
        *_attachments(notice),
        *_deadlines(notice),
        *_responsibility(notice),
        *_contacts(notice),
    ]
    return tuple(found)


def _warnings(document: Document) -> Iterator[ReviewFlag]:
    for warning in document.warnings:
        yield ReviewFlag(code="reader-warning", message=warning)


def _metadata(notice: Notice) -> Iterator[ReviewFlag]:
    meta = notice.metadata
    if not notice.tasks and not notice.indicators and not notice.observations:
        yield ReviewFlag(code="nothing-found", message="未从本文中读出任务、指标或数值，请人工通读确认是否无需办理")
    if meta.title is None:
        yield ReviewFlag(code="no-title", message="原文未载标题，请核对来文名称")
    if not meta.issuing_authorities:
        yield ReviewFlag(code="no-issuer", message="未读到发文机关，请核对落款")
    if meta.issue_date is None and notice.tasks:
        yield ReviewFlag(code="no-issue-date", message="未读到成文日期，未写年份的时限可能无法推定")
    if notice.tasks and not meta.primary_recipients and any(not t.units for t in notice.tasks):
        yield ReviewFlag(code="no-recipient", message="无主送机关，部分任务的承办单位无法确定")


def _attachments(notice: Notice) -> Iterator[ReviewFlag]:
    for item in notice.attachments:
        name = f"附件《{item.title}》" if not item.title.startswith("附件") else item.title
        if item.present is False:
            yield ReviewFlag(code="attachment-missing", message=f"{name}未随文提供，请向发文单位索取", evidence=item.evidence)
        elif item.present == "instructions_only":
            yield ReviewFlag(
                code="attachment-instructions-only", message=f"{name}只有填写说明，缺表格，请向发文单位索取", evidence=item.evidence
            )
        for flag in item.flags:
            yield ReviewFlag(code="attachment", message=flag, evidence=item.evidence)


def _deadlines(notice: Notice) -> Iterator[ReviewFlag]:
    issued = notice.metadata.issue_date
    for deadline in notice.deadlines:
        words = "".join(deadline.quote.split())
        yield from (ReviewFlag(code="deadline", message=f"“{words}”：{flag}", evidence=deadline.evidence) for flag in deadline.flags)
        yield from _calendar(deadline, words, issued)
    guessed = sorted({"".join(d.quote.split()) for d in notice.deadlines if d.year_source in ("context", "context_note")})
    if guessed:
        yield ReviewFlag(code="year-inferred", message=f"时限未写年份，按上下文推定，请核对：{_listing(guessed)}")


def _calendar(deadline: Deadline, words: str, issued: date | None) -> Iterator[ReviewFlag]:
    if deadline.class_ in ("fixed", "range") and deadline.due is None:
        yield ReviewFlag(code="deadline-unresolved", message=f"“{words}”的具体日期无法确定，请核实", evidence=deadline.evidence)
    if deadline.due is None or deadline.role in ("goal", "event_time"):
        return
    if issued and deadline.due < issued and deadline.class_ in ("fixed", "range"):
        yield ReviewFlag(code="deadline-before-issue", message=f"时限“{words}”早于成文日期，请核实", evidence=deadline.evidence)
    if deadline.falls_on in ("weekend", "holiday") and deadline.precision in (None, "day", "minute") and deadline.class_ == "fixed":
        day = "休息日" if deadline.falls_on == "weekend" else "法定节假日"
        message = f"时限“{words}”（{deadline.due.isoformat()}）为{day}，日期不作调整，请提前安排"
        yield ReviewFlag(code="deadline-day-off", message=message, evidence=deadline.evidence)


def _responsibility(notice: Notice) -> Iterator[ReviewFlag]:
    presumed = [t for t in notice.tasks if t.presumptive_lead]
    if presumed:
        names = _listing([t.number or t.id for t in presumed])
        yield ReviewFlag(code="lead-presumed", message=f"{len(presumed)}项任务未标明牵头单位，仅按排序第一推定：{names}")
    groups = sorted(
        {u.name for t in notice.tasks for u in t.units if u.group and u.source == "explicit" and ("相关" in u.name or "有关" in u.name)}
    )
    if groups:
        yield ReviewFlag(code="open-group", message=f"{_listing([f'“{g}”' for g in groups])}未列名，须人工确定具体单位")
    alone = [t for t in notice.tasks if not t.units and not t.responsible_persons and not t.responsible_offices]
    if alone:
        yield ReviewFlag(
            code="no-unit", message=f"{len(alone)}项任务未写明承办单位：{_listing([t.id for t in alone])}", evidence=_first(alone)
        )
    undated = [t for t in notice.tasks if not t.deadline_ids and t.kind in ("submission", "form", "questionnaire")]
    if undated:
        yield ReviewFlag(
            code="no-deadline",
            message=f"{len(undated)}项报送或填报任务未写明时限：{_listing([t.id for t in undated])}",
            evidence=_first(undated),
        )


def _contacts(notice: Notice) -> Iterator[ReviewFlag]:
    if notice.tasks and not notice.contacts:
        yield ReviewFlag(code="no-contact", message="原文无联系人和联系电话")
    if any(c.pairing == "positional" for c in notice.contacts):
        yield ReviewFlag(code="contact-positional", message="联系人与电话的对应关系为按顺序推定，请核实")
    if any(c.pairing == "unpaired" for c in notice.contacts):
        yield ReviewFlag(code="contact-unpaired", message="联系人与电话个数不一致，未作对应，请核实")
    for contact in notice.contacts:
        yield from (ReviewFlag(code="contact", message=flag, evidence=contact.evidence) for flag in contact.flags)


def _first(tasks: list[Task]) -> tuple[Evidence, ...]:
    return tasks[0].evidence[:1]


def _listing(names: Iterable[str], *, most: int = 8) -> str:
    names = list(names)
    return "、".join(names[:most]) + (f"等{len(names)}项" if len(names) > most else "")
