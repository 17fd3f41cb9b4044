"""The columns of a table: their labels and what each holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractor.tables.cell_kinds import cell_kind
from extractor.tables.column_kind import ColumnKind
from extractor.tables.column_settling import settle
from extractor.tables.column_words import header_kind, header_level
from extractor.tables.row_source import SourceRow
from patterns import lazy_re as re

__all__ = ["ColumnKind", "column_kinds"]

_PERIOD = re.compile(r"(?P<year>\d{4})年")
_CONTENT_KIND = {
    "serial": "serial",
    "person": "person",
    "unit": "responsible",
    "office": "office",
    "date": "deadline",
    "phone": "phone",
    "question": "question",
}


def column_kinds(header: Sequence[SourceRow], rows: Sequence[SourceRow]) -> tuple[tuple[str, ...], tuple[ColumnKind, ...]]:
    """Labels and kinds of all columns. Columns beyond the header are kept: a row may be wider than its header."""
    width = max((len(row.cells) for row in [*header, *rows]), default=0)
    labels = tuple(_label(header, column) for column in range(width))
    kinds = [_kind(label, [row.cells[c].text for row in rows]) for c, label in enumerate(labels)]
    return labels, tuple(settle(kinds, rows))


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
