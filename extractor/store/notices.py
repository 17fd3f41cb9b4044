"""A reading enters the ledger: its notice, its tasks under codes that stay, what a new version changed, what it amends."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from extractor.store.amendments import link_notice
from extractor.store.schema import Change, Conflict, Edit, Item, NoticeRow, Result, TaskEntry
from extractor.store.task_matching import match_tasks
from extractor.store.values import Reading, Work

__all__ = ["record_reading"]

_KEY_LENGTHS = (8, 12, 16, 24)
_TOLD = ("title", "lead", "responsible", "cooperating", "deadline", "due")
"""Fields whose change in a new version is worth a line."""


def record_reading(connection: Connection, work: Work, reading: Reading, *, now: float) -> None:
    """Write the result of ``work`` and bring the ledger up to date. A late reading of an older version changes no task."""
    notice = connection.execute(
        select(NoticeRow).where(NoticeRow.inbox == work.inbox, NoticeRow.name == work.name).with_for_update()
    ).first()
    if notice is None:
        notice_id, newer = _add_notice(connection, work), True
    else:
        notice_id, newer = notice.id, work.version >= notice.version
    values = {"notice_id": notice_id, "files": list(reading.files), "contents": reading.contents, "read_at": now}
    connection.execute(delete(Result).where(Result.item_id == work.id))
    connection.execute(insert(Result).values(item_id=work.id, **values))
    if not newer:
        return
    is_revision = notice is not None and work.version > notice.version
    facts: dict[str, object] = {"title": reading.title, "number": reading.number, "issuer": reading.issuer, "issued": reading.issued}
    facts |= {"amendment": reading.amendment, "item_id": work.id, "version": work.version}
    connection.execute(update(NoticeRow).where(NoticeRow.id == notice_id).values(**facts))
    _record_tasks(connection, notice_id, work, reading, is_revision=is_revision, now=now)
    link_notice(connection, notice_id, reading)


def _add_notice(connection: Connection, work: Work) -> int:
    """Its key heads the codes of its tasks: from the content, so that a store built anew from the same files gives the same codes."""
    oldest = select(Item.sha256).where(Item.inbox == work.inbox, Item.name == work.name, Item.state != "ignored").order_by(Item.version)
    content = connection.scalars(oldest.limit(1)).first() or work.sha256
    for length in _KEY_LENGTHS:
        key = content[:length]
        if connection.scalar(select(NoticeRow.id).where(NoticeRow.key == key)) is None:
            break
    values = {"key": key, "inbox": work.inbox, "name": work.name, "item_id": work.id, "version": work.version, "next_task": 1}
    return int(connection.execute(insert(NoticeRow).values(**values)).inserted_primary_key[0])  # type: ignore[index]


def _record_tasks(connection: Connection, notice_id: int, work: Work, reading: Reading, *, is_revision: bool, now: float) -> None:
    stored = list(connection.execute(select(TaskEntry).where(TaskEntry.notice_id == notice_id).order_by(TaskEntry.position, TaskEntry.id)))
    matched = match_tasks([row.read for row in stored], reading.tasks)
    key, number = connection.execute(select(NoticeRow.key, NoticeRow.next_task).where(NoticeRow.id == notice_id)).one()
    added: list[dict[str, Any]] = []
    for position, task in enumerate(reading.tasks, start=1):
        values = {"position": position, "present": True, "read": dict(task)}
        if position - 1 in matched:
            before = stored[matched[position - 1]]
            connection.execute(update(TaskEntry).where(TaskEntry.id == before.id).values(**values))
            _compare(connection, before, task, work, is_revision=is_revision, now=now)
        else:
            added.append({"notice_id": notice_id, "code": f"{key}-{number:02d}", **values})
            number += 1
    if added:
        connection.execute(insert(TaskEntry), added)
    if added and is_revision:
        codes = [values["code"] for values in added]
        for task_id in connection.scalars(select(TaskEntry.id).where(TaskEntry.code.in_(codes)).order_by(TaskEntry.position)):
            _tell(connection, task_id, work, "task", "", "新增")
    kept = {stored[at].id for at in matched.values()}
    for row in stored:
        if row.id not in kept and row.present:
            connection.execute(update(TaskEntry).where(TaskEntry.id == row.id).values(present=False))
            _tell(connection, row.id, work, "task", "", "新版中已无此项" if is_revision else "重新提取后无此项")
    connection.execute(update(NoticeRow).where(NoticeRow.id == notice_id).values(next_task=number))


def _compare(connection: Connection, before: Any, task: Any, work: Work, *, is_revision: bool, now: float) -> None:
    """Note what changed; a correction stays in force, but a new reading that says a third thing is shown beside it."""
    changed = [field for field in task if task[field] != before.read.get(field, "")]
    for field in changed if is_revision else ():
        if field in _TOLD:
            _tell(connection, before.id, work, field, before.read.get(field, ""), task[field])
    if not changed:
        return
    corrected = select(Edit).where(Edit.task_id == before.id, Edit.field.in_(changed), Edit.base.is_not(None))
    for edit in connection.execute(corrected):
        read = task[edit.field]
        connection.execute(delete(Conflict).where(Conflict.task_id == before.id, Conflict.field == edit.field))
        if read not in (edit.value, edit.base):
            values = {"field": edit.field, "kept": edit.value, "other": read, "origin": "新的读数", "made_at": now}
            connection.execute(insert(Conflict).values(task_id=before.id, **values))


def _tell(connection: Connection, task_id: int, work: Work, field: str, before: str, after: str) -> None:
    connection.execute(insert(Change).values(task_id=task_id, item_id=work.id, field=field, before=before, after=after))
