"""From the user space of a PDF page to the page as it is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import gt
from typing import TypeAlias

__all__ = ["ToPage"]

_Axis: TypeAlias = tuple[int, float, int]
"""Which coordinate of the user space runs along it (0 for x, 1 for y), where it starts there, and its direction."""


@dataclass(frozen=True, slots=True)
class ToPage:
    """Turns PDF user space (origin bottom left, unrotated) into the page as it is read.

    ``edges``: left, bottom, right, top of the page box; ``turn``: quarters clockwise, 0 to 3.
    """

    edges: tuple[float, float, float, float]
    turn: int

    @property
    def size(self) -> tuple[float, float]:
        left, bottom, right, top = self.edges
        return (right - left, top - bottom) if self.turn % 2 == 0 else (top - bottom, right - left)

    @property
    def axes(self) -> tuple[_Axis, _Axis]:
        """To the right, and down."""
        left, bottom, right, top = self.edges
        if self.turn == 0:
            return (0, left, 1), (1, top, -1)
        if self.turn == 1:
            return (1, bottom, 1), (0, left, 1)
        if self.turn == 2:
            return (0, right, -1), (1, bottom, 1)
        return (1, top, -1), (0, right, -1)

    def points(self, points: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
        (across, x, right), (along, y, down) = self.axes
        return [(right * (point[across] - x), down * (point[along] - y)) for point in points]

    def across(self, edges: Sequence[list[float]]) -> tuple[list[float], list[float]]:
        """The left and the right edges on the page of rectangles given by their left, lower, right and upper edges in user space."""
        axis, start, direction = self.axes[0]
        low, high = edges[axis], edges[axis + 2]
        if direction < 0:
            return _ordered([start - place for place in low], [start - place for place in high])
        return _ordered(*(([place - start for place in low], [place - start for place in high]) if start else (low, high)))

    def down(self, one: float, other: float) -> tuple[float, float]:
        """The upper and the lower edge on the page of what lies between two places on the other axis of the user space."""
        _, start, direction = self.axes[1]
        top, bottom = direction * (one - start), direction * (other - start)
        return (top, bottom) if top <= bottom else (bottom, top)


def _ordered(one: list[float], other: list[float]) -> tuple[list[float], list[float]]:
    """The lower and the higher edges: an axis may run the other way, and mirrored text has them the other way round."""
    if any(map(gt, one, other)):
        return list(map(min, one, other)), list(map(max, one, other))
    return one, other
