"""A notice as the store keeps it: its printed task rows, and what it says about other documents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.model.ledger import READ_FIELDS
from extractor.model.notice import Notice
from extractor.store.values import Reading

__all__ = ["reading_of"]

_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,20}[〔\[［（(【]\s?(\d{4})\s?[〕\]］）)】]\s?第?\s?(\d{1,5})\s?号")
_TITLE = re.compile(r"《([^《》\n]{6,150})》")
_MOST_MENTIONS = 200


def reading_of(notice: Notice, *, files: Sequence[str]) -> Reading:
    """Texts are ready to print, as in the task sheet."""
    from extractor.app.summary import line, succeeded
    from outputs.deadline_words import deadlines_of
    from outputs.task_rows import task_rows
    from outputs.wording import title_of
    from patterns.rules import load_rules

    metadata = notice.metadata
    outcome = succeeded("", notice, folder="", files=files)
    title = _plain(title_of(notice))
    amending = next((str(rule.yields["kind"]) for rule in load_rules("amendments") if rule.search(title)), None)
    tasks = []
    for row in task_rows(notice):
        deadlines = deadlines_of(row.task, notice)
        standing = bool(deadlines) and all(deadline.class_ == "open_ended" for deadline in deadlines)
        fields = {field: str(getattr(row, field) or "") for field in READ_FIELDS if field != "due"}
        due = row.due.day.isoformat() if row.due else ""
        tasks.append({**fields, "due": due, "time": (row.due.time or "") if row.due else "", "standing": "1" if standing else ""})
    return Reading(
        files=tuple(files), contents=line(outcome).partition("：")[2], needs_review=bool(notice.review_flags),
        title=title or None, number=_plain(metadata.document_number or "") or None,
        issuer="、".join(metadata.issuing_authorities) or None,
        issued=metadata.issue_date.isoformat() if metadata.issue_date else None,
        amendment=amending, mentions=_mentions(notice, title), tasks=tuple(tasks),
    )  # fmt: skip


def _mentions(notice: Notice, title: str) -> tuple[str, ...]:
    """Numbers in the standard form and titles of other documents."""
    text = f"{notice.metadata.title or ''}\n{notice.source.text}"
    numbers = [_standard(found) for found in _NUMBER.finditer(text)]
    own = _plain(notice.metadata.document_number or "")
    titles = [_plain(found.group(1)) for found in _TITLE.finditer(text)]
    return tuple([word for word in dict.fromkeys([*numbers, *titles]) if word not in ("", own, title)][:_MOST_MENTIONS])


def _standard(found: re.Match[str]) -> str:
    organ = re.split(r"[〔\[［（(【]", found.group())[0]
    return f"{organ}〔{found.group(1)}〕{found.group(2)}号"


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)
