"""What goes into the store and comes out of it, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

__all__ = ["FILE_GONE", "FINAL_STATES", "STATES", "Accepted", "Arrival", "ItemView", "Reading", "State", "Work"]

State = Literal["waiting", "working", "done", "needs_review", "failed", "ignored", "duplicate"]
STATES: tuple[State, ...] = ("waiting", "working", "done", "needs_review", "failed", "ignored", "duplicate")
FINAL_STATES: tuple[State, ...] = ("done", "needs_review", "failed", "ignored", "duplicate")

FILE_GONE = "FileGone"
"""The fault of an item whose bytes left the inbox before they were read; it waits again as soon as they are back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A whole file of the inbox. ``folders``: names for its results, the best first."""

    inbox: str
    name: str
    sha256: str
    size: int
    mtime_ns: int
    folders: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What an arrival was: new content, a new version of a name, a duplicate of ``first``, or nothing new."""

    kind: Literal["new", "version", "duplicate", "known"]
    version: int
    first: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """An item that somebody claimed. ``owner`` and ``lease_until`` together prove it when the work is handed in.

    ``names``: where the bytes may be found, the item's own name first.
    """

    id: int
    inbox: str
    name: str
    names: tuple[str, ...]
    sha256: str
    folder: str
    version: int
    attempts: int
    owner: str
    lease_until: float
    earlier_files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the store keeps of a notice. ``tasks``: their printed fields (``extractor.model.ledger``), in document order.

    ``amendment``: 更正, 补充, 延期, 废止 or None; ``mentions``: numbers and titles of other documents it names.
    """

    files: tuple[str, ...]
    contents: str
    needs_review: bool
    title: str | None = None
    number: str | None = None
    issuer: str | None = None
    issued: str | None = None
    amendment: str | None = None
    mentions: tuple[str, ...] = ()
    tasks: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """A line of ``fenban status``. ``first``: the name a duplicate points to."""

    name: str
    state: State
    version: int
    folder: str | None
    reason: str | None
    attempts: int
    first: str | None
    changed_at: float
