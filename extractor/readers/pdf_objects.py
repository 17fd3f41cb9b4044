"""The lines, shapes and pictures that a PDF page draws, in its user space."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from itertools import repeat
from typing import NamedTuple

import pypdfium2.raw as pdfium

from extractor.readers import pdf_calls

__all__ = ["MOST_OBJECTS", "Path", "objects"]

MOST_OBJECTS = 50_000
MOST_SEGMENTS = 2_000
_DEEPEST_FORM = 4
_TOLD_APART = frozenset({pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM})

_Point = tuple[float, float]
_Matrix = tuple[float, float, float, float, float, float]
_UNIT: _Matrix = (1, 0, 0, 1, 0, 0)


class Path(NamedTuple):
    """A shape without a break in it. ``stroked``: its outline is drawn; otherwise it is only filled."""

    points: list[_Point]
    stroked: bool


def objects(page: int) -> tuple[list[Path], float]:
    """All paths of a page that show, also inside form objects, and the area of its pictures in square points."""
    paths: list[Path] = []
    pictures = 0.0
    for found, kind, matrix in _drawn(page):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures += _area(found)
        else:
            paths.extend(_paths(found, matrix))
    return paths, pictures


def _drawn(page: int) -> Iterator[tuple[int, int, _Matrix]]:
    """The paths and pictures, each with the matrix of the forms around it. Text, of which a page has most, goes by in one step."""
    budget = MOST_OBJECTS
    stack = [(pdf_calls.page_size, pdf_calls.object_at, page, _UNIT, 0)]
    while stack and budget:
        size, object_at, holder, matrix, depth = stack.pop()
        count = min(max(0, size(holder)), budget)
        budget -= count
        for found, kind in _of_interest(object_at, holder, count):
            if kind != pdfium.FPDF_PAGEOBJ_FORM:
                yield found, kind, matrix
            elif depth < _DEEPEST_FORM:
                stack.append((pdf_calls.form_size, pdf_calls.form_object, found, _times(_matrix(found), matrix), depth + 1))


def _of_interest(object_at: Callable[..., int | None], holder: int, count: int) -> list[tuple[int, int]]:
    found = list(map(object_at, repeat(holder), range(count)))
    kinds = map(pdf_calls.object_type, found)
    return [(handle, kind) for handle, kind in zip(found, kinds, strict=True) if handle and kind in _TOLD_APART]


def _matrix(found: int) -> _Matrix:
    m = pdfium.FS_MATRIX()
    if not pdf_calls.object_matrix(found, ctypes.addressof(m)):
        return _UNIT
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _times(one: _Matrix, two: _Matrix) -> _Matrix:
    if two == _UNIT:
        return one
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _area(found: int) -> float:
    edges = (ctypes.c_float * 4)()
    start, step = ctypes.addressof(edges), ctypes.sizeof(ctypes.c_float)
    if not pdf_calls.object_bounds(found, *range(start, start + 4 * step, step)):
        return 0.0
    left, bottom, right, top = edges
    return max(0.0, right - left) * max(0.0, top - bottom)


def _paths(found: int, matrix: _Matrix) -> Iterator[Path]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if pdf_calls.path_mode(found, ctypes.addressof(fill), ctypes.addressof(stroke)) and (fill.value or stroke.value):
        a, b, c, d, e, f = _times(_matrix(found), matrix)
        for points in _subpaths(found):
            yield Path([(a * x + c * y + e, b * x + d * y + f) for x, y in points], bool(stroke.value))


def _subpaths(found: int) -> Iterator[list[_Point]]:
    """The points of each subpath; curves are dropped with their subpath's shape left open."""
    x, y = ctypes.c_float(), ctypes.c_float()
    places = ctypes.addressof(x), ctypes.addressof(y)
    path: list[_Point] = []
    for index in range(min(pdf_calls.path_size(found), MOST_SEGMENTS)):
        segment = pdf_calls.path_segment(found, index)
        if not pdf_calls.segment_point(segment, *places):
            continue
        if path and pdf_calls.segment_type(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            yield path
            path = []
        path.append((x.value, y.value))
        if len(path) > 2 and pdf_calls.closes(segment):
            path.append(path[0])
    if path:
        yield path
