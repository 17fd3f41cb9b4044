"""When a watcher writes the ledger, and who does it: a process of its own, since the old ledger comes from other hands and may be huge."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from extractor.app.watch_log import Log
from extractor.app.watch_reading import ReadingRoom
from extractor.app.watch_settings import WatchSettings
from extractor.store import journal

__all__ = ["LedgerKeeper", "refresh"]

_WHILE_BUSY = 60.0
"""Seconds between two ledgers while the queue is full."""
_SHARE = 10.0
"""Whatever a ledger took, so many times that pass before the next: the work on a large one stays a small part of all."""
_LONGEST = 900.0


class LedgerKeeper:
    """Brings 督办台账.xlsx up to date when something was read, one watcher at a time."""

    def __init__(self, settings: WatchSettings, engine: Engine, room: ReadingRoom, log: Log, *, owner: str) -> None:
        self._settings, self._engine, self._room, self._log, self._owner = settings, engine, room, log, owner
        self._turn = f"ledger {settings.label}"[:400]
        self._is_old, self._ended, self._took = True, -_LONGEST * _SHARE, 0.0
        self._said: set[tuple[str, str]] = set()

    def note(self, *, changed: bool) -> None:
        self._is_old |= changed

    def write(self, *, step: Callable[[str], None], busy: bool, last: bool = False) -> None:
        """``busy``: more is being read, it can wait a while; ``last``: nothing comes after this."""
        rest = max(_WHILE_BUSY if busy else 0.0, self._took * _SHARE)
        if not self._is_old or (not last and time.monotonic() - self._ended < rest) or not self._take_turn(_LONGEST):
            return
        step("ledger")
        began = time.monotonic()
        job = {"ledger": str(self._settings.out), "store": self._settings.store}
        ending = self._room.do(job, step=step, seconds=_LONGEST, event=self._say_once)
        self._ended = time.monotonic()
        self._took = self._ended - began
        self._is_old = ending.kind != "done"
        if ending.kind in ("time", "crash"):
            self._say_once("ledger", "", "更新台账时出错退出，稍后再试")
        elif ending.kind == "done":
            self._said.clear()
        self._take_turn(-1.0)

    def _take_turn(self, lease: float) -> bool:
        return journal.take_turn(self._engine, self._turn, owner=self._owner, lease=lease, now=time.time())

    def _say_once(self, kind: str, name: str, words: str) -> None:
        """A ledger that stays open for hours is one line."""
        if (kind, words) not in self._said:
            self._log.event(kind, name, words)
        self._said.add((kind, words))


def refresh(job: Mapping[str, Any], say: Callable[[str], None]) -> bool:
    """The part that runs apart; ``say`` gets log lines as JSON. False where the ledger is open or cannot be written now."""
    from extractor.app.ledger_file import refresh_ledger
    from extractor.store.database import open_store

    engine = open_store(job["store"])
    today = datetime.now().astimezone().date()
    done = refresh_ledger(engine, Path(job["ledger"]), today=today, log=Log(as_json=True, write=say))
    engine.dispose()
    return done
