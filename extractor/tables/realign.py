"""Rows that slipped: their cells are put back under the column whose kind they have (TRAPS T34).

A row is moved only where its cells fit clearly better elsewhere, in the same order. Nothing is moved
into a place that a merged cell covers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.tables.cell_kinds import cell_kind
from extractor.tables.column_profile import Profile, profiles
from extractor.tables.columns import ColumnKind
from extractor.tables.fit import fit
from extractor.tables.row_source import SourceRow, empty_passage

__all__ = ["realign"]

_GAIN = 2.0
"""A row moves only for so much better a fit: less than one cell of a clear kind is no reason."""
_STAY = 0.75
_WIDEST_DOUBLED = 16
"""Wider headers than this are not searched for a column that they hide."""
_OUTSIDE = -3.0
_CONTENT = {"unit": "responsible", "office": "responsible", "person": "person", "date": "deadline"}

Aligned = tuple[tuple[str, ...], tuple[ColumnKind, ...], list[SourceRow]]


def realign(labels: tuple[str, ...], kinds: tuple[ColumnKind, ...], rows: Sequence[SourceRow]) -> Aligned:
    """Labels, kinds and rows with every cell under its column. A header that is narrower than its rows
    gets the column that it spans twice."""
    width = max((i + 1 for i, label in enumerate(labels) if label), default=0)
    if not width:
        return labels, kinds, list(rows)
    plain = (labels[:width], kinds[:width])
    if width == len(labels) or width > _WIDEST_DOUBLED or not any(row.fields > width for row in rows):
        return *plain, _align_all(plain[1], rows)[1]
    options = [plain] + [_doubled(*plain, at, rows) for at in range(width) if kinds[at].kind not in ("serial", "deadline")]
    scored = [(_align_all(option[1], rows), option) for option in options]
    best = max(range(len(scored)), key=lambda i: (scored[i][0][0] - (3.0 if i else 0.0), -i))
    (_, moved), option = scored[best]
    return option[0], option[1], moved


def _doubled(
    labels: tuple[str, ...], kinds: tuple[ColumnKind, ...], at: int, rows: Sequence[SourceRow]
) -> tuple[tuple[str, ...], tuple[ColumnKind, ...]]:
    """The header with column ``at`` twice; the second is typed by what the widest rows have there."""
    widest = max(len(row.filled) for row in rows)
    words = [row.cells[row.filled[at + 1]].text for row in rows if len(row.filled) == widest and at + 1 < widest]
    seen = {cell_kind(word) for word in words}
    kind = _CONTENT.get(seen.pop(), "text") if len(seen) == 1 else "text"
    new = replace(kinds[at], kind=kind, level=None, label="") if kind != "text" else replace(kinds[at], label="")
    return (*labels[: at + 1], labels[at], *labels[at + 1 :]), (*kinds[: at + 1], new, *kinds[at + 1 :])


def _align_all(kinds: tuple[ColumnKind, ...], rows: Sequence[SourceRow]) -> tuple[float, list[SourceRow]]:
    known = profiles(kinds, rows)
    total, last, aligned = 0.0, 0, []
    for row in rows:
        _, places = _best_places(kinds, known, row, last)
        total += sum(fit(row.cells[now].text, kinds[then], known[then], last) for now, then in places.items())
        moved = _place(row, places, kinds)
        aligned.append(moved)
        last = _serial_of(moved, kinds, last)
    return total, aligned


def _serial_of(row: SourceRow, kinds: tuple[ColumnKind, ...], last: int) -> int:
    for column, kind in enumerate(kinds):
        digits = row.cells[column].text.rstrip(".、") if kind.kind == "serial" else ""
        if digits.isdigit():
            return int(digits)
    return last


def _best_places(kinds: tuple[ColumnKind, ...], known: Sequence[Profile], row: SourceRow, last: int) -> tuple[float, dict[int, int]]:
    """Where each filled column of ``row`` belongs: {column now: column then}, and how well that fits."""
    own = list(row.filled)
    if all(c < len(kinds) and fit(row.cells[c].text, kinds[c], known[c], last) >= 0 for c in own):
        return 0.0, {c: c for c in own}  # nothing looks out of place
    free = [c for c in range(len(kinds)) if c not in row.covered]
    value = {(c, to): fit(row.cells[c].text, kinds[to], known[to], last) + (_STAY if c == to else 0.0) for c in own for to in free}
    as_is = sum(value.get((c, c), _OUTSIDE) for c in own)
    inside = all(c < len(kinds) for c in own)
    if (len(own) < 2 and inside) or len(own) > len(free):
        return as_is, {c: c for c in own if c < len(kinds)}
    best, places = _in_order(own, free, value)
    return (best, places) if best - as_is >= _GAIN or not inside else (as_is, {c: c for c in own})


def _in_order(own: list[int], free: list[int], value: dict[tuple[int, int], float]) -> tuple[float, dict[int, int]]:
    """The best assignment that keeps the order of the cells (dynamic programming over cells and columns)."""
    table: list[list[tuple[float, tuple[int, ...]]]] = [[(0.0, ())] * (len(free) + 1)]
    for i, cell in enumerate(own):
        line: list[tuple[float, tuple[int, ...]]] = [(float("-inf"), ())]
        for j, column in enumerate(free):
            before, chosen = table[i][j]
            take = (before + value[cell, column], (*chosen, column))
            line.append(max(line[j], take, key=lambda option: option[0]))
        table.append(line)
    best, chosen = table[-1][-1]
    return best, dict(zip(own, chosen, strict=True))


def _place(row: SourceRow, places: dict[int, int], kinds: tuple[ColumnKind, ...]) -> SourceRow:
    """``row`` with its cells at their places, as wide as ``kinds``."""
    width = len(kinds)
    source = row.cells[0].source
    cells = [row.cells[c] if c in row.covered and c < len(row.cells) else empty_passage(source) for c in range(width)]
    spots = [row.places[c] if c < len(row.places) else row.places[-1] for c in range(width)]
    moved = set()
    for now, then in places.items():
        cells[then], spots[then] = row.cells[now], row.places[now]
        if now != then:
            moved.add(then)
    placed = replace(row, cells=tuple(cells), places=tuple(spots), moved=frozenset(moved))
    for now, then in places.items():
        if now != then:
            placed = placed.flagged(_flag(now, then, kinds))
    return placed


def _flag(now: int, then: int, kinds: tuple[ColumnKind, ...]) -> str:
    unit = kinds[then].kind in ("responsible", "lead", "cooperating", "office")
    if unit and (now >= len(kinds) or kinds[now].kind == "deadline"):
        return "department_in_deadline_column"
    return "columns_shifted_left" if then > now else "columns_shifted_right"
