"""What was collected enters the ledger of a watched folder, task by task."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import Engine

from extractor.app.collect_folder import Collection
from extractor.app.ledger_file import refresh_ledger
from extractor.app.watch_commands import opened_store
from extractor.app.watch_facts import reading_of
from extractor.app.watch_log import Log
from extractor.app.watch_settings import PRIVATE
from extractor.model.ledger import FIELD_NAMES
from extractor.store.ledger import ledger_conflicts
from extractor.store.reports import enter_reports, task_codes
from outputs.collection_progress import task_progress
from outputs.reply_targets import reply_targets
from outputs.task_rows import dispatched

__all__ = ["enter_collections", "has_ledger"]


def has_ledger(folder: Path) -> bool:
    return (folder / PRIVATE).is_dir()


def enter_collections(collections: Sequence[Collection], *, ledger: Path | None, store: str | None, today: date) -> None:
    """Bring the ledger up to date with what was answered, and say what came of it.

    Its workbook is read first, so that what clerks entered there counts, and written anew at the end.
    """
    engine = opened_store(ledger, store)
    log = Log()
    if ledger is not None:
        refresh_ledger(engine, ledger, today=today, log=log)
    updated = sum(_entered(engine, collection, log) for collection in collections)
    if ledger is not None:
        refresh_ledger(engine, ledger, today=today, log=log)
    for one in ledger_conflicts(engine):
        log.event("conflict", "", f"{one.code} {FIELD_NAMES[one.field]}：现用“{one.kept}”，另有“{one.other}”（{one.origin}），请核对")
    log.event("ledger", "", f"{updated} 项任务有回复，已记入台账")
    engine.dispose()


def _entered(engine: Engine, collection: Collection, log: Log) -> int:
    notice = collection.notice
    replies = defaultdict(list)
    for reply in collection.replies:
        replies[reply.unit].append(reply)
    progress = task_progress(notice, replies, reply_targets(notice))
    codes = task_codes(engine, notice.source.sha256, reading_of(notice, files=()).tasks)
    of_task = {task.id: codes[place] for place, task in enumerate(dispatched(notice)) if place in codes}
    if progress and not of_task:
        log.event("ledger", notice.source.name, "台账里没有这份来文，回复没有记入")
    reported = {of_task[task_id]: fields for task_id, fields in progress.items() if task_id in of_task}
    enter_reports(engine, reported, now=time.time())
    return len(reported)
