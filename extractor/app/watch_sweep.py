"""One look at the inbox: every file with its size and time, and what is left alone. The truth, whatever events say."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field

from extractor.app.inbox import name_to_ignore
from extractor.app.watch_names import stored_name
from extractor.errors import FileNotReadable

__all__ = ["Sighting", "Sweep", "sweep"]

LONGEST_NAME = 1000
"""Bytes of a relative name; databases index it."""
_DEEPEST = 30


@dataclass(frozen=True, slots=True)
class Sighting:
    """A regular file. ``name`` is relative to the inbox with "/", in its stored form; ``path`` opens it."""

    name: str
    path: str
    size: int
    mtime_ns: int
    inode: int

    @property
    def signature(self) -> tuple[int, int, int]:
        return self.size, self.mtime_ns, self.inode


@dataclass(frozen=True, slots=True)
class Sweep:
    files: list[Sighting] = field(default_factory=list)
    ignored: dict[str, str] = field(default_factory=dict)


def sweep(inbox: str) -> Sweep:
    """All files below ``inbox``; links are never followed. Raises FileNotReadable where the inbox cannot be opened (a share that is gone)."""
    found = Sweep()
    try:
        _look(inbox, "", 0, found)
    except OSError as error:
        raise FileNotReadable(f"收件夹“{inbox}”暂时打不开", advice="恢复后会接着处理。") from error
    return found


def _look(folder: str, prefix: str, depth: int, found: Sweep) -> None:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            name = f"{prefix}{entry.name}"
            try:
                _note(entry, name, depth, found)
            except FileNotFoundError:
                continue  # it left while we looked
            except OSError:
                found.ignored[stored_name(name)] = "没有读取权限"


def _note(entry: os.DirEntry[str], name: str, depth: int, found: Sweep) -> None:
    facts = entry.stat(follow_symlinks=False)
    reason = _reason_to_ignore(entry.name, name, facts.st_mode)
    if reason is not None:
        found.ignored[stored_name(name)] = reason
    elif not stat.S_ISDIR(facts.st_mode):
        found.files.append(Sighting(stored_name(name), entry.path, facts.st_size, facts.st_mtime_ns, facts.st_ino))
    elif depth >= _DEEPEST:
        found.ignored[stored_name(name)] = "文件夹层数太多"
    else:
        _look(entry.path, f"{name}/", depth + 1, found)


def _reason_to_ignore(own: str, name: str, mode: int) -> str | None:
    if stat.S_ISLNK(mode):
        return "符号链接，不跟随"
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        return "不是普通文件（管道或设备）"
    if len(os.fsencode(name)) > LONGEST_NAME:
        return "路径太长"
    return name_to_ignore(own)
