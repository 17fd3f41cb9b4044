"""Faults planted into the time limits of clean notices: days before the issue date, on a day off, impossible, without a year."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from mutation_tools import Pair, at, cut, with_line

from extractor.model.notice import Deadline, Notice
from extractor.model.workday_calendar import falls_on

WEEKDAYS = "一二三四五六日"


def firm(notice: Notice) -> list[tuple[Deadline, re.Match[str]]]:
    """Limits to a day, asked of somebody, whose words hold the month and the day; each with the match in its quote."""
    asked = {i for task in notice.tasks for i in task.deadline_ids}
    found = []
    for deadline in notice.deadlines:
        match = re.search(r"(?:(\d{4})\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*日", deadline.quote)
        plain = deadline.role == "due" and deadline.class_ == "fixed" and deadline.due and len(deadline.evidence) == 1
        if match and plain and deadline.id in asked and deadline.due and int(match[3]) == deadline.due.day:
            found.append((deadline, match))
    return found


def moved(notice: Notice, deadline: Deadline, match: re.Match[str], words: str) -> str:
    """The text with the day of ``deadline`` replaced by ``words``; a weekday behind it goes."""
    start = deadline.evidence[0].start
    text = notice.source.text
    tail = re.match(r"\s*[（(](?:星期|周)[一二三四五六日天][）)]", text[start + match.end() :])
    return cut(text, start + match.start(), start + match.end() + (tail.end() if tail else 0), words)


def worded(day: date, match: re.Match[str]) -> str:
    return (f"{day.year}年" if match[1] else "") + f"{day.month}月{day.day}日"


def planted_days(notice: Notice, choose: Callable[[date], date | None]) -> Iterator[Pair]:
    issued = notice.metadata.issue_date
    if issued:
        for deadline, match in firm(notice)[:2]:
            if (day := choose(issued)) and (match[1] or day.year == issued.year):
                yield Pair(notice.source.text, moved(notice, deadline, match, worded(day, match)))


def before_issue(notice: Notice) -> Iterator[Pair]:
    yield from planted_days(notice, lambda issued: issued - timedelta(days=12))


def tight(notice: Notice) -> Iterator[Pair]:
    yield from planted_days(notice, lambda issued: issued)
    yield from planted_days(notice, lambda issued: issued + timedelta(days=6 - issued.weekday()) if issued.weekday() == 4 else None)


def day_off(notice: Notice) -> Iterator[Pair]:
    def free(issued: date) -> date | None:
        days = (issued + timedelta(days=n) for n in range(10, 40))
        return next((day for day in days if falls_on(day) in ("weekend", "holiday")), None)

    yield from planted_days(notice, free)


def impossible(notice: Notice) -> Iterator[Pair]:
    for deadline, match in firm(notice)[:2]:
        year = f"{match[1]}年" if match[1] else ""
        for words in (f"{year}13月5日", f"{year}2月30日", f"{year}{match[2]}月32日"):
            yield Pair(notice.source.text, moved(notice, deadline, match, words))


def weekday(notice: Notice) -> Iterator[Pair]:
    for deadline, match in firm(notice)[:3]:
        if deadline.due:
            right, wrong = WEEKDAYS[deadline.due.weekday()], WEEKDAYS[(deadline.due.weekday() + 2) % 7]
            yield Pair(*(moved(notice, deadline, match, f"{match.group()}（星期{name}）") for name in (right, wrong)))


def undated(notice: Notice) -> Iterator[Pair]:
    """The only limit of a notice that wants something handed in is taken away."""
    limits = [d for d in notice.deadlines if d.role in ("due", "window", "milestone", "event_time", "phase")]
    wanted = re.compile(r"报送|上报|报至|交[至到]|送[至到]|反馈|提交|返回|函复")
    tasks = [t for t in notice.tasks if t.kind in ("submission", "form") and t.deadline_ids and wanted.search(t.quote)]
    if tasks and len(limits) == 1 and len(limits[0].evidence) == 1:
        text = at(notice, limits[0].evidence[0], "")
        yield Pair(notice.source.text, re.sub(r"(?:请|须|应|务必)?[于在](?=[，,将把]|\s*报|前)", "", text))


def no_frequency(notice: Notice) -> Iterator[Pair]:
    for deadline in notice.deadlines:
        if deadline.class_ == "recurring" and deadline.recurrence and len(deadline.evidence) == 1 and deadline.role == "due":
            e = deadline.evidence[0]
            if not re.match(r"[^。；，,\n]{0,24}(?:报送|上报|报告|填报|提交|录入|反馈|報送|上報)", notice.source.text[e.end :]):
                continue
            begin = e.start - 1 if notice.source.text[e.start - 1] in "于在" else e.start
            yield Pair(notice.source.text, cut(notice.source.text, begin, e.end, "定期"))
    pair = [with_line(notice, f"各单位要{often}向我局报送工作进展情况。") for often in ("每月5日前", "定期")]
    if all(pair):
        yield Pair(*map(str, pair))


def no_limit(notice: Notice) -> Iterator[Pair]:
    for sentence in () if not notice.tasks else ("对检查发现的问题，责任单位要{}整改到位。", "不符合要求的，由主管单位督促其{}办结。"):
        pair = [with_line(notice, sentence.format(limit)) for limit in ("在15日内限期", "限期")]
        if all(pair):
            yield Pair(*map(str, pair))


def no_year(notice: Notice) -> Iterator[Pair]:
    """The year of everything goes: signature, title, number."""
    if firm(notice) and all(d.year_source != "explicit" for d in notice.deadlines):
        yield Pair(notice.source.text, re.sub(r"(?:20\d\d|[二2][〇零○0O][一二三四五六七八九〇○0\d]{2})\s*年?", "", notice.source.text))
