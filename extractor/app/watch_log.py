"""What a watcher says: one plain line per outcome, or one JSON object; phone numbers masked in both."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime

from extractor.app.console import say
from extractor.app.watch_names import shown

__all__ = ["Log"]

_LABELS = {
    "done": "已读",
    "needs_review": "待核实",
    "failed": "失败",
    "refused": "拒收",
    "ignored": "略过",
    "duplicate": "重复",
    "version": "新版本",
    "waiting": "等候",
    "archived": "已归档",
    "handed over": "已转交",
    "ledger": "台账",
    "conflict": "冲突",
    "trouble": "暂停",
    "started": "开始",
    "stopped": "结束",
}


class Log:
    """``as_json``: one object per line with time (UTC), event, file and text."""

    def __init__(self, *, as_json: bool = False, write: Callable[[str], None] = say) -> None:
        self._as_json, self._write = as_json, write

    def event(self, kind: str, name: str, words: str) -> None:
        """``kind`` is a key of the labels above; ``name`` is the file's, or empty."""
        name, words = shown(name), shown(words)
        if self._as_json:
            moment = datetime.now(UTC).isoformat(timespec="milliseconds")
            self._write(json.dumps({"time": moment, "event": kind, "file": name, "text": words}, ensure_ascii=False))
        else:
            self._write(f"{_LABELS[kind]}  {name}：{words}" if name else f"{_LABELS[kind]}  {words}")
