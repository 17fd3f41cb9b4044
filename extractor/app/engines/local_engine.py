"""Processes of this machine. Each has a pipe of its own, so that one that dies costs its item and no other; pdfium allows no threads."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from typing import Any, TypeVar, cast

from extractor.app.engines import LOST, Lost

__all__ = ["LocalEngine"]

T = TypeVar("T")
R = TypeVar("R")
_PATIENCE = 10.0
"""Seconds for the items in hand when everything is to end."""


class LocalEngine:
    def map(self, work: Callable[[T], R], items: Iterable[T], *, jobs: int) -> Generator[tuple[int, R | Lost], None, None]:
        jobs = jobs or os.cpu_count() or 1
        if jobs == 1:
            yield from ((place, work(item)) for place, item in enumerate(items))
            return
        crew = _Crew(work, jobs)
        try:
            yield from crew.work_off(enumerate(items))
        finally:
            crew.dismiss()


class _Crew:
    """So many processes; ``_at_work``: the pipe of each that has an item, and the place of the item."""

    def __init__(self, work: Callable[[Any], Any], jobs: int) -> None:
        self._work, self._jobs, self._context = work, jobs, _context()
        self._processes: dict[Connection, multiprocessing.process.BaseProcess] = {}
        self._at_work: dict[Connection, int] = {}

    def work_off(self, items: Iterator[tuple[int, Any]]) -> Iterator[tuple[int, Any]]:
        for item in items:
            self._hand_out(self._hire(), item)
            if len(self._at_work) == self._jobs:
                break
        while self._at_work:
            for pipe in wait(list(self._at_work)):
                place, result = self._result(cast("Connection", pipe))
                for item in islice(items, 1):
                    self._hand_out(cast("Connection", pipe) if result is not LOST else self._hire(), item)
                yield place, result

    def dismiss(self) -> None:
        """Each finishes what it has in hand; who takes too long is ended."""
        for pipe in self._processes:
            pipe.close()
        try:
            for process in self._processes.values():
                process.join(_PATIENCE)
        finally:  # also where somebody does not want to wait
            for process in self._processes.values():
                process.terminate()
                process.join()

    def _hire(self) -> Connection:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._work), daemon=True)  # type: ignore[attr-defined]  # of every real context
        process.start()
        theirs.close()
        self._processes[ours] = process
        return ours

    def _hand_out(self, pipe: Connection, item: tuple[int, Any]) -> None:
        self._at_work[pipe] = item[0]
        with contextlib.suppress(OSError):  # it has died since: the pipe says so when it is read
            pipe.send(item[1])

    def _result(self, pipe: Connection) -> tuple[int, Any]:
        place = self._at_work.pop(pipe)
        try:
            result, error = pipe.recv()
        except (EOFError, OSError):
            pipe.close()
            self._processes.pop(pipe).join()
            return place, LOST
        if error is not None:
            raise error
        return place, result


def _context() -> BaseContext:
    """Never a plain fork: the thread of a progress bar may hold a lock at that moment."""
    return multiprocessing.get_context("forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn")


def _serve(pipe: Connection, work: Callable[[Any], Any]) -> None:
    """A process of the crew: item in, (result, None) or (None, error) out, until nobody is there any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the whole group; the crew is dismissed in order
    with contextlib.suppress(EOFError, OSError):
        while True:
            item = pipe.recv()
            try:
                result, fault = work(item), None
            except Exception as error:
                result, fault = None, error
            pipe.send((result, fault))
