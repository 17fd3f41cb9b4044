"""Ray: a cluster where ``RAY_ADDRESS`` names one, otherwise processes of this machine under Ray's care."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Generator, Iterable
from itertools import islice
from typing import Any, TypeVar

from extractor.app.engines import LOST, Lost
from extractor.errors import MissingExtra

__all__ = ["RayEngine"]

T = TypeVar("T")
R = TypeVar("R")
_ADDRESS = "RAY_ADDRESS"
_AHEAD = 2
"""Items handed out for each process: while it works on one, the next is on its way."""


class RayEngine:
    def __init__(self) -> None:
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing leaves the machine
        try:
            import ray
        except ModuleNotFoundError as error:
            raise MissingExtra("没有安装 Ray", advice="请运行 pip install 'fenban[ray]' 后再试。") from error
        self._ray: Any = ray

    def map(self, work: Callable[[T], R], items: Iterable[T], *, jobs: int) -> Generator[tuple[int, R | Lost], None, None]:
        ray, started = self._ray, self._start(jobs)

        def fenban(item: T) -> R:  # Ray wants a function, and shows its name in the list of processes
            return work(item)

        task = ray.remote(max_retries=0)(fenban)  # whether an item is tried again is for the caller to say
        at_work: dict[Any, int] = {}
        left = enumerate(items)
        most = _AHEAD * (jobs or int(ray.cluster_resources()["CPU"]))
        try:
            while True:
                for place, item in islice(left, most - len(at_work)):
                    at_work[task.remote(item)] = place
                if not at_work:
                    return
                for done in ray.wait(list(at_work))[0]:
                    yield at_work.pop(done), self._result(done)
        finally:
            for reference in at_work:
                ray.cancel(reference)
            if started:
                ray.shutdown()

    def _start(self, jobs: int) -> bool:
        """Whether Ray has been started here and is to be stopped again."""
        if self._ray.is_initialized():
            return False
        resources = {} if os.environ.get(_ADDRESS) else {"num_cpus": jobs or os.cpu_count(), "include_dashboard": False}
        self._ray.init(logging_level=logging.ERROR, log_to_driver=False, **resources)
        return True

    def _result(self, reference: Any) -> Any:
        try:
            return self._ray.get(reference)
        except self._ray.exceptions.RayTaskError as error:
            raise error.cause from None
        except self._ray.exceptions.RayError:
            return LOST
