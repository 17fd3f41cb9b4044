"""The kind of one column."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ColumnKind"]


@dataclass(frozen=True, slots=True)
class ColumnKind:
    """``kind``: see ``patterns/table_columns.toml``, or "text". ``level``: depth of a path column (1 outermost).
    ``label``: its header. ``year``: of a column of values."""

    kind: str
    label: str = ""
    level: int | None = None
    year: int | None = None
