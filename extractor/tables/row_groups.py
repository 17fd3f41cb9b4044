"""Rows that are no data: group titles, sums, notes under a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.tables.cell_kinds import cell_kind, is_total
from extractor.tables.columns import ColumnKind
from extractor.tables.grid_model import Group
from extractor.tables.row_source import SourceRow
from patterns import lazy_re as re

__all__ = ["GroupedRows", "take_groups"]

_COUNT = re.compile(r"（共?(\d{1,3})[项条个题件]）?")
_HAN_SERIAL = re.compile(r"^[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.]?$")
_NOTE = re.compile(r"^(?:备注|注|说明|填表说明|附注|填表人|审核人|单位负责人)\d?[：:.]")
_LONGEST_GROUP = 60


@dataclass
class GroupedRows:
    """Data rows, each with the group it stands under."""

    rows: list[tuple[SourceRow, Group | None]] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    totals: list[SourceRow] = field(default_factory=list)


def take_groups(rows: Sequence[SourceRow], kinds: Sequence[ColumnKind]) -> GroupedRows:
    """Part the rows that only name or sum up others from the data."""
    serial = next((i for i, kind in enumerate(kinds) if kind.kind == "serial"), None)
    arabic = serial is not None and sum(1 for row in rows if row.cells[serial].text.rstrip(".、").isdigit()) >= 2
    found = GroupedRows()
    current: Group | None = None
    for row in rows:
        words = row.words
        if not words:
            continue
        if is_total(words[0]) or (cell_kind(words[0]) == "serial" and len(words) > 1 and is_total(words[1])):
            found.totals.append(row)
            continue
        if len(words) == 1 and _NOTE.match(words[0]):
            continue
        group = _group(row, kinds, serial if arabic else None)
        if group:
            current = group
            found.groups.append(group)
            if not _has_content(row, kinds):
                continue
        found.rows.append((row, current))
    return found


def _group(row: SourceRow, kinds: Sequence[ColumnKind], serial: int | None) -> Group | None:
    """The group that ``row`` opens: its only filled cell is the first, or its number is a Han numeral among Arabic ones."""
    filled = row.filled
    if serial is not None and serial in filled and len(filled) > 1 and _HAN_SERIAL.match(row.cells[serial].text):
        return _named(row, next(c for c in filled if c != serial))
    alone = len(filled) == 1 and len(kinds) >= 3 and filled[0] == 0 and not row.covered
    if alone and cell_kind(row.cells[0].text) not in ("serial", "date"):
        return _named(row, 0)
    return None


def _named(row: SourceRow, at: int) -> Group | None:
    text = row.cells[at].text
    if len(text) > _LONGEST_GROUP or text.endswith("。"):
        return None
    count = _COUNT.search(text)
    return Group(text, row.places[at][0], row.index, int(count[1]) if count else None)


def _has_content(row: SourceRow, kinds: Sequence[ColumnKind]) -> bool:
    """A section row that also states something to do or to answer: in two columns at least."""
    content = ("item", "question", "measure", "instruction", "lead", "responsible", "deadline")
    return sum(1 for c in row.filled if kinds[c].kind in content and c > 1) >= 2
