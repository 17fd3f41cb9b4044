"""``fenban watch``: look at the inbox, take what is whole, work off the queue, and again."""

from __future__ import annotations

import contextlib
import math
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator

from sqlalchemy import Engine

from extractor.app.atomic_files import check_writable
from extractor.app.result_folders import folder_names
from extractor.app.run_folder import check_apart, inbox_below
from extractor.app.watch_archive import move_to_archive
from extractor.app.watch_failure_notes import FAILURES
from extractor.app.watch_intake import NotYet, content_hash
from extractor.app.watch_ledger import LedgerKeeper
from extractor.app.watch_log import Log
from extractor.app.watch_names import file_name
from extractor.app.watch_reading import ReadingRoom
from extractor.app.watch_settings import PRIVATE, WatchSettings, is_dead, myself, pipeline_version
from extractor.app.watch_stillness import Stillness
from extractor.app.watch_sweep import Sighting, Sweep, sweep
from extractor.app.watch_wake import Wake
from extractor.app.watch_work import Worker
from extractor.errors import FenbanError, FileNotReadable, UsageFault
from extractor.store import arrivals, journal
from extractor.store.database import open_store
from extractor.store.values import Arrival

__all__ = ["watch"]

_SWEEP_SHARE = 150.0
"""A sweep may take one part in so many of the time: an idle watcher of a huge inbox costs less than one percent."""
_WORK_BEFORE_SWEEP = 10.0
_INTAKE_BEFORE_WORK = 10.0
_RESERVED = ("督办台账.xlsx", "旧版", FAILURES, PRIVATE, "运行结果.json")


def watch(
    settings: WatchSettings, *, once: bool, log: Log, stop: threading.Event, on_step: Callable[[str], None] = lambda _label: None
) -> None:
    """Until ``stop`` is set, or with ``once`` until everything that is whole now is worked off.

    Raises a FenbanError where it cannot start at all; later troubles (a full disk, a share or a database that is gone) are waited out.
    """
    _check(settings)
    engine = open_store(settings.store)
    wake = None if once else Wake(settings.inbox, stop)
    try:
        with _signals(stop, once=once), ReadingRoom(settings.limits) as room:
            desk = _Desk(settings, engine, room, log, on_step)
            _work_once(desk, settings, stop) if once else _work_on(desk, settings, stop, wake, log)
    finally:
        if wake is not None:
            wake.close()
        engine.dispose()


def _work_once(desk: _Desk, settings: WatchSettings, stop: threading.Event) -> None:
    desk.look(stop, at_most=math.inf)
    if desk.unsettled:
        stop.wait(settings.settle + 0.05)
        desk.look(stop, at_most=math.inf)
    began = time.time()
    while desk.work(stop, ready=began) and not stop.is_set():
        pass  # what was put back meanwhile is left to the next run
    desk.archive()
    desk.write_ledger(busy=False, last=True)
    desk.say_what_waits()


def _work_on(desk: _Desk, settings: WatchSettings, stop: threading.Event, wake: Wake | None, log: Log) -> None:
    log.event("started", "", f"收件夹“{settings.inbox}”，结果在“{settings.out}”。按 Ctrl+C 停止。")
    trouble = ""
    while not stop.is_set():
        pause = settings.retry_after
        try:
            pause = desk.look(stop)
            if desk.work(stop):
                pause = 0.0
            desk.archive()
            desk.write_ledger(busy=not pause)
            trouble = ""
        except FenbanError as fault:
            if str(fault) != trouble:
                log.event("trouble", "", str(fault))
            trouble = str(fault)
        if wake is not None and pause and not stop.is_set():
            wake.wait(pause)
    log.event("stopped", "", "已停止，没做完的下次接着做。")


class _Desk:
    """What one watcher knows between two sweeps."""

    def __init__(self, settings: WatchSettings, engine: Engine, room: ReadingRoom, log: Log, on_step: Callable[[str], None]) -> None:
        self._settings, self._engine, self._log, self._step = settings, engine, log, on_step
        self._owner, self._pipeline, self._inbox = myself(), pipeline_version(), settings.label
        self._worker = Worker(settings, engine, room, log, on_step)
        arrivals.adopt(engine, self._inbox, pipeline=self._pipeline, now=time.time())
        known = arrivals.known_files(engine, self._inbox, pipeline=self._pipeline)
        self._stillness = Stillness(settle=settings.settle, known=known)
        self._ignored: dict[str, str] = {}
        self._reasons: dict[str, str] = {}
        self._seen = Sweep()
        self._ledger = LedgerKeeper(settings, engine, room, log, owner=self._owner)
        self._taken_names = [*_RESERVED, *inbox_below(settings.inbox, settings.out)]

    @property
    def unsettled(self) -> tuple[str, ...]:
        return self._stillness.unsettled

    def look(self, stop: threading.Event, *, at_most: float = _INTAKE_BEFORE_WORK) -> float:
        """One sweep; returns how long to pause before the next. Of thousands of files the first are read before the last are taken."""
        dead = [owner for owner in journal.owners_at_work(self._engine, self._inbox) if is_dead(owner)]
        journal.release(self._engine, self._inbox, dead, now=time.time())
        self._clear_working()
        began = time.monotonic()
        self._seen = sweep(str(self._settings.inbox))
        self._note_ignored(self._seen.ignored)
        resting = self._stillness.resting(self._seen.files, now=time.monotonic())
        took = time.monotonic() - began
        for seen in resting:
            if stop.is_set() or time.monotonic() - began > took + at_most:
                return 0.0  # more is there
            self._take(seen)
        interval = min(self._settings.interval, self._settings.settle) if self._stillness.unsettled else self._settings.interval
        return max(interval, 0.05, took * _SWEEP_SHARE)

    def _clear_working(self) -> None:
        """Remove what died between its commit and its cleaning up. Listed first: whoever claims an item later makes its folder later."""
        folders = list(self._settings.working.glob("*-*"))
        at_work = journal.items_at_work(self._engine) if folders else set()
        for folder in folders:
            number = folder.name.partition("-")[0]
            if number.isdigit() and int(number) not in at_work:
                shutil.rmtree(folder, ignore_errors=True)

    def work(self, stop: threading.Event, *, ready: float | None = None) -> bool:
        """Work off the queue for a while; whether anything was done."""
        began, worked = time.monotonic(), False
        lease = self._settings.lease + self._settings.limits.seconds
        while not stop.is_set() and time.monotonic() - began < _WORK_BEFORE_SWEEP:
            work = journal.claim(
                self._engine, self._inbox, pipeline=self._pipeline, owner=self._owner, lease=lease, now=time.time(), ready=ready
            )
            if work is None:
                break
            self._ledger.note(changed=self._worker.do(work))
            worked = True
        return worked

    def write_ledger(self, *, busy: bool, last: bool = False) -> None:
        self._ledger.write(step=self._step, busy=busy, last=last)

    def archive(self) -> None:
        """Move what is done, if asked to; also what a watcher that died had left to move."""
        if self._settings.archive is None:
            return
        finished = arrivals.finished_names(self._engine, self._inbox, pipeline=self._pipeline)
        for seen in self._seen.files:
            if finished.get(seen.name) == (seen.size, seen.mtime_ns):
                with contextlib.suppress(OSError):
                    self._step("moving")
                    place = move_to_archive(seen, self._settings.archive)
                    self._step("moved")
                    self._log.event("archived", seen.name, f"原文件移到“{place}”")

    def say_what_waits(self) -> None:
        for name in self._stillness.unsettled:
            if name not in self._reasons:
                self._log.event("waiting", name, "还在写入，下次再处理")

    def _take(self, seen: Sighting) -> None:
        resting = max(self._stillness.waiting_time(seen.name, now=time.monotonic()), time.time() - seen.mtime_ns / 1e9)
        try:
            sha256 = content_hash(seen, even_if_damaged=resting > self._settings.patience)
        except NotYet as wait:
            if self._reasons.get(seen.name) != str(wait):
                self._log.event("waiting", seen.name, f"{wait}，完整后自动处理")
            self._reasons[seen.name] = str(wait)
            return
        folders = folder_names(file_name(seen.name), taken=self._taken_names)
        arrival = Arrival(inbox=self._inbox, name=seen.name, sha256=sha256, size=seen.size, mtime_ns=seen.mtime_ns, folders=folders)
        accepted = arrivals.accept(self._engine, arrival, pipeline=self._pipeline, now=time.time())
        self._step("accepted")
        self._stillness.settled(seen)
        self._reasons.pop(seen.name, None)
        if accepted.kind == "duplicate":
            self._log.event("duplicate", seen.name, f"内容与“{accepted.first}”相同，不再重复处理")
        elif accepted.kind == "version":
            self._log.event("version", seen.name, f"内容有变，作为第{accepted.version}版处理")

    def _note_ignored(self, ignored: dict[str, str]) -> None:
        if ignored == self._ignored:
            return
        arrivals.ignore(self._engine, self._inbox, ignored, pipeline=self._pipeline, now=time.time())
        for name, reason in ignored.items():
            if self._ignored.get(name) != reason:
                self._log.event("ignored", name, reason)
        self._ignored = ignored


def _check(settings: WatchSettings) -> None:
    if not settings.inbox.is_dir():
        raise FileNotReadable(f"找不到收件夹“{settings.inbox}”")
    check_apart(settings.inbox, settings.out)
    if settings.archive is not None:
        source, target = settings.inbox.resolve(), settings.archive.resolve()
        if target == source or source in target.parents:
            raise UsageFault("归档文件夹在收件夹里面", advice="请把 --archive 指到收件夹以外的地方。")
    check_writable(settings.out)


@contextlib.contextmanager
def _signals(stop: threading.Event, *, once: bool) -> Iterator[None]:
    """End between two files on request; a file that somebody opens while it is looked at must not end the program (SIGIO)."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    wanted: dict[int, Callable[[int, object], None] | signal.Handlers] = {signal.SIGTERM: lambda *_: stop.set()}
    if hasattr(signal, "SIGIO"):
        wanted[signal.SIGIO] = signal.SIG_IGN
    if not once:
        wanted[signal.SIGINT] = lambda *_: stop.set()
    before = {number: signal.signal(number, handler) for number, handler in wanted.items()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
