"""Files made to harm, names made to confuse, and files cut off."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import sqlite3
import threading
import time
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

from soak_bombs import bombs
from soak_tools import NOTICE, ROOT, Facts, put

from extractor.app.watch import watch
from extractor.app.watch_log import Log
from extractor.app.watch_reading import Limits, ReadingRoom
from extractor.app.watch_settings import WatchSettings
from extractor.app.watch_wholeness import what_is_missing

__all__ = ["hostile", "truncated"]

_MOST_SECONDS, _MOST_MEGABYTES = 2.0, 256


def truncated(_home: Path, _options: argparse.Namespace) -> Facts:
    """Each PDF and DOCX cut at every 4 KB: none may be taken."""
    cuts, taken, refused = 0, [], []
    for path in sorted([*(ROOT / "corpus" / "pdf").glob("*.pdf"), *(ROOT / "corpus" / "docx").glob("*.docx")]):
        data = path.read_bytes()
        if what_is_missing(BytesIO(data), len(data)):
            refused.append(path.name)
        for length in range(4096, len(data), 4096):
            cuts += 1
            if what_is_missing(BytesIO(data[:length]), length) is None:
                taken.append(f"{path.name} at {length}")
    return {"cuts": cuts, "taken_early": taken[:10], "whole_but_refused": refused, "fault_count": len(taken) + len(refused)}


def hostile(home: Path, options: argparse.Namespace) -> Facts:
    """Each bomb alone, with what it took; then all of them, confusing names and ``--samples`` through one watcher."""
    took, faults = {}, []
    with ReadingRoom(Limits()) as room:
        for name, data in bombs():
            put(name, data, home / "in")
            took[name] = _cost(room, home / "in", name, home / "staging")
            if took[name]["seconds"] > _MOST_SECONDS or took[name]["mb"] > _MOST_MEGABYTES:
                faults.append(f"{name}: {took[name]}")
    for number, name in enumerate(_names()):
        _put_raw(home / "in", name, NOTICE.format(f"第{number}项").encode())
    for path in options.samples.rglob("*") if options.samples else ():
        if path.is_file():
            put(f"样本/{path.parent.name}/{path.name}", path.read_bytes(), home / "in")
    return {"bombs": took, **_watched(home, faults)}


def _cost(room: ReadingRoom, inbox: Path, name: str, staging: Path) -> dict[str, Any]:
    staging.mkdir()
    digest = hashlib.sha256((inbox / name).read_bytes()).hexdigest()
    job = {"inbox": str(inbox), "names": [name], "sha256": digest, "staging": str(staging), "units": {}}
    began = time.monotonic()
    ending = room.do(job, step=lambda _label: None)
    seconds = round(time.monotonic() - began, 2)
    outcome = json.loads((staging / "outcome.json").read_bytes()) if ending.kind == "done" else {}
    shutil.rmtree(staging)
    return {"end": outcome.get("fault") or ending.kind, "seconds": seconds, "mb": ending.megabytes}


def _names() -> list[bytes]:
    """Without their suffix."""
    texts = [
        "通" * 83,
        "CON",
        "nul.docx",
        "a\u202etxt.exe",
        "零\u200b宽",
        "e\u0301",
        "\u00e9",
        "换\n行",
        "\x1b[31m红\x07",
        "..txt",
        "-rf",
        " 空 ",
    ]
    texts += [
        "a'\"$(x)",
        "<>|?*",
        "＼／",
        "督办台账.xlsx",
        "运行结果.json",
        "处理失败",
        "旧版",
        "a\u2028b",
        "\u2066隔\u2069",
        "👨‍👩‍👧",
        "?raw:41",
    ]
    return [*(text.encode() for text in texts), b"\xff\xfe", b"\xb9\xd8\xd3\xda"]


def _put_raw(folder: Path, name: bytes, data: bytes) -> None:
    with open(os.fsencode(folder) + b"/" + name + b".txt", "wb") as file:  # noqa: PTH123  raw bytes in names
        file.write(data)


def _watched(home: Path, faults: list[str]) -> Facts:
    for path in (home / "in").rglob("*"):
        os.utime(path, (time.time() - 1000,) * 2)  # what lacks its end is not waited for
    lines: list[str] = []
    settings = WatchSettings(inbox=home / "in", out=home / "out", store=f"sqlite:///{home}/s.sqlite3", settle=0.02)
    began = time.monotonic()
    watch(settings, once=True, log=Log(write=lines.append), stop=threading.Event())
    with sqlite3.connect(home / "s.sqlite3") as store:
        states = Counter(state for (state,) in store.execute("SELECT state FROM items"))
    files = sum(path.is_file() for path in (home / "in").rglob("*"))
    faults += [f"{files} files, {states.total()} outcomes"] * (files != states.total())
    faults += [f"{state}: {number}" for state, number in states.items() if state in ("waiting", "working")]
    faults += [
        f"raw control character: {line!r}"
        for line in lines
        if re.search(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]", line)
    ]
    faults += [f"two lines or none: {line}" for line in lines if "\n" in line]
    return {
        "files": files,
        "states": states,
        "lines": len(lines),
        "watch_seconds": round(time.monotonic() - began),
        "faults": faults[:10],
        "fault_count": len(faults),
    }
