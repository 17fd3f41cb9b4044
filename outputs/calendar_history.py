"""A calendar that was handed out before: who has imported it must see a moved deadline move, not a second one appear.

An entry with the same words and date keeps its UID by itself. One whose date or words changed is known by what is
to be done (its summary, whatever the numbers in it) and takes over the UID; whatever changed raises SEQUENCE, as RFC 5545 asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

__all__ = ["Twins", "continued", "todo_uid"]

_NUMBER = re.compile(r"\d+")
_OWN = ("UID", "SEQUENCE", "DTSTAMP")


class Twins(NamedTuple):
    """An event and the item of the list of work that says the same."""

    event: Any
    to_do: Any


def todo_uid(uid: str) -> str:
    return uid.replace("@", "-todo@")


def continued(entries: Sequence[Twins], previous: bytes | None) -> None:
    """Give ``entries`` the UIDs and the SEQUENCE that follow from the calendar handed out before."""
    before = {str(twins.event["uid"]): twins for twins in _twins(previous)}
    rest = [twins for twins in entries if str(twins.event["uid"]) not in before]
    free = {uid: twins for uid, twins in before.items() if uid not in {str(twins.event["uid"]) for twins in entries}}
    for twins in rest:
        uid = next((uid for uid, old in free.items() if _work(old) == _work(twins)), None)
        if uid is not None:
            del free[uid]
            _set(twins, "uid", uid, todo_uid(uid))
    for twins in entries:
        old = before.get(str(twins.event["uid"]))
        if old is not None:
            sequence = int(old.event.get("sequence", 0)) + (_content(old) != _content(twins))
            _set(twins, "sequence", sequence, sequence)


def _work(twins: Twins) -> str:
    return _NUMBER.sub("", str(twins.event["summary"]))


def _set(twins: Twins, name: str, event: object, to_do: object) -> None:
    for component, value in zip(twins, (event, to_do), strict=True):
        component.pop(name)
        component.add(name, value)


def _twins(previous: bytes | None) -> Iterator[Twins]:
    """What a calendar of ours holds; nothing of one that cannot be read."""
    from icalendar import Calendar

    try:
        calendar = Calendar.from_ical(previous or b"")
    except ValueError:
        return
    to_dos = {str(item["uid"]): item for item in calendar.walk("VTODO") if "uid" in item}
    for event in calendar.walk("VEVENT"):
        to_do = to_dos.get(todo_uid(str(event.get("uid"))))
        if to_do is not None and "summary" in event:
            yield Twins(event, to_do)


def _content(twins: Twins) -> tuple[tuple[bytes, ...], ...]:
    """All lines but those that name the edition. Both sides are written and read once: notations do not count."""
    from icalendar import Component

    return tuple(_lines(Component.from_ical(component.to_ical())) for component in twins)


def _lines(component: Any) -> tuple[bytes, ...]:
    unfolded = component.to_ical().replace(b"\r\n ", b"")
    return tuple(sorted(line for line in unfolded.split(b"\r\n") if not line.startswith(tuple(name.encode() for name in _OWN))))
