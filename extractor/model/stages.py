"""The repairs and judgements of the pipeline that can be left out, to see what each is worth (``fenban eval --ablation``)."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ALL_STAGES", "Stages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """What takes place. Off: see each field."""

    line_repair: bool = True
    """Off: every line of the file is a paragraph, as the reader delivered it."""
    table_repair: bool = True
    """Off: slipped rows stay where they are, empty cells stay empty, a table that a page break parts is two."""
    date_roles: bool = True
    """Off: every date with a day, month or year of its own is a time limit by which something is due."""
    unit_roles: bool = True
    """Off: whoever a task names is responsible; nobody leads or helps."""


ALL_STAGES = Stages()
