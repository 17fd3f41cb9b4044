"""--archive: originals that are done move out of the inbox. Only on request, never over another file."""

from __future__ import annotations

import errno
import filecmp
import os
import shutil
from pathlib import Path

from extractor.app.watch_names import file_name
from extractor.app.watch_sweep import Sighting

__all__ = ["move_to_archive"]


def move_to_archive(seen: Sighting, archive: Path) -> Path:
    """Move the file as it was seen; returns its new place. Raises OSError (changed, locked, no room): then it stays where it is."""
    target = _unused(archive / file_name(seen.name), seen.path)
    target.parent.mkdir(parents=True, exist_ok=True)
    facts = os.lstat(seen.path)
    if (facts.st_size, facts.st_mtime_ns, facts.st_ino) != seen.signature:
        raise OSError("changed meanwhile")
    try:
        os.rename(seen.path, target)  # noqa: PTH104  (raw bytes in names)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        staged = target.with_name(f".fenban-{facts.st_ino}.tmp")  # another disk: the copy is whole before the original goes
        try:
            shutil.copy2(seen.path, staged)
            staged.replace(target)
        finally:
            staged.unlink(missing_ok=True)
        os.unlink(seen.path)  # noqa: PTH108
    return target


def _unused(place: Path, original: str) -> Path:
    """``place``, numbered where another content has it; the same content there is what an interrupted move left."""
    number, candidate = 1, place
    while candidate.exists() and not filecmp.cmp(original, candidate, shallow=False):
        number += 1
        candidate = place.with_name(f"{place.stem}（{number}）{place.suffix}")
    return candidate
