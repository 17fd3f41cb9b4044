"""Where files lie: a folder, or a URL of an object store (fsspec). Names are relative, with "/"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from extractor.app.atomic_files import write_file
from extractor.app.inbox import name_to_ignore, walk_inbox
from extractor.app.watch_intake import open_plainly
from extractor.app.watch_names import file_name, stored_name
from extractor.errors import FileNotReadable, MissingExtra, OutputNotWritable, UsageFault

__all__ = ["Found", "Place", "open_place"]

_CHANGED = ("mtime", "LastModified", "last_modified", "updated", "created")
"""What file systems of fsspec call the time of the last change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file as it was listed; ``mtime_ns`` is 0 where nobody says."""

    name: str
    size: int
    mtime_ns: int


class Place(Protocol):
    """``label``: how the place is called for good, the same from every working folder."""

    label: str

    def files(self) -> Iterator[Found]:
        """Every file below, folder by folder; temporary and hidden ones are left out. Raises FileNotReadable."""
        ...

    def read(self, name: str) -> bytes:
        """Raises FileNotReadable."""
        ...

    def write(self, name: str, data: bytes) -> None:
        """The whole file or none. Raises OutputNotWritable."""
        ...


def open_place(where: str) -> Place:
    """The folder or URL ``where``. Raises UsageFault or MissingExtra."""
    return _RemotePlace(where) if "://" in where else _FolderPlace(Path(where))


class _FolderPlace:
    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self.label = str(self._folder)

    def files(self) -> Iterator[Found]:
        for entry in walk_inbox(self._folder):
            if entry.ignored is None:
                status = entry.path.stat()
                name = stored_name(entry.path.relative_to(self._folder).as_posix())
                yield Found(name=name, size=status.st_size, mtime_ns=status.st_mtime_ns)

    def read(self, name: str) -> bytes:
        try:
            with open_plainly(str(self._folder / file_name(name))) as file:
                return file.read()
        except OSError as error:
            raise FileNotReadable(f"无法打开文件“{name}”") from error

    def write(self, name: str, data: bytes) -> None:
        write_file(self._folder / name, data)


class _RemotePlace:
    def __init__(self, url: str) -> None:
        try:
            import fsspec
        except ModuleNotFoundError as error:
            raise MissingExtra("没有安装读写对象存储的组件", advice="请运行 pip install 'fenban[cloud]' 后再试。") from error
        try:
            self._system, root = fsspec.core.url_to_fs(url)
        except ImportError as error:
            raise MissingExtra(f"没有安装“{url.partition(':')[0]}”所需的组件", advice="S3 请装 s3fs，其他见 fsspec 的说明。") from error
        except ValueError as error:
            raise UsageFault(f"地址“{url}”写得不对", advice="请写成 s3://桶/前缀 这样的形式。") from error
        self._root = str(root).rstrip("/")
        self.label = url.rstrip("/")

    def files(self) -> Iterator[Found]:
        try:
            for folder, _, files in self._system.walk(self._root, detail=True, on_error="raise"):
                for facts in sorted(files.values(), key=lambda one: str(one["name"])) if name_is_plain(folder) else ():
                    name = str(facts["name"])[len(self._root) :].lstrip("/")
                    if name and name_to_ignore(name.rpartition("/")[2]) is None:
                        yield Found(name=name, size=int(facts.get("size") or 0), mtime_ns=_changed(facts))
        except OSError as error:
            raise FileNotReadable(f"无法打开“{self.label}”") from error

    def read(self, name: str) -> bytes:
        try:
            return bytes(self._system.cat_file(f"{self._root}/{name}"))
        except OSError as error:
            raise FileNotReadable(f"无法打开文件“{name}”") from error

    def write(self, name: str, data: bytes) -> None:
        """An object store shows an object when it is whole."""
        path = f"{self._root}/{name}"
        try:
            self._system.makedirs(path.rpartition("/")[0], exist_ok=True)
            self._system.pipe_file(path, data)
        except OSError as error:
            raise OutputNotWritable(f"无法写入“{name}”") from error


def name_is_plain(folder: str) -> bool:
    return name_to_ignore(folder.rpartition("/")[2]) is None


def _changed(facts: dict[str, Any]) -> int:
    value = next((facts[key] for key in _CHANGED if facts.get(key)), 0)
    return round((value.timestamp() if isinstance(value, datetime) else float(value)) * 1e9)
