"""What units answered enters the ledger: in force where no clerk entered anything, shown beside what a clerk entered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update

from extractor.model.ledger import FOLLOW_UP_FIELDS, SETTLED
from extractor.store.database import transaction
from extractor.store.schema import Conflict, Edit, Item, Report, Result, TaskEntry
from extractor.store.task_matching import match_tasks

__all__ = ["enter_reports", "task_codes"]


def task_codes(engine: Engine, sha256: str, tasks: Sequence[Mapping[str, str]]) -> dict[int, str]:
    """Place in ``tasks`` (of a reading of the content ``sha256``) → code in the ledger; empty where the content is not known.
    A newer version of the notice may have changed its tasks: those that it dropped keep their codes."""
    of_content = select(Result.notice_id).join(Item, Item.id == Result.item_id).where(Item.sha256 == sha256)
    with transaction(engine) as connection:
        rows = list(
            connection.execute(select(TaskEntry).where(TaskEntry.notice_id.in_(of_content)).order_by(TaskEntry.position, TaskEntry.id))
        )
    matched = match_tasks([row.read for row in rows], tasks)
    return {place: rows[at].code for place, at in matched.items()}


def enter_reports(engine: Engine, reported: Mapping[str, Mapping[str, str]], *, now: float) -> None:
    """``reported``: follow-up fields by task code, as the replies say now. What a clerk entered stays in force; where the
    replies say something else that was not there when it was entered, both are shown as a conflict."""
    with transaction(engine) as connection:
        for code, fields in reported.items():
            task_id = connection.scalar(select(TaskEntry.id).where(TaskEntry.code == code))
            for field, value in fields.items() if task_id is not None else ():
                if field not in FOLLOW_UP_FIELDS:
                    raise ValueError(field)
                _enter(connection, task_id, field, value, now)


def _enter(connection: Connection, task_id: Any, field: str, value: str, now: float) -> None:
    mine = (Report.task_id == task_id, Report.field == field)
    before = connection.scalar(select(Report.value).where(*mine))
    if before == value:
        return
    if before is None:
        connection.execute(insert(Report).values(task_id=task_id, field=field, value=value, made_at=now))
    else:
        connection.execute(update(Report).where(*mine).values(value=value, made_at=now))
    edit = connection.execute(select(Edit).where(Edit.task_id == task_id, Edit.field == field)).first()
    if edit is None:
        return
    connection.execute(delete(Conflict).where(Conflict.task_id == task_id, Conflict.field == field))
    if value not in (edit.value, edit.base) and not (field == "status" and edit.value in SETTLED):
        values = {"kept": edit.value, "other": value, "origin": "单位回复", "made_at": now}
        connection.execute(insert(Conflict).values(task_id=task_id, field=field, **values))
