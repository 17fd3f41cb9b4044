"""Which way the text of a PDF page runs."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from extractor.readers.pdf_calls import char_angle

__all__ = ["is_skewed", "reading_turn"]

_SKEW = 0.18
"""Radians. Text turned by more than this from the axes is a watermark or the ring of a seal."""
_SAMPLES = (16, 300)
"""Characters: the larger sample is asked only where the smaller one disagrees."""
_MAJORITY = 0.7
_QUARTER = math.pi / 2


def is_skewed(angle: float) -> bool:
    return angle > _SKEW and abs(angle - round(angle / _QUARTER) * _QUARTER) > _SKEW


def reading_turn(text: int, count: int, shown: int) -> int:
    """By how many quarters clockwise a page must be turned so that most of its text runs from left to
    right: a landscape table is often drawn sideways on an upright page. ``shown``: how viewers turn it.
    """
    votes: Counter[int] = Counter()
    for sample in _SAMPLES:
        votes = _votes([char_angle(text, index) for index in range(0, count, max(1, count // sample))])
        if len(votes) == 1:
            break
    turn, most = max(votes.items(), key=lambda item: item[1], default=(shown, 0))
    return turn if most > _MAJORITY * votes.total() else shown


def _votes(angles: Sequence[float]) -> Counter[int]:
    return Counter(-round(angle / _QUARTER) % 4 for angle in angles if angle >= 0 and not is_skewed(angle))
