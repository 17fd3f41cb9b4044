"""Demands with points, several in one cell: "1.建立台账（5分）；2.及时清理（10分，少一次扣1分）"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from extractor.text.passage import Passage
from patterns import lazy_re as re

__all__ = ["ScoredClause", "scored_clauses"]

_NUMBER = re.compile(r"(?:(?<=[；。）\s分])|^)(\d{1,2})[.．、](?!\d)")
_POINTS = re.compile(r"（(?P<points>[^（）]{0,30}\d+(?:\.\d+)?分?[^（）]{0,30})）")
_LOOKS_LIKE_POINTS = re.compile(r"\d分|^\d{1,3}$|扣")
_EARNS = re.compile(
    r"(?:，|的?)(?P<earns>(?:得|计|记|分别[奖扣加得]|奖|扣|加|不得|按(?:比例|扣分|完成)|每(?:少|超|低|高|出现))[^。；]{0,20}(?:分|分值)[^。；]{0,60}(?:；[^。；]{0,20}不得分)?)。?$"
)
_UNLESS = re.compile(r"[，；]\s?(?:否则|出现|按|每|发现|未|少|缺|达不到|逾期)[^，；。（）]{1,30}(?:分|分值|得分)$")
_UNTIL = re.compile(r"，得\d{1,3}分[^；。（]{0,40}为止[，；。]")
_EDGE = " ；。，;,"


class ScoredClause(NamedTuple):
    """``text[start:end]`` of the passage; ``text`` without its points, ``scoring`` the points as written."""

    number: int | None
    text: str
    scoring: str | None
    start: int
    end: int


def scored_clauses(passage: Passage) -> Iterator[ScoredClause]:
    """Cut at the numbers, then after every bracket with points."""
    text = passage.text
    starts = list(_NUMBER.finditer(text))
    bounds: list[tuple[int | None, int, int]] = [(None, 0, starts[0].start() if starts else len(text))]
    for i, match in enumerate(starts):
        bounds.append((int(match[1]), match.end(), starts[i + 1].start() if i + 1 < len(starts) else len(text)))
    for number, start, end in bounds:
        yield from _pieces(text, number, start, end)


def _pieces(text: str, number: int | None, start: int, end: int) -> Iterator[ScoredClause]:
    at = start
    if until := _UNTIL.search(text, start, end):
        yield _clause(text, number, at, until.start(), text[until.start() + 1 : until.end() - 1])
        at = until.end()
    for match in _POINTS.finditer(text, start, end):
        if _LOOKS_LIKE_POINTS.search(match["points"]) and text[at : match.start()].strip(_EDGE):
            unless = _UNLESS.search(text, at, match.start())
            scoring = text[unless.start() + 1 : match.end()].strip() if unless else match["points"]
            yield _clause(text, number, at, unless.start() if unless else match.start(), scoring)
            at = match.end()
    if len(text[at:end].strip(_EDGE)) >= 4:
        earns = _EARNS.search(text, at, end)
        cut = earns.start() if earns and earns.start() > at else end
        yield _clause(text, number, at, cut, earns["earns"] if earns else None)


def _clause(text: str, number: int | None, start: int, end: int, scoring: str | None) -> ScoredClause:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return ScoredClause(number, text[start:end], scoring, start, end)
