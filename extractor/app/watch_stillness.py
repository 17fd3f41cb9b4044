"""Which files have come to rest: same size, time and place on the disk for a while, the longer the slower they grew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extractor.app.watch_sweep import Sighting

__all__ = ["Stillness"]

_PATIENCE_WITH_PAUSES = 3.0
"""A writer that paused for a minute may pause for another: rest must be this many times the longest pause seen."""
_LONGEST_REST = 600.0


@dataclass(slots=True)
class _Watched:
    signature: tuple[int, int, int]
    since: float
    first: float
    longest_pause: float = 0.0


class Stillness:
    """Keeps what the last sweeps saw. Times are seconds of a clock that never jumps.

    ``known``: name → (size, mtime_ns) of what the journal has already; such a file is looked at again when it changes.
    """

    def __init__(self, *, settle: float, known: Mapping[str, tuple[int, int]]) -> None:
        self._settle = settle
        self._known = dict(known)
        self._watched: dict[str, _Watched] = {}

    def resting(self, sightings: Iterable[Sighting], *, now: float) -> list[Sighting]:
        """The files to take now. Files that are gone are forgotten."""
        present: dict[str, _Watched] = {}
        ready = []
        for seen in sightings:
            if self._known.get(seen.name) == (seen.size, seen.mtime_ns):
                continue
            watched = present[seen.name] = self._note(seen, now)
            rest = min(_LONGEST_REST, max(self._settle, _PATIENCE_WITH_PAUSES * watched.longest_pause))
            if now - watched.since >= rest:
                ready.append(seen)
        self._watched = present
        return ready

    def settled(self, seen: Sighting) -> None:
        """The journal has it: nothing to do until it changes."""
        self._known[seen.name] = (seen.size, seen.mtime_ns)
        self._watched.pop(seen.name, None)

    def forget(self, name: str) -> None:
        """Take it again, even if it looks as it did."""
        self._known.pop(name, None)

    def waiting_time(self, name: str, *, now: float) -> float:
        """Seconds since the file was first seen in its present shape."""
        watched = self._watched.get(name)
        return now - watched.since if watched else 0.0

    @property
    def unsettled(self) -> tuple[str, ...]:
        """Names that are seen but not yet in the journal."""
        return tuple(self._watched)

    def _note(self, seen: Sighting, now: float) -> _Watched:
        watched = self._watched.get(seen.name)
        if watched is None:
            return _Watched(seen.signature, now, now)
        if watched.signature != seen.signature:
            watched.longest_pause = max(watched.longest_pause, now - watched.since)
            watched.signature, watched.since = seen.signature, now
        return watched
