"""Writes that are refused: a full disk, folders without permission, outputs that somebody holds open. Files wait, then succeed."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import watch_and_die
from soak_tools import ENVIRONMENT, NOTICE, SCRIPTS, Facts, check, put

from extractor.app.watch_settings import WatchSettings

__all__ = ["denied", "full_disk", "held_open"]

_DISK = 900 * 1024
_PAGE = 4096
_RIGHTS = "-dac_override,-dac_read_search,-fowner"
_WITHOUT_RIGHTS = ("setpriv", f"--bounding-set={_RIGHTS}", f"--inh-caps={_RIGHTS}")
"""Before a command: root that permissions bind."""


def full_disk(home: Path, _options: argparse.Namespace) -> Facts:
    """A disk with room for one page, two pages, ... until all of it fits: every write is once the one that fails."""
    inbox, reference = home / "in", home / "reference"
    stopped: dict[str, int] = {}
    faults: list[object] = []
    spares = range(0, 100 * _PAGE, _PAGE)
    for spare in spares:
        put(f"{spare // _PAGE:03d}.txt", NOTICE.format(f"第{spare}项").encode(), inbox)
    _once(inbox, reference, f"sqlite:///{home}/r.sqlite3")
    for path in sorted(inbox.iterdir()):
        number = int(path.stem)
        one, out = home / "one" / path.stem, home / "disk" / path.stem
        put(path.name, path.read_bytes(), one)
        with _small_disk(out):
            store = f"sqlite:///{out}/.fenban/fenban.sqlite3"
            (out / "占位").write_bytes(bytes(_free(out) - number * _PAGE))
            code = _once(one, out, store)
            faults += _half_written(out, reference)
            stopped[str(code)] = stopped.get(str(code), 0) + 1
            (out / "占位").unlink()
            code = _once(one, out, store)
            found = check(one, out, store, reference)
            faults += [f"exit {code}"] * bool(code) + list(found["faults"])  # type: ignore[call-overload]  # a list, as JSON has it
    return {"runs": len(spares), "exits_while_full": stopped, "faults": faults[:10], "fault_count": len(faults)}


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
    moved = (archive,) if case.archive else ()
    _obedient(inbox, out, store, *moved)
    for name, subject in files.items():
        put(name, NOTICE.format(subject).encode(), originals, *([] if (archive / name).exists() else [inbox]))
    put("坏.docx", b"PK\x05\x06" + bytes(18) + b"1", inbox, originals)
    _once(originals, home / "reference", f"sqlite:///{home}/r.sqlite3")
    before = place.stat().st_mode & 0o777
    place.chmod(case.mode)
    try:
        code = _obedient(inbox, out, store, *moved)
    finally:
        place.chmod(before)
    faults: list[object] = list(_half_written(out, home / "reference"))
    again = _obedient(inbox, out, store, *moved)
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


def _once(inbox: Path, out: Path, store: str) -> int:
    return watch_and_die.wait(watch_and_die.start(WatchSettings(inbox=inbox, out=out, store=store, settle=0.02, retry_after=0.0)))


def _obedient(inbox: Path, out: Path, store: str, *archive: Path) -> int:
    command = [*(_WITHOUT_RIGHTS if os.geteuid() == 0 else ()), sys.executable, SCRIPTS / "watch_and_die.py", inbox, out, store]
    command += ["--archive", *archive] if archive else []
    return subprocess.run(command, check=False, env=ENVIRONMENT, capture_output=True, timeout=300).returncode


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


def _free(place: Path) -> int:
    return shutil.disk_usage(place).free
