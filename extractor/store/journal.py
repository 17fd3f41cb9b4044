"""The queue: who works on what, and the one way in which work ends.

Every change of state asks for the state that it expects; a worker whose lease has passed to another one is told so
(False) and has changed nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Select, and_, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from extractor.store.database import transaction
from extractor.store.notices import record_reading
from extractor.store.schema import Item, Lease, Result
from extractor.store.values import STATES, ItemView, Reading, State, Work

__all__ = [
    "MOST_ATTEMPTS",
    "claim",
    "counts",
    "fail",
    "finish",
    "items",
    "items_at_work",
    "owners_at_work",
    "put_back",
    "release",
    "retry",
    "take_turn",
]

MOST_ATTEMPTS = 20
"""So many times a file may take its watcher down before it is given up."""
_MOST_NAMES = 100
"""Places where the same bytes may be found: of a thousand copies the first will do."""
_FREE: dict[str, Any] = {"owner": None, "lease_until": None}


def claim(
    engine: Engine,
    inbox: str,
    *,
    pipeline: str,
    owner: str,
    lease: float,
    now: float,
    ready: float | None = None,
    sha256: str | None = None,
) -> Work | None:
    """The next item to work on until ``now + lease``; None where nothing waits. An item whose lease ran out is work again.
    ``ready``: only what was to be tried by then (default: now). ``sha256``: only this content.

    PostgreSQL skips rows that another transaction holds; SQLite has one writing transaction at a time (``database``).
    """
    mine = [Item.inbox == inbox, Item.pipeline == pipeline, *([Item.sha256 == sha256] if sha256 else [])]
    waiting = and_(*mine, Item.state == "waiting", Item.not_before <= (now if ready is None else ready))
    left = and_(*mine, Item.state == "working", Item.lease_until < now)
    with transaction(engine) as connection:
        for condition in (waiting, left):
            chosen = select(Item).where(condition).order_by(Item.not_before, Item.id).limit(1).with_for_update(skip_locked=True)
            row = connection.execute(chosen).first()
            if row is not None:
                values = {"state": "working", "owner": owner, "lease_until": now + lease, "attempts": row.attempts + 1, "changed_at": now}
                connection.execute(update(Item).where(Item.id == row.id, condition).values(**values))
                return _work(connection, row, owner, now + lease)
    return None


def finish(engine: Engine, work: Work, reading: Reading, *, now: float) -> bool:
    """The result, the tasks and the final state, in one transaction. False: the lease has passed to another worker."""
    state: State = "needs_review" if reading.needs_review else "done"
    with transaction(engine) as connection:
        if not _hand_in(connection, work, now, state=state, fault=None, reason=None):
            return False
        record_reading(connection, work, reading, now=now)
    return True


def fail(engine: Engine, work: Work, *, fault: str, reason: str, now: float) -> bool:
    """The file cannot be read; ``fenban retry`` brings it back. False: the lease has passed to another worker."""
    with transaction(engine) as connection:
        return _hand_in(connection, work, now, state="failed", fault=fault, reason=reason)


def put_back(engine: Engine, work: Work, *, reason: str, not_before: float, now: float) -> bool:
    """The file is not to blame (a full disk, a locked folder): it waits until ``not_before``, and this attempt does not count."""
    values = {"fault": None, "reason": reason, "not_before": not_before, "attempts": work.attempts - 1}
    with transaction(engine) as connection:
        return _hand_in(connection, work, now, state="waiting", **values)


def owners_at_work(engine: Engine, inbox: str) -> list[str]:
    """Who holds an item or a turn."""
    with transaction(engine) as connection:
        found = connection.scalars(select(Item.owner).where(Item.inbox == inbox, Item.state == "working").distinct())
        turns = connection.scalars(select(Lease.owner).where(Lease.until > 0.0).distinct())
        return [owner for owner in {*found, *turns} if owner]


def release(engine: Engine, inbox: str, owners: Collection[str], *, now: float) -> int:
    """What dead ``owners`` held waits again, at the end of the queue; the number of items."""
    if not owners:
        return 0
    held = update(Item).where(Item.inbox == inbox, Item.state == "working", Item.owner.in_(list(owners)))
    with transaction(engine) as connection:
        connection.execute(update(Lease).where(Lease.owner.in_(list(owners))).values(until=0.0))
        return connection.execute(held.values(state="waiting", not_before=now, changed_at=now, **_FREE)).rowcount


def retry(engine: Engine, names: Sequence[str] = (), *, now: float) -> list[str]:
    """Failed items wait again, all or those of ``names``; what waits for space or access waits no longer. Their names."""
    wanted = [Item.name.in_(list(names))] if names else []
    with transaction(engine) as connection:
        failed = (Item.state == "failed", *wanted)
        found = list(connection.scalars(select(Item.name).where(*failed).order_by(Item.id)))
        fresh = {"state": "waiting", "attempts": 0, "not_before": now, "fault": None, "reason": None, "changed_at": now}
        connection.execute(update(Item).where(*failed).values(**fresh, **_FREE))
        connection.execute(update(Item).where(Item.state == "waiting", *wanted).values(not_before=now))
    return found


def counts(engine: Engine) -> dict[State, int]:
    """How many items are in each state, all states named."""
    newest = select(Item.state, func.count().label("number")).where(Item.id.in_(_newest())).group_by(Item.state)
    with transaction(engine) as connection:
        found = {row.state: row.number for row in connection.execute(newest)}
    return {state: found.get(state, 0) for state in STATES}


def items(engine: Engine, states: Collection[State] = STATES) -> list[ItemView]:
    """The journal in the order in which files came."""
    first = Item.__table__.alias("first")
    columns = (Item.name, Item.state, Item.version, Item.folder, Item.reason, Item.attempts, first.c.name.label("first"), Item.changed_at)
    joined = select(*columns).outerjoin(first, Item.first_id == first.c.id).where(Item.state.in_(list(states)))
    with transaction(engine) as connection:
        return [ItemView(**row._mapping) for row in connection.execute(joined.where(Item.id.in_(_newest())).order_by(Item.id))]


def items_at_work(engine: Engine) -> set[int]:
    with transaction(engine) as connection:
        return set(connection.scalars(select(Item.id).where(Item.state == "working")))


def take_turn(engine: Engine, name: str, *, owner: str, lease: float, now: float) -> bool:
    """Whether ``owner`` may do the thing called ``name`` until ``now + lease``: one at a time. A lease of 0 gives it back."""
    free = update(Lease).where(Lease.name == name, (Lease.until < now) | (Lease.owner == owner)).values(owner=owner, until=now + lease)
    try:
        with transaction(engine) as connection:
            if connection.execute(free).rowcount:
                return True
            if connection.scalar(select(Lease.name).where(Lease.name == name)) is not None:
                return False
            connection.execute(insert(Lease).values(name=name, owner=owner, until=now + lease))
    except IntegrityError:
        return False
    return True


def _newest() -> Select[Any]:
    """The last entry of each content under each name: an earlier version of the program may have made others."""
    return select(func.max(Item.id)).group_by(Item.inbox, Item.name, Item.sha256)


def _hand_in(connection: Connection, work: Work, now: float, **values: Any) -> bool:
    mine = (Item.id == work.id, Item.state == "working", Item.owner == work.owner, Item.lease_until == work.lease_until)
    done = connection.execute(update(Item).where(*mine).values(changed_at=now, **_FREE, **values))
    return done.rowcount == 1


def _work(connection: Connection, row: Any, owner: str, lease_until: float) -> Work:
    same = (
        select(Item.name)
        .where(Item.sha256 == row.sha256, Item.inbox == row.inbox, Item.state != "ignored")
        .order_by(Item.id)
        .limit(_MOST_NAMES)
    )
    names = dict.fromkeys([row.name, *connection.scalars(same)])
    earlier = select(Result.files).join(Item, Item.id == Result.item_id)
    files = connection.scalars(earlier.where(Item.folder == row.folder).order_by(Item.id.desc()).limit(1)).first()
    return Work(
        id=row.id, inbox=row.inbox, name=row.name, names=tuple(names), sha256=row.sha256, folder=row.folder, version=row.version,
        attempts=row.attempts + 1, owner=owner, lease_until=lease_until, earlier_files=tuple(files or ()),
    )  # fmt: skip
