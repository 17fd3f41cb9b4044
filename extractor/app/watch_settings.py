"""What a watcher is told once: where, how patiently, within which limits."""

from __future__ import annotations

import hashlib
import os
import socket
from dataclasses import dataclass, field
from pathlib import Path

from extractor.app.watch_reading import Limits

__all__ = ["PRIVATE", "WatchSettings", "is_dead", "myself", "pipeline_version", "store_url"]

PRIVATE = ".fenban"
"""Folder inside the output folder: the store, and what is not finished."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchSettings:
    """Times in seconds. ``settle``: how long a file must rest. ``interval``: between two sweeps. ``patience``: how long a file
    without its end may rest before it is taken for damaged. ``retry_after``: when a full disk is tried again.
    ``lease``: added to the reading time; after it the work of a watcher that is gone is another one's. ``units``: the office's directory of units.
    """

    inbox: Path
    out: Path
    store: str
    archive: Path | None = None
    settle: float = 3.0
    interval: float = 10.0
    patience: float = 600.0
    retry_after: float = 15.0
    lease: float = 120.0
    limits: Limits = field(default_factory=Limits)
    units: Path | None = None

    @property
    def working(self) -> Path:
        return self.out / PRIVATE / "work"

    @property
    def label(self) -> str:
        """How the inbox is called in the store."""
        return str(self.inbox.resolve())


def store_url(out: Path, url: str | None) -> str:
    """The store given by ``url``, else a file in the output folder."""
    return url or f"sqlite:///{(out / PRIVATE / 'fenban.sqlite3').resolve()}"


def pipeline_version() -> str:
    """Changes whenever a reading may come out differently: the program's version and a digest of its rules."""
    import patterns
    from extractor import __version__

    digest = hashlib.sha256()
    for path in sorted(Path(patterns.__file__).parent.glob("*.toml")):
        digest.update(path.read_bytes())
    return f"{__version__}+{digest.hexdigest()[:12]}"


def myself() -> str:
    """Host, process and when it started: never the same twice."""
    return f"{socket.gethostname()}:{os.getpid()}:{_started(os.getpid())}"


def is_dead(owner: str) -> bool:
    """Whether the watcher called ``owner`` certainly runs no more: a process of this machine that is gone."""
    host, _, process = owner.rpartition(":")[0].rpartition(":")
    if host != socket.gethostname() or not process.isdigit() or not Path("/proc/self/stat").exists():
        return False
    return _started(int(process)) != owner.rpartition(":")[2]


def _started(process: int) -> str:
    """When a process started, in ticks since the machine did; "" where there is none or nobody says."""
    try:
        facts = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if facts[0] in ("Z", "X") else facts[19]
