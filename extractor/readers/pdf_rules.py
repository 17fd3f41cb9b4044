"""The straight horizontal and vertical lines that a PDF page draws, from strokes and from thin filled boxes."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.readers.pdf_pages import ToPage

__all__ = ["Rule", "page_rules"]

MOST_OBJECTS = 50_000
MOST_SEGMENTS = 2_000
_DEEPEST_FORM = 4
_THIN = 3.0
"""Points. A filled shape that is no thicker is a line."""
_SHORTEST = 4.0

_Matrix = tuple[float, float, float, float, float, float]
_Path = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal (``across``) or vertical line: at ``at`` on the one axis, from ``start`` to ``end`` on the other."""

    across: bool
    at: float
    start: float
    end: float


def page_rules(page: Any, frame: ToPage) -> tuple[tuple[Rule, ...], float]:
    """All rules of a page, and the area of its pictures in square points."""
    import pypdfium2.raw as pdfium

    rules: list[Rule] = []
    pictures = 0.0
    for found, matrix in _objects(page):
        kind = pdfium.FPDFPageObj_GetType(found)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures += _area(found)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            rules.extend(_path_rules(found, matrix, frame))
    return tuple(rules), pictures


def _objects(page: Any) -> Iterator[tuple[Any, _Matrix]]:
    """All objects of a page, also inside form objects, each with the matrix of the forms around it."""
    import pypdfium2.raw as pdfium

    budget = MOST_OBJECTS
    unit: _Matrix = (1, 0, 0, 1, 0, 0)
    count = min(pdfium.FPDFPage_CountObjects(page), MOST_OBJECTS)
    stack = [(pdfium.FPDFPage_GetObject(page, index), unit, 0) for index in reversed(range(count))]
    while stack and budget:
        found, matrix, depth = stack.pop()
        if not found:
            continue
        budget -= 1
        if pdfium.FPDFPageObj_GetType(found) == pdfium.FPDF_PAGEOBJ_FORM:
            inner = _times(_matrix(found), matrix)
            if depth < _DEEPEST_FORM:
                count = min(max(0, pdfium.FPDFFormObj_CountObjects(found)), budget)
                stack.extend((pdfium.FPDFFormObj_GetObject(found, index), inner, depth + 1) for index in reversed(range(count)))
        else:
            yield found, matrix


def _matrix(found: Any) -> _Matrix:
    import pypdfium2.raw as pdfium

    m = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(found, ctypes.byref(m)):
        return (1, 0, 0, 1, 0, 0)
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _times(one: _Matrix, two: _Matrix) -> _Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _area(found: Any) -> float:
    import pypdfium2.raw as pdfium

    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(found, *map(ctypes.byref, edges)):
        return 0.0
    left, bottom, right, top = (edge.value for edge in edges)
    return max(0.0, right - left) * max(0.0, top - bottom)


def _path_rules(found: Any, matrix: _Matrix, frame: ToPage) -> Iterator[Rule]:
    import pypdfium2.raw as pdfium

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(found, ctypes.byref(fill), ctypes.byref(stroke)):
        return
    if not (fill.value or stroke.value):
        return
    for path in _subpaths(found, _times(_matrix(found), matrix), frame):
        yield from _rules_of(path, stroked=bool(stroke.value))


def _subpaths(found: Any, matrix: _Matrix, frame: ToPage) -> Iterator[_Path]:
    """The points of each subpath on the page; curves are dropped with their subpath's shape left open."""
    import pypdfium2.raw as pdfium

    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    path: _Path = []
    for index in range(min(pdfium.FPDFPath_CountSegments(found), MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(found, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if not pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            continue
        if kind == pdfium.FPDF_SEGMENT_MOVETO and path:
            yield path
            path = []
        path.append(frame.point(a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment) and len(path) > 2:
            path.append(path[0])
    if path:
        yield path


def _rules_of(path: _Path, *, stroked: bool) -> Iterator[Rule]:
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
