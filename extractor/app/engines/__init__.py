"""Engines: how one function is mapped over many items, on the cores of this machine or on a cluster. One line each in ``ENGINES``.

An engine knows nothing of notices. Whatever it loses (a process that died) comes back as ``LOST``; who called it decides what then.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from enum import Enum
from importlib import import_module
from typing import Final, Literal, Protocol, TypeVar, cast

from extractor.errors import UsageFault

__all__ = ["ENGINES", "LOST", "Engine", "Lost", "in_order", "load_engine"]

ENGINES: Final[dict[str, str]] = {
    "local": "extractor.app.engines.local_engine:LocalEngine",
    "ray": "extractor.app.engines.ray_engine:RayEngine",
    "dask": "extractor.app.engines.dask_engine:DaskEngine",
}
T = TypeVar("T")
R = TypeVar("R")


class _Lost(Enum):
    LOST = "lost"


Lost = Literal[_Lost.LOST]
LOST: Final = _Lost.LOST
"""Stands where a result would: the process that worked on the item is gone."""


class Engine(Protocol):
    def map(self, work: Callable[[T], R], items: Iterable[T], *, jobs: int) -> Generator[tuple[int, R | Lost], None, None]:
        """(place of the item, result) as they come, not in order. ``jobs``: so many at a time, 0: as many as there are cores.

        Items are fetched only as they are needed. ``work`` and the items can be pickled; what ``work`` raises is raised here.
        Closing the iterator lets each process finish its item, and starts no other.
        """
        ...


def load_engine(name: str) -> Engine:
    """The engine called ``name``. Raises UsageFault; MissingExtra where its library is not installed."""
    if name not in ENGINES:
        raise UsageFault(f"没有叫“{name}”的并行方式", advice=f"可选：{'、'.join(ENGINES)}。")
    module, _, kind = ENGINES[name].partition(":")
    return cast("Engine", getattr(import_module(module), kind)())


def in_order(results: Iterator[tuple[int, R]]) -> Generator[R, None, None]:
    """The results in the order of their items, each as soon as those before it are there."""
    early: dict[int, R] = {}
    following = 0
    for place, result in results:
        early[place] = result
        while following in early:
            yield early.pop(following)
            following += 1
