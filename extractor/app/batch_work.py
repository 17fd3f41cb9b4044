"""What a worker of ``fenban batch`` does with a handful of files. It keeps nothing: who reads what, and what came of it, is in the store.

A file is accepted into the journal by its content, claimed, read, and handed in: result row, tasks and final state in one transaction.
A worker that is thought dead and is not finds that its claim has passed to another one and changes nothing.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from functools import cache
from typing import Literal

from sqlalchemy import Engine

from extractor.app.places import Found, Place, open_place
from extractor.app.reading import public_bytes, read_bytes
from extractor.app.watch_facts import reading_of
from extractor.errors import FenbanError, OutputNotWritable, StoreNotReachable, TooDemanding
from extractor.readers import LARGEST_FILE
from extractor.store import arrivals, journal
from extractor.store.database import open_store
from extractor.store.values import Arrival, Work

__all__ = ["Bundle", "BundleWork", "Done", "Verdict"]

Verdict = Literal["done", "needs_review", "failed", "duplicate", "known", "elsewhere"]
"""known: settled by an earlier run. elsewhere: another run is at it."""
_KILLED_OFTEN = 3
"""A file that has taken so many processes down is given up."""
_GIVEN_UP = "处理此文件时进程多次中断"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Files for one process, and the name under which it claims them."""

    owner: str
    files: tuple[Found, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    name: str
    verdict: Verdict
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleWork:
    """The function that engines map: call it with a bundle. ``source``, ``out``: places; ``lease``: seconds for one file."""

    source: str
    store: str
    pipeline: str
    out: str | None = None
    lease: float = 300.0

    def __call__(self, bundle: Bundle) -> list[Done]:
        """One entry for each file. Raises StoreNotReachable; whatever else happens becomes a verdict."""
        engine, place = _store(self.store), _place(self.source)
        settled = arrivals.settled_files(engine, place.label, [file.name for file in bundle.files], pipeline=self.pipeline)
        return [
            Done(name=file.name, verdict="known")
            if settled.get(file.name) == (file.size, file.mtime_ns)
            else self._one(engine, place, file, bundle.owner)
            for file in bundle.files
        ]

    def _one(self, engine: Engine, place: Place, file: Found, owner: str) -> Done:
        try:
            data = _bytes(place, file)
        except FenbanError as fault:
            return Done(name=file.name, verdict="failed", words=str(fault))
        sha256 = hashlib.sha256(data).hexdigest()
        arrival = Arrival(
            inbox=place.label, name=file.name, sha256=sha256, size=file.size, mtime_ns=file.mtime_ns, folders=(f"{sha256[:2]}/{sha256}",)
        )
        accepted = arrivals.accept(engine, arrival, pipeline=self.pipeline, now=time.time())
        now = time.time()
        work = journal.claim(engine, place.label, pipeline=self.pipeline, owner=owner, lease=self.lease, now=now, sha256=sha256)
        if work is not None:  # also where its first name is gone, and this is a duplicate of what nobody has read
            return self._claimed(engine, work, data)
        if accepted.kind == "duplicate":
            return Done(name=file.name, verdict="duplicate")
        settled = arrivals.settled_files(engine, place.label, [file.name], pipeline=self.pipeline)
        return Done(name=file.name, verdict="known" if file.name in settled else "elsewhere")

    def _claimed(self, engine: Engine, work: Work, data: bytes) -> Done:
        try:
            if work.attempts > _KILLED_OFTEN:
                raise TooDemanding(_GIVEN_UP)
            return self._read(engine, work, data)
        except MemoryError:
            fault: FenbanError = TooDemanding("读取时占用内存过多，已中止")
        except (StoreNotReachable, OutputNotWritable):  # the file is not to blame
            raise
        except FenbanError as error:
            fault = error
        journal.fail(engine, work, fault=type(fault).__name__, reason=str(fault), now=time.time())
        return Done(name=work.name, verdict="failed", words=str(fault))

    def _read(self, engine: Engine, work: Work, data: bytes) -> Done:
        notice = read_bytes(data, name=work.name.rpartition("/")[2])
        files = []
        if self.out is not None:
            files.append(f"{work.folder}.json")
            _place(self.out).write(files[0], public_bytes(notice))
        reading = reading_of(notice, files=files)
        if not journal.finish(engine, work, reading, now=time.time()):
            return Done(name=work.name, verdict="elsewhere")
        return Done(name=work.name, verdict="needs_review" if reading.needs_review else "done")


def _bytes(place: Place, file: Found) -> bytes:
    if file.size > LARGEST_FILE:
        raise TooDemanding(f"文件太大（{file.size // 2**20} MB）")
    return place.read(file.name)


@cache
def _store(url: str) -> Engine:
    """Once for each process: the tables are looked after when it is opened."""
    return open_store(url)


@cache
def _place(where: str) -> Place:
    return open_place(where)
