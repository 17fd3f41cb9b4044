"""Automatic numbers of a DOCX: what Word prints before a paragraph but does not store as text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from extractor.readers.docx_package import attribute, child, children
from extractor.readers.numerals import print_number

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["ListNumbers"]

_PLACEHOLDER = re.compile(r"%([1-9])")
_DEEPEST = 9


def _number(element: _Element | None, default: int) -> int:
    value = attribute(element, "val") or ""
    return int(value) if re.fullmatch(r"-?\d{1,9}", value) else default


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    restart: int | None = None
    legal: bool = False
    spaced: bool = True
    style: str | None = None


@dataclass(slots=True)
class _List:
    """One ``w:num``: the levels it prints with, the counters it shares with all lists of the same abstract list."""

    abstract: str
    levels: dict[int, _Level]
    overrides: dict[int, int] = field(default_factory=dict)


class ListNumbers:
    """Hands out the numbers of a document in reading order; it remembers how far each list has come."""

    def __init__(self, part: Callable[[], _Element | None]) -> None:
        """``part``: gives the numbering part; it is not asked for before a paragraph is numbered."""
        self._part = part
        self._counters: dict[str, dict[int, int]] = {}
        self._used: set[tuple[str, int]] = set()

    @cached_property
    def _lists(self) -> dict[str, _List]:
        return _lists(self._part())

    def level_of_style(self, list_id: str, style: str) -> int:
        """The level that a style numbers when it does not name one itself."""
        found = self._lists.get(list_id)
        return next((depth for depth, level in found.levels.items() if level.style == style), 0) if found else 0

    def next(self, list_id: str, depth: int) -> str:
        """The number of the next paragraph of a list, with the blank that parts it from the text; "" for bullets."""
        found = self._lists.get(list_id)
        if found is None or depth not in found.levels:
            return ""
        counters = self._counters.setdefault(found.abstract, {})
        self._count(found, list_id, depth, counters)
        level = found.levels[depth]
        if level.form in ("bullet", "none") and not _PLACEHOLDER.search(level.pattern):
            return "" if level.form == "bullet" else level.pattern
        words = _PLACEHOLDER.sub(lambda match: self._printed(found, int(match.group(1)) - 1, counters, legal=level.legal), level.pattern)
        return words + (" " if level.spaced and words and words[-1].isascii() else "")

    def _count(self, found: _List, list_id: str, depth: int, counters: dict[int, int]) -> None:
        for shallower in range(depth):
            if shallower not in counters and shallower in found.levels:
                counters[shallower] = self._start(found, shallower)
        if depth in found.overrides and (list_id, depth) not in self._used:
            self._used.add((list_id, depth))
            counters[depth] = found.overrides[depth]
        else:
            counters[depth] = counters[depth] + 1 if depth in counters else self._start(found, depth)
        for deeper in [d for d in counters if d > depth]:
            limit = found.levels[deeper].restart if deeper in found.levels else None
            if limit is None or (limit and depth < limit):
                del counters[deeper]

    @staticmethod
    def _start(found: _List, depth: int) -> int:
        return found.overrides.get(depth, found.levels[depth].start)

    @staticmethod
    def _printed(found: _List, depth: int, counters: dict[int, int], *, legal: bool) -> str:
        level = found.levels.get(depth, _Level())
        return print_number(counters.get(depth, level.start), "decimal" if legal else level.form)


def _lists(root: _Element | None) -> dict[str, _List]:
    abstracts = {attribute(element, "abstractNumId") or "": element for element in children(root, "abstractNum")}
    by_style = {attribute(child(element, "styleLink"), "val"): key for key, element in abstracts.items()}
    found: dict[str, _List] = {}
    for element in children(root, "num"):
        key = attribute(child(element, "abstractNumId"), "val") or ""
        link = attribute(child(abstracts.get(key), "numStyleLink"), "val")
        key = by_style.get(link, key) if link else key
        levels = _levels(abstracts.get(key))
        overrides: dict[int, int] = {}
        for override in children(element, "lvlOverride"):
            depth = _depth(override)
            levels |= _levels(override)
            if (start := child(override, "startOverride")) is not None:
                overrides[depth] = _number(start, 1)
        found[attribute(element, "numId") or ""] = _List(key, levels, overrides)
    return found


def _levels(element: _Element | None) -> dict[int, _Level]:
    return {depth: _level(lvl) for lvl in children(element, "lvl") if (depth := _depth(lvl)) < _DEEPEST}


def _depth(element: _Element) -> int:
    value = attribute(element, "ilvl") or ""
    return int(value) if value.isdigit() else _DEEPEST


def _level(element: _Element) -> _Level:
    form = child(element, "numFmt")
    if form is None:
        alternative = child(element, "AlternateContent")
        form = child(child(alternative, "Fallback"), "numFmt")
    restart = child(element, "lvlRestart")
    return _Level(
        start=_number(child(element, "start"), 0),
        form=attribute(form, "val") or "decimal",
        pattern=attribute(child(element, "lvlText"), "val") or "",
        restart=None if restart is None else _number(restart, 0),
        legal=child(element, "isLgl") is not None,
        spaced=attribute(child(element, "suff"), "val") != "nothing",
        style=attribute(child(element, "pStyle"), "val"),
    )
