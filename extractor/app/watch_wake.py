"""Sleeping between sweeps. Events of the file system only end the sleep sooner: a share that sends none loses nothing."""

from __future__ import annotations

import threading
import time
from pathlib import Path

__all__ = ["Wake"]

_SLICE = 0.5
"""Seconds until a request to stop is noticed."""


class Wake:
    """``wait`` returns early when something happens in ``inbox``; without watchfiles, or where it fails, it just sleeps."""

    def __init__(self, inbox: Path, stop: threading.Event) -> None:
        self._stop, self._stirred = stop, threading.Event()
        self._thread = threading.Thread(target=self._listen, args=(inbox,), name="watchfiles", daemon=True)
        self._thread.start()

    def wait(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while not self._stop.is_set() and (left := deadline - time.monotonic()) > 0 and not self._stirred.wait(min(left, _SLICE)):
            pass
        self._stirred.clear()

    def close(self) -> None:
        self._stop.set()
        self._stirred.set()
        self._thread.join(timeout=3)

    def _listen(self, inbox: Path) -> None:
        try:
            from watchfiles import watch

            for _ in watch(inbox, stop_event=self._stop, debounce=400, step=100, rust_timeout=1000, raise_interrupt=False):
                self._stirred.set()
        except Exception:
            return  # no events here: the sweep alone sees to it
