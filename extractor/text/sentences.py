"""Sentences and clauses, as ranges in a passage. Marks inside brackets and quotes do not part anything."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from patterns import lazy_re as re

__all__ = ["clauses", "sentences"]

_OPEN, _CLOSE = "（〔《“「『", "）〕》”」』"
_MARK = re.compile(f"[{_OPEN}{_CLOSE}。！？；]")


@lru_cache(maxsize=64)
def _ranges(text: str, marks: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Many rules ask for the sentences of one paragraph, one after the other."""
    return tuple(_split(text, marks, start, end))


def _split(text: str, marks: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    depth, begin = 0, start
    for mark in _MARK.finditer(text, start, end):
        i, ch = mark.start(), mark[0]
        if ch in _OPEN:
            depth += 1
        elif ch in _CLOSE:
            depth = max(0, depth - 1)
        elif ch in marks and depth == 0 or ch in "。！？" and depth == 1 and i - begin > 200:
            if i + 1 > begin:
                yield begin, i + 1
            begin = i + 1
            depth = 0
    if text[begin:end].strip():
        yield begin, end


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Ranges of the sentences of ``text[start:end]``, their full stop included."""
    return list(_ranges(text, "。！？", start, len(text) if end is None else end))


def clauses(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Like ``sentences``, cut at ； too."""
    return list(_ranges(text, "。！？；", start, len(text) if end is None else end))
