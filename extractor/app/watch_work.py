"""One claimed file from the queue to its end: read apart, published whole, and only then marked done.

Steps have labels (``on_step``), so that tests can end the watcher at each of them.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from extractor.app.atomic_files import write_folder
from extractor.app.unit_files import read_units
from extractor.app.watch_failure_notes import remove_failure_note, write_failure_note
from extractor.app.watch_log import Log
from extractor.app.watch_notice import FILES, OUTCOME
from extractor.app.watch_reading import ReadingRoom
from extractor.app.watch_settings import WatchSettings
from extractor.errors import ConfidentialDocument, OutputNotWritable, TooDemanding, UnsafeFile
from extractor.model.unit_directory import UnitDirectory
from extractor.store import journal
from extractor.store.aliases import accepted_aliases
from extractor.store.arrivals import version_mark
from extractor.store.values import FILE_GONE, Reading, Work
from outputs.base import OutputFile

__all__ = ["Worker"]

_KILLED_OFTEN = 3
_REFUSALS = (ConfidentialDocument.__name__, UnsafeFile.__name__, TooDemanding.__name__)
_GONE_WORDS = "读取之前，文件已被移走或改动。放回收件夹后会自动重新处理。"
_GIVEN_UP = "处理此文件时程序多次中断，已停止重试。请核实文件来源；确认无误的，用 fenban retry 重新处理。"


class Worker:
    """Does the work of one watcher. Raises StoreNotReachable where the store is gone; all else becomes a state of the file."""

    def __init__(self, settings: WatchSettings, engine: Engine, room: ReadingRoom, log: Log, on_step: Callable[[str], None]) -> None:
        self._settings, self._engine, self._room, self._log, self._step = settings, engine, room, log, on_step
        self._listed = UnitDirectory() if settings.units is None else read_units(settings.units)

    def do(self, work: Work) -> bool:
        """Whether the ledger may have changed."""
        self._step("taken")
        if work.attempts > journal.MOST_ATTEMPTS:
            return self._fail(work, "GivenUp", _GIVEN_UP)
        staging = self._settings.working / f"{work.id}-{work.attempts}"
        try:
            self._clear(work)
            staging.mkdir(parents=True)
        except OSError:
            return self._wait(work, "无法写入输出文件夹（磁盘已满、只读或没有权限）")
        try:
            return self._settle(work, staging)
        finally:
            shutil.rmtree(staging, ignore_errors=True)

    def _settle(self, work: Work, staging: Path) -> bool:
        job = {
            "inbox": work.inbox, "names": work.names, "sha256": work.sha256, "staging": str(staging), "units": self._units(),
            "earlier": self._earlier_folders(work),
        }  # fmt: skip
        ending = self._room.do(job, step=self._step)
        if ending.kind == "room":
            return self._wait(work, "磁盘已满，或输出文件夹不能写入")
        if ending.kind == "time":
            return self._fail(work, TooDemanding.__name__, str(TooDemanding("读取超过时间限度，已中止")))
        if ending.kind == "crash":
            if ending.signal in (signal.SIGKILL, signal.SIGTERM) and work.attempts < _KILLED_OFTEN:
                return self._wait(work, "读取进程被系统中止")
            return self._fail(work, TooDemanding.__name__, str(TooDemanding("读取此文件时出错退出，疑似文件损坏或有恶意内容")))
        return self._conclude(work, staging, json.loads((staging / OUTCOME).read_bytes()))

    def _earlier_folders(self, work: Work) -> list[str]:
        """Where results of this content, else of the version before, may have been handed out."""
        name = work.folder.removesuffix(version_mark(work.version)) + version_mark(work.version - 1)
        return [str(self._settings.out / folder) for folder in (work.folder, name)]

    def _units(self) -> dict[str, Any]:
        """The directory with what clerks accepted meanwhile."""
        return asdict(self._listed.with_aliases(accepted_aliases(self._engine)))

    def _conclude(self, work: Work, staging: Path, outcome: dict[str, Any]) -> bool:
        if "wait" in outcome:
            return self._wait(work, outcome["wait"])
        if "gone" in outcome:
            return self._fail(work, FILE_GONE, _GONE_WORDS)
        if "fault" in outcome:
            return self._fail(work, outcome["fault"], outcome["words"])
        try:
            self._publish(work, staging / FILES, outcome["reading"]["files"])
            remove_failure_note(self._settings.out, work.folder)
        except OutputNotWritable as fault:
            return self._wait(work, fault.message)
        self._step("before commit")
        facts: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in outcome["reading"].items()}
        reading = Reading(**facts)
        if not journal.finish(self._engine, work, reading, now=time.time()):
            self._log.event("handed over", work.name, "已由另一个进程接手")
            return False
        self._step("after commit")
        self._log.event("needs_review" if reading.needs_review else "done", work.name, f"{version_mark(work.version)}{reading.contents}")
        return True

    def _publish(self, work: Work, files: Path, names: list[str]) -> None:
        """A new folder appears by one renaming; in one that is there, each file is replaced as a whole. Raises OutputNotWritable."""
        self._step("publishing")
        target = self._settings.out / work.folder
        if not target.exists():
            try:
                files.chmod(0o755)
                files.rename(target)
                _persist(target.parent)
            except OSError:
                if not target.exists():
                    raise OutputNotWritable(f"无法写入“{target.name}”（磁盘已满、只读或没有权限）") from None
        if files.exists():
            write_folder(target, _staged(files, names), earlier=work.earlier_files)
        self._step("published")

    def _fail(self, work: Work, fault: str, words: str) -> bool:
        try:
            write_failure_note(self._settings.out, work.folder, name=work.name, words=words)
        except OutputNotWritable as error:
            return self._wait(work, error.message)
        self._step("before commit")
        if journal.fail(self._engine, work, fault=fault, reason=words, now=time.time()):
            self._step("after commit")
            self._log.event("refused" if fault in _REFUSALS else "failed", work.name, words)
        return False

    def _wait(self, work: Work, reason: str) -> bool:
        now = time.time()
        journal.put_back(self._engine, work, reason=reason, not_before=now + self._settings.retry_after, now=now)
        self._log.event("waiting", work.name, f"{reason}，稍后自动重试")
        return False

    def _clear(self, work: Work) -> None:
        """What earlier attempts of the same item left behind."""
        for left in self._settings.working.glob(f"{work.id}-*"):
            shutil.rmtree(left, ignore_errors=True)


def _staged(folder: Path, names: list[str]) -> Iterator[OutputFile]:
    for name in names:
        yield OutputFile(name, (folder / name).read_bytes())


def _persist(folder: Path) -> None:
    """The new name survives a power cut."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
