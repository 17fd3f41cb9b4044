"""One unit under several names in one notice: in full and in short, with its region, with a second plate or an office in brackets.

A false "same" would send a task to the wrong house, so every rule is narrow, and a short name that could stand for
several units stands for none of them. What is taken for one unit is said on the sheets, as presumed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from outputs.issuer_names import name_key

__all__ = ["main_spellings"]

_PLATE = re.compile(r"(?P<body>[^（()）]{3,30})\((?P<inner>[^()]{2,20})\)")
"""Brackets of a key are half width."""
_LEVELS = "省市县区州盟旗"
_END = "局委办厅院会"
_WIDER = ("管理", "事务", "服务", "发展", "服务管理")
"""What a full name may have before its last character that a short one leaves out."""
_LEAST = 4


def main_spellings(names: Iterable[str], *, groups: Iterable[str] = ()) -> dict[str, str]:
    """Key of each name → key of the name under which the notice speaks of the same unit first. ``groups`` are no single unit."""
    several = set(map(name_key, groups))
    keys = list(dict.fromkeys(map(name_key, names)))
    single = [key for key in keys if key not in several]
    main = {key: key for key in keys}
    for key in single:
        for other in (*_plates(key, single), *_full_name(key, single)):
            old, new = sorted((main[key], main[other]), key=keys.index, reverse=True)
            main = {name: new if first == old else first for name, first in main.items()}
    return main


def _plates(key: str, keys: list[str]) -> list[str]:
    """区财政局(区国资办): the body, and the second plate where it has a level of its own; an office in brackets is no unit."""
    found = _PLATE.fullmatch(key)
    if not found:
        return []
    inner = found["inner"]
    return [name for name in (found["body"], inner if inner[0] in _LEVELS else "") if name in keys]


def _full_name(key: str, keys: list[str]) -> list[str]:
    longer = [other for other in keys if _shortens(key, other)]
    return longer if len(longer) == 1 else []


def _shortens(short: str, full: str) -> bool:
    """市水务局 of 云山市水务局; 区人社局 of 区人力资源和社会保障局; 区应急局 of 区应急管理局."""
    if len(short) < _LEAST or len(short) >= len(full) or short[0] not in _LEVELS or short[-1] not in _END or full[-1] != short[-1]:
        return False
    if full.endswith(short):
        return full[-len(short) - 1] not in _LEVELS
    if full[0] != short[0]:
        return False
    inner, words = short[1:-1], full[1:-1]
    return words.removeprefix(inner) in _WIDER if inner in words else _picks(inner, words)


def _picks(letters: str, words: str) -> bool:
    """Whether ``letters`` are picked out of ``words`` in order, from the first one on."""
    rest = iter(words)
    return letters[0] == words[0] and all(letter in rest for letter in letters)
