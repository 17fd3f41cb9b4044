"""``fenban timex``: rows with a text and a reference date in, rows with the times found out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from extractor.errors import DamagedFile
from extractor.recognizers.timex import Timex, find_times

__all__ = ["time_rows"]

_ADVICE = '每行应为 {"id": …, "text": …, "reference": "2024-01-31"} 形式的 JSON。'


def time_rows(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """``{"id","text","reference"}`` → ``{"id","times":[{"start","end","from","to","time"}]}``, row by row.

    Offsets count characters of ``text``; dates are ISO and inclusive, null is unbounded. Empty lines
    are skipped. Raises DamagedFile, naming the line, for a row that has no such form.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _answer(line, number)


def _answer(line: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
        text, reference = row["text"], row.get("reference")
        anchor = date.fromisoformat(reference[:10]) if reference else None
        if not isinstance(text, str):
            raise TypeError
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedFile(f"标准输入第 {number} 行读不懂", advice=_ADVICE) from error
    return {"id": row.get("id"), "times": [_time(found) for found in find_times(text, reference=anchor)]}


def _time(found: Timex) -> dict[str, Any]:
    return {"start": found.start, "end": found.end, "from": _iso(found.from_), "to": _iso(found.to), "time": found.time}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
