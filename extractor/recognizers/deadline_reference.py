"""What a document says about its own time beside the issue date: its year, its school year, the day it was approved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from extractor.recognizers.timex_calendar import safe_date
from extractor.text.passage import Passage
from extractor.text.reading import Reading
from patterns import lazy_re as re

__all__ = ["approval_day", "planned_year", "school_year_begin", "year_of_document"]

_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)年")
_WITH_WEEKDAY = re.compile(r"(?<![\d年])(1[0-2]|[1-9])月([12]\d|3[01]|[1-9])日（(?:周|星期)([一二三四五六日天])）")
_WEEKDAYS = "一二三四五六日"
_REMARK = re.compile(r"^(?:备注|说明|注)[：:]")
_APPROVED = re.compile(
    r"^（(?:经)?(20[0-4]\d)年(1[0-2]|[1-9])月([12]\d|3[01]|[1-9])日(?!至)[^（）]{0,60}(?:审定|通过|批准|审议|研究|印发|制定|修订)）$"
)
_SCHOOL_YEAR = re.compile(r"(20[0-4]\d)[-—~至](?:20)?\d{2}学年")
_PLAN = re.compile(
    r"(20[0-4]\d)年(?:度)?[^，。；（）《》]{0,30}(?:要点|任务分解表?|任务清单|责任清单|重点任务|重点工作|行动计划|工作计划|工作安排)》?(?:的通知)?$"
)


def approval_day(reading: Reading) -> date | None:
    """（经2024年8月16日…会议审定）under the title: the day that stands in for a missing issue date."""
    for paragraph in reading.paragraphs[:8]:
        if match := _APPROVED.match(paragraph.text.strip()):
            return safe_date(*(int(n) for n in match.groups()))
    return None


def school_year_begin(reading: Reading) -> date | None:
    """2024—2025学年 in the head: its months run from August on."""
    match = next((m for p in reading.paragraphs[:6] if (m := _SCHOOL_YEAR.search(p.text))), None)
    return date(int(match.group(1)), 8, 1) if match else None


def planned_year(reading: Reading) -> int | None:
    """The year that a plan is made for (2025年工作要点), which may be issued in the December before or well into the year."""
    match = next((m for p in reading.paragraphs[:6] if (m := _PLAN.search(p.text))), None)
    return int(match.group(1)) if match else None


def year_of_document(reading: Reading, cells: Sequence[Passage] = ()) -> int | None:
    """The year that the title, a remark or most dates name. For documents without an issue date.

    A list on the year 2023 may be due in 2024: where days are printed with their weekdays, these settle it.
    """
    named = _named_year(reading)
    if named is None:
        return None
    texts = [*(p.text for p in reading.paragraphs), *(c.text for c in cells)]
    days = [(int(m), int(d), _WEEKDAYS.index(w.replace("天", "日"))) for t in texts for m, d, w in _WITH_WEEKDAY.findall(t)]
    return next((y for y in (named, named + 1) if all(_is_weekday(y, *day) for day in days)), named)


def _is_weekday(year: int, month: int, day: int, weekday: int) -> bool:
    found = safe_date(year, month, day)
    return found is not None and found.weekday() == weekday


def _named_year(reading: Reading) -> int | None:
    head = [p.text for p in reading.part("head")] or [p.text for p in reading.paragraphs[:6]]
    for text in (*head, *(p.text for p in reading.paragraphs if _REMARK.match(p.text))):
        if match := _YEAR.search(text):
            return int(match.group(1))
    years = [int(y) for p in reading.paragraphs for y in _YEAR.findall(p.text)]
    return max(set(years), key=lambda y: (years.count(y), y)) if years else None
