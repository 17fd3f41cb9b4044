"""Ranges of a passage that a finding already covers."""

from __future__ import annotations

from bisect import bisect_left, insort

__all__ = ["TakenRanges"]


class TakenRanges:
    """Ranges that do not overlap, looked up in logarithmic time: hostile paragraphs hold thousands of dates."""

    def __init__(self) -> None:
        self._ranges: list[tuple[int, int]] = []

    def add(self, start: int, end: int) -> None:
        insort(self._ranges, (start, end))

    def touches(self, start: int, end: int) -> bool:
        """Whether any range shares a character with ``[start, end)``."""
        i = bisect_left(self._ranges, (start, -1))
        if i < len(self._ranges) and self._ranges[i][0] < end:
            return True
        return i > 0 and self._ranges[i - 1][1] > start

    def begins_in(self, start: int, end: int) -> bool:
        """Whether any range begins in ``[start, end)``."""
        i = bisect_left(self._ranges, (start, -1))
        return i < len(self._ranges) and self._ranges[i][0] < end

    def last_before(self, at: int) -> tuple[int, int] | None:
        """The range that begins last before ``at``."""
        i = bisect_left(self._ranges, (at, -1))
        return self._ranges[i - 1] if i else None
