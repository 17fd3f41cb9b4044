"""Values in the columns of a table: reached, aimed at, expected, of other places."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from extractor.model.notice import Evidence, Observation, evidence_at
from extractor.recognizers.observation_periods import Period, default_period
from extractor.recognizers.observation_values import Figure, ValueKind, figure_of, figures, kind_at
from extractor.tables.cell_kinds import cell_kind
from extractor.tables.columns import ColumnKind
from extractor.tables.grid import Grid, GridCell, GridRow
from patterns import lazy_re as re

__all__ = ["table_observations"]

_KINDS: dict[str, ValueKind] = {"value": "actual", "target": "target", "forecast": "forecast", "benchmark": "benchmark"}
_UNIT = re.compile(r"（(?P<unit>[^（）\d]{1,6})）$")
_CHANGE = re.compile(r"同比(?:增长|增速)?|环比(?:增长)?|增长|增速|增幅|占比")
_METRIC = re.compile(r"(?:率|占比|比例|分|数量?|总[量额]|量|金额|余额)$")
_IN_BRACKETS = re.compile(r"（[^（）]{0,20}）")
_AIMED_AT = re.compile(r"目标|计划|任务|指标值|预算|规划|应完成")
_DONE = re.compile(r"率|占|比|完成(?!任务)|情况|实现|达到|现状|实际|实绩|已|进度|差")
"""完成率 and 占年度计划 measure what has been reached against an aim."""
_OF_OTHERS = re.compile(r"(?:全[国省市]|[国省市](?=平均|均))[^，。]{0,6}(?:平均|均值|水平|均数)|标杆|先进|最优|前沿|同类")
_EXPECTED = re.compile(r"预计|预测|预期|预估")
_TEXT_VALUES = ("否", "是", "有", "无")
_LAST_YEAR = re.compile(r"上年|去年|上一年|同期")
_MONTHS = re.compile(r"(?:1|一)[-—~至](?P<last>\d{1,2})月")
_PART = re.compile(r"季度|半年|\d月")
_YEAR = re.compile(r"(20\d{2})年")


def table_observations(grid: Grid, default: Period, issued: date | None = None) -> Iterator[Observation]:
    """The figures of every value column, row by row; tables of other kinds have none.

    Where neither table nor title names a year, a target is meant for the year of ``issued``.
    """
    if grid.kind not in ("indicator_observation", "assessment"):
        return
    named = grid.column("question", "item", "measure")
    title = _YEAR.search(grid.title or "")
    whole = Period(int(title[1])) if title and int(title[1]) != default.year else default
    for row in (*grid.rows, *(grid.totals if grid.kind == "indicator_observation" else ())):
        name = _name(grid, row, named)
        for column, kind in enumerate(grid.columns):
            if kind.kind in _KINDS and row.cells[column].own:
                meant = (
                    whole
                    if whole.year or not issued or not (kind.kind in ("target", "forecast") or _PART.search(kind.label))
                    else Period(issued.year)
                )
                yield from _of_cell(row.cells[column], kind, name, meant)


def _name(grid: Grid, row: GridRow, named: int | None) -> str:
    """The name of the indicator, with its unit in brackets if a column of its own holds that; of a matrix, whose figure it is."""
    if named is None:
        named = grid.column("responsible", "unit_name", "lead", "category")
    measure = grid.column("unit_of_measure")
    unit = row.cells[measure].text if measure is not None else ""
    return (row.cells[named].text if named is not None else "") + (f"（{unit}）" if unit else "")


def _of_cell(cell: GridCell, column: ColumnKind, name: str, whole: Period) -> Iterator[Observation]:
    kind, text = _kind_of(column), cell.text
    when = _column_period(column, whole)
    if kind == "target" and when == whole and whole.part.startswith("-"):
        when = Period(whole.year)
    period = str(when) or None
    unit = _UNIT.search(column.label) or _UNIT.search(name)
    if not column.year and _METRIC.search(column.label) and not _CHANGE.search(column.label):
        name += column.label
    if change := _CHANGE.search(column.label):
        name = _UNIT.sub("", name) + change.group()
    if cell_kind(text) == "none":
        if text not in _TEXT_VALUES:
            yield _observation(cell, Figure(0, len(text), None, "text", None, "value-none-in-cell"), kind, name, period, unit)
    elif figure := figure_of(text):
        yield _observation(cell, figure, kind, name, period, unit)
    else:
        yield from _of_words(cell, _KINDS[column.kind], name, period, unit)


def _kind_of(column: ColumnKind) -> ValueKind:
    """A column of figures may be planned by the words of its header: 年度计划投资, “十四五”规划目标（2025年）."""
    label = _IN_BRACKETS.sub("", column.label)
    if column.kind != "value" or _DONE.search(label):
        return _KINDS[column.kind]
    if _AIMED_AT.search(label):
        return "target"
    if _OF_OTHERS.search(label):
        return "benchmark"
    return "forecast" if _EXPECTED.search(label) else "actual"


def _column_period(column: ColumnKind, whole: Period) -> Period:
    """What the header says, in the year that it or the document names; else the period of the document."""
    last = _LAST_YEAR.search(column.label)
    year = column.year or (whole.year - 1 if last and whole.year else whole.year)
    if months := _MONTHS.search(column.label):
        return Period(year, f"-{int(months['last']):02d}")
    own = default_period([f"{year}年{re.sub(r'^[0-9]{4}年', '', column.label)}"]) if year else Period()
    return own if own.part or column.year or last else whole


def _of_words(cell: GridCell, kind: ValueKind, name: str, period: str | None, unit: re.Match[str] | None) -> Iterator[Observation]:
    """A cell in words: "年度目标：达到75%。现已达到78.5%"."""
    found = list(figures(cell.text))
    if any(figure.missing for figure in found):
        found = [next(figure for figure in found if figure.missing)]
    for figure in found:
        said = kind_at(cell.text, figure)
        sure = kind if said == "actual" else said
        operator = ">=" if sure == "target" and figure.operator == "=" else figure.operator
        yield _observation(cell, figure._replace(operator=operator), sure, name, period, unit)
    if not found and kind == "benchmark" and cell.text:
        yield _observation(cell, Figure(0, len(cell.text), None, "text", None, "value-in-words"), kind, name, None, unit, missing=False)


def _observation(
    cell: GridCell,
    figure: Figure,
    kind: ValueKind,
    name: str,
    period: str | None,
    unit: re.Match[str] | None,
    *,
    missing: bool | None = None,
) -> Observation:
    span = cell.passage.span(figure.start, figure.end)
    quote = cell.passage.source[span.start : span.end]
    evidence = Evidence(quote=quote, start=span.start, end=span.end, rule=figure.rule, **evidence_at(cell.provenance))
    return Observation(
        quote=quote,
        kind=kind,
        value=figure.value,
        operator=figure.operator,
        unit=figure.unit or (unit["unit"] if unit else None),
        period=period,
        indicator=name or None,
        missing=figure.missing if missing is None else missing,
        evidence=(evidence,),
    )
