"""What the planters of faults share: pairs of texts, and cuts in a notice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from extractor.model.notice import Evidence, Notice

__all__ = ["HAN", "Pair", "Planter", "at", "cut", "with_line"]

HAN = "一二三四五六七八九十"


class Pair(NamedTuple):
    """``control`` without the fault (the clean text itself, or with something right added), ``mutant`` with it."""

    control: str
    mutant: str


Planter = Callable[[Notice], Iterator[Pair]]


def cut(text: str, start: int, end: int, new: str = "") -> str:
    return text[:start] + new + text[end:]


def at(notice: Notice, evidence: Evidence, new: str) -> str:
    return cut(notice.source.text, evidence.start, evidence.end, new)


def with_line(notice: Notice, line: str) -> str | None:
    """The text with one more paragraph at the end of the body: before the closing list, the contacts or the signature."""
    text = notice.source.text
    places = [m.start() for m in re.finditer(r"(?m)^[ \t　]*(?:附\s*件\s*[:：\d]|联\s*系\s*人|[(（]联系人|特此|专此|此件)", text)]
    signed = notice.metadata.evidence.get("issue_date", ())
    places += [text.rfind("\n", 0, text.rfind("\n", 0, e.start)) + 1 for e in signed if e.start > len(text) * 0.4]
    body = [p for p in places if p > len(text) * 0.3]
    return cut(text, min(body), min(body), line + "\n") if body else None
