"""Dask: a scheduler where ``DASK_SCHEDULER_ADDRESS`` names one, otherwise processes of this machine."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Generator, Iterable
from itertools import islice
from typing import Any, TypeVar

from extractor.app.engines import LOST, Lost
from extractor.errors import MissingExtra

__all__ = ["DaskEngine"]

T = TypeVar("T")
R = TypeVar("R")
_ADDRESS = "DASK_SCHEDULER_ADDRESS"
_AHEAD = 2


class DaskEngine:
    def __init__(self) -> None:
        try:
            import distributed
        except ModuleNotFoundError as error:
            raise MissingExtra("没有安装 Dask", advice="请运行 pip install 'fenban[dask]' 后再试。") from error
        self._dask: Any = distributed

    def map(self, work: Callable[[T], R], items: Iterable[T], *, jobs: int) -> Generator[tuple[int, R | Lost], None, None]:
        import dask

        with dask.config.set({"distributed.scheduler.allowed-failures": 0}), self._client(jobs) as client:
            left = enumerate(items)
            most = _AHEAD * (jobs or sum(client.nthreads().values()))
            at_work: dict[Any, int] = {}
            finished = self._dask.as_completed()
            while True:
                for place, item in islice(left, most - len(at_work)):
                    future = client.submit(work, item, pure=False, retries=0)
                    at_work[future] = place
                    finished.add(future)
                if not at_work:
                    return
                done = next(finished)
                yield at_work.pop(done), self._result(done)

    def _client(self, jobs: int) -> Any:
        address = os.environ.get(_ADDRESS)
        if address:
            return self._dask.Client(address)
        own = {"threads_per_worker": 1, "processes": True, "dashboard_address": None, "silence_logs": logging.CRITICAL}
        return self._dask.Client(n_workers=jobs or os.cpu_count(), **own)

    def _result(self, future: Any) -> Any:
        try:
            return future.result()
        except (self._dask.scheduler.KilledWorker, self._dask.client.FutureCancelledError):
            return LOST
