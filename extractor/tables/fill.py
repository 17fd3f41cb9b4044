"""Empty cells: part of a merged cell, left blank on purpose, or a gap (SCHEMA 9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.tables.columns import ColumnKind
from extractor.tables.grid_model import GridCell, GridRow, Group, Origin
from extractor.tables.row_source import SourceRow

__all__ = ["fill_rows"]

_MERGED_SHARE, _MOSTLY_EMPTY = 0.10, 0.5
_ALL_NUMBERED = 0.8
_MOST_EQUAL_NEIGHBOURS = 0.2
"""Merging cells with equal neighbours apart is pointless: where they stand, nobody merged."""
_PATH = ("category", "level")
_IN_BLOCK = ("serial", "item", "question", "lead", "responsible", "office", "leader", "person", "deadline")
_ACROSS = ("deadline", "office", "leader", "person")
"""What may be merged over several numbers. Not the departments: a new number without one has a gap."""
_DUE = ("office", "leader", "person", "lead", "responsible", "deadline", "question", "item", "target", "value")

Rows = Sequence[tuple[SourceRow, Group | None]]


@dataclass(frozen=True, slots=True)
class _Habit:
    """How a column treats its empty cells."""

    merged: bool
    share: float


def fill_rows(rows: Rows, kinds: Sequence[ColumnKind], *, repair: bool = True) -> list[GridRow]:
    """Rows with every cell resolved. Where the file says which cells are merged, an empty one is empty.
    ``repair`` False: no cell takes anything from the row above."""
    blocks = _blocks(rows, kinds)
    habits = [_habit([(row.cells[c].text, c in row.covered) for row, _ in rows]) for c in range(len(kinds))]
    wide = _wide(rows, kinds) | _heads_of_rows(kinds, habits)
    filled: list[GridRow] = []
    for (row, group), block in zip(rows, blocks, strict=True):
        above = filled[-1] if filled and repair else None
        cells = tuple(
            _cell(row, c, group, block, above, kinds, habits[c], guess=not row.merges_known, wide=c in wide) for c in range(len(kinds))
        )
        flags = row.flags + tuple(f"missing:{kinds[c].label}" for c, cell in enumerate(cells) if cell.origin == "missing")
        filled.append(GridRow(row.index, block, _number(cells, kinds), cells, group, flags))
    return filled


def _number(cells: Sequence[GridCell], kinds: Sequence[ColumnKind]) -> str | None:
    return next((cells[c].text.rstrip(".、") for c, kind in enumerate(kinds) if kind.kind == "serial" and cells[c].text), None)


def _blocks(rows: Rows, kinds: Sequence[ColumnKind]) -> list[int]:
    """The number of the block of each row. A row without a number of its own goes on with the one above."""
    key = next((c for c, kind in enumerate(kinds) if kind.kind == "serial"), None)
    if key is None or not any(row.cells[key].text for row, _ in rows):
        key = next((c for c, kind in enumerate(kinds) if kind.kind in ("question", "item")), None)
    block, blocks, previous = -1, [], None
    for row, group in rows:
        starts = key is None or bool(row.cells[key].text and key not in row.covered) or _stands_alone(row, kinds, rows, key)
        if starts or block < 0 or group is not previous:
            block += 1
        previous = group
        blocks.append(block)
    return blocks


def _stands_alone(row: SourceRow, kinds: Sequence[ColumnKind], rows: Rows, key: int) -> bool:
    """A row that nobody numbered, among numbered ones: it names a matter of its own and who must see to it."""
    if kinds[key].kind != "serial" or any(kind.kind == "subitem" for kind in kinds):
        return False
    numbered = sum(1 for other, _ in rows if other.cells[key].text)
    own = {kinds[c].kind for c in row.filled if c < len(kinds)}
    return (
        numbered >= _ALL_NUMBERED * len(rows)
        and bool(own & {"item", "question"})
        and bool(own & {"lead", "responsible", "office", "person", "deadline"})
    )


def _habit(cells: Sequence[tuple[str, bool]]) -> _Habit:
    """The 10 % / 5 % test: a merged column has many empty cells, and the others begin something new.

    ``cells``: words, and whether a merged cell gave them; such a place is empty for the test, but no gap.
    """
    if not cells:
        return _Habit(merged=False, share=0.0)
    texts = ["" if covered else text for text, covered in cells]
    gaps = sum(1 for text, _ in cells if not text)
    empty = sum(1 for text in texts if not text)
    share = empty / len(texts)
    pairs = [(a, b) for a, b in pairwise(texts) if a and b]
    equal = sum(1 for a, b in pairs if a == b)
    single = empty == 1 and share < 0.25
    starts_blocks = not pairs or equal / len(pairs) <= _MOST_EQUAL_NEIGHBOURS
    return _Habit(merged=share >= _MERGED_SHARE and starts_blocks and not single and empty < len(texts), share=gaps / len(cells))


def _cell(
    row: SourceRow, c: int, group: Group | None, block: int, above: GridRow | None, kinds: Sequence[ColumnKind], habit: _Habit,
    *, guess: bool, wide: bool,
) -> GridCell:  # fmt: skip
    passage, (span, place) = row.cells[c], row.places[c]
    if passage.text:
        origin: Origin = "merged" if c in row.covered else "realigned" if c in row.moved else "own"
        return GridCell(row.index, c, passage, span, origin, place)
    blank = GridCell(row.index, c, passage, span, "blank", place)
    if above is None:
        return replace(blank, origin="missing") if _is_gap(kinds[c], habit) else blank
    upper = above.cells[c]
    same_block = above.block == block
    if upper.text and (
        (wide and guess and above.group is group and not _outer_is_new(row, c, kinds))
        or _takes_from_above(row, c, kinds, habit, same_block=same_block, same_group=above.group is group, guess=guess)
    ):
        return GridCell(row.index, c, upper.passage, upper.span, "inherited", upper.provenance)
    return replace(blank, origin="missing") if _is_gap(kinds[c], habit) and not same_block else blank


def _takes_from_above(
    row: SourceRow, c: int, kinds: Sequence[ColumnKind], habit: _Habit, *, same_block: bool, same_group: bool, guess: bool
) -> bool:
    kind = kinds[c].kind
    if kind in _PATH:
        return same_group and not _outer_is_new(row, c, kinds)  # an empty level repeats the one above, drawn as merged or not
    if same_block and kind in _IN_BLOCK:
        return guess or kind in ("serial", "deadline")
    if kind not in ("deadline", "leader") and not any(column.kind == "question" for column in kinds):
        return False  # in a list of tasks each number has its own people
    return guess and kind in _ACROSS and habit.merged and (same_group or kind != "deadline")


def _outer_is_new(row: SourceRow, c: int, kinds: Sequence[ColumnKind]) -> bool:
    return any(kinds[o].kind in _PATH and row.cells[o].text for o in range(c))


def _wide(rows: Rows, kinds: Sequence[ColumnKind]) -> frozenset[int]:
    """Columns of people and days whose cells reach over several numbers, by the layout alone.

    Such a column stands to the left of the numbers; or it begins where the groups beside it begin; or,
    for days, the groups are merged and a day holds for the rest of its group.
    """
    serial = next((c for c, kind in enumerate(kinds) if kind.kind == "serial"), None)
    paths = [c for c, kind in enumerate(kinds) if kind.kind in _PATH]
    found = set()
    for c, kind in enumerate(kinds):
        blank = any(not row.cells[c].text for row, _ in rows)
        if not blank or kind.kind not in _ACROSS:
            continue
        left = serial is not None and c < serial
        if left or any(_begin_together(rows, c, path, days=kind.kind == "deadline") for path in paths):
            found.add(c)
    return frozenset(found)


def _heads_of_rows(kinds: Sequence[ColumnKind], habits: Sequence[_Habit]) -> frozenset[int]:
    """Bodies that stand before the matters they see to, each once for all its rows: blank below means the same body."""
    matters = [c for c, kind in enumerate(kinds) if kind.kind in ("item", "question", "subitem")]
    first = min(matters, default=0)
    return frozenset(c for c, kind in enumerate(kinds[:first]) if kind.kind in ("lead", "responsible") and habits[c].merged)


def _begin_together(rows: Rows, c: int, path: int, *, days: bool) -> bool:
    """Every group has its first cell filled; people also nowhere else."""
    starts = [bool(row.cells[path].text) for row, _ in rows]
    filled = [bool(row.cells[c].text) for row, _ in rows]
    if all(starts) or not any(starts):
        return False
    at_starts = all(own for start, own in zip(starts, filled, strict=True) if start)
    return at_starts and (days or not any(own for start, own in zip(starts, filled, strict=True) if not start))


def _is_gap(kind: ColumnKind, habit: _Habit) -> bool:
    """A value is due here and not there. Columns that are mostly empty, or that the header does not name, are not filled at all."""
    return kind.kind in _DUE and bool(kind.label) and habit.share <= _MOSTLY_EMPTY
