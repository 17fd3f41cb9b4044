"""Time limits against the calendar, against the issue date, and those that settle nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta

from extractor.assemble.checks_view import Inspected, listing, plain
from extractor.model.notice import Deadline, Evidence, ReviewFlag
from extractor.model.workday_calendar import falls_on
from patterns import lazy_re as re

__all__ = ["check_deadlines"]

_FIRM = frozenset({"fixed", "range"})
_OWED = frozenset({"due", "milestone", "window"})
_JUST_PAST = 60
"""Days: a day of this calendar year that is so little before the issue date was hardly meant for next year."""
_LEAST_AHEAD = 300
_FAR = 14
_NEXT_YEAR = re.compile(r"[次明翌下]一?年")
_FLAG_CODES = (
    ("日期不存在", "impossible-date"),
    ("星期与日期不符", "weekday-mismatch"),
    ("无法确定", "deadline-unresolved"),
    ("已按上下文补读", "date-repaired"),
    ("年份由", "year-inferred"),
    ("早于成文日期", "deadline-before-issue"),
    ("周期", "frequency-missing"),  # reported by checks_dates, which sees the act as well
)
"""What the reading of a date itself has noted, and the check that reports it."""


def check_deadlines(seen: Inspected) -> Iterator[ReviewFlag]:
    """Codes: deadline-before-issue, deadline-tight, deadline-day-off, deadline-unresolved, date-repaired,
    year-inferred, deadline (anything else that the reading noted)."""
    deadlines = seen.notice.deadlines
    issued = seen.notice.metadata.issue_date
    if issued:
        asked = {i for task in seen.notice.tasks for i in task.deadline_ids}
        yield from _early(deadlines, issued, asked)
        yield from _tight(deadlines, issued, asked)
    yield from _day_off(deadlines)
    yield from _unresolved(deadlines)
    yield from _inferred_year(deadlines)
    yield from _repaired(deadlines)
    for deadline in deadlines:
        for flag in deadline.flags:
            if not any(words in flag for words, _ in _FLAG_CODES):
                yield ReviewFlag(code="deadline", message=f"“{plain(deadline.quote)}”：{flag}", evidence=deadline.evidence)


def _early(deadlines: Sequence[Deadline], issued: date, asked: Collection[str]) -> Iterator[ReviewFlag]:
    early = [d for d in deadlines if _firm(d) and d.due and d.due < issued]
    if early:
        message = f"时限{_dated(early)}早于成文日期（{issued.isoformat()}），请向发文单位核实"
        yield ReviewFlag(code="deadline-before-issue", message=message, evidence=_evidence(early))
    turned = [
        d
        for i, d in enumerate(deadlines)
        if d.id in asked and _firm(d) and _year_turned(d, issued) and not _counts_on(deadlines[:i], issued)
    ]
    if turned:
        message = f"时限{_words(turned)}在成文当年已过（成文日期{issued.isoformat()}），暂按次年推定，请向发文单位核实"
        yield ReviewFlag(code="deadline-before-issue", message=message, evidence=_evidence(turned))


def _firm(deadline: Deadline) -> bool:
    return deadline.role in _OWED and deadline.class_ in _FIRM


def _year_turned(deadline: Deadline, issued: date) -> bool:
    """Without a year of its own it was put into next year, and in this year it would only just have passed."""
    due = deadline.due
    if due is None or deadline.year_source != "document_date" or due.year != issued.year + 1:
        return False
    if (due - issued).days < _LEAST_AHEAD or deadline.precision not in ("day", "minute", None):
        return False
    this_year = date(issued.year, due.month, min(due.day, 28))
    return 0 < (issued - this_year).days <= _JUST_PAST


def _counts_on(above: Sequence[Deadline], issued: date) -> bool:
    """The limit above already lies in the next year, in so many words: the notice counts on from there."""
    last = next((d for d in reversed(above) if d.due), None)
    if last is None or last.due is None or last.due.year != issued.year + 1:
        return False
    return last.year_source == "explicit" or bool(_NEXT_YEAR.search(last.quote))


def _tight(deadlines: Sequence[Deadline], issued: date, asked: Collection[str]) -> Iterator[ReviewFlag]:
    """Less than one working day between issue and limit; a limit on the day of issue leaves none at all."""
    tight = [
        d
        for d in deadlines
        if d.class_ == "fixed"
        and (d.id in asked or d.role in ("event_time", "phase"))
        and d.due
        and d.due >= issued
        and _working_days(issued, d) < 1
    ]
    if tight:
        message = f"成文日期{issued.isoformat()}至时限{_dated(tight)}不足1个工作日，请尽快安排"
        yield ReviewFlag(code="deadline-tight", message=message, evidence=_evidence(tight))


def _working_days(issued: date, deadline: Deadline) -> float:
    """Whole working days after ``issued`` up to the limit; a limit before noon counts half of its day. At most 3 are counted."""
    due = deadline.due
    if due is None or (due - issued).days > _FAR:
        return 3
    days = (due - issued).days
    free = ("weekend", "holiday")
    working = [day for day in (issued + timedelta(days=n) for n in range(1, days + 1)) if falls_on(day) not in free and _known(day)]
    half = deadline.due_time is not None and deadline.due_time <= "12:00" and due in working
    return len(working) - (0.5 if half else 0)


def _known(day: date) -> bool:
    """Beyond the official calendar a Saturday or Sunday is still none that works."""
    return falls_on(day) is not None or day.weekday() < 5


def _day_off(deadlines: Sequence[Deadline]) -> Iterator[ReviewFlag]:
    free = [
        d
        for d in deadlines
        if d.falls_on in ("weekend", "holiday")
        and (_firm(d) or d.role == "phase" and d.class_ == "fixed")
        and d.due
        and d.precision in (None, "day", "minute", "month_end", "quarter_end", "half_year", "xun")
        and d.role != "window"
    ]
    if free:
        days = listing((f"“{plain(d.quote)}”（{d.due}，{'法定节假日' if d.falls_on == 'holiday' else '休息日'}）" for d in free), most=6)
        message = f"时限{days}不是工作日，日期未作调整，请提前安排"
        yield ReviewFlag(code="deadline-day-off", message=message, evidence=_evidence(free))


def _unresolved(deadlines: Sequence[Deadline]) -> Iterator[ReviewFlag]:
    open_ = [d for d in deadlines if d.class_ in _FIRM and d.due is None and not _noted(d, "impossible-date")]
    if open_:
        message = f"时限{_words(open_)}的具体日期无法确定（缺年份或缺月日），请向发文单位核实"
        yield ReviewFlag(code="deadline-unresolved", message=message, evidence=_evidence(open_))


def _inferred_year(deadlines: Sequence[Deadline]) -> Iterator[ReviewFlag]:
    guessed = [d for d in deadlines if d.due and d.year_source in ("context", "context_note")]
    if guessed:
        years = listing(sorted({f"{d.due.year}年" for d in guessed if d.due}))
        message = f"时限{_words(guessed)}未写年份，按标题、备注或上下文推定为{years}，请核对"
        yield ReviewFlag(code="year-inferred", message=message, evidence=_evidence(guessed))


def _repaired(deadlines: Sequence[Deadline]) -> Iterator[ReviewFlag]:
    repaired = [d for d in deadlines if _noted(d, "date-repaired")]
    if repaired:
        message = f"日期{_dated(repaired)}原文有缺字或错字，已按上下文补读，请对照原文核实"
        yield ReviewFlag(code="date-repaired", message=message, evidence=_evidence(repaired))


def _noted(deadline: Deadline, code: str) -> bool:
    return any(words in flag for flag in deadline.flags for words, known in _FLAG_CODES if known == code)


def _words(deadlines: Iterable[Deadline]) -> str:
    return listing((plain(d.quote) for d in deadlines), quoted=True)


def _dated(deadlines: Iterable[Deadline]) -> str:
    return listing(f"“{plain(d.quote)}”" + (f"（{d.due.isoformat()}）" if d.due else "") for d in deadlines)


def _evidence(deadlines: Iterable[Deadline]) -> tuple[Evidence, ...]:
    return tuple(d.evidence[0] for d in deadlines if d.evidence)
