"""The reading process: warms up once, then reads each file in a child of its own under limits, and outlives what the child does.

Run as ``python -m extractor.app.watch_reader``. Jobs come as JSON lines on standard input, answers go as JSON lines to standard
output: ``{"step": …}`` while it works, ``{"end": "done" | "room" | "time" | "crash", "signal": n, "megabytes": n}`` last. It ends when
its input does.
Where the system cannot fork, every job runs in a fresh process (``--one``).
"""

from __future__ import annotations

import contextlib
import functools
import gc
import json
import os
import select
import signal
import subprocess
import sys
import time
from typing import Any

__all__ = ["main", "warm_up"]

_NO_ROOM = 75
_SAMPLE = "关于报送材料的通知\n各科室：\n请办公室于2024年5月20日前报送材料，联系人：李一，电话：2600011。\n某某局\n2024年5月6日\n"


def main(arguments: list[str]) -> int:
    _follow_parent()
    if arguments[:1] == ["--one"]:
        _child(json.loads(arguments[1]))
    warm_up()
    _say({"ready": True})
    while line := sys.stdin.buffer.readline():
        _say(_run(json.loads(line)))
    return 0


@functools.cache
def warm_up() -> None:
    """Load everything that a reading needs before the first fork: the children share it."""
    from extractor.app.run_folder import deliverables
    from extractor.pipeline import read_notice

    with contextlib.suppress(Exception):
        for _ in deliverables(read_notice(_SAMPLE.encode(), name="a.txt"), name="a.txt"):
            pass
    with contextlib.suppress(Exception):
        from extractor.app.watch_facts import reading_of

        reading_of(read_notice(_SAMPLE.encode(), name="a.txt"), files=())
    gc.collect()
    gc.freeze()


@functools.cache
def _warm_up_ledger() -> None:
    """Loaded with the first ledger: whoever only reads does not wait for it."""


def _run(job: dict[str, Any]) -> dict[str, Any]:
    if not hasattr(os, "fork"):
        return _run_apart(job)
    if "ledger" in job:
        _warm_up_ledger()
    pid = os.fork()
    if pid == 0:
        _child(job)
    return _await(pid, float(job["seconds"]))


def _child(job: dict[str, Any]) -> None:
    """Never returns."""
    code = 1
    try:
        _follow_parent()
        _limit(job)
        code = _do(job)
    except OSError:
        code = _NO_ROOM
    finally:
        os._exit(code)


def _do(job: dict[str, Any]) -> int:
    """Exit code of the child: a notice is read, or the ledger written."""
    if "ledger" in job:
        from extractor.app.watch_ledger import refresh

        return 0 if refresh(job, lambda line: _say({"event": json.loads(line)})) else _NO_ROOM
    from extractor.app.watch_notice import work_off

    work_off(job, lambda label: _say({"step": label}))
    return 0


def _await(pid: int, seconds: float) -> dict[str, Any]:
    """How the child ended. It is killed when its time is over or the watcher is gone."""
    deadline = time.monotonic() + seconds
    pause = 0.001
    while True:
        ended, status, used = os.wait4(pid, os.WNOHANG)
        if ended:
            return _end(os.waitstatus_to_exitcode(status)) | {"megabytes": used.ru_maxrss >> (20 if sys.platform == "darwin" else 10)}
        if time.monotonic() > deadline:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            return {"end": "time"}
        pause = min(0.02, pause * 1.3)
        if select.select([sys.stdin], [], [], pause)[0]:  # no second job comes before the answer: the watcher has gone
            os.kill(pid, signal.SIGKILL)
            os._exit(0)


def _run_apart(job: dict[str, Any]) -> dict[str, Any]:
    command = [sys.executable, "-m", "extractor.app.watch_reader", "--one", json.dumps(job)]
    try:
        return _end(subprocess.run(command, check=False, timeout=float(job["seconds"])).returncode)  # noqa: S603
    except subprocess.TimeoutExpired:
        return {"end": "time"}


def _end(code: int) -> dict[str, Any]:
    if code == 0:
        return {"end": "done"}
    if code == _NO_ROOM:
        return {"end": "room"}
    if -code in (getattr(signal, "SIGXCPU", None), getattr(signal, "SIGALRM", None)):
        return {"end": "time"}
    return {"end": "crash", "signal": -code if code < 0 else 0}


def _limit(job: dict[str, Any]) -> None:
    """Time, memory and size of files, held by the system. The alarm ends a child whose parents are both gone."""
    try:
        import resource
    except ImportError:  # Windows: only the time is limited, by the parent
        return
    seconds = int(float(job["seconds"])) + 1
    for kind, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, int(job["memory_bytes"])),
        (resource.RLIMIT_FSIZE, int(job["output_bytes"])),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (most, most))
    signal.alarm(seconds + 5)


def _follow_parent() -> None:
    """Die with the parent, however it dies (Linux)."""
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def _say(answer: dict[str, Any]) -> None:
    os.write(1, (json.dumps(answer) + "\n").encode())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
