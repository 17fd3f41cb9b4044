"""Ruled tables: from the lines of a page to grids of cells with their real spans."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import ge
from typing import NamedTuple

from extractor.model.document import Box
from extractor.readers.pdf_rules import Rule

__all__ = ["Grid", "GridCell", "find_grids"]

_SNAP = 2.5
"""Points. Lines that lie closer are the same line; ends may miss a crossing by this much."""
_GAP = 3.5
_LEAST = 8.0
_COVERED = 0.6
_MOST_RULES = 6_000


class GridCell(NamedTuple):
    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


class Grid(NamedTuple):
    """One table of one page: the places of its column and row lines, and its cells in row order."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def find_grids(rules: Sequence[Rule]) -> list[Grid]:
    """All ruled tables of a page from top to bottom; a single frame is none."""
    if len(rules) > _MOST_RULES:
        return []
    across = _joined(rule for rule in rules if rule.across)
    upright = _joined(rule for rule in rules if not rule.across)
    grids = [grid for group in _components(across, upright) if (grid := _grid(*group)) is not None]
    return sorted(_outermost(grids), key=lambda grid: (grid.ys[0], grid.xs[0]))


def _outermost(grids: list[Grid]) -> list[Grid]:
    """Grids that do not lie within a cell of another one: the words of a table in a cell belong to that cell."""

    def inside(inner: Grid, outer: Grid) -> bool:
        a, b = inner.box, outer.box
        return a != b and a.x0 > b.x0 - 1 and a.x1 < b.x1 + 1 and a.top > b.top - 1 and a.bottom < b.bottom + 1

    return [grid for grid in grids if not any(inside(grid, other) for other in grids if other is not grid)]


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Rules on one line that touch or overlap become one; dashes become a line."""
    by_place = sorted(rules, key=lambda rule: (rule.at, rule.start))
    lines: list[list[Rule]] = []
    for rule in by_place:
        if lines and rule.at - lines[-1][0].at <= _SNAP:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    return [joined for line in lines for joined in _join_line(line)]


def _join_line(line: list[Rule]) -> list[Rule]:
    at = sum(rule.at for rule in line) / len(line)
    joined: list[Rule] = []
    for rule in sorted(line, key=lambda rule: rule.start):
        if joined and rule.start <= joined[-1].end + _GAP:
            joined[-1] = Rule(rule.across, at, joined[-1].start, max(joined[-1].end, rule.end))
        else:
            joined.append(Rule(rule.across, at, rule.start, rule.end))
    return [rule for rule in joined if rule.end - rule.start >= _LEAST]


def _components(across: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of lines that cross each other."""
    parent = list(range(len(across) + len(upright)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, h in enumerate(across):
        for j, v in enumerate(upright, start=len(across)):
            if parent[j] != i and h.start - _GAP <= v.at <= h.end + _GAP and v.start - _GAP <= h.at <= v.end + _GAP:
                parent[root(j)] = i
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i in range(len(parent)):
        group = groups.setdefault(root(i), ([], []))
        if i < len(across):
            group[0].append(across[i])
        else:
            group[1].append(upright[i - len(across)])
    return [group for group in groups.values() if group[0] and group[1]]


def _grid(across: list[Rule], upright: list[Rule]) -> Grid | None:
    left, right = min(h.start for h in across), max(h.end for h in across)
    xs = _places([v.at for v in upright])
    if xs[0] - left > 4 * _GAP:
        xs = [left, *xs]
    if right - xs[-1] > 4 * _GAP:
        xs = [*xs, right]
    ys = _places([h.at for h in across])
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) <= 4 or len(xs) * len(ys) > 20_000:
        return None
    cells = _cells(xs, ys, across, upright)
    return Grid(tuple(xs), tuple(ys), tuple(cells)) if len(cells) > 1 else None


def _places(values: list[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _GAP:
            places.append(value)
    return places


def _walls(lines: list[Rule], places: list[float], steps: list[float]) -> list[list[bool]]:
    """``walls[i][j]``: whether a line at ``places[i]`` covers most of the way from ``steps[j]`` to ``steps[j+1]``."""
    covered = [[0.0] * (len(steps) - 1) for _ in places]
    for line in lines:
        first, last = bisect_right(steps, line.start) - 1, bisect_left(steps, line.end)
        for i in range(bisect_left(places, line.at - _GAP), bisect_right(places, line.at + _GAP)):
            for j in range(max(0, first), min(last, len(steps) - 1)):
                covered[i][j] += min(line.end, steps[j + 1]) - max(line.start, steps[j])
    needed = [_COVERED * (end - start) for start, end in pairwise(steps)]
    return [list(map(ge, along, needed)) for along in covered]


def _cells(xs: list[float], ys: list[float], across: list[Rule], upright: list[Rule]) -> list[GridCell]:
    """Rectangles that grow from each free place to the right and down until they meet a wall."""
    beside, below = _walls(upright, xs, ys), _walls(across, ys, xs)
    taken: set[tuple[int, int]] = set()
    cells: list[GridCell] = []
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            right = column + 1
            while right < len(xs) - 1 and not beside[right][row] and (row, right) not in taken:
                right += 1
            down = row + 1
            while down < len(ys) - 1 and not any(below[down][column:right]):
                down += 1
            taken |= {(r, c) for r in range(row, down) for c in range(column, right)}
            if below[row][column] or below[down][column]:
                cells.append(GridCell(row, column, down - row, right - column, Box(xs[column], ys[row], xs[right], ys[down])))
    return cells
