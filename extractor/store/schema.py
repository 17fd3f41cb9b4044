"""The tables. Changed only together with a migration (a test compares the two).

Times are seconds since the epoch (UTC), days are ISO strings: both mean the same in every database.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Double, ForeignKey, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

__all__ = [
    "Alias",
    "Base",
    "Change",
    "Conflict",
    "Edit",
    "Folder",
    "Item",
    "Lease",
    "Link",
    "Mention",
    "NoticeRow",
    "Report",
    "Result",
    "TaskEntry",
]

_NAME = String(4096)
_HASH = String(64)


class Base(DeclarativeBase):
    pass


class Item(Base):
    """A byte string under a name of the inbox, as accepted: the journal. ``state`` is one of ``STATES``.

    Of all items with the same content and pipeline exactly one is read (index ``one_reading``); the others are duplicates
    that point to it by ``first_id``. ``owner``, ``lease_until``: who works on it and until when the others leave it alone.
    """

    __tablename__ = "items"
    __table_args__ = (
        UniqueConstraint("inbox", "name", "sha256", "pipeline", name="one_item"),
        Index("one_reading", "sha256", "pipeline", unique=True,
              sqlite_where=text("state NOT IN ('duplicate', 'ignored')"), postgresql_where=text("state NOT IN ('duplicate', 'ignored')")),
        Index("queue", "inbox", "state", "not_before", "id"),
        Index("content", "sha256", "pipeline"),
        Index("result_folder", "folder"),
    )  # fmt: skip
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    inbox: Mapped[str] = mapped_column(_NAME)
    name: Mapped[str] = mapped_column(_NAME)
    sha256: Mapped[str] = mapped_column(_HASH)
    size: Mapped[int] = mapped_column(BigInteger)
    mtime_ns: Mapped[int] = mapped_column(BigInteger)
    pipeline: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(16))
    version: Mapped[int] = mapped_column(Integer)
    first_id: Mapped[int | None] = mapped_column(ForeignKey("items.id"))
    folder: Mapped[str | None] = mapped_column(String(400))
    owner: Mapped[str | None] = mapped_column(String(200))
    lease_until: Mapped[float | None] = mapped_column(Double)
    attempts: Mapped[int] = mapped_column(Integer)
    not_before: Mapped[float] = mapped_column(Double)
    fault: Mapped[str | None] = mapped_column(String(80))
    reason: Mapped[str | None] = mapped_column(Text)
    accepted_at: Mapped[float] = mapped_column(Double)
    changed_at: Mapped[float] = mapped_column(Double)


class Folder(Base):
    """Names of result folders that are taken, whatever their case or composition of characters."""

    __tablename__ = "folders"
    __table_args__ = (Index("folder_of", "sha256"),)
    key: Mapped[str] = mapped_column(String(400), primary_key=True)
    inbox: Mapped[str] = mapped_column(_NAME)
    name: Mapped[str] = mapped_column(_NAME)
    sha256: Mapped[str] = mapped_column(_HASH)
    folder: Mapped[str] = mapped_column(String(400))


class Result(Base):
    """What a reading gave; written together with the final state of its item, never without."""

    __tablename__ = "results"
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"), primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id"), index=True)
    files: Mapped[list[str]] = mapped_column(JSON)
    contents: Mapped[str] = mapped_column(Text)
    read_at: Mapped[float] = mapped_column(Double)


class NoticeRow(Base):
    """A notice through all its versions: a name in an inbox. ``key`` comes from its first content and heads the codes of its tasks."""

    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint("inbox", "name", name="one_notice"),
        Index("ix_notices_title", "title", postgresql_using="hash"),  # of any length
    )
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    key: Mapped[str] = mapped_column(String(24), unique=True)
    inbox: Mapped[str] = mapped_column(_NAME)
    name: Mapped[str] = mapped_column(_NAME)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    version: Mapped[int] = mapped_column(Integer)
    next_task: Mapped[int] = mapped_column(Integer)
    title: Mapped[str | None] = mapped_column(Text)
    number: Mapped[str | None] = mapped_column(String(200), index=True)
    issuer: Mapped[str | None] = mapped_column(Text)
    issued: Mapped[str | None] = mapped_column(String(10))
    amendment: Mapped[str | None] = mapped_column(String(16))


class TaskEntry(Base):
    """A task of the ledger. ``code`` stays the same through re-runs and new versions; ``read`` is what the last reading says."""

    __tablename__ = "tasks"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id"), index=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    position: Mapped[int] = mapped_column(Integer)
    present: Mapped[bool] = mapped_column(Boolean)
    read: Mapped[dict[str, Any]] = mapped_column(JSON)


class Edit(Base):
    """What a clerk entered for a field of a task. ``base`` is what the reading said then (corrections) or what the units'
    replies said (follow-up fields); None where nobody had said anything."""

    __tablename__ = "edits"
    __table_args__ = (UniqueConstraint("task_id", "field", name="one_edit"),)
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"))
    field: Mapped[str] = mapped_column(String(24))
    value: Mapped[str] = mapped_column(Text)
    base: Mapped[str | None] = mapped_column(Text)
    made_at: Mapped[float] = mapped_column(Double)


class Report(Base):
    """What the replies of the units say of a follow-up field of a task, all units together; shown where no clerk entered it."""

    __tablename__ = "reports"
    __table_args__ = (UniqueConstraint("task_id", "field", name="one_report"),)
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"))
    field: Mapped[str] = mapped_column(String(24))
    value: Mapped[str] = mapped_column(Text)
    made_at: Mapped[float] = mapped_column(Double)


class Conflict(Base):
    """Two values for one field; ``kept`` is in force, ``other`` is shown until somebody enters the field again."""

    __tablename__ = "conflicts"
    __table_args__ = (UniqueConstraint("task_id", "field", name="one_conflict"),)
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"))
    field: Mapped[str] = mapped_column(String(24))
    kept: Mapped[str] = mapped_column(Text)
    other: Mapped[str] = mapped_column(Text)
    origin: Mapped[str] = mapped_column(String(24))
    made_at: Mapped[float] = mapped_column(Double)


class Change(Base):
    """What a new version of a notice says differently, task by task."""

    __tablename__ = "changes"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("tasks.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    field: Mapped[str] = mapped_column(String(24))
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)


class Mention(Base):
    """Another document that a notice names, by number or by title."""

    __tablename__ = "mentions"
    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id"), primary_key=True)
    words: Mapped[str] = mapped_column(String(400), primary_key=True, index=True)


class Link(Base):
    """``notice_id`` amends, replaces or repeats ``target_id``: 更正, 补充, 延期, 废止, 同文号."""

    __tablename__ = "links"
    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id"), primary_key=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("notices.id"), primary_key=True, index=True)
    kind: Mapped[str] = mapped_column(String(16))


class Alias(Base):
    """A unit name as written and what a clerk says it means."""

    __tablename__ = "aliases"
    written: Mapped[str] = mapped_column(String(200), primary_key=True)
    meaning: Mapped[str] = mapped_column(String(200))
    accepted_at: Mapped[float] = mapped_column(Double)


class Lease(Base):
    """A thing that only one watcher does at a time (writing the ledger)."""

    __tablename__ = "leases"
    name: Mapped[str] = mapped_column(String(400), primary_key=True)
    owner: Mapped[str] = mapped_column(String(200))
    until: Mapped[float] = mapped_column(Double)
