"""What the table around a cell says about the times in it: its column, its header, the time limit of its row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractor.recognizers.timex_words import TimeRange, TimeWords
from extractor.tables.grid_model import Grid, GridRow
from patterns import lazy_re as re

__all__ = ["CellContext", "cell_contexts", "short_days"]

_DUTY = re.compile(r"值班|带班|值守|轮值|驻班|轮班")
_SHORT_DAY = re.compile(r"(?P<month>1[0-2]|0?[1-9])[./-](?P<day>3[01]|[12]\d|0?[1-9])(?=$|前|之前|以前|（|下班)")
_SHORT_MONTH = re.compile(r"(?P<year>20[0-4]\d)[./-](?P<month>1[0-2]|0?[1-9])(?=$|前|之前|以前|底|（)")
_ALL_YEAR = re.compile(r"(?:本年度?|全年度?)")
_DEADLINE = "deadline"


@dataclass(frozen=True, slots=True)
class CellContext:
    """``column``: its kind (``patterns/table_columns.toml``). ``row_limited``: another cell states the time limit
    of the row. ``duty``: the table says who is on duty when."""

    column: str | None = None
    header: str = ""
    row_limited: bool = False
    duty: bool = False

    @property
    def holds_limit(self) -> bool:
        """The column of time limits: whatever stands there is one."""
        return self.column == _DEADLINE and not self.duty


def cell_contexts(grids: Sequence[Grid]) -> Mapping[int, CellContext]:
    """The context of every own cell, by the source offset at which its words begin."""
    found: dict[int, CellContext] = {}
    for grid in grids:
        duty = bool(_DUTY.search((grid.title or "") + "".join(grid.header)))
        for row in grid.rows:
            limited = _limited_by(grid, row)
            for cell in row.own_cells:
                kind = grid.columns[cell.column].kind if cell.column < len(grid.columns) else None
                header = grid.header[cell.column] if cell.column < len(grid.header) else ""
                found[cell.passage.offsets[0]] = CellContext(kind, header, limited and kind != _DEADLINE, duty)
    return found


def _limited_by(grid: Grid, row: GridRow) -> bool:
    return any(row.cells[c].text for c in grid.all_columns(_DEADLINE) if c < len(row.cells))


def short_days(text: str, context: CellContext) -> list[TimeRange]:
    """全年; 6.20, 6/20前, 2025.6: a month and its day or year without their marks, in a column of time limits only."""
    if not context.holds_limit:
        return []
    if match := _ALL_YEAR.fullmatch(text):
        return [TimeRange(TimeWords(0, match.end(), rules=("deadline-cell",), year_shift=0, part="inside"))]
    for pattern in (_SHORT_DAY, _SHORT_MONTH):
        if match := pattern.match(text):
            read = {name: int(value) for name, value in match.groupdict().items()}
            words = TimeWords(0, match.end(), rules=("deadline-cell",), year=read.get("year"), month=read["month"], day=read.get("day"))
            return [TimeRange(words)]
    return []
