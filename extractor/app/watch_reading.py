"""The watcher's side of the reading process: hand it a job, hear how it ended, start it anew when it died."""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

__all__ = ["Ending", "Limits", "ReadingRoom", "start_reader"]

_GRACE = 30.0
_START = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """For one file: seconds of the clock, MB of memory, MB of output."""

    seconds: float = 120.0
    memory: int = 1024
    output: int = 200


@dataclass(frozen=True, slots=True)
class Ending:
    """done: there is an outcome. room: not even that could be written. time, crash: the child was ended by us or by its fault.
    megabytes: the most memory that it held, where the system says."""

    kind: Literal["done", "room", "time", "crash"]
    signal: int = 0
    megabytes: int = 0


class ReadingRoom:
    """Use as a context; the process starts with the first job and is gone at the end."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._heard = b""

    def __enter__(self) -> ReadingRoom:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def do(
        self,
        job: Mapping[str, Any],
        *,
        step: Callable[[str], None],
        seconds: float | None = None,
        event: Callable[[str, str, str], None] = lambda _kind, _name, _words: None,
    ) -> Ending:
        """Have ``job`` done. Never raises for what the file does; OSError where no process can be started.

        ``seconds``: instead of the limit for a file; ``event``: hears what the job has to tell (kind, name, words).
        """
        most = self._limits.seconds if seconds is None else seconds
        limits = {"seconds": most, "memory_bytes": self._limits.memory << 20, "output_bytes": self._limits.output << 20}
        process = self._started()
        try:
            assert process.stdin is not None  # noqa: S101
            process.stdin.write((json.dumps({**job, **limits}) + "\n").encode())
            process.stdin.flush()
            return self._follow(step, event, time.monotonic() + most + _GRACE)
        except (BrokenPipeError, EOFError):
            self._stop()
            return Ending("crash")
        except TimeoutError:
            self._stop()
            return Ending("time")

    def _follow(self, step: Callable[[str], None], event: Callable[[str, str, str], None], deadline: float) -> Ending:
        while True:
            answer = self._hear(deadline)
            if "step" in answer:
                step(answer["step"])
            elif "event" in answer:
                event(answer["event"]["event"], answer["event"]["file"], answer["event"]["text"])
            elif "end" in answer:
                return Ending(answer["end"], answer.get("signal", 0), answer.get("megabytes", 0))

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._stop()
            self._process = start_reader()
            with contextlib.suppress(EOFError, TimeoutError):
                self._hear(time.monotonic() + _START)
        return self._process

    def _hear(self, deadline: float) -> dict[str, Any]:
        """The next answer. Raises EOFError or TimeoutError."""
        assert self._process is not None and self._process.stdout is not None  # noqa: S101
        pipe = self._process.stdout
        while b"\n" not in self._heard:
            if sys.platform != "win32" and not select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))[0]:
                raise TimeoutError
            chunk = os.read(pipe.fileno(), 65536)
            if not chunk:
                raise EOFError
            self._heard += chunk
        line, _, self._heard = self._heard.partition(b"\n")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _stop(self) -> None:
        process, self._process, self._heard = self._process, None, b""
        if process is not None:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()
            process.wait()


def start_reader() -> subprocess.Popen[bytes]:
    """A reading process with pipes to and from it."""
    return subprocess.Popen(
        [sys.executable, "-m", "extractor.app.watch_reader"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0,
        start_new_session=True, env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )  # fmt: skip
