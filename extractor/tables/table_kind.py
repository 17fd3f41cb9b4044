"""What a table is for, by its columns."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.tables.cell_kinds import cell_kind
from extractor.tables.columns import ColumnKind
from extractor.tables.grid_model import GridRow, TableKind
from patterns import lazy_re as re

__all__ = ["kind_of_table"]

_FEWEST_METRICS = 2
_VALUES = {"value", "target", "forecast", "benchmark"}
_UNITS = {"lead", "responsible", "cooperating"}
_PEOPLE = {"office", "leader", "person"}


def kind_of_table(kinds: Sequence[ColumnKind], rows: Sequence[GridRow], title: str | None, *, headed: bool) -> TableKind:
    """Decided in this order: nothing filled in, then what is asked, scored, measured, assigned, scheduled."""
    present = {kind.kind for kind in kinds}
    if not headed or len(kinds) < 2:
        return "other"
    if not any(cell.own and cell.text and kinds[cell.column].kind != "serial" for row in rows for cell in row.cells):
        return "blank_form"
    if "score" in present and present & {"question", "item", "instruction"}:
        return "assessment"
    if "question" in present:
        return _asked(kinds, rows, present)
    if present & {"item", "measure"} and present & _VALUES and _has_numbers(kinds, rows) and not present & _UNITS:
        return "indicator_observation"
    if present & (_UNITS | {"unit_name", "category"}) and not present & {"item", "measure", "deadline"} and _is_matrix(kinds, rows):
        return "indicator_observation"
    return _assigned(kinds, present, title or "")


def _asked(kinds: Sequence[ColumnKind], rows: Sequence[GridRow], present: set[str]) -> TableKind:
    if present & _VALUES and _has_numbers(kinds, rows):
        return "indicator_observation"
    if present & (_PEOPLE | {"fill", "instruction", "deadline", "responsible", "lead", "unit_of_measure", "deliverable"}):
        return "questionnaire"
    column = next(i for i, kind in enumerate(kinds) if kind.kind == "question")
    asked = sum(1 for row in rows if cell_kind(row.cells[column].text) == "question")
    return "questionnaire" if asked * 2 >= len(rows) else "other"


def _is_matrix(kinds: Sequence[ColumnKind], rows: Sequence[GridRow]) -> bool:
    """Units down, indicators across: at least two columns of figures."""
    columns = [i for i, kind in enumerate(kinds) if kind.kind in _VALUES]
    return len(columns) >= _FEWEST_METRICS and _has_numbers(kinds, rows)


def _has_numbers(kinds: Sequence[ColumnKind], rows: Sequence[GridRow]) -> bool:
    columns = [i for i, kind in enumerate(kinds) if kind.kind in _VALUES]
    return any(any(ch.isdigit() for ch in row.cells[c].text) for row in rows for c in columns)


_DUE = re.compile(r"完成|时限|期限|节点|截止|报送|办结|整改|进度|上报|反馈")
_ON_DUTY = re.compile(r"值班|值守|带班|驻班|轮值|值日")


def _assigned(kinds: Sequence[ColumnKind], present: set[str], title: str) -> TableKind:
    units = present & _UNITS
    if units and present & {"item", "measure", "subitem"}:
        return "task_table"
    on_duty = bool(_ON_DUTY.search(title + "".join(kind.label for kind in kinds)))
    if "deadline" in present and present & _PEOPLE and (units or on_duty) and "item" not in present:
        return "schedule"
    due = any(kind.kind == "deadline" and _DUE.search(kind.label) for kind in kinds)
    if present & {"item", "measure"} and (due or present & {"office", "leader"}):
        return "task_table"
    if "phone" in present and present & {"person", "leader", "unit_name", "responsible"}:
        return "contact_list"
    if "person" in present and present & {"position", "responsible", "unit_name"}:
        return "roster"
    if "fill" in present and present & {"item", "instruction"}:
        return "questionnaire" if "instruction" in present else "blank_form"
    return "other"
