"""The body against its annexes: a form that asks for itself by another day than the letter does."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.assemble.checks_view import Inspected, plain
from extractor.model.notice import Deadline, Evidence, ReviewFlag
from extractor.text.reading import Paragraph
from extractor.text.sentences import sentences
from patterns.rules import load_rules

__all__ = ["check_annexes"]


_MOST = 20


@dataclass(frozen=True, slots=True)
class _Limit:
    """A day by which something must be handed in, in its sentence. ``annex``: number of the annex, "" for one without."""

    deadline: Deadline
    evidence: Evidence
    sentence: str
    annex: str | None


def check_annexes(seen: Inspected) -> Iterator[ReviewFlag]:
    """Code: deadline-body-annex. Both stay in the sheet; the earlier one is to be kept."""
    limits = list(_limits(seen))
    letter = [limit for limit in limits if limit.annex is None]
    for annex in [limit for limit in limits if limit.annex is not None][:_MOST]:
        if not load_rules("checks")["check-this-form"].search(annex.sentence):
            continue
        rivals = _about(letter, annex, seen)
        if rivals and not any(_agree(annex.deadline, rival.deadline) for rival in rivals):
            name = f"附件{annex.annex}" if annex.annex else "附件"
            rival = min(rivals, key=lambda r: _apart(r.deadline, annex.deadline))
            message = (
                f"正文与附件时限不一致：正文为{_dated(rival.deadline)}，{name}为{_dated(annex.deadline)}，请按较早者掌握并向发文单位核实"
            )
            yield ReviewFlag(code="deadline-body-annex", message=message, evidence=(rival.evidence, annex.evidence))


def _limits(seen: Inspected) -> Iterator[_Limit]:
    """Firm limits of the prose with the part in which they stand."""
    annexes = _annexes(seen)
    for deadline in seen.notice.deadlines:
        if deadline.role not in ("due", "window") or deadline.class_ not in ("fixed", "range") or deadline.due is None:
            continue
        if deadline.precision not in ("day", "minute", None):
            continue
        for evidence in deadline.evidence:
            home = seen.paragraph_at(evidence.start)
            if home and home.part in ("body", "instrument", "annex"):
                yield _Limit(deadline, evidence, _sentence(home, evidence.start), annexes.get(home.index))


def _annexes(seen: Inspected) -> dict[int, str]:
    """The number of the annex ("" for one without) of each paragraph of the annexes, by its index."""
    heading = load_rules("attachments")["attachment-page"]
    numbers: dict[int, str] = {}
    number = ""
    for paragraph in seen.reading.part("annex"):
        if match := heading.search(paragraph.text):
            number = match["number"]
        numbers[paragraph.index] = number
    return numbers


def _sentence(paragraph: Paragraph, offset: int) -> str:
    """The sentence of ``paragraph`` at a source offset."""
    at = bisect_left(paragraph.passage.offsets, offset)
    return next((paragraph.text[a:b] for a, b in sentences(paragraph.text) if a <= at < b), paragraph.text)


def _about(letter: list[_Limit], annex: _Limit, seen: Inspected) -> list[_Limit]:
    """The limits of the letter for this annex: those in sentences that name it, else all for handing something in."""
    own = [a for a in seen.notice.attachments if not annex.annex or a.number == annex.annex]
    names = [re.sub(r"[《》“”]", "", title) for a in own for title in (a.title, *a.other_titles) if len(title) >= 4]
    named = [
        limit
        for limit in letter
        if (annex.annex and re.search(rf"附件[\d、和及—至-]*{annex.annex}(?!\d)", limit.sentence))
        or any(n in limit.sentence for n in names)
    ]
    return named or [limit for limit in letter if load_rules("checks")["check-hands-in"].search(limit.sentence)]


def _agree(one: Deadline, other: Deadline) -> bool:
    return one.due == other.due and (one.due_time == other.due_time or None in (one.due_time, other.due_time))


def _apart(one: Deadline, other: Deadline) -> int:
    """Days between two limits."""
    return abs((one.due - other.due).days) if one.due and other.due else 0


def _dated(deadline: Deadline) -> str:
    return f"“{plain(deadline.quote)}”（{deadline.due}{' ' + deadline.due_time if deadline.due_time else ''}）"
