"""Whole files or none: everything is written beside its place first, then renamed into it."""

from __future__ import annotations

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from extractor.errors import OutputNotWritable
from outputs.base import OutputFile

__all__ = ["KEPT_FOLDER", "check_writable", "clear_staging", "is_inside", "replace_file", "write_file", "write_folder", "write_json"]

KEPT_FOLDER = "旧版"
"""Where an earlier file goes when a new run makes another one: somebody may have edited it."""
_STAGING_PREFIX = ".fenban-"
_CAUSES = {
    errno.EACCES: "没有权限，或文件正被打开",
    errno.EPERM: "没有权限，或文件正被打开",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.ENOTDIR: "上级路径不是文件夹",
    errno.EISDIR: "同名文件夹已存在",
    errno.EEXIST: "同名文件已存在",
    errno.ENAMETOOLONG: "名称太长",
}


def check_writable(folder: Path) -> None:
    """Make ``folder`` and prove that a file can be written there. Raises OutputNotWritable."""
    with _explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder, prefix=_STAGING_PREFIX):
            pass


def write_file(path: Path, data: bytes) -> None:
    """Replace ``path`` as a whole. Raises OutputNotWritable; then the old file is still there."""
    with _explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=_STAGING_PREFIX)
        staged = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            _publish(staged, path)
        finally:
            staged.unlink(missing_ok=True)


def replace_file(path: Path, data: bytes) -> bool:
    """As ``write_file``; another content that stood there is kept in 旧版 first. True if one was."""
    kept = False
    with _explained(path):
        if path.is_file() and path.read_bytes() != data:
            _keep(path.parent, path.name)
            kept = True
    write_file(path, data)
    return kept


def write_json(path: Path, value: object) -> None:
    """As ``write_file``: readable JSON in UTF-8."""
    write_file(path, (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8"))


def write_folder(folder: Path, files: Iterable[OutputFile], *, earlier: Iterable[str] = ()) -> list[str]:
    """Write all ``files`` below ``folder``, all or none; returns their names in order.

    A new folder appears whole. In a folder that is there already, equal files stay untouched; a
    different one moves to 旧版/ first, and so do the names in ``earlier`` (what the last run made)
    that are not made any more. Files of other people are never touched. Raises OutputNotWritable.
    """
    with _explained(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(dir=folder.parent, prefix=_STAGING_PREFIX))
        try:
            names = _stage(staging, files)
            if folder.exists():
                _merge(staging, folder, names, list(earlier))
            else:
                staging.chmod(0o755)
                staging.rename(folder)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    return names


def clear_staging(folder: Path) -> None:
    """Remove what a process that died left half-written in ``folder``; nobody else may be writing there."""
    for left in folder.glob(f"{_STAGING_PREFIX}*"):
        shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink(missing_ok=True)


def is_inside(name: str) -> bool:
    """Whether ``name`` is relative and stays below the folder that it is joined to."""
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and "\\" not in name


def _stage(staging: Path, files: Iterable[OutputFile]) -> list[str]:
    names = []
    for file in files:
        name = _safe(file.name)
        target = staging / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.data)
        names.append(name)
    return names


def _merge(staging: Path, folder: Path, names: list[str], earlier: list[str]) -> None:
    for name in earlier:
        if name not in names and (folder / name).is_file():
            _keep(folder, name)
    for name in names:
        target = folder / name
        if target.is_file():
            if target.read_bytes() == (staging / name).read_bytes():
                continue
            _keep(folder, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        _publish(staging / name, target)


def _keep(folder: Path, name: str) -> None:
    place = folder / KEPT_FOLDER / name
    place.parent.mkdir(parents=True, exist_ok=True)
    (folder / name).replace(_unused(place, (folder / name).read_bytes()))


def _unused(place: Path, data: bytes) -> Path:
    """``place``, numbered where another content is kept there already: what was kept once stays."""
    number, candidate = 1, place
    while candidate.exists() and candidate.read_bytes() != data:
        number += 1
        candidate = place.with_name(f"{place.stem}（{number}）{place.suffix}")
    return candidate


def _publish(staged: Path, target: Path) -> None:
    staged.chmod(0o644)
    staged.replace(target)


def _safe(name: str) -> str:
    """A relative name that stays inside the folder. Raises ValueError for any other: a writer's fault."""
    if not is_inside(name):
        raise ValueError(f"a deliverable may not be called {name!r}")
    return str(PurePosixPath(name))


@contextmanager
def _explained(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputNotWritable(f"无法写入“{place}”（{_cause(error)}）") from error


def _cause(error: OSError) -> str:
    return _CAUSES.get(error.errno or 0, "写入失败")
