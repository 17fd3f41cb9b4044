"""The straight horizontal and vertical lines that a PDF page draws, from strokes and from thin filled boxes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from extractor.readers.pdf_frame import ToPage
from extractor.readers.pdf_objects import objects

__all__ = ["Rule", "page_rules"]

_THIN = 3.0
"""Points. A filled shape that is no thicker is a line."""
_SHORTEST = 4.0


class Rule(NamedTuple):
    """A horizontal (``across``) or vertical line: at ``at`` on the one axis, from ``start`` to ``end`` on the other."""

    across: bool
    at: float
    start: float
    end: float


def page_rules(page: int, frame: ToPage) -> tuple[tuple[Rule, ...], float]:
    """All rules of a page, and the area of its pictures in square points."""
    paths, pictures = objects(page)
    return tuple(rule for path in paths for rule in _rules_of(frame.points(path.points), stroked=path.stroked)), pictures


def _rules_of(path: list[tuple[float, float]], *, stroked: bool) -> Iterator[Rule]:
    """A thin shape is one rule; the sides of a stroked shape are rules each."""
    xs, ys = [p[0] for p in path], [p[1] for p in path]
    x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
    if bottom - top <= _THIN or x1 - x0 <= _THIN:
        across = x1 - x0 >= bottom - top
        rule = Rule(True, (top + bottom) / 2, x0, x1) if across else Rule(False, (x0 + x1) / 2, top, bottom)
        if rule.end - rule.start >= _SHORTEST:
            yield rule
    elif stroked:
        for (ax, ay), (bx, by) in pairwise(path):
            if abs(ay - by) < 1 and abs(ax - bx) >= _SHORTEST:
                yield Rule(True, (ay + by) / 2, min(ax, bx), max(ax, bx))
            elif abs(ax - bx) < 1 and abs(ay - by) >= _SHORTEST:
                yield Rule(False, (ax + bx) / 2, min(ay, by), max(ay, by))
