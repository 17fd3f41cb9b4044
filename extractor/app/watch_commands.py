"""``fenban watch``, ``status`` and ``retry``: options in, words out."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Engine

from extractor.app.console import print_json, print_result, say
from extractor.app.watch import watch
from extractor.app.watch_log import Log
from extractor.app.watch_names import shown
from extractor.app.watch_settings import PRIVATE, WatchSettings, store_url
from extractor.errors import ExitCode, FileNotReadable, UsageFault
from extractor.store import journal
from extractor.store.database import open_store
from extractor.store.values import ItemView, State

__all__ = ["opened_store", "retry_failed", "show_status", "watch_inbox"]

_WORDS: dict[State, str] = {
    "waiting": "等候",
    "working": "处理中",
    "done": "已读",
    "needs_review": "待核实",
    "failed": "失败",
    "ignored": "略过",
    "duplicate": "重复",
}
_TOLD: tuple[State, ...] = ("waiting", "working", "failed", "ignored", "duplicate")


def watch_inbox(settings: WatchSettings, *, once: bool, log_json: bool) -> ExitCode:
    """SOME_FAILED after ``once`` where files have failed."""
    watch(settings, once=once, log=Log(as_json=log_json), stop=threading.Event())
    if not once:
        return ExitCode.OK
    engine = open_store(settings.store)
    failed = journal.counts(engine)["failed"]
    engine.dispose()
    return ExitCode.SOME_FAILED if failed else ExitCode.OK


def show_status(out: Path | None, store: str | None, *, as_json: bool) -> None:
    engine = opened_store(out, store)
    counts, items = journal.counts(engine), journal.items(engine)
    if as_json:
        print_json({"counts": counts, "files": [_record(item) for item in items]}, indent=2)
        return
    print_result("，".join(f"{_WORDS[state]} {number}" for state, number in counts.items() if number) or "还没有收到文件。")
    for item in items:
        if item.state in _TOLD:
            print_result(f"{_WORDS[item.state]}  {shown(item.name)}{_because(item)}")


def retry_failed(names: Sequence[str], out: Path | None, store: str | None) -> None:
    again = journal.retry(opened_store(out, store), names, now=time.time())
    for name in again:
        print_result(f"重新排队  {shown(name)}")
    say(f"共 {len(again)} 个文件重新排队，fenban watch 会接着处理。" if again else "没有失败的文件需要重试。")


def opened_store(out: Path | None, store: str | None) -> Engine:
    """The store that a watcher made. Raises UsageFault or FileNotReadable where there is none."""
    if out is None and store is None:
        raise UsageFault("请用 --out 写明结果文件夹，或用 --store 写明数据库地址")
    if store is None and out is not None and not (out / PRIVATE).is_dir():
        raise FileNotReadable(f"“{out}”里没有 fenban watch 的记录", advice="请写 fenban watch 用的那个结果文件夹。")
    return open_store(store_url(out or Path(), store))


def _because(item: ItemView) -> str:
    if item.first:
        return f"：内容与“{shown(item.first)}”相同"
    return f"：{shown(item.reason)}" if item.reason else ""


def _record(item: ItemView) -> dict[str, object]:
    facts = {"file": shown(item.name), "state": item.state, "version": item.version, "folder": item.folder}
    return facts | {"reason": shown(item.reason) if item.reason else None, "same_as": item.first, "attempts": item.attempts}
