"""Run ``fenban watch --once`` and end it with SIGKILL at a step: what a power cut or a crash does, at a chosen place.

    python scripts/watch_and_die.py INBOX OUT STORE_URL [--archive DIR] [--kills STEP:COUNT…]

runs one watcher after the other; each kills itself at the COUNT-th step whose label starts with STEP. Without --kills one
watcher runs to its end. Prints how each ended, as a JSON list of exit codes (negative: the signal).
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from extractor.app import watch_reader, watch_reading
from extractor.app.watch import watch
from extractor.app.watch_log import Log
from extractor.app.watch_settings import WatchSettings

__all__ = ["preload", "run_once", "start", "wait"]


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("inbox", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("store")
    parser.add_argument("--archive", type=Path)
    parser.add_argument("--kills", nargs="*", default=())
    options = parser.parse_args(arguments)
    settings = WatchSettings(
        inbox=options.inbox, out=options.out, store=options.store, archive=options.archive, settle=0.05, retry_after=0.0
    )
    if not options.kills:
        run_once(settings)
        return
    preload()
    kills = [kill.rpartition(":") for kill in options.kills]
    print(json.dumps([wait(start(settings, (label, int(count)))) for label, _, count in kills]))


def run_once(settings: WatchSettings, kill: tuple[str, int] = ("", 0)) -> None:
    """One watcher in this process."""
    label, left = kill

    def on_step(step: str) -> None:
        nonlocal left
        if left and step.startswith(label):
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    watch(settings, once=True, log=Log(), stop=threading.Event(), on_step=on_step)


def preload() -> None:
    """Load everything once: the watchers that follow, and their reading processes, are forks that need not load it again."""
    watch_reader.warm_up()
    watch_reading.start_reader = _ForkedReader


def start(settings: WatchSettings, kill: tuple[str, int] = ("", 0), *, prepare: Callable[[], object] = lambda: None) -> int:
    """A watcher in a process of its own, quiet; its number. ``prepare`` runs in it first."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        prepare()
        run_once(settings, kill)
        code = 0
    finally:
        os._exit(code)


def wait(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


class _ForkedReader:
    """The reading process as a fork of the watcher: the same code as the one that is started anew, without its loading time."""

    def __init__(self) -> None:
        to_read, to_write = os.pipe()
        heard, said = os.pipe()
        self._pid, self._code = os.fork(), None
        if self._pid == 0:
            _serve(to_read, said, (to_write, heard))
        os.close(to_read)
        os.close(said)
        self.stdin, self.stdout = os.fdopen(to_write, "wb", buffering=0), os.fdopen(heard, "rb", buffering=0)

    def poll(self) -> int | None:
        if self._code is None:
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            self._code = os.waitstatus_to_exitcode(status) if pid else None
        return self._code

    def kill(self) -> None:
        if self.poll() is None:
            os.kill(self._pid, signal.SIGKILL)

    def wait(self) -> None:
        if self._code is None:
            self._code = wait(self._pid)


def _serve(commands: int, answers: int, others: Sequence[int]) -> Any:
    try:
        os.setsid()
        os.dup2(commands, 0)
        os.dup2(answers, 1)
        for handle in (commands, answers, *others):
            os.close(handle)
        watch_reader.main([])
    finally:
        os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
