"""Taking a file: opened without following links, whole, written by nobody, and the same before and after it was read."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
from typing import BinaryIO

from extractor.app.watch_sweep import Sighting
from extractor.app.watch_wholeness import what_is_missing

__all__ = ["NotYet", "content_hash", "is_being_written", "open_plainly"]

_CHUNK = 1 << 20


class NotYet(Exception):
    """The file must wait; the message says why. ``damaged``: it may stay so for ever."""

    def __init__(self, why: str, *, damaged: bool = False) -> None:
        super().__init__(why)
        self.damaged = damaged


def open_plainly(path: str) -> BinaryIO:
    """Open a regular file: no link, no pipe that would block. Raises OSError."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError("not a regular file")
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def content_hash(seen: Sighting, *, even_if_damaged: bool = False) -> str:
    """SHA-256 of the file as it was seen. Raises NotYet where it changed, is being written, is not whole, or cannot be opened."""
    try:
        with open_plainly(seen.path) as file:
            _check_unchanged(file, seen)
            if is_being_written(file):
                raise NotYet("正被其他程序写入")
            missing = what_is_missing(file, seen.size)
            if missing and not even_if_damaged:
                raise NotYet(missing, damaged=True)
            file.seek(0)
            digest = hashlib.sha256()
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
            _check_unchanged(file, seen)
    except OSError as error:
        raise NotYet("没有读取权限" if isinstance(error, PermissionError) else "暂时打不开") from error
    return digest.hexdigest()


def _check_unchanged(file: BinaryIO, seen: Sighting) -> None:
    facts = os.fstat(file.fileno())
    if (facts.st_size, facts.st_mtime_ns, facts.st_ino) != seen.signature:
        raise NotYet("刚刚有改动")


def is_being_written(file: BinaryIO) -> bool:
    """Whether a process of this machine has the file open for writing. False where the system cannot tell (shares, other owners)."""
    if sys.platform != "linux":
        return False
    import fcntl

    try:
        fcntl.fcntl(file.fileno(), fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except BlockingIOError:
        return True
    except OSError:
        return False
    with contextlib.suppress(OSError):
        fcntl.fcntl(file.fileno(), fcntl.F_SETLEASE, fcntl.F_UNLCK)
    return False
