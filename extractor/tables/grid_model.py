"""The values of a resolved table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from extractor.model.document import Provenance, Span, Table
from extractor.tables.columns import ColumnKind
from extractor.text.passage import Passage
from patterns import lazy_re as re

__all__ = ["Grid", "GridCell", "GridRow", "Group", "Origin", "TableKind"]

Origin = Literal["own", "merged", "inherited", "blank", "missing", "realigned"]
"""own: words of its own. merged: covered by a real merged cell. inherited: empty, but its column is
a merged one. blank: nothing is meant to stand there (yet). missing: a value is due and not there.
realigned: own words that stood in the wrong column."""

TableKind = Literal[
    "task_table", "questionnaire", "indicator_observation", "assessment", "blank_form", "contact_list", "roster", "schedule", "other"
]


_NOWHERE = Provenance()
_STAR = re.compile(r"[★☆▲△◆●※*](?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff）])[★☆▲△◆※*](?=[、，；\s]|$)")


@dataclass(frozen=True, slots=True)
class GridCell:
    """One place of the grid. ``passage`` is folded and may be empty; ``span`` is where its words stand
    (for a merged or inherited cell: above), or the empty place itself."""

    row: int
    column: int
    passage: Passage
    span: Span
    origin: Origin
    provenance: Provenance = _NOWHERE

    @property
    def text(self) -> str:
        return self.passage.text

    @property
    def own(self) -> bool:
        return self.origin in ("own", "realigned")


@dataclass(frozen=True, slots=True)
class Group:
    """A row that only names the rows below it: 首批推进（4项）. ``count``: what it declares."""

    label: str
    span: Span
    row: int
    count: int | None = None


@dataclass(frozen=True, slots=True)
class GridRow:
    """``index``: row of the source table. ``block``: rows under one merged serial number share it.
    ``number``: the serial as printed, inherited within a block."""

    index: int
    block: int
    number: str | None
    cells: tuple[GridCell, ...]
    group: Group | None = None
    flags: tuple[str, ...] = ()

    @property
    def own_cells(self) -> tuple[GridCell, ...]:
        return tuple(cell for cell in self.cells if cell.own and cell.text)

    @property
    def span(self) -> Span:
        own = self.own_cells
        return Span(min(c.span.start for c in own), max(c.span.end for c in own))


@dataclass(frozen=True)
class Grid:
    """``header[i]`` and ``columns[i]`` belong to ``row.cells[i]``; ``rows``: data only, ``totals``: rows that sum them up."""

    table: Table
    title: str | None
    title_span: Span | None
    header: tuple[str, ...]
    columns: tuple[ColumnKind, ...]
    kind: TableKind
    rows: tuple[GridRow, ...]
    groups: tuple[Group, ...] = ()
    totals: tuple[GridRow, ...] = ()
    header_repeats: int = 0
    header_cells: tuple[Passage, ...] = ()

    def column(self, *kinds: str) -> int | None:
        """The first column that is of one of ``kinds``, tried in the order given."""
        for kind in kinds:
            for i, column in enumerate(self.columns):
                if column.kind == kind:
                    return i
        return None

    def all_columns(self, *kinds: str) -> tuple[int, ...]:
        return tuple(i for i, column in enumerate(self.columns) if column.kind in kinds)

    @cached_property
    def starred(self) -> bool:
        """★ marks the lead somewhere in the table: then every other department of a row cooperates."""
        columns = self.all_columns("responsible", "lead")
        return any(_STAR.search(row.cells[c].text) for row in self.rows for c in columns)

    @cached_property
    def blocks(self) -> tuple[tuple[GridRow, ...], ...]:
        """Rows by block, in order."""
        found: dict[int, list[GridRow]] = {}
        for row in self.rows:
            found.setdefault(row.block, []).append(row)
        return tuple(tuple(rows) for rows in found.values())
