"""Writes that are refused: a full disk, folders without permission, outputs that somebody holds open. Files wait, then succeed."""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import watch_and_die
from soak_tools import NOTICE, Facts, check, put
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from extractor.app.watch_settings import WatchSettings

__all__ = ["denied", "full_disk", "held_open"]

_DISK = 900 * 1024
_PAGE = 4096
_MOST_PAGES = 110
_PASSING_OVER_PERMISSIONS = 0b1110
"""CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER."""


def full_disk(home: Path, options: argparse.Namespace) -> Facts:
    """A disk with room for one page, two pages, ... until all fits, with the store on it and elsewhere: every write is once the one that fails."""
    inbox, reference = home / "in", home / "reference"
    stopped: Counter[str] = Counter()
    faults: list[object] = []
    rooms = range(0, _MOST_PAGES, options.step)
    for pages in rooms:
        put(f"{pages:03d}.txt", NOTICE.format(f"第{pages}项").encode(), inbox, home / "one" / f"{pages:03d}")
    _once(inbox, reference, f"sqlite:///{home}/r.sqlite3")
    for pages in rooms:
        for where in ("store elsewhere", "store on it"):
            out = home / where / f"{pages:03d}"
            store = f"sqlite:///{home if where == 'store elsewhere' else out / '.fenban'}/{pages}.sqlite3"
            with _small_disk(out):
                state, found = _through_a_full_disk(home / "one" / out.name, out, store, reference, pages)
            stopped[f"{where}: {state}"] += 1
            faults += [f"{where}, {pages}: {fault}" for fault in found]
    return {"runs": stopped.total(), "while_full": stopped, "faults": faults[:10], "fault_count": len(faults)}


def _through_a_full_disk(inbox: Path, out: Path, store: str, reference: Path, pages: int) -> tuple[str, list[object]]:
    """What was said while the disk was full, and what is wrong then or after it had room again."""
    ballast = out / "占位"
    ballast.write_bytes(bytes(shutil.disk_usage(out).free - pages * _PAGE))
    code, state = _once(inbox, out, store), "not entered"
    with contextlib.suppress(OperationalError), create_engine(store).connect() as connection:
        state = str(connection.scalar(text("SELECT state FROM items")))
    faults: list[object] = [*_half_written(out, reference)]
    ballast.unlink()
    again = _once(inbox, out, store)
    checked = check(inbox, out, store, reference)
    return ("not started" if code else state), [*faults, *([f"exit {again}"] if again else []), *checked["faults"]]  # type: ignore[misc]  # a list


@dataclass(frozen=True)
class Case:
    """Somebody takes the rights away from ``place`` after one file was read, and gives them back later."""

    place: str
    mode: int
    archive: bool = False


_CASES = (
    Case("out", 0o555), Case("out/.fenban", 0o555), Case("out/.fenban/work", 0o555), Case("out/.fenban/fenban.sqlite3", 0o444),
    Case("out/处理失败", 0o555), Case("out/000002", 0o555), Case("out/000002/回复模板", 0o555), Case("out/旧版", 0o555), Case("in", 0o000),
    Case("in/000002.txt", 0o000), Case("in", 0o555, archive=True), Case("archive", 0o555, archive=True),
)  # fmt: skip


def denied(home: Path, _options: argparse.Namespace) -> Facts:
    """Each place without permission in turn, for a watcher that permissions bind."""
    outcomes: dict[str, object] = {}
    faults: list[object] = []
    for number, case in enumerate(_CASES):
        found = run_denied(home / str(number), case)
        outcomes[f"{case.place} {case.mode:03o}"] = found["while_denied"]
        faults += [f"{case.place}: {fault}" for fault in found["faults"]]  # type: ignore[attr-defined]  # a list, as JSON has it
    return {"cases": outcomes, "faults": faults[:10], "fault_count": len(faults)}


def run_denied(home: Path, case: Case) -> Facts:
    inbox, out, originals, archive = (home / name for name in ("in", "out", "originals", "archive"))
    files = {"000001.txt": "首项", "000002.txt": "次项", "000003.txt": "又次项"}
    put("000001.txt", NOTICE.format(files["000001.txt"]).encode(), inbox, originals)
    put("坏0.docx", b"PK\x05\x06" + bytes(18) + b"0", inbox, originals)
    for folder in (archive, out / "旧版", out / "000002" / "回复模板"):
        folder.mkdir(parents=True)
    place, store = home / case.place, f"sqlite:///{out}/.fenban/fenban.sqlite3"
    look = partial(_once, inbox, out, store, archive=archive if case.archive else None, prepare=_obey_permissions)
    look()
    for name, subject in files.items():
        put(name, NOTICE.format(subject).encode(), originals, *([] if (archive / name).exists() else [inbox]))
    put("坏.docx", b"PK\x05\x06" + bytes(18) + b"1", inbox, originals)
    _once(originals, home / "reference", f"sqlite:///{home}/r.sqlite3")
    before = place.stat().st_mode & 0o777
    place.chmod(case.mode)
    try:
        code = look()
    finally:
        place.chmod(before)
    faults: list[object] = list(_half_written(out, home / "reference"))
    again = look()
    found = check(inbox, out, store, home / "reference", *([archive, originals] if case.archive else []))
    return {"while_denied": f"exit {code}", "faults": [*faults, *([f"exit {again}"] if again else []), *found["faults"]]}  # type: ignore[misc]


def held_open(home: Path, _options: argparse.Namespace) -> Facts:
    """The ledger is being edited, or written by a program that leaves no mark; an original is still being written."""
    faults = []
    holders: dict[str, Callable[[Path], object]] = {
        "marked": lambda out: (out / "~$督办台账.xlsx").write_bytes(b""),
        "marked by another office program": lambda out: (out / ".~lock.督办台账.xlsx#").write_bytes(b""),
        "open for writing": lambda out: (out / "督办台账.xlsx").open("ab"),
    }
    for number, (name, hold) in enumerate(holders.items()):
        inbox, out, store = home / f"{number}in", home / f"{number}out", f"sqlite:///{home}/{number}.sqlite3"
        put("甲.txt", NOTICE.format("首项").encode(), inbox)
        _once(inbox, out, store)
        before = (out / "督办台账.xlsx").read_bytes()
        put("乙.txt", NOTICE.format("次项").encode(), inbox)
        held = hold(out)
        _once(inbox, out, store)
        faults += [f"{name}: written while open"] * ((out / "督办台账.xlsx").read_bytes() != before)
        if hasattr(held, "close"):
            held.close()
        for mark in (*out.glob("~$*"), *out.glob(".~lock*")):
            mark.unlink()
        _once(inbox, out, store)
        faults += [f"{name}: not written afterwards"] * ((out / "督办台账.xlsx").read_bytes() == before)
    return {"cases": list(holders), "faults": faults, "fault_count": len(faults)}


def _once(inbox: Path, out: Path, store: str, *, archive: Path | None = None, prepare: Callable[[], object] = lambda: None) -> int:
    settings = WatchSettings(inbox=inbox, out=out, store=store, archive=archive, settle=0.02, retry_after=0.0)
    return watch_and_die.wait(watch_and_die.start(settings, prepare=prepare))


def _obey_permissions() -> None:
    """Give up what lets root pass over them."""
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    rights = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable; twice
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.capget(header, rights):
        raise OSError(ctypes.get_errno(), "capget")
    for at in range(3):
        rights[at] &= ~_PASSING_OVER_PERMISSIONS
    if libc.capset(header, rights):
        raise OSError(ctypes.get_errno(), "capset")


def _half_written(out: Path, reference: Path) -> Iterator[str]:
    """Whatever lies in a result folder is whole: the same bytes as in the undisturbed run."""
    for whole in reference.rglob("*"):
        path = out / whole.relative_to(reference)
        if whole.suffix not in ("", ".xlsx") and path.is_file() and path.read_bytes() != whole.read_bytes():
            yield f"half written: {path.relative_to(out)}"


@contextmanager
def _small_disk(place: Path) -> Iterator[None]:
    place.mkdir(parents=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={_DISK}", "tmpfs", place], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", place], check=True)
