"""``fenban tasks``, ``remind`` and ``learn``: the ledger on the command line."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from extractor.app.console import print_json, print_result, say
from extractor.app.ledger_file import refresh_ledger
from extractor.app.watch_commands import opened_store
from extractor.app.watch_log import Log
from extractor.errors import UsageFault
from extractor.model.ledger import FIELD_NAMES, STATUSES, LedgerTask
from extractor.store.aliases import accept_alias, accepted_aliases, forget_alias
from extractor.store.ledger import corrections, enter, ledger_conflicts, ledger_tasks

__all__ = ["learn", "remind", "tasks"]

_LONGEST_NAME = 200
_FIELDS = {title: field for field, title in FIELD_NAMES.items()} | {"状态": "status", "进展": "progress", "备注": "remark"}


def tasks(
    out: Path | None, store: str | None, *, unit: str | None, status: str | None, notice: str | None, due: str | None,
    code: str | None, changes: Sequence[str], as_json: bool, today: date,
) -> None:  # fmt: skip
    """List the tasks that fit all filters; with ``code`` and ``changes`` ("状态=已完成") enter values first."""
    engine = _current(out, store, today)
    if changes:
        _enter(engine, code, changes)
        _refresh(engine, out, today)
    found = [task for task in ledger_tasks(engine) if _fits(task, unit, status, notice, _day(due), code, today)]
    if as_json:
        print_json([_record(task, today) for task in found], indent=2)
        return
    for task in found:
        print_result(_line(task, today))
    for one in ledger_conflicts(engine):
        say(f"冲突  {one.code} {FIELD_NAMES[one.field]}：现用“{one.kept}”，另有“{one.other}”（{one.origin}）")
    say(f"共 {len(found)} 项。")


def remind(out: Path | None, store: str | None, *, days: int, form: str, today: date) -> None:
    """What is overdue and what is due within ``days`` days."""
    engine = _current(out, store, today)
    last = today + timedelta(days=days)
    found = [
        task for task in ledger_tasks(engine) if task.due is not None and task.due <= last and not task.standing and task.is_open(today)
    ]
    found.sort(key=lambda task: (task.due or last, task.code))
    if form == "json":
        print_json([_record(task, today) | {"working_days_left": _working_days(today, task.due)} for task in found], indent=2)
    elif form == "ics":
        print_result(_calendar(found).decode("utf-8").replace("\r\n", "\n").rstrip("\n"))
    elif form == "text":
        late = [task for task in found if task.due is not None and task.due < today]
        for title, part in (("已逾期", late), (f"{days} 天内到期", [task for task in found if task not in late])):
            print_result(f"{title}（{len(part)} 项）")
            for task in part:
                print_result(f"  {_line(task, today)}")
    else:
        raise UsageFault("--format 只能写 text、json 或 ics")


def learn(out: Path | None, store: str | None, *, accept: Sequence[str], forget: Sequence[str], today: date) -> None:
    """Corrected unit names, offered for the office's own lexicon; ``accept`` and ``forget`` change it, nothing else does."""
    engine = _current(out, store, today)
    offered = corrections(engine)
    for words in accept:
        written, meaning = _accepted(words, offered)
        accept_alias(engine, written, meaning, now=time.time())
        say(f"已收入词库：{written} → {meaning}。以后读来文时按此展开，并标明“推定”；已读过的不变。")
    for written in forget:
        if not forget_alias(engine, written):
            raise UsageFault(f"词库里没有“{written}”", advice="请用 fenban learn 查看词库。")
        say(f"已从词库删除：{written}")
    lexicon = accepted_aliases(engine)
    for written, meaning in lexicon.items():
        print_result(f"[已收入] {written} → {meaning}")
    left = [(read, meant, number) for read, meant, number in offered if lexicon.get(read) != meant]
    for read, meant, number in left:
        print_result(f"[待定] {read} → {meant}（更正过 {number} 次）")
    say(f"词库 {len(lexicon)} 条，另有 {len(left)} 条更正可收入：fenban learn --accept 原写法。软件不会自行套用。")


def _accepted(words: str, offered: Sequence[tuple[str, str, int]]) -> tuple[str, str]:
    """ "written=meaning", or a written name that was corrected to one thing only."""
    written, sign, meaning = (part.strip() for part in words.partition("="))
    meanings = [meaning] if sign else [meant for read, meant, _ in offered if read == written]
    if not written or len(meanings) != 1 or not meanings[0]:
        reason = f"“{written}”更正过的写法不止一种：{'、'.join(meanings)}" if len(meanings) > 1 else f"没有更正过“{written}”"
        raise UsageFault(reason, advice="请写明它指哪个单位：fenban learn --accept 原写法=单位全称。")
    if max(len(written), len(meanings[0])) > _LONGEST_NAME:
        raise UsageFault("单位名称太长", advice=f"请不要超过 {_LONGEST_NAME} 个字。")
    return written, meanings[0]


def _current(out: Path | None, store: str | None, today: date) -> Engine:
    engine = opened_store(out, store)
    _refresh(engine, out, today)
    return engine


def _refresh(engine: Engine, out: Path | None, today: date) -> None:
    if out is not None:
        refresh_ledger(engine, out, today=today, log=Log())


def _enter(engine: Engine, code: str | None, changes: Sequence[str]) -> None:
    if code is None:
        raise UsageFault("更新任务时请写明任务编号")
    for change in changes:
        title, sign, value = change.partition("=")
        field = _FIELDS.get(title)
        if not sign or field is None:
            raise UsageFault(f"“{change}”读不懂", advice="请写成 栏目=内容，例如 状态=已完成、进展情况=已报送初稿。")
        if field == "status" and value and value not in STATUSES:
            raise UsageFault(f"没有“{value}”这个状态", advice=f"可选：{'、'.join(STATUSES)}。")
        if not enter(engine, code, field, value, now=time.time()):
            raise UsageFault(f"没有编号为“{code}”的任务", advice="请用 fenban tasks 查看编号。")


def _fits(
    task: LedgerTask, unit: str | None, status: str | None, notice: str | None, due: date | None, code: str | None, today: date
) -> bool:
    wanted: list[Callable[[], bool]] = []
    if unit:
        wanted.append(lambda: any(unit in task.fields.get(field, "") for field in ("lead", "responsible", "cooperating", "offices")))
    if status:
        wanted.append(lambda: task.status(today) == status)
    if notice:
        names = (task.notice.title, task.notice.number, task.notice.name)
        wanted.append(lambda: any(notice in (name or "") for name in names))
    if due:
        wanted.append(lambda: task.due is not None and task.due <= due)
    if code:
        wanted.append(lambda: task.code == code)
    return all(test() for test in wanted)


def _day(words: str | None) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError as error:
        raise UsageFault(f"“{words}”不是日期", advice="请写成 2024-05-20 的形式。") from error


def _line(task: LedgerTask, today: date) -> str:
    left = (task.due - today).days if task.due is not None and task.is_open(today) else None
    when = task.fields.get("due") or task.fields.get("deadline", "")
    note = "" if left is None else f"，剩 {left} 天" if left >= 0 else f"，已过 {-left} 天"
    who = task.fields.get("lead") or task.fields.get("responsible") or "未写明"
    gone = "" if task.present else "（新版中已无此项）"
    return f"{task.code}  [{task.status(today)}]  {task.fields.get('title', '')}{gone}  {who}  {when}{note}"


def _record(task: LedgerTask, today: date) -> dict[str, Any]:
    facts: dict[str, Any] = {"code": task.code, "status_today": task.status(today), "due": task.due.isoformat() if task.due else None}
    facts |= {"days_left": (task.due - today).days if task.due else None, "notice": task.notice.model_dump(), "fields": task.fields}
    return facts | {"edited": list(task.edited), "present": task.present, "changes": list(task.changes)}


def _working_days(today: date, due: date | None) -> int | None:
    """Working days from tomorrow to the due day by the official calendar; None where it does not reach so far."""
    from extractor.model.workday_calendar import is_working_day

    if due is None or due < today:
        return None
    days = [is_working_day(today + timedelta(days=at)) for at in range(1, (due - today).days + 1)]
    return None if None in days else sum(map(bool, days))


def _calendar(found: Sequence[LedgerTask]) -> bytes:
    from icalendar import Calendar, Todo

    calendar = Calendar()
    calendar.add("prodid", "-//fenban//reminders//ZH")
    calendar.add("version", "2.0")
    for task in found:
        todo = Todo()
        todo.add("uid", f"{task.code}@fenban")
        todo.add("summary", task.fields.get("title", ""))
        todo.add("due", task.due)
        todo.add("description", f"{task.fields.get('lead', '')}\n《{task.notice.title or task.notice.name}》")
        calendar.add_component(todo)
    data: bytes = calendar.to_ical()
    return data
