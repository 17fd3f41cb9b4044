"""A name in a line, and how names that overlap are told apart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

__all__ = ["NameLabel", "NameSpan", "without_overlaps"]

NameLabel = Literal["ORG", "PERSON"]


class NameSpan(NamedTuple):
    """A name in a line: ``line[start:end]``."""

    start: int
    end: int
    label: NameLabel


def without_overlaps(spans: Iterable[NameSpan]) -> list[NameSpan]:
    """The longest spans first; what overlaps one of them goes."""
    kept: list[NameSpan] = []
    taken: set[int] = set()
    for span in sorted(set(spans), key=lambda s: (s.start - s.end, s.start, s.label)):
        if taken.isdisjoint(range(span.start, span.end)):
            kept.append(span)
            taken.update(range(span.start, span.end))
    return sorted(kept)
