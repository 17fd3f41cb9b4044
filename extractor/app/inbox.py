"""What lies in a folder of notices: which files are read, which are left alone and why."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import FileNotReadable

__all__ = ["Entry", "list_inbox", "name_to_ignore", "walk_inbox"]

_UNFINISHED_SUFFIXES = (".tmp", ".part", ".partial", ".crdownload", ".download")
_SYSTEM_NAMES = ("thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file or folder. ``name`` is relative to the inbox, with "/"; ``ignored`` says why it is not read."""

    path: Path
    name: str
    ignored: str | None = None


def list_inbox(inbox: Path) -> list[Entry]:
    """Every file below ``inbox`` in the order of their names; links are never followed.

    Raises FileNotReadable where the folder is missing or may not be opened.
    """
    return list(walk_inbox(inbox))


def walk_inbox(inbox: Path) -> Iterator[Entry]:
    """As ``list_inbox``, but one folder at a time: for more files than one wants to hold in memory."""
    if not inbox.exists():
        raise FileNotReadable(f"找不到文件夹“{inbox}”")
    if not inbox.is_dir():
        raise FileNotReadable(f"“{inbox}”不是文件夹", advice="处理单个文件请用 fenban extract。")
    try:
        next(os.scandir(inbox), None)
    except OSError as error:
        raise FileNotReadable(f"无法打开文件夹“{inbox}”") from error
    yield from _below(inbox, inbox)


def _below(folder: Path, inbox: Path) -> Iterator[Entry]:
    try:
        children = sorted(folder.iterdir())
    except OSError:
        yield Entry(path=folder, name=_relative(folder, inbox), ignored="没有读取权限")
        return
    for path in children:
        reason = _reason_to_ignore(path)
        if reason is None and path.is_dir():
            yield from _below(path, inbox)
        else:
            yield Entry(path=path, name=_relative(path, inbox), ignored=reason)


def _reason_to_ignore(path: Path) -> str | None:
    if path.is_symlink():
        return "符号链接，不跟随"
    if reason := name_to_ignore(path.name):
        return reason
    if not path.is_dir() and not path.is_file():
        return "不是普通文件"
    return None


def name_to_ignore(name: str) -> str | None:
    """Why a file or folder called ``name`` is left alone, by its name only."""
    name = name.lower()
    if name.startswith(("~$", ".~")):
        return "办公软件的临时文件"
    if name.startswith(".") or name in _SYSTEM_NAMES:
        return "隐藏文件"
    if name.endswith(_UNFINISHED_SUFFIXES):
        return "尚未传完的临时文件"
    return None


def _relative(path: Path, inbox: Path) -> str:
    # bytes of a name that are no UTF-8 stand as \udcff, so that the name can be written into results and stays unique
    return path.relative_to(inbox).as_posix().encode("utf-8", "backslashreplace").decode()
