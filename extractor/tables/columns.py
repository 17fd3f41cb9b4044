"""The columns of a table: their labels and what each holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.tables.cell_kinds import cell_kind
from extractor.tables.column_words import header_kind, header_level
from extractor.tables.row_source import SourceRow

__all__ = ["ColumnKind", "column_kinds"]

_FEWEST_ROWS, _MOSTLY = 3, 0.9
_PERIOD = re.compile(r"(?P<year>\d{4})年")
_CONTENT_KIND = {"serial": "serial", "person": "person", "unit": "responsible", "office": "office", "date": "deadline", "phone": "phone", "question": "question"}


@dataclass(frozen=True, slots=True)
class ColumnKind:
    """``kind``: see ``patterns/table_columns.toml``, or "text". ``level``: depth of a path column (1 outermost).
    ``label``: its header. ``year``: of a column of values."""

    kind: str
    label: str = ""
    level: int | None = None
    year: int | None = None


def column_kinds(header: Sequence[SourceRow], rows: Sequence[SourceRow]) -> tuple[tuple[str, ...], tuple[ColumnKind, ...]]:
    """Labels and kinds of all columns. Columns beyond the header are kept: a row may be wider than its header."""
    width = max((len(row.cells) for row in [*header, *rows]), default=0)
    labels = tuple(_label(header, column) for column in range(width))
    kinds = [_kind(label, [row.cells[c].text for row in rows]) for c, label in enumerate(labels)]
    return labels, tuple(_asking(_by_measures(_settle(kinds), rows), rows))


def _label(header: Sequence[SourceRow], column: int) -> str:
    """The words over a column, outer level first; a label that spans columns counts for each of them."""
    words: list[str] = []
    for row in header:
        word = row.cells[column].text
        if not word and len(header) > 1 and row is header[0]:
            word = next((row.cells[c].text for c in range(column, -1, -1) if row.cells[c].text), "")
        if word and word not in words:
            words.append(word)
    return "".join(words)


def _kind(label: str, contents: Sequence[str]) -> ColumnKind:
    year = int(match["year"]) if (match := _PERIOD.search(label)) else None
    kind = header_kind(label)
    if kind == "level":
        return ColumnKind("level", label, header_level(label))
    if kind is None:
        kind = _by_contents(contents) if not label else "text"
    return ColumnKind(kind, label, None, year)


def _by_contents(contents: Sequence[str]) -> str:
    """For a column without a header: what most of its cells look like."""
    seen = Counter(cell_kind(text) for text in contents if text)
    if not seen:
        return "text"
    kind, count = seen.most_common(1)[0]
    return _CONTENT_KIND.get(kind, "text") if count * 2 > sum(seen.values()) else "text"


def _asking(kinds: list[ColumnKind], rows: Sequence[SourceRow]) -> list[ColumnKind]:
    """A column of things, most of which are put as questions, asks."""
    for i, column in enumerate(kinds):
        filled = [row.cells[i].text for row in rows if row.cells[i].text]
        asked = sum(1 for text in filled if cell_kind(text) == "question")
        if column.kind in ("item", "measure") and len(filled) > 1 and asked * 2 > len(filled):
            kinds[i] = replace(column, kind="question")
    return kinds


def _by_measures(kinds: list[ColumnKind], rows: Sequence[SourceRow]) -> list[ColumnKind]:
    """Without numbers, and where every measure has units of its own under a merged task, the measures are the tasks."""
    places = {column.kind: i for i, column in reversed(list(enumerate(kinds)))}
    item, measure = places.get("item"), places.get("measure")
    units = places.get("lead", places.get("responsible"))
    if "serial" in places or item is None or measure is None or units is None or len(rows) < _FEWEST_ROWS:
        return kinds
    data = [row for row in rows if len(row.filled) > 1]
    full = all(sum(1 for row in data if row.cells[c].text and c not in row.covered) >= _MOSTLY * len(data) for c in (measure, units))
    merged = any(not row.cells[item].text or item in row.covered for row in data)
    if full and merged:
        kinds[item], kinds[measure] = replace(kinds[item], kind="category"), replace(kinds[measure], kind="item")
    return kinds


def _settle(kinds: list[ColumnKind]) -> list[ColumnKind]:
    """Decide together what columns are alone ambiguous: the deepest level holds the questions; a 内容 beside
    an item is its measure; of two item columns the second is the measure."""
    present = {column.kind for column in kinds}
    levels = [i for i, column in enumerate(kinds) if column.kind == "level"]
    if levels and not present & {"question", "item"}:
        kinds[levels[-1]] = replace(kinds[levels[-1]], kind="question", level=None)
    instructions = [i for i, column in enumerate(kinds) if column.kind == "instruction"]
    for i in instructions[1:]:
        if kinds[i].label == "说明":
            kinds[i] = replace(kinds[i], kind="remark")
    items = [i for i, column in enumerate(kinds) if column.kind == "item"]
    if len(items) > 1:
        scored = present & {"score"}
        for i in items[1:]:
            kinds[i] = replace(kinds[i], kind="category" if scored and "question" in present else "measure")
    if "measure" in present and not present & {"item", "question"}:
        first = next(i for i, column in enumerate(kinds) if column.kind == "measure")
        kinds[first] = replace(kinds[first], kind="item")
    return kinds
