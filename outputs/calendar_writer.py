"""NAME.ics: the dated deadlines for a calendar program, each with its words and a reminder one working day before."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from extractor.model.certainty import needs_check
from extractor.model.notice import Deadline, Notice, Task
from extractor.model.workday_calendar import working_day_before
from outputs.base import OutputFile, file_stem
from outputs.calendar_history import Twins, continued, todo_uid
from outputs.deadline_words import dated_parts, deadline_hints
from outputs.task_rows import dispatched
from outputs.wording import DEADLINE_ROLES, joined, place, reading_text, title_of

__all__ = ["CalendarWriter"]

_ZONE = "Asia/Shanghai"
_CONSTANT_STAMP = date(2000, 1, 1)
_RULE = re.compile(r"(?:FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY))(?:;[A-Z]{2,12}=[0-9A-Z,+-]{1,80}){0,6}")
_LONGEST_SUMMARY = 60
_MORNING = 9


class _Entry(NamedTuple):
    """One event. ``start`` is the first day of a period or the first time of a repetition."""

    deadline: Deadline
    words: str
    start: date
    day: date
    rule: str | None = None


class CalendarWriter:
    """One event per dated deadline. A notice without one has no calendar: nothing is written.
    ``previous``: the calendar that was handed out before for the same notice."""

    def __init__(self, previous: bytes | None = None) -> None:
        self._previous = previous

    def files(self, notice: Notice) -> Iterator[OutputFile]:
        entries = list(_entries(notice))
        if entries:
            yield OutputFile(f"{file_stem(notice)}.ics", _calendar(notice, entries, self._previous))


def _entries(notice: Notice) -> Iterator[_Entry]:
    for deadline in notice.deadlines:
        words = reading_text(deadline.quote)
        parts = dated_parts(deadline)
        if parts:
            yield from (_Entry(deadline, part, due, due) for part, due in parts)
        elif deadline.recurrence:
            yield from _repeated(deadline, words, notice)
        elif deadline.due is not None:
            start = deadline.start if deadline.start is not None and deadline.start < deadline.due else deadline.due
            yield _Entry(deadline, words, start, deadline.due)


def _repeated(deadline: Deadline, words: str, notice: Notice) -> Iterator[_Entry]:
    """The first time on or after the start or the issue date; without either there is no first time to name."""
    anchor = deadline.start or notice.metadata.issue_date
    rule = (deadline.recurrence or "").removeprefix("RRULE:").strip().upper()
    if anchor is None or not _RULE.fullmatch(rule) or not ("BY" in rule or "DAILY" in rule or "WEEKLY;BY" in rule):
        return  # 每季度一次 names no day: none is invented
    from dateutil.rrule import rrulestr  # type: ignore[import-untyped, unused-ignore]

    try:
        first = next(iter(rrulestr(rule, dtstart=datetime.combine(anchor, time()))), None)
    except ValueError:
        return
    if first is not None:
        yield _Entry(deadline, words, first.date(), first.date(), rule)


def _calendar(notice: Notice, entries: Sequence[_Entry], previous: bytes | None) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//fenban//notice deadlines//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title_of(notice))
    calendar.add("x-wr-timezone", _ZONE)
    if any(_clock(entry) for entry in entries):
        calendar.add_component(_time_zone())
    for twins in _all_twins(notice, entries, previous):
        calendar.add_component(twins.event)
        calendar.add_component(twins.to_do)
    data: bytes = calendar.to_ical()
    return data


def _all_twins(notice: Notice, entries: Sequence[_Entry], previous: bytes | None) -> list[Twins]:
    seen: Counter[str] = Counter()
    made = []
    for entry in entries:
        key = _identity(notice, entry)
        seen[key] += 1
        uid = f"{key}-{seen[key]}@fenban"
        made.append(Twins(_event(notice, entry, uid), _to_do(notice, entry, todo_uid(uid))))
    continued(made, previous)
    return made


def _time_zone() -> Any:
    """China keeps one offset all year since 1991."""
    from icalendar import Timezone, TimezoneStandard

    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", _ZONE)
    standard.add("dtstart", datetime(1991, 9, 15))  # noqa: DTZ001  local time by RFC 5545
    standard.add("tzoffsetfrom", timedelta(hours=8))
    standard.add("tzoffsetto", timedelta(hours=8))
    standard.add("tzname", "CST")
    zone.add_component(standard)
    return zone


def _event(notice: Notice, entry: _Entry, uid: str) -> Any:
    from icalendar import Event
    from icalendar.prop import vRecur

    event = Event()
    _add_words(event, notice, entry, uid)
    _add_when(event, entry)
    if entry.rule:
        event.add("rrule", vRecur.from_ical(entry.rule))
    event.add("transp", "TRANSPARENT")
    event.add_component(_alarm(entry))
    return event


def _to_do(notice: Notice, entry: _Entry, uid: str) -> Any:
    """The twin of an event for programs that keep lists of work: the same words, due at the same time."""
    from icalendar import Todo
    from icalendar.prop import vRecur

    to_do = Todo()
    _add_words(to_do, notice, entry, uid)
    clock = _clock(entry)
    due = entry.day if clock is None else datetime.combine(entry.day, clock, _zone())
    if entry.rule:  # RFC 5545: what recurs must have a start, and a due time after it
        to_do.add("dtstart", due)
        to_do.add("duration", timedelta(days=1) if clock is None else timedelta(hours=1))
        to_do.add("rrule", vRecur.from_ical(entry.rule))
    else:
        to_do.add("due", due)
    to_do.add("status", "NEEDS-ACTION")
    return to_do


def _add_words(component: Any, notice: Notice, entry: _Entry, uid: str) -> None:
    """What an event and its twin say alike."""
    tasks = [task for task in dispatched(notice) if entry.deadline.id in task.deadline_ids]
    component.add("uid", uid)
    component.add("sequence", 0)
    component.add("dtstamp", datetime.combine(notice.metadata.issue_date or _CONSTANT_STAMP, time(), UTC))
    component.add("summary", _summary(entry, tasks, notice))
    component.add("description", _description(notice, entry, tasks))


def _zone() -> Any:
    from zoneinfo import ZoneInfo

    return ZoneInfo(_ZONE)


def _add_when(event: Any, entry: _Entry) -> None:
    """All day, or from the hour that the text gives; the end of a period is the day after its last (RFC 5545)."""
    clock = _clock(entry)
    if clock is None:
        event.add("dtstart", entry.start)
        event.add("dtend", entry.day + timedelta(days=1))
        return
    moment = datetime.combine(entry.day, clock, _zone())
    event.add("dtstart", moment)
    event.add("dtend", moment)


def _clock(entry: _Entry) -> time | None:
    """The hour of an event on one day; 24:00 and periods of days stay all-day events."""
    hour, _, minute = (entry.deadline.due_time or "").partition(":")
    if entry.start != entry.day or not (hour.isdecimal() and minute.isdecimal()):
        return None
    return time(int(hour), int(minute)) if int(hour) < 24 and int(minute) < 60 else None


def _alarm(entry: _Entry) -> Any:
    """One working day before: at nine o'clock for a whole day, at the same hour for a timed one; for a period, before its last day.
    A repetition has one lead for all its times: the day before."""
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    when = "明日" if entry.rule else f"{entry.day.month}月{entry.day.day}日"
    alarm.add("description", f"{when}到期：{entry.words}")
    before = entry.day - timedelta(days=1) if entry.rule else working_day_before(entry.day)
    alarm.add("trigger", (before - entry.start) + (timedelta() if _clock(entry) else timedelta(hours=_MORNING)))
    return alarm


def _summary(entry: _Entry, tasks: Sequence[Task], notice: Notice) -> str:
    what = reading_text(tasks[0].title) if tasks else title_of(notice)
    short = what if len(what) <= _LONGEST_SUMMARY else f"{what[: _LONGEST_SUMMARY - 1]}…"
    midnight = "24:00前 " if entry.deadline.due_time == "24:00" else ""
    others = f"等{len(tasks)}项任务" if len(tasks) > 1 else ""
    return f"【{DEADLINE_ROLES[entry.deadline.role]}】{midnight}{short}{others}"


def _description(notice: Notice, entry: _Entry, tasks: Sequence[Task]) -> str:
    units = joined(name for task in tasks for name in (*task.lead_units, *task.responsible_units, *task.cooperating_units))
    number = reading_text(notice.metadata.document_number or "")
    where = place(entry.deadline.evidence, notice.source)
    hints = "；".join(deadline_hints(entry.deadline))
    lines = {
        "时限原文": entry.words,
        "任务": joined((task.title for task in tasks), "；"),
        "承担单位": units,
        "来文": f"《{title_of(notice)}》" + (f"（{number}）" if number else ""),
        "文件": "，".join(part for part in (notice.source.name, where) if part),
        "提示": hints,
        "核对": "时限的读法把握不大，请对照原文" if needs_check(entry.deadline) else "",
    }
    return "\n".join(f"{label}：{text}" for label, text in lines.items() if text)


def _identity(notice: Notice, entry: _Entry) -> str:
    """The same for the same deadline of the same notice, in whatever format the file came."""
    metadata = notice.metadata
    named = [metadata.document_number or "", reading_text(metadata.title or ""), str(metadata.issue_date or "")]
    document = "|".join(named) if any(named[:2]) else notice.doc_id
    words = re.sub(r"\s", "", entry.words)
    key = f"{document}|{words}|{entry.deadline.role}|{entry.start}|{entry.day}|{entry.rule or ''}"
    return hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()[:20]
