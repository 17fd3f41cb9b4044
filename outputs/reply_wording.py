"""How a reply words what it takes from the notice: title, deadline, quotation, numbering.

The words of the document always stand beside the normalised value; what was inferred says （推定）.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from extractor.model.notice import Deadline, Notice, Task
from outputs.reply_blocks import Fill, Piece

__all__ = ["also_named", "chinese_numeral", "citation", "deadline_words", "one_line", "short_title", "task_deadlines", "task_number"]

_BREAK = re.compile(r"[ \u3000]*\n\s*")
_KIND_AT_END = re.compile(r"关于.{2,80}$")
_OFFICE_DAYS = {"weekend": "逢周末", "holiday": "逢节假日", "makeup_workday": "调休上班日"}
_SETTLED_YEARS = (None, "explicit", "same_sentence")


def one_line(quote: str) -> str:
    """The quotation with layout undone (line breaks joined, tabs as spaces); no word is changed."""
    return _BREAK.sub(_joint, quote.strip()).replace("\t", "　")


def also_named(names: Iterable[str]) -> str:
    """What a clerk must know where one addressee stands for several names of the notice; empty without any."""
    quoted = "".join(f"“{one_line(name)}”" for name in names)
    return f"（文中又作{quoted}，推定为同一单位）" if quoted else ""


def _joint(found: re.Match[str]) -> str:
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    return " " if before.isascii() and after.isascii() and before.isalnum() and after.isalnum() else ""


def chinese_numeral(number: int) -> str:
    """1 → 一, 12 → 十二, 20 → 二十, up to 99; beyond that Arabic figures."""
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return str(number)
    return ("" if tens == 0 else "十" if tens == 1 else digits[tens] + "十") + (digits[ones] if ones else "")


def _nested(title: str) -> str:
    """GB/T 15834: title marks within title marks are single ones."""
    return one_line(title).replace("《", "〈").replace("》", "〉")


def short_title(notice: Notice) -> str | None:
    """The title without the name of the issuer before 关于, in its title marks."""
    title = notice.metadata.title
    if not title:
        return None
    found = _KIND_AT_END.search(_nested(title))
    return f"《{found[0] if found else _nested(title)}》"


def citation(notice: Notice) -> tuple[Piece, ...]:
    """《title》（number）; what the notice does not say is a visible blank."""
    title, number = notice.metadata.title, notice.metadata.document_number
    return (
        f"《{_nested(title)}》" if title else Fill(tag="来文标题", text="【请填写：来文标题】"),
        f"（{one_line(number)}）" if number else Fill(tag="来文文号", text="（【请填写：来文文号，没有的删去】）"),
    )


def task_number(task: Task) -> str:
    return one_line(task.number) if task.number else task.id


def task_deadlines(task: Task, notice: Notice) -> tuple[str, ...]:
    """Each deadline of the task in words and as a date; inherited ones are marked as inferred."""
    by_id = {deadline.id: deadline for deadline in notice.deadlines}
    inferred = task.deadline_source not in ("explicit", "not_stated")
    return tuple(deadline_words(by_id[key], inferred=inferred) for key in task.deadline_ids if key in by_id)


def deadline_words(deadline: Deadline, *, inferred: bool = False) -> str:
    """“9月15日前”（2021年9月15日，推定）"""
    staged = "两段式" if deadline.class_ == "composite" else ""
    notes = [note for note in (staged, _dates(deadline), _OFFICE_DAYS.get(deadline.falls_on or "")) if note]
    if not deadline.due and deadline.class_ in ("fixed", "range"):
        notes.append("日期未能确定，请核实")
    if (deadline.due or deadline.start) and (inferred or deadline.year_source not in _SETTLED_YEARS):
        notes.append("推定")
    elif inferred:
        notes.append("沿用上级条目，推定")
    if deadline.irreversible:
        notes.append("提交后不能修改")
    return f"“{one_line(deadline.quote)}”" + (f"（{'，'.join(notes)}）" if notes else "")


def _dates(deadline: Deadline) -> str:
    if deadline.class_ in ("recurring", "prompt", "open_ended", "relative") and not deadline.due:
        return ""
    due = _day(deadline.due) + (f" {deadline.due_time}" if deadline.due and deadline.due_time else "")
    if deadline.start and deadline.due and deadline.start != deadline.due:
        return f"{_day(deadline.start)}至{due}"
    return due or (f"{_day(deadline.start)}起" if deadline.start else "")


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
