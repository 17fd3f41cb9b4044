"""Whole processes: CPU seconds of a command, memory over many files, peak memory of a large one."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.bulk import long_pdf, make_bulk
from benchmarks.contests import CORPUS
from benchmarks.environments import ROOT

__all__ = ["command_seconds", "growth", "peak_of_long_pdf", "samples_seconds"]

_PAGES = 320
_SETTLED = 500
"""So many files until every form has been read and every table of rules is loaded."""


def command_seconds(rounds: int) -> float:
    return median(_cpu(["extract", str(CORPUS / "txt" / "c001.txt")]) for _ in range(rounds))


def samples_seconds(rounds: int) -> float:
    def once() -> float:
        with tempfile.TemporaryDirectory() as out:
            return _cpu(["run", str(CORPUS / "samples"), "--out", out])

    return median(once() for _ in range(rounds))


def growth(files: int) -> float:
    """MB by which a process grows from its first hundreds of files to its last."""
    with tempfile.TemporaryDirectory() as folder:
        make_bulk(Path(folder), files)
        return float(_measured("growth", folder))


def peak_of_long_pdf() -> float:
    """MB at the highest point of a process that reads one PDF of 320 pages."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.pdf"
        long_pdf(path, _PAGES)
        return float(_measured("peak", str(path)))


def _measured(what: str, place: str) -> str:
    command = [sys.executable, "-m", "benchmarks.processes", what, place]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def _cpu(arguments: list[str]) -> float:
    """CPU seconds of one ``fenban`` from start to end, its children included."""
    command = [sys.executable, "-m", "extractor.app.cli", *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def _growth_here(folder: Path) -> float:
    from extractor.pipeline import read_notice_path

    settled = 0.0
    for number, path in enumerate(sorted(folder.rglob("*.*")), start=1):
        read_notice_path(path)
        if number == _SETTLED:
            settled = _status("VmRSS")
    return _status("VmRSS") - settled


def _peak_here(path: Path) -> float:
    from extractor.pipeline import read_notice_path

    read_notice_path(path)
    return _status("VmHWM")


def _status(field: str) -> float:
    """MB of this process (Linux)."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(field)) / 1024


if __name__ == "__main__":
    print({"growth": _growth_here, "peak": _peak_here}[sys.argv[1]](Path(sys.argv[2])))
