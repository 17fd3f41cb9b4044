"""What a clerk must look at before the sheet goes out (SCHEMA.md 0.3: missing is an answer).

Each check has a ``code`` that never changes its meaning. Findings of one code are one flag; the gravest codes come first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractor.assemble.checks_annex import check_annexes
from extractor.assemble.checks_attachments import check_attachments
from extractor.assemble.checks_contacts import check_contacts
from extractor.assemble.checks_dates import check_dates
from extractor.assemble.checks_deadlines import check_deadlines
from extractor.assemble.checks_metadata import check_metadata
from extractor.assemble.checks_numbering import check_numbering
from extractor.assemble.checks_responsibility import check_responsibility
from extractor.assemble.checks_totals import check_totals
from extractor.assemble.checks_view import Inspected
from extractor.assemble.checks_wording import check_wording
from extractor.assemble.places import Places
from extractor.model.notice import Notice, ReviewFlag
from extractor.tables.grid_model import Grid
from extractor.text.reading import Reading

__all__ = ["CODES", "in_order", "review"]

CODES = (
    "reader-warning", "nothing-found",
    # a date or a limit is wrong
    "impossible-date", "deadline-before-issue", "deadline-body-annex", "weekday-mismatch", "deadline-unresolved", "date-repaired",
    "order-in-report",
    # something is not there
    "attachment-missing", "attachment-instructions-only", "table-cell-missing", "limit-missing", "frequency-missing", "no-deadline", "no-unit",
    # the notice contradicts itself
    "number-gap", "number-repeated", "claim-total", "claim-range", "claim-share", "group-count", "points-sum", "total-row", "announced-count",
    "value-conflict", "department-in-deadline-column", "columns-shifted", "merged-cells-lost", "leader-office-pair", "options-missing",
    # nobody can be reached
    "phone-length", "mailbox-truncated", "contact-unpaired", "contact-no-phone", "no-contact",
    # read with reservations
    "open-group", "no-recipient", "deadline-tight", "deadline-day-off", "year-inferred", "attachment-titles-differ", "attachment-untitled",
    "lead-presumed", "unit-alias", "column-rename", "text-doubtful", "contact-positional", "no-title", "no-issuer", "no-issue-date", "deadline",
)  # fmt: skip
"""Every code, the gravest first."""

_APART = frozenset({"reader-warning", "value-conflict", "table-cell-missing", "deadline-body-annex"})
_MOST_APART = 3
_RANK = {code: rank for rank, code in enumerate(CODES)}


def review(
    notice: Notice, reading: Reading, grids: Sequence[Grid], *, places: Places, tables: Iterable[ReviewFlag] = ()
) -> tuple[ReviewFlag, ...]:
    """All findings on ``notice``, the gravest first. ``tables``: what the tables themselves have to say."""
    seen = Inspected(notice, reading, tuple(grids), places)
    checks = (
        check_metadata, check_attachments, check_deadlines, check_dates, check_annexes,
        check_numbering, check_totals, check_contacts, check_responsibility, check_wording,
    )  # fmt: skip
    flags = [flag for check in checks for flag in check(seen)]
    return in_order(flags + [flag for flag in tables if not _said(flag, flags)])


def _said(flag: ReviewFlag, known: Sequence[ReviewFlag]) -> bool:
    """A number that prose and table both complain of."""
    numbers = re.findall(r"\d{7,}", flag.message)
    return bool(numbers) and any(k.code == flag.code and all(n in k.message for n in numbers) for k in known)


def in_order(flags: Iterable[ReviewFlag]) -> tuple[ReviewFlag, ...]:
    """One flag per code (a few of some codes stay apart, each a matter of its own), sorted by weight."""
    groups: dict[str, list[ReviewFlag]] = {}
    for flag in flags:
        group = groups.setdefault(flag.code, [])
        if flag.message not in (known.message for known in group):
            group.append(flag)
    kept = [f for code, group in groups.items() for f in (group if code in _APART and len(group) <= _MOST_APART else [_merged(group)])]
    return tuple(sorted(kept, key=lambda flag: _RANK.get(flag.code, len(_RANK))))


def _merged(group: Sequence[ReviewFlag]) -> ReviewFlag:
    """One message: what each has to say, and the common advice once at the end."""
    if len(group) == 1:
        return group[0]
    advice = group[0].message.rpartition("，")[2]
    common = advice.startswith("请") and all(flag.message.endswith(advice) for flag in group)
    messages = [flag.message.removesuffix(f"，{advice}") if common else flag.message for flag in group]
    return ReviewFlag(
        code=group[0].code,
        message="；".join(messages) + (f"，{advice}" if common else ""),
        evidence=tuple(e for f in group for e in f.evidence),
    )
