"""The 52 places where a reader without knowledge of official papers goes wrong, in notices of our own.

The cases are data: ``tests/extractor/traps/*.toml``. Of a case, ``expect`` lists what must be found
(each record is a part of one item, and no item serves two records), ``only`` names the collections in
which nothing else may stand, ``never`` lists what no item may look like.

In a record "" stands for "not stated"; a list must hold the same values in any order; a plain value is
met by a list that holds it; ``x_has`` asks for words inside ``x``, however the lines break.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from extractor.model.notice import Deadline, Notice, Task
from extractor.pipeline import read_notice

FOLDER = Path(__file__).with_name("traps")
CASES = [case for path in sorted(FOLDER.glob("*.toml")) for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]
FAMILIES = {*(f"T{n:02}" for n in range(1, 41)), *(f"S{n:02}" for n in range(1, 13))}


def _family(case: dict[str, Any]) -> str:
    return str(case["id"])[:3]


def _days(ids: Iterable[str], deadlines: dict[str, Deadline], *roles: str) -> list[str]:
    found = (deadlines[i] for i in ids if deadlines[i].role in roles and deadlines[i].due)
    return [f"{d.due} {d.due_time}" if d.due_time else str(d.due) for d in found]


def _task_view(task: Task, deadlines: dict[str, Deadline]) -> dict[str, Any]:
    """A task with what stands behind its deadline ids, and all its units in one list."""
    return {
        **task.model_dump(mode="json", by_alias=True),
        "due": _days(task.deadline_ids, deadlines, "due", "phase", "window", "event_time"),
        "milestones": _days(task.deadline_ids, deadlines, "milestone"),
        "classes": [deadlines[i].class_ for i in task.deadline_ids],
        "names": [u.name for u in task.units],
        "groups": [u.name for u in task.units if u.group],
        "items": [i.item for i in task.items],
        "departments": [d for i in task.items for d in i.departments],
    }


def _view(notice: Notice) -> dict[str, Any]:
    """The notice as plain values, with the parts of a deadline as their classes."""
    view = notice.model_dump(mode="json", by_alias=True)
    deadlines = {d.id: d for d in notice.deadlines}
    view["tasks"] = [_task_view(t, deadlines) for t in notice.tasks]
    view["deadlines"] = [{**d, "parts": [p["class"] for p in d["parts"]]} for d in view["deadlines"]]
    view["metadata"] = [view["metadata"]]
    view["review_flags"] = [{"message": m} for m in notice.review_flags]
    return view


def _bare(value: object) -> str:
    return "".join(str(value).split())


def _value_fits(wanted: object, found: object) -> bool:
    if wanted == "":
        return found in (None, "", [])
    if isinstance(wanted, list):
        return isinstance(found, list) and sorted(map(_bare, wanted)) == sorted(map(_bare, found))
    if isinstance(found, list):
        return any(_bare(wanted) == _bare(f) for f in found)
    return wanted == found if isinstance(wanted, (bool, int, float)) else _bare(wanted) == _bare(found)


def _fits(record: dict[str, Any], item: dict[str, Any]) -> bool:
    for key, wanted in record.items():
        name = key.removesuffix("_has")
        assert name in item, f"no such field: {name}"
        if name == key and not _value_fits(wanted, item[key]):
            return False
        if name != key and _bare(wanted) not in _bare(item[name]):
            return False
    return True


def _missing(records: list[dict[str, Any]], items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The records that find no item of their own (each record takes the first free item that fits)."""
    free = list(items)
    missing = []
    for record in records:
        match = next((i for i in free if _fits(record, i)), None)
        if match is None:
            missing.append(record)
        else:
            free.remove(match)
    return missing


def _faults(case: dict[str, Any], view: dict[str, Any]) -> list[str]:
    faults = []
    for name, records in case.get("expect", {}).items():
        faults += [f"{name}: not found: {record}" for record in _missing(records, view[name])]
    for name in case.get("only", ()):
        wanted = len(case.get("expect", {}).get(name, ()))
        if len(view[name]) != wanted:
            faults.append(f"{name}: {len(view[name])} instead of {wanted}")
    for name, records in case.get("never", {}).items():
        faults += [f"{name}: must not be: {record}" for record in records if any(_fits(record, i) for i in view[name])]
    return faults


@pytest.mark.parametrize("case", CASES, ids=[c["id"] for c in CASES])
def test_traps_are_read_as_meant(case: dict[str, Any]) -> None:
    view = _view(read_notice(case["text"].encode(), name="来文.txt"))
    assert not _faults(case, view), case["why"]


def test_traps_have_a_case_for_every_family() -> None:
    assert {_family(case) for case in CASES} == FAMILIES
    assert len({case["id"] for case in CASES}) == len(CASES)


def test_traps_fail_on_an_empty_reading() -> None:
    """A reader who finds nothing must not pass any case."""
    empty = read_notice("无".encode(), name="空.txt")
    blank = _view(empty.model_copy(update={"tasks": (), "deadlines": (), "checks": (), "review_flags": (), "contacts": ()}))
    assert [case["id"] for case in CASES if not _faults(case, blank)] == []
