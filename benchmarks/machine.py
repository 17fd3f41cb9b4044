"""What the figures were measured on, as far as it matters for them and says nothing about whose machine it is."""

from __future__ import annotations

import os
import platform
from pathlib import Path

__all__ = ["description", "load"]


def description() -> str:
    memory = _field(Path("/proc/meminfo"), "MemTotal")
    gigabytes = f", {round(int(memory.split()[0]) / 2**20)} GB" if memory else ""
    return f"{_cpu()}, {os.cpu_count()} cores{gigabytes}, {platform.system()}, Python {platform.python_version()}"


def load() -> float:
    """Processes that wanted to run in the last minute, this one included."""
    return os.getloadavg()[0]


def _cpu() -> str:
    return _field(Path("/proc/cpuinfo"), "model name") or platform.machine()


def _field(path: Path, name: str) -> str:
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")
