"""The tables of the catalogue; the same in a SQLite file and in PostgreSQL.

``seq`` keeps the order in which rows came; nobody outside sees it.
"""

from __future__ import annotations

from sqlalchemy import Column, Double, ForeignKey, Index, Integer, MetaData, String, Table, Text

__all__ = ["concept", "decision", "item", "metadata", "observation", "occurrence", "proposal"]

metadata = MetaData()
_ID, _EDITION = String(400), String(400)


def _seq() -> Column[int]:
    return Column("seq", Integer, primary_key=True)


concept = Table(
    "concept",
    metadata,
    _seq(),
    Column("id", _ID, unique=True, nullable=False),
    Column("name", Text, nullable=False),
    Column("status", String(16), nullable=False, default="草案"),
    Column("redirect", _ID),
)
item = Table(
    "item",
    metadata,
    _seq(),
    Column("id", _ID, unique=True, nullable=False),
    Column("concept", _ID, ForeignKey("concept.id"), nullable=False),
    Column("fingerprint", String(40), unique=True, nullable=False),
    Column("text", Text, nullable=False),
    Column("answer_type", String(24)),
    Column("unit", Text),
    Column("unit_source", String(16)),
    Column("status", String(16), nullable=False, default="草案"),
    Column("supersedes", _ID),
)
occurrence = Table(
    "occurrence",
    metadata,
    _seq(),
    Column("id", _ID, nullable=False),
    Column("item", _ID, ForeignKey("item.id"), nullable=False),
    Column("edition", _EDITION, nullable=False),
    Column("position", Integer, nullable=False),
    Column("number", Text),
    Column("text", Text, nullable=False),
    Column("path", Text),
    Column("options", Text),
    Column("definition", Text),
    Column("owner", Text),
    Column("leader", Text),
    Column("source", Text),
    Column("start", Integer),
    Column("end", Integer),
    Column("unit", Text),
    Column("unit_source", String(16)),
    Index("occurrence_edition", "edition"),
)
observation = Table(
    "observation",
    metadata,
    _seq(),
    Column("indicator", _ID),
    Column("indicator_name", Text),
    Column("ref_area", Text),
    Column("time_period", Text),
    Column("obs_value", Double),
    Column("unit_measure", Text),
    Column("obs_status", String(2)),
    Column("quote", Text),
    Column("source", Text),
    Column("edition", _EDITION, nullable=False),
)
proposal = Table(
    "proposal",
    metadata,
    _seq(),
    Column("fingerprint", String(40), nullable=False),
    Column("item", _ID, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("score", Double, nullable=False),
    Column("vetoes", Text),
    Index("one_proposal", "fingerprint", "item", unique=True),
)
decision = Table(
    "decision",
    metadata,
    _seq(),
    Column("fingerprint", String(40), nullable=False),
    Column("item", _ID, nullable=False),
    Column("verdict", String(16), nullable=False),
    Index("one_decision", "fingerprint", "item", unique=True),
)
