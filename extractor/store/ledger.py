"""The ledger read and edited: a clerk's value is in force over what was read, and stays through every re-run."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update

from extractor.model.ledger import FIELD_NAMES, READ_FIELDS, LedgerConflict, LedgerNotice, LedgerTask
from extractor.store.database import transaction
from extractor.store.schema import Change, Conflict, Edit, Item, Link, NoticeRow, Report, TaskEntry

__all__ = ["corrections", "enter", "ledger_conflicts", "ledger_tasks"]

_UNITS = ("lead", "responsible", "cooperating")
_SEPARATOR = re.compile(r"\s*[、；\n](?![^（]*）)\s*")
_PRESUMED = re.compile(r"（[^（）]*推定）")


def ledger_tasks(engine: Engine) -> list[LedgerTask]:
    """All tasks, notice by notice in the order in which they came, in document order."""
    with transaction(engine) as connection:
        notices = _notices(connection)
        edits: dict[int, dict[str, str]] = defaultdict(dict)
        for edit in connection.execute(select(Edit)):
            edits[edit.task_id][edit.field] = edit.value
        reports: dict[int, dict[str, str]] = defaultdict(dict)
        for report in connection.execute(select(Report)):
            reports[report.task_id][report.field] = report.value
        changes: dict[int, list[str]] = defaultdict(list)
        for change in connection.execute(select(Change).order_by(Change.id)):
            changes[change.task_id].append(_change_words(change))
        rows = connection.execute(select(TaskEntry).order_by(TaskEntry.notice_id, TaskEntry.position, TaskEntry.id))
        return [_task(row, notices[row.notice_id], reports[row.id], edits[row.id], changes[row.id]) for row in rows]


def enter(engine: Engine, code: str, field: str, value: str, *, now: float, other: str | None = None) -> bool:
    """Put the clerk's ``value`` in force; False where there is no such task. An earlier conflict of the field is settled by it.
    ``other``: a value that somebody else entered meanwhile; it is shown until the field is entered again."""
    if field not in FIELD_NAMES:
        raise ValueError(field)
    with transaction(engine) as connection:
        task = connection.execute(select(TaskEntry).where(TaskEntry.code == code)).first()
        if task is None:
            return False
        report = select(Report.value).where(Report.task_id == task.id, Report.field == field)
        read = str(task.read.get(field, "")) if field in READ_FIELDS else connection.scalar(report)
        connection.execute(delete(Conflict).where(Conflict.task_id == task.id, Conflict.field == field))
        mine = (Edit.task_id == task.id, Edit.field == field)
        if value == (read or ""):
            connection.execute(delete(Edit).where(*mine))
        elif not connection.execute(update(Edit).where(*mine).values(value=value, base=read, made_at=now)).rowcount:
            connection.execute(insert(Edit).values(task_id=task.id, field=field, value=value, base=read, made_at=now))
        if other is not None:
            values = {"task_id": task.id, "field": field, "kept": value, "other": other, "origin": "同时修改", "made_at": now}
            connection.execute(insert(Conflict).values(**values))
    return True


def ledger_conflicts(engine: Engine) -> list[LedgerConflict]:
    joined = select(Conflict, TaskEntry.code, TaskEntry.read).join(TaskEntry, TaskEntry.id == Conflict.task_id).order_by(Conflict.id)
    with transaction(engine) as connection:
        return [
            LedgerConflict(
                code=row.code, title=row.read.get("title", ""), field=row.field, kept=row.kept, other=row.other, origin=row.origin
            )
            for row in connection.execute(joined)
        ]


def corrections(engine: Engine) -> list[tuple[str, str, int]]:
    """Unit names that clerks corrected: as read, as corrected, how often; the most frequent first. Of two lists of the same
    length each name is compared with the one in its place; where the lists differ in length nobody can tell what became what."""
    counted: dict[tuple[str, str], int] = defaultdict(int)
    with transaction(engine) as connection:
        for edit in connection.execute(select(Edit).where(Edit.field.in_(_UNITS), Edit.base.is_not(None))):
            for pair in _renamed(edit.base, edit.value):
                counted[pair] += 1
    return sorted(((base, value, number) for (base, value), number in counted.items()), key=lambda entry: (-entry[2], entry[0]))


def _renamed(before: str, after: str) -> list[tuple[str, str]]:
    old, new = (_SEPARATOR.split(_PRESUMED.sub("", names)) for names in (before, after))
    if len(old) != len(new):
        return []
    return [(was, now) for was, now in zip(old, new, strict=True) if was and now and was != now and "未写明" not in was]


def _notices(connection: Connection) -> dict[int, LedgerNotice]:
    rows = list(connection.execute(select(NoticeRow, Item.folder).outerjoin(Item, Item.id == NoticeRow.item_id)))
    names = {row.id: f"《{row.title or row.name}》" + (f"（{row.number}）" if row.number else "") for row in rows}
    links: dict[int, list[str]] = defaultdict(list)
    for link in connection.execute(select(Link).order_by(Link.notice_id, Link.target_id)):
        links[link.notice_id].append(f"{link.kind}：{names[link.target_id]}")
        links[link.target_id].append(f"另有{link.kind}文件：{names[link.notice_id]}，请核对")
    return {
        row.id: LedgerNotice(
            name=row.name, version=row.version, folder=row.folder, title=row.title, number=row.number, issuer=row.issuer,
            issued=row.issued, links=tuple(links[row.id]),
        )
        for row in rows
    }  # fmt: skip


def _task(row: Any, notice: LedgerNotice, reports: dict[str, str], edits: dict[str, str], changes: list[str]) -> LedgerTask:
    fields = {field: str(row.read.get(field, "")) for field in FIELD_NAMES} | reports | edits
    return LedgerTask(
        code=row.code, notice=notice, fields=fields, edited=tuple(edits), standing=bool(row.read.get("standing")),
        present=row.present, changes=tuple(changes),
    )  # fmt: skip


def _change_words(change: Any) -> str:
    if change.field == "task":
        return str(change.after)
    return f"{FIELD_NAMES[change.field]}：{change.before or '（空）'} → {change.after or '（空）'}"
