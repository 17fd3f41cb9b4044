"""Several watchers over one inbox, and one watcher over very many files."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import watch_and_die
from soak_tools import ENVIRONMENT, NOTICE, Facts, check, put, put_notices, temporary_postgres

from extractor.app.watch_settings import WatchSettings

__all__ = ["many", "watchers"]

_IDLE_SECONDS = 120


def watchers(home: Path, options: argparse.Namespace) -> Facts:
    """One, two and four watchers over the same files; four on PostgreSQL too."""
    inbox, reference = home / "in", home / "o1"
    put_notices(inbox, range(options.shared))
    facts: Facts = {}
    faults = 0
    with temporary_postgres() as server:
        stores = {
            "1": f"sqlite:///{home}/s1.sqlite3",
            "2": f"sqlite:///{home}/s2.sqlite3",
            "4": f"sqlite:///{home}/s4.sqlite3",
            "4_postgres": server,
        }
        for label, store in stores.items():
            settings = WatchSettings(inbox=inbox, out=home / f"o{label}", store=store, settle=0.05)
            began = time.monotonic()
            exits = [watch_and_die.wait(pid) for pid in [watch_and_die.start(settings) for _ in range(int(label[0]))]]
            facts[f"files_per_second_{label}"] = round(options.shared / (time.monotonic() - began), 1)
            checked = check(inbox, settings.out, settings.store, reference)
            facts |= {f"exits_{label}": exits, f"states_{label}": checked["states"]}
            faults += int(str(checked["fault_count"]))
    return facts | {"fault_count": faults}


def many(home: Path, options: argparse.Namespace) -> Facts:
    """One ``fenban watch`` from an empty inbox to its end: time of each quarter, growth of its memory, cost when idle afterwards.

    One file in ``--distinct`` is a notice of its own, the others are copies of the first: they are taken, hashed and entered alike.
    """
    inbox, ready, out = home / "in", home / "ready", home / "out"
    inbox.mkdir()
    for number in range(options.many):
        put(f"{number:06d}.txt", NOTICE.format(f"第{0 if number % options.distinct else number}项").encode(), ready)
    command = [sys.executable, "-m", "extractor.app.cli", "watch", inbox, "--out", out, "--settle", "0.5", "--log-json"]
    process = subprocess.Popen(command, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None  # noqa: S101
    process.stderr.readline()  # it has started
    time.sleep(2)
    empty = largest = _resident(process.pid)
    (ready / "000000.txt").rename(inbox / "000000.txt")
    for path in sorted(ready.iterdir()):
        path.rename(inbox / path.name)
    began, times = time.monotonic(), []
    for line in process.stderr:
        if any(f'"event": "{kind}"' in line for kind in ("done", "needs_review", "failed", "duplicate")):
            times.append(round(time.monotonic() - began, 1))
            largest = max(largest, _resident(process.pid))
        if len(times) == options.many:
            break
    facts = {"files": len(times), "seconds_of_each_quarter": _quarters(times), "watcher_mb": [empty >> 10, largest >> 10]}
    idle = _idle_percent(process)
    process.send_signal(signal.SIGTERM)
    process.wait()
    checked = check(inbox, out, f"sqlite:///{out}/.fenban/fenban.sqlite3", out)
    return {
        **facts,
        "growth_mb": (largest - empty) >> 10,
        "idle_cpu_percent": idle,
        "states": checked["states"],
        "fault_count": checked["fault_count"],
    }


def _quarters(times: list[float]) -> list[float]:
    ends = [times[len(times) * part // 4 - 1] for part in (1, 2, 3, 4)]
    return [round(end - start, 1) for start, end in zip([0.0, *ends], ends, strict=False)]


def _idle_percent(process: subprocess.Popen[str]) -> float:
    time.sleep(90)  # the ledger and the last sweeps
    before = _cpu(process.pid)
    time.sleep(_IDLE_SECONDS)
    return round(100 * (_cpu(process.pid) - before) / _IDLE_SECONDS, 2)


def _resident(pid: int) -> int:
    """KB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)


def _cpu(pid: int) -> float:
    """Seconds of the processor, with those of the processes it has ended."""
    facts = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return sum(map(int, facts[11:15])) / os.sysconf("SC_CLK_TCK")
