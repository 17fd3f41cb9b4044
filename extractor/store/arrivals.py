"""Files come in: each is new content, a new version of its name, a duplicate, or known already."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from sqlalchemy import Connection, Engine, and_, delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased

from extractor.store.database import transaction
from extractor.store.schema import Folder, Item
from extractor.store.values import FILE_GONE, Accepted, Arrival

__all__ = ["accept", "adopt", "finished_names", "ignore", "known_files", "settled_files", "version_mark"]

_MOST_RACES = 10
_EMPTY: dict[str, Any] = {"owner": None, "lease_until": None, "attempts": 0, "not_before": 0.0, "fault": None, "reason": None}


def accept(engine: Engine, arrival: Arrival, *, pipeline: str, now: float) -> Accepted:
    """Enter ``arrival`` into the journal. Where another watcher enters the same at the same moment, one of both is told "known"."""
    for race in count():
        try:
            with transaction(engine) as connection:
                return _accept(connection, arrival, pipeline, now)
        except IntegrityError:
            if race >= _MOST_RACES:
                raise
    raise AssertionError


def adopt(engine: Engine, inbox: str, *, pipeline: str, now: float) -> None:
    """What an earlier version of the program left unread is read by this one; what this one has entered anew needs no second entry."""
    left = (Item.inbox == inbox, Item.pipeline != pipeline)
    unread = or_(Item.state == "waiting", and_(Item.state == "working", Item.lease_until < now))
    with transaction(engine) as connection:
        for row in connection.execute(select(Item).where(*left, unread)).all():
            same = select(Item.id).where(Item.sha256 == row.sha256, Item.pipeline == pipeline, Item.state != "ignored")
            twin = connection.scalars(same.limit(1)).first()
            if twin is None:
                connection.execute(update(Item).where(Item.id == row.id).values(**_EMPTY, pipeline=pipeline, state="waiting"))
            else:
                connection.execute(update(Item).where(Item.first_id == row.id).values(first_id=twin))
                connection.execute(delete(Item).where(Item.id == row.id))


def ignore(engine: Engine, inbox: str, reasons: Mapping[str, str], *, pipeline: str, now: float) -> None:
    """The names of ``inbox`` that are left alone, and why; replaces what was said before."""
    with transaction(engine) as connection:
        connection.execute(delete(Item).where(Item.inbox == inbox, Item.state == "ignored"))
        rows = [
            {"inbox": inbox, "name": name, "sha256": "", "size": 0, "mtime_ns": 0, "pipeline": pipeline, "state": "ignored",
             "version": 0, **_EMPTY, "reason": reason, "accepted_at": now, "changed_at": now}
            for name, reason in reasons.items()
        ]  # fmt: skip
        if rows:
            connection.execute(insert(Item), rows)


def known_files(engine: Engine, inbox: str, *, pipeline: str) -> dict[str, tuple[int, int]]:
    """Name → (size, mtime_ns) of the content that was accepted last under it; files that went missing are not known."""
    chosen = select(Item.name, Item.size, Item.mtime_ns).where(Item.inbox == inbox, Item.pipeline == pipeline, Item.state != "ignored")
    gone = func.coalesce(Item.fault, "") != FILE_GONE
    with transaction(engine) as connection:
        return {
            name: (size, mtime_ns) for name, size, mtime_ns in connection.execute(chosen.where(gone).order_by(Item.changed_at, Item.id))
        }


def finished_names(engine: Engine, inbox: str, *, pipeline: str) -> dict[str, tuple[int, int]]:
    """As ``known_files``, but only what was read, and duplicates of what was read."""
    first = aliased(Item)
    chosen = select(Item.name, Item.size, Item.mtime_ns).outerjoin(first, Item.first_id == first.id)
    read = func.coalesce(first.state, Item.state).in_(("done", "needs_review"))
    mine = (Item.inbox == inbox, Item.pipeline == pipeline)
    with transaction(engine) as connection:
        return {
            name: (size, mtime_ns)
            for name, size, mtime_ns in connection.execute(chosen.where(*mine, read).order_by(Item.changed_at, Item.id))
        }


def settled_files(engine: Engine, inbox: str, names: Sequence[str], *, pipeline: str) -> dict[str, tuple[int, int]]:
    """As ``known_files``, of ``names`` only, and only where nothing is left to do: read, failed, or a duplicate of such."""
    first = aliased(Item)
    chosen = select(Item.name, Item.size, Item.mtime_ns).outerjoin(first, Item.first_id == first.id)
    settled = func.coalesce(first.state, Item.state).in_(("done", "needs_review", "failed"))
    mine = (Item.inbox == inbox, Item.name.in_(names), Item.pipeline == pipeline)
    with transaction(engine) as connection:
        rows = connection.execute(chosen.where(*mine, settled).order_by(Item.changed_at, Item.id))
        return {name: (size, mtime_ns) for name, size, mtime_ns in rows}


def _accept(connection: Connection, arrival: Arrival, pipeline: str, now: float) -> Accepted:
    same = select(Item).where(Item.sha256 == arrival.sha256, Item.pipeline == pipeline)
    named = same.where(Item.inbox == arrival.inbox, Item.name == arrival.name, Item.state != "ignored")
    own = connection.execute(named.limit(1)).first()
    first = connection.execute(same.where(Item.state.not_in(("duplicate", "ignored"))).limit(1)).first()  # never all copies of it
    if first is not None and first.fault == FILE_GONE:
        connection.execute(update(Item).where(Item.id == first.id).values(state="waiting", **_EMPTY, changed_at=now))
    if own is not None:
        connection.execute(update(Item).where(Item.id == own.id).values(size=arrival.size, mtime_ns=arrival.mtime_ns, changed_at=now))
        return Accepted(kind="known", version=own.version)
    version, is_later = _version(connection, arrival)
    state = "waiting" if first is None else "duplicate"
    folder = _folder(connection, arrival, version) if first is None else None
    connection.execute(
        insert(Item).values(
            inbox=arrival.inbox, name=arrival.name, sha256=arrival.sha256, size=arrival.size, mtime_ns=arrival.mtime_ns,
            pipeline=pipeline, version=version, folder=folder, first_id=first.id if first is not None else None,
            accepted_at=now, changed_at=now, state=state, **(_EMPTY | {"not_before": now}),
        )
    )  # fmt: skip
    if first is not None:
        return Accepted(kind="duplicate", version=version, first=first.name)
    return Accepted(kind="version" if is_later else "new", version=version)


def version_mark(version: int) -> str:
    """What the folder of a later version has behind its name."""
    return f"（第{version}版）" if version > 1 else ""


def _version(connection: Connection, arrival: Arrival) -> tuple[int, bool]:
    """The number of this content among those of its name (an earlier pipeline may have counted it), and whether it is not the first."""
    named = select(Item.sha256, Item.version).where(Item.inbox == arrival.inbox, Item.name == arrival.name, Item.state != "ignored")
    versions = {row.sha256: row.version for row in connection.execute(named)}
    number = versions.get(arrival.sha256) or max(versions.values(), default=0) + 1
    return number, number > 1


def _folder(connection: Connection, arrival: Arrival, version: int) -> str:
    """A name that no other content has, kept for good: a re-run writes to the same place."""
    mine = (Folder.inbox == arrival.inbox, Folder.name == arrival.name, Folder.sha256 == arrival.sha256)
    kept = connection.scalar(select(Folder.folder).where(*mine))
    if kept is not None:
        return str(kept)
    mark = version_mark(version)
    numbered = (f"{arrival.folders[-1]}{mark}-{number}" for number in count(2))
    for folder in (*(f"{name}{mark}" for name in arrival.folders), *(next(numbered) for _ in range(1000))):
        key = unicodedata.normalize("NFC", folder).casefold()
        if connection.scalar(select(Folder.key).where(Folder.key == key)) is None:
            values = {"inbox": arrival.inbox, "name": arrival.name, "sha256": arrival.sha256}
            connection.execute(insert(Folder).values(key=key, folder=folder, **values))
            return folder
    raise ValueError(f"a thousand folders of one name: {arrival.name}")
