"""Quality as a ratchet: figures that may only go up, tied to the corpus they were measured on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from extractor.evaluate.report import Report

__all__ = ["corpus_digest", "figures", "raised", "shortfalls"]

_TOLERANCE = 0.0005
"""Floors have four places; the last one may be rounding."""


def corpus_digest(files: Iterable[Path]) -> str:
    """SHA-256 over names and contents. It changes with any notice or gold reading, whatever the checkout's path."""
    digest = hashlib.sha256()
    for path in sorted(files, key=lambda path: (path.parent.name, path.name)):
        digest.update(f"{path.parent.name}/{path.name}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def figures(report: Report) -> dict[str, float]:
    """``core`` and the F1 of each row."""
    return {"core": round(report.core, 4), **{row: entry.f1 for row, entry in report.rows.items()}}


def shortfalls(report: Report, floors: Mapping[str, float]) -> list[str]:
    """One line for each row below its floor. A row that does not occur any more counts as 0."""
    now = figures(report)
    below = {row: floor for row, floor in floors.items() if now.get(row, 0.0) < floor - _TOLERANCE}
    return [f"{row}: F1 {now.get(row, 0.0):.4f} is below its floor {floor:.4f}" for row, floor in below.items()]


def raised(report: Report, floors: Mapping[str, float], *, rows: Iterable[str], afresh: bool = False) -> dict[str, float]:
    """New floors for ``rows``: never lower than the old ones, unless the corpus is another (``afresh``)."""
    now = figures(report)
    return {row: now[row] if afresh else max(now[row], floors.get(row, 0.0)) for row in rows if row in now}
