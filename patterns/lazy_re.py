"""The ``re`` of this project: the same names, but ``compile`` waits until a pattern is first asked.

The modules of the pipeline hold some five hundred patterns; compiling them all takes longer than reading a notice, and a
notice asks for half of them. ``from patterns import lazy_re as re`` is all that a module needs to know.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from re import Match, Pattern, escape
from typing import Any, cast

__all__ = [
    "IGNORECASE", "MULTILINE", "Match", "Pattern", "compile", "escape", "findall", "finditer", "fullmatch", "match", "search", "split",
    "sub",
]  # fmt: skip

IGNORECASE, MULTILINE = re.IGNORECASE, re.MULTILINE
_ASKED = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn", "groups", "groupindex", "flags")


class _Lazy:
    """Turns into the pattern that it stands for: its methods become the pattern's own, so that each later call costs nothing more."""

    def __init__(self, source: str, flags: re.RegexFlag) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _ASKED:
            raise AttributeError(name)
        pattern = re.compile(self.pattern, self._flags)
        self.__dict__.update({asked: getattr(pattern, asked) for asked in _ASKED})
        return self.__dict__[name]


@lru_cache(maxsize=4096)
def compile(source: str, flags: re.RegexFlag = re.NOFLAG) -> Pattern[str]:  # noqa: A001 - the name that ``re`` has
    """Like ``re.compile``; the same pattern for the same source, and a faulty one is told when it is first used."""
    return cast("Pattern[str]", _Lazy(source, flags))


# what is compiled goes by its own methods: a lazy pattern is a stranger to the functions of ``re``, so these take sources only


def search(source: str, string: str) -> Match[str] | None:
    return compile(source).search(string)


def match(source: str, string: str) -> Match[str] | None:
    return compile(source).match(string)


def fullmatch(source: str, string: str) -> Match[str] | None:
    return compile(source).fullmatch(string)


def finditer(source: str, string: str) -> Iterator[Match[str]]:
    return compile(source).finditer(string)


def findall(source: str, string: str) -> list[Any]:
    return compile(source).findall(string)


def sub(source: str, repl: str | Callable[[Match[str]], str], string: str, count: int = 0) -> str:
    return compile(source).sub(repl, string, count=count)


def split(source: str, string: str, maxsplit: int = 0) -> list[str]:
    return compile(source).split(string, maxsplit=maxsplit)
