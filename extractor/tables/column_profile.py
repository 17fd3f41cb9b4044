"""What the cells of a column usually look like: the standard by which a slipped row is judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.tables.cell_kinds import cell_kind
from extractor.tables.columns import ColumnKind
from extractor.tables.row_source import SourceRow
from patterns import lazy_re as re

__all__ = ["Profile", "numbering_form", "profiles"]

_FORMS = (
    ("comma", re.compile(r"[一二三四五六七八九十]+、")),
    ("bracket", re.compile(r"[（(][一二三四五六七八九十]+[）)]")),
    ("digit", re.compile(r"\d{1,3}[.．、](?!\d)")),
)


@dataclass(frozen=True, slots=True)
class Profile:
    """``values``: short words that stand there more than once. ``form``: the usual numbering of its words."""

    values: frozenset[str] = frozenset()
    kind: str = ""
    form: str = ""
    length: float = 0.0


def numbering_form(text: str) -> str:
    """comma (一、), bracket （一）, digit 1. or empty."""
    return next((name for name, form in _FORMS if form.match(text)), "")


def profiles(kinds: Sequence[ColumnKind], rows: Sequence[SourceRow]) -> list[Profile]:
    """One profile per column, from the rows that have the most cells: those are the least likely to have slipped."""
    fullest = max((len(row.filled) for row in rows), default=0)
    whole = [row for row in rows if len(row.filled) == fullest]
    return [_profile([row.cells[c].text for row in whole if c < len(row.cells)]) for c in range(len(kinds))]


def _profile(texts: Sequence[str]) -> Profile:
    filled = [text for text in texts if text]
    if not filled:
        return Profile()
    counts = Counter(text for text in filled if len(text) <= 12)
    forms = Counter(form for text in filled if (form := numbering_form(text)))
    kind = Counter(cell_kind(text) for text in filled).most_common(1)[0][0]
    form = forms.most_common(1)[0][0] if forms and sum(forms.values()) * 2 >= len(filled) else ""
    return Profile(frozenset(text for text, n in counts.items() if n > 1), kind, form, sum(map(len, filled)) / len(filled))
