"""One folder name for each notice of a run: the stem of its file, made unique where two would meet."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePosixPath

__all__ = ["folder_names", "result_folders"]

_LONGEST_BYTES = 180
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
"""Characters without width or that turn the writing direction: a name that shows as another one."""
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
"""Names of devices on Windows, with or without a suffix."""
_FORBIDDEN = str.maketrans(dict.fromkeys('<>:"/\\|?*', "_") | {chr(code): "_" for code in [*range(32), 127]})


def result_folders(names: Sequence[str], *, taken: Iterable[str] = ()) -> dict[str, str]:
    """Folder name for each relative file name: a.txt → a; a.txt and a.docx → a（txt）, a（docx）;
    the same name in two sub-folders takes the sub-folder's name in front.

    Names differ even where upper and lower case or composed characters count as the same.
    """
    used = {_key(name) for name in taken}
    folders: dict[str, str] = {}
    for form in (_stem, _stem_and_suffix, _whole):
        _assign(folders, used, [name for name in names if name not in folders], form)
    for name in names:
        if name not in folders:
            folders[name] = _numbered(_whole(name), used)
            used.add(_key(folders[name]))
    return folders


def folder_names(name: str, *, taken: Iterable[str] = ()) -> tuple[str, ...]:
    """The names that the results of one relative file ``name`` may have, the shortest first; at least one."""
    used = {_key(one) for one in taken}
    names = dict.fromkeys(_valid(form(name)) for form in (_stem, _stem_and_suffix, _whole))
    return tuple(one for one in names if _key(one) not in used) or (f"{_valid(_whole(name))}-结果",)


def _assign(folders: dict[str, str], used: set[str], names: list[str], form: Callable[[str], str]) -> None:
    wanted = {name: _valid(form(name)) for name in names}
    claims = Counter(_key(folder) for folder in wanted.values())
    free = {name: folder for name, folder in wanted.items() if claims[_key(folder)] == 1 and _key(folder) not in used}
    folders.update(free)
    used.update(_key(folder) for folder in folders.values())


def _stem(name: str) -> str:
    return PurePosixPath(name).stem


def _stem_and_suffix(name: str) -> str:
    path = PurePosixPath(name)
    return f"{path.stem}（{path.suffix.lstrip('.').lower() or '无后缀'}）"


def _whole(name: str) -> str:
    return "-".join([*PurePosixPath(name).parts[:-1], _stem_and_suffix(name)])


def _numbered(folder: str, used: set[str]) -> str:
    count = 2
    while _key(f"{_valid(folder)}-{count}") in used:
        count += 1
    return f"{_valid(folder)}-{count}"


def _valid(folder: str) -> str:
    """A name that Windows, WPS and Linux accept."""
    short = _UNSEEN.sub("", folder).translate(_FORBIDDEN).encode("utf-8", "replace")[:_LONGEST_BYTES].decode("utf-8", "ignore")
    short = short.strip(" .") or "未命名"
    return f"_{short}" if _RESERVED.match(short) else short


def _key(folder: str) -> str:
    return unicodedata.normalize("NFC", folder).casefold()
