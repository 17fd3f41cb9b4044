"""kill -9 at each labelled step, hundreds of times, then one clean start; on SQLite and on PostgreSQL."""

from __future__ import annotations

import argparse
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import watch_and_die
from soak_tools import NOTICE, ROOT, Facts, check, put, temporary_postgres

from extractor.app.watch_settings import WatchSettings

__all__ = ["kills_postgres", "kills_sqlite"]

STEPS = (
    "accepted", "taken", "reading", "read", "writing", "publishing", "published", "before commit", "after commit", "moving", "moved", "ledger",
)  # fmt: skip


def kills_sqlite(home: Path, options: argparse.Namespace) -> Facts:
    return _kills(home, f"sqlite:///{home}/s.sqlite3", options)


def kills_postgres(home: Path, options: argparse.Namespace) -> Facts:
    with temporary_postgres() as url:
        return _kills(home, url, options)


def _kills(home: Path, store: str, options: argparse.Namespace) -> Facts:
    """Kill one watcher after the other, at each label in turn, while files keep coming; then start one that nobody kills."""
    inbox, out, reference, archive, originals = (home / name for name in ("in", "out", "reference", "archive", "originals"))
    for folder in (inbox, originals):
        folder.mkdir()
    settings = WatchSettings(inbox=inbox, out=out, store=store, archive=archive, settle=0.02)
    chance = random.Random(4)  # noqa: S311
    killed: Counter[str] = Counter()
    slowest, code, placed, notices = 0.0, -1, 0, _mixed_notices()
    for number in range(2 * options.kills):
        if killed.total() >= options.kills:
            break
        wanted = (killed.total() + 1) * options.files // options.kills + 1
        while placed < wanted or not code:  # something must be left to do for a kill
            put(*next(notices), originals, inbox)
            placed, code = placed + 1, -1
        step = STEPS[number % len(STEPS)]
        began = time.monotonic()
        code = watch_and_die.wait(watch_and_die.start(settings, (step, chance.choice((1, 1, 1, 1, 2)))))
        slowest = max(slowest, time.monotonic() - began)
        killed[step] += code == -signal.SIGKILL
    code = watch_and_die.wait(watch_and_die.start(settings))
    undisturbed = WatchSettings(inbox=originals, out=reference, store=f"sqlite:///{home}/r.sqlite3", settle=0.02)
    watch_and_die.wait(watch_and_die.start(undisturbed))
    facts = {"kills": killed.total(), "by_step": killed, "slowest_seconds": round(slowest, 1), "clean_exit": code}
    return {**facts, **check(inbox, out, store, reference, archive, originals)}


def _mixed_notices() -> Iterator[tuple[str, bytes]]:
    """Notices as text, with every twentieth a duplicate, a damaged file, a document of the corpus."""
    documents = sorted((ROOT / "corpus" / "docx").glob("*.docx"))
    for number in count():
        text = NOTICE.format(f"第{number}项").encode()
        if number % 20 == 7:
            yield f"{number:04d}又一份.txt", NOTICE.format(f"第{number - 1}项").encode()
        elif number % 20 == 11:
            yield f"{number:04d}坏.docx", b"PK\x05\x06" + bytes(18) + str(number).encode()
        elif number % 20 == 15:
            yield f"子/{number:04d}.docx", documents[number % len(documents)].read_bytes()
        else:
            yield f"{number:04d}.txt", text
