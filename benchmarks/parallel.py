"""Several processes: what ``--jobs 2`` gains, and what Ray costs for each file.

The gain is wall time, the best of interleaved rounds, and true only where two cores are free: the load is noted with it. What Ray
costs is CPU time of all its processes; the difference between many files and few leaves its start out.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from uuid import uuid4

from benchmarks.bulk import make_bulk
from benchmarks.environments import ROOT

__all__ = ["jobs_gain", "ray_costs"]

_MARK = "FENBAN_BENCHMARK"
_BETWEEN_LOOKS = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    wall: float
    cpu: float


def jobs_gain(*, files: int, rounds: int) -> dict[str, float]:
    """``jobs``: wall time of one process / of two. ``jobs_cpu``: CPU seconds of two / of one."""
    with tempfile.TemporaryDirectory() as home:
        make_bulk(Path(home) / "in", files)
        spent: dict[int, list[Spent]] = {1: [], 2: []}
        for number in range(rounds):
            for jobs, so_far in spent.items():
                so_far.append(_spent(["run", f"{home}/in", "--out", f"{home}/out-{number}-{jobs}", "--jobs", str(jobs)]))
    one, two = (min(one.wall for one in spent[jobs]) for jobs in (1, 2))
    return {"jobs": one / two, "jobs_cpu": median(b.cpu / a.cpu for a, b in zip(spent[1], spent[2], strict=True))}


def ray_costs(*, files: int, rounds: int) -> dict[str, float]:
    """``ray``: share of CPU time that a file costs more through Ray. ``ray_start``: CPU seconds before the first. Nothing without Ray."""
    if find_spec("ray") is None:
        return {}
    few = files // 4
    with tempfile.TemporaryDirectory() as home:
        make_bulk(Path(home) / "few", few)
        make_bulk(Path(home) / "many", files)
        played = [
            {(engine, size): _batch(home, engine, size, number) for engine in ("local", "ray") for size in ("few", "many")}
            for number in range(rounds)
        ]
    steep = {engine: median((one[engine, "many"] - one[engine, "few"]) / (files - few) for one in played) for engine in ("local", "ray")}
    start = median(one["ray", "few"] for one in played) - few * steep["ray"]
    return {"ray": steep["ray"] / steep["local"] - 1, "ray_start": start, "batch_ms": 1000 * steep["local"]}


def _batch(home: str, engine: str, size: str, number: int) -> float:
    store = f"sqlite:///{home}/{engine}-{size}-{number}.sqlite3"
    return _spent(["batch", f"{home}/{size}", "--store", store, "--engine", engine, "--jobs", "1"]).cpu


def _spent(arguments: Sequence[str]) -> Spent:
    """One ``fenban`` from start to end, with every process that it has started, whoever has looked after them."""
    mark = f"{_MARK}={uuid4()}"
    began = time.perf_counter()
    command = [sys.executable, "-m", "extractor.app.cli", *arguments]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, env=os.environ | dict([mark.split("=")])) as process:
        seen: dict[Path, float] = {}
        while process.poll() is None:
            seen |= _marked(mark.encode(), seen)
            time.sleep(_BETWEEN_LOOKS)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Spent(wall=time.perf_counter() - began, cpu=sum(seen.values()))


def _marked(mark: bytes, known: Mapping[Path, float]) -> dict[Path, float]:
    """CPU seconds of the processes that have inherited ``mark``."""
    found = {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if place in known or mark in (place / "environ").read_bytes():
                facts = (place / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
                found[place] = (int(facts[11]) + int(facts[12])) / os.sysconf("SC_CLK_TCK")
        except OSError:
            continue
    return found
