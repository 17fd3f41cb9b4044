"""督办台账.xlsx of a watched folder: the clerk's entries are read back before it is written anew, and nothing is overwritten blindly."""

from __future__ import annotations

import contextlib
import re
import shutil
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from extractor.app.atomic_files import KEPT_FOLDER, write_file
from extractor.app.watch_intake import is_being_written
from extractor.app.watch_log import Log
from extractor.errors import OutputNotWritable
from extractor.model.ledger import FIELD_NAMES
from extractor.store.ledger import enter, ledger_conflicts, ledger_tasks
from outputs.kept_ledger import BASE_SHEET, CODE, EDITABLE, LEDGER_SHEET, kept_ledger, written_value

__all__ = ["LEDGER_FILE", "refresh_ledger"]

LEDGER_FILE = "督办台账.xlsx"
_OPEN_MARKS = ("~${}", ".~{}", ".~lock.{}#")
_FIELDS = {title: field for field, title in FIELD_NAMES.items()}
_Cells = dict[str, dict[str, str]]


def refresh_ledger(engine: Engine, out: Path, *, today: date, log: Log) -> bool:
    """Take over what clerks entered, then write the ledger anew; False where it is open or cannot be written now.

    Nothing is lost: a ledger with entries is copied to 旧版/ first, and one that cannot be read moves there.
    """
    path = out / LEDGER_FILE
    if _is_open(path):
        log.event("ledger", "", f"“{LEDGER_FILE}”正被打开，关闭后再更新")
        return False
    try:
        if path.exists():
            before = path.read_bytes()
            _take_over(engine, path, today=today, log=log)
            if path.read_bytes() != before:
                return False  # saved at this very moment: next time
        data = kept_ledger(ledger_tasks(engine), ledger_conflicts(engine), today=today)
        if not path.exists() or path.read_bytes() != data:
            write_file(path, data)
    except (OutputNotWritable, OSError):
        log.event("ledger", "", f"“{LEDGER_FILE}”暂时不能读写，稍后再更新")
        return False
    return True


def _is_open(path: Path) -> bool:
    """An office program leaves a mark beside what it edits; any other that writes is known to the system."""
    if any(path.with_name(mark.format(name)).exists() for mark in _OPEN_MARKS for name in (path.name, path.name[2:])):
        return True
    try:
        with path.open("rb") as file:
            return is_being_written(file)
    except OSError:
        return False


def _take_over(engine: Engine, path: Path, *, today: date, log: Log) -> None:
    read = _read(path)
    if read is None:
        place = _keep(path, lambda source, target: shutil.copy2(source, target))
        log.event("ledger", "", f"原来的台账读不出，已另存为“{place.parent.name}/{place.name}”")
        return
    entered, base = read
    present = {task.code: task for task in ledger_tasks(engine)}
    edits = [
        (code, field, value, base.get(code, {}).get(field, ""))
        for code, cells in entered.items()
        for field, value in cells.items()
        if _plain(value) != _plain(base.get(code, {}).get(field, ""))
    ]
    unknown = {code for code, *_ in edits if code not in present}
    if edits:
        place = _keep(path, lambda source, target: shutil.copy2(source, target))
    if unknown:
        log.event("conflict", "", f"台账里有 {len(unknown)} 个编号对不上的任务填了内容，原表存在“{place.parent.name}/{place.name}”")
    for code, field, value, was in edits:
        if code in present:
            ours = written_value(present[code], field, today=today)
            if _plain(ours) == _plain(value):
                continue
            other = ours if _plain(ours) != _plain(was) else None
            enter(engine, code, field, value, now=time.time(), other=other)
            if other is not None:
                log.event("conflict", "", f"{code} {FIELD_NAMES[field]}：台账填“{value}”，另有“{ours}”，请核对")


def _read(path: Path) -> tuple[_Cells, _Cells] | None:
    """(what the ledger says, what we had written), each code → field → text; None for a file that is not our ledger."""
    from openpyxl import load_workbook

    with contextlib.suppress(Exception):
        book = load_workbook(path, data_only=True)
        return _cells(book[LEDGER_SHEET]), _cells(book[BASE_SHEET])
    return None


def _cells(sheet: Any) -> _Cells:
    """Rows that continue a long one are joined to it."""
    found: _Cells = defaultdict(dict)
    columns: dict[int, str] = {}
    code_at = None
    for row in sheet.iter_rows(values_only=True):
        if code_at is None:
            if CODE in row:
                code_at = row.index(CODE)
                columns = {at: _FIELDS[title] for at, title in enumerate(row) if _FIELDS.get(title) in EDITABLE}
            continue
        code = str(row[code_at] or "").strip()
        if re.fullmatch(r"[0-9a-f]{8,24}-\d{2,6}", code):
            for at, field in columns.items():
                found[code][field] = found[code].get(field, "") + _text(row[at])
    if code_at is None:
        raise ValueError("no ledger")
    return dict(found)


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value).strip()


def _plain(value: str) -> str:
    return re.sub(r"\s", "", value)


def _keep(path: Path, put: Callable[[Path, Path], object]) -> Path:
    folder = path.parent / KEPT_FOLDER
    folder.mkdir(exist_ok=True)
    moment = datetime.fromtimestamp(time.time()).strftime("%Y%m%d-%H%M%S")  # noqa: DTZ006  local time, for people
    number, place = 1, folder / f"{path.stem}-{moment}{path.suffix}"
    while place.exists():
        number += 1
        place = folder / f"{path.stem}-{moment}-{number}{path.suffix}"
    put(path, place)
    return place
