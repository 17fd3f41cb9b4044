"""How well a cell fits a column: by the kind of column, and by what else stands in it."""

from __future__ import annotations

from extractor.tables.cell_kinds import cell_kind
from extractor.tables.column_profile import Profile, numbering_form
from extractor.tables.columns import ColumnKind

__all__ = ["fit"]

_ORGAN = {"unit": 3.0, "office": 3.0, "none": 1.0, "word": 0.0, "text": -1.0, "person": -2.0}
_VALUE = {"value": 2.0, "serial": 2.0, "none": 1.0, "word": 0.0, "text": 0.0, "date": -1.0}
_PERSON = {"person": 3.0, "none": 1.0, "word": -0.5}
_EXPECTED: dict[str, tuple[dict[str, float], float]] = {
    # kind of column: what each kind of cell is worth there, and any other kind
    "serial": ({"serial": 3.0}, -4.0),
    "leader": (_PERSON, -3.0),
    "person": (_PERSON, -3.0),
    "office": (_ORGAN, -4.0),
    "responsible": (_ORGAN, -4.0),
    "lead": (_ORGAN, -4.0),
    "cooperating": (_ORGAN, -4.0),
    "deadline": ({"date": 3.0, "none": 1.0, "word": 0.0, "text": -1.0}, -4.0),
    "phone": ({"phone": 3.0, "none": 1.0, "word": 0.0}, -2.0),
    "score": ({"value": 2.0, "serial": 2.0, "none": 0.0}, -2.0),
    "target": (_VALUE, -3.0),
    "value": (_VALUE, -3.0),
    "forecast": (_VALUE, -3.0),
    "benchmark": (_VALUE, -3.0),
    "question": ({"question": 2.0, "numbered": 2.0, "heading": -1.0, "text": 1.0, "word": 1.0, "unit": 0.0, "office": 0.0}, -3.0),
    "level": ({"heading": 2.0, "word": 1.0, "text": 1.0, "unit": 0.0, "office": 0.0, "numbered": -2.0}, -3.0),
    "category": ({"heading": 2.0, "word": 1.0, "text": 1.0, "unit": 0.0, "office": 0.0, "numbered": -1.0, "date": 0.0}, -3.0),
}
_WORDS: tuple[dict[str, float], float] = (
    {
        "text": 1.0,
        "word": 1.0,
        "question": 1.0,
        "numbered": 1.0,
        "heading": 1.0,
        "none": 0.5,
        "unit": 0.0,
        "office": 0.0,
        "value": 0.0,
        "date": -1.0,
        "person": -1.0,
    },
    -2.0,
)
_OPEN_KINDS = {
    "fill",
    "remark",
    "text",
    "unit_of_measure",
    "deliverable",
    "position",
    "unit_name",
    "answer_form",
    "source",
    "object",
    "place",
}


def fit(text: str, column: ColumnKind, profile: Profile, last_serial: int) -> float:
    """Above 0: belongs there. ``last_serial``: the number of the row above; a serial goes on from it."""
    kind = cell_kind(text)
    worth, other = _EXPECTED.get(column.kind, _WORDS)
    score = worth.get(kind, other)
    if column.kind in _OPEN_KINDS:
        score = max(score, 0.0)
    if column.kind == "serial" and kind == "serial" and not _goes_on(text, last_serial):
        score = -3.0
    return score + _likeness(text, kind, profile)


def _goes_on(text: str, last: int) -> bool:
    digits = text.rstrip(".、")
    return not digits.isdigit() or last == 0 or last <= int(digits) <= last + 1 or int(digits) == 1


def _likeness(text: str, kind: str, profile: Profile) -> float:
    """How much ``text`` is like the column's other cells."""
    score = 3.0 if text in profile.values else 0.0
    form = numbering_form(text)
    if profile.form and (form or kind in ("word", "unit", "office")):
        score += 1.0 if form == profile.form else -1.0
    if profile.kind and profile.kind == kind:
        score += 0.5
    return score
