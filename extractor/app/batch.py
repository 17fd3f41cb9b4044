"""``fenban batch``: an archive of any size, on the cores of one machine or of many; what is settled in the store is never done again.

The engine only says where the work is done. A process that dies gives its files back: each is tried again alone, until the file that
is to blame has taken its share of processes down and is given up by the worker itself.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import count, islice
from pathlib import Path

from sqlalchemy import Engine as Store

from extractor.app.batch_work import Bundle, BundleWork, Done, Verdict
from extractor.app.engines import LOST, Engine, load_engine
from extractor.app.places import Found, open_place
from extractor.app.watch_settings import is_dead, myself, pipeline_version
from extractor.errors import ExitCode
from extractor.store import arrivals, journal
from extractor.store.database import open_store

__all__ = ["exit_code", "run_batch", "total_line"]

_BUNDLE = 16
"""Files for one call: what an engine costs for a call is shared by so many."""
_MOST_PASSES = 6
_WORDS: dict[Verdict, str] = {
    "done": "已读",
    "needs_review": "待核实",
    "failed": "失败",
    "duplicate": "内容重复",
    "known": "以前已处理",
    "elsewhere": "正由其他进程处理",
}


def run_batch(source: str, *, store: str, engine: str, jobs: int, out: str | None, report: Callable[[Done, int], None]) -> Counter[Verdict]:
    """Read every notice below ``source`` into ``store``; the readings as JSON below ``out``, if asked for, named by their content.

    ``report`` is called for each file with the number of files seen so far. Raises a FenbanError where nothing more can be done
    (the store is gone, the disk is full): started again, it goes on from there.
    """
    mapper, place, url = load_engine(engine), open_place(source), _absolute(store)
    work = BundleWork(source=place.label, store=url, pipeline=pipeline_version(), out=open_place(out).label if out else None)
    opened = open_store(url)
    _take_over(opened, place.label, work.pipeline)
    counts: Counter[Verdict] = Counter()
    for done in _work_off(mapper, work, place.files(), opened, jobs=jobs):
        counts[done.verdict] += 1
        report(done, counts.total())
    opened.dispose()
    return counts


def total_line(counts: Counter[Verdict]) -> str:
    if not counts:
        return "没有找到文件。"
    parts = [f"{words} {counts[verdict]} 个" for verdict, words in _WORDS.items() if counts[verdict]]
    return f"共 {counts.total()} 个文件：{'，'.join(parts)}。" + (
        "稍后再运行一次，可补齐其他进程没有做完的。" if counts["elsewhere"] else ""
    )


def exit_code(counts: Counter[Verdict]) -> ExitCode:
    return ExitCode.SOME_FAILED if counts["failed"] else ExitCode.OK


def _work_off(mapper: Engine, work: BundleWork, files: Iterable[Found], store: Store, *, jobs: int) -> Iterator[Done]:
    numbers = count(1)
    waiting = _bundles(files, _BUNDLE, numbers)
    for _ in range(_MOST_PASSES):
        lost: list[Bundle] = []
        sent: dict[int, Bundle] = {}
        with closing(mapper.map(work, _noted(waiting, sent), jobs=jobs)) as results:
            for place, done in results:
                bundle = sent.pop(place)
                if done is LOST:
                    journal.release(store, work.source, [bundle.owner], now=time.time())
                    lost.append(bundle)
                else:
                    yield from done
        if not lost:
            return
        waiting = _bundles([file for bundle in lost for file in bundle.files], 1, numbers)
    for bundle in waiting:  # never even claimed: reading its bytes takes the process down
        yield from (Done(name=file.name, verdict="failed", words="处理此文件的进程多次中断") for file in bundle.files)


def _bundles(files: Iterable[Found], size: int, numbers: Iterator[int]) -> Iterator[Bundle]:
    """Each with an owner of its own: when its process dies, what it had claimed can be told from everything else."""
    left, me = iter(files), myself()
    while bundle := tuple(islice(left, size)):
        yield Bundle(owner=f"{me}#{next(numbers)}", files=bundle)


def _noted(bundles: Iterator[Bundle], sent: dict[int, Bundle]) -> Iterator[Bundle]:
    for place, bundle in enumerate(bundles):
        sent[place] = bundle
        yield bundle


def _take_over(store: Store, inbox: str, pipeline: str) -> None:
    """What a run that died on this machine had claimed, and what an earlier version left unread, waits again."""
    dead = [owner for owner in journal.owners_at_work(store, inbox) if is_dead(owner.partition("#")[0])]
    journal.release(store, inbox, dead, now=time.time())
    arrivals.adopt(store, inbox, pipeline=pipeline, now=time.time())


def _absolute(store: str) -> str:
    """Workers may have another working folder: a file of SQLite is named from the root. Whatever is no URL is for the store to refuse."""
    head, mark, path = store.partition(":///")
    return f"{head}{mark}{Path(path).resolve()}" if mark and head == "sqlite" and path else store
