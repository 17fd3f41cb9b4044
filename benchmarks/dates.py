"""How many deadlines with a day are read right, ours and JioNLP's, on the same notices and with the same day of issue.

Both are asked for the times in the text and nothing else; a deadline is right where some time inside its quote ends on its day.
Which time is a deadline, only a reading of the whole notice says: the gate measures that.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from benchmarks.contests import CORPUS
from benchmarks.environments import ROOT, interpreter

__all__ = ["days_right"]

Find = Callable[[str, str], list[dict[str, Any]]]


def days_right() -> dict[str, float]:
    """Share of the deadlines that each gets right."""
    return {f"dates-{who}": _asked(who) for who in ("fenban", "jionlp")}


def _asked(who: str) -> float:
    command = [str(interpreter(who)), "-m", "benchmarks.dates", who]
    return float(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def _share(find: Find) -> float:
    right = total = 0
    for path in sorted((CORPUS / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        issued = gold["metadata"]["issue_date"]
        wanted = [deadline for deadline in gold["deadlines"] if deadline["class"] == "fixed" and deadline["due"]]
        if issued and wanted:
            text = (CORPUS / "txt" / f"{path.stem}.txt").read_text(encoding="utf-8")
            times = find(text, issued)
            total += len(wanted)
            right += sum(_is_right(deadline, text, times) for deadline in wanted)
    return right / total


def _is_right(deadline: dict[str, Any], text: str, times: list[dict[str, Any]]) -> bool:
    start = text.find(deadline["quote"])
    end = start + len(deadline["quote"])
    return any(time["start"] < end and time["end"] > start and time["to"] == deadline["due"] for time in times)


def _fenban() -> Find:
    from datetime import date

    from extractor.recognizers.timex import find_times

    def find(text: str, issued: str) -> list[dict[str, Any]]:
        times = find_times(text, reference=date.fromisoformat(issued))
        return [{"start": one.start, "end": one.end, "to": one.to.isoformat() if one.to else None} for one in times]

    return find


def _jionlp() -> Find:
    from benchmarks.jobs import jionlp_times

    return jionlp_times()


if __name__ == "__main__":
    print(_share({"fenban": _fenban, "jionlp": _jionlp}[sys.argv[1]]()))
