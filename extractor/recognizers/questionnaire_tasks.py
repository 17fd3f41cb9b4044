"""Who has to answer a questionnaire: one task per leader and office, or one for all respondents (SCHEMA 6, 6)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.model.document import Span
from extractor.model.draft import TaskDraft, UnitMention
from extractor.recognizers.form_addressees import addressees, inherited_spans
from extractor.recognizers.table_units import offices_of, persons_of
from extractor.tables.grid import Grid, GridRow
from extractor.text.reading import Reading

__all__ = ["questionnaire_tasks"]


def questionnaire_tasks(reading: Reading, grid: Grid, *, issuer: Sequence[str]) -> Iterator[TaskDraft]:
    """Tasks of a table of questions; none where nobody is told to answer it."""
    if grid.column("leader", "office") is not None:
        helpers = _helpers(reading, grid)
        for rows in _shares(grid):
            yield _share(grid, rows, issuer, tuple(helpers[row.number] for row in rows if row.number in helpers))
    elif grid.column("responsible", "lead") is not None:
        return  # each question names its unit; the notice says what the units must do
    elif grid.column("fill") is not None:
        yield _for_all(reading, grid)


def _shares(grid: Grid) -> list[list[GridRow]]:
    """Rows by (leader, office), in the order in which each first occurs."""
    shares: dict[tuple[tuple[str, ...], tuple[str, ...]], list[GridRow]] = {}
    column = grid.column("question", "item")
    for row in grid.rows:
        if column is not None and row.cells[column].text:
            shares.setdefault((persons_of(grid, [row]), offices_of(grid, [row])), []).append(row)
    return list(shares.values())


_HELPED = re.compile(r"第?(?P<number>\d{1,3})[题项](?:指标)?由(?P<unit>[^，。；、]{2,24}?)(?:予以)?(?:配合|协助|协同)")


def _helpers(reading: Reading, grid: Grid) -> dict[str | None, UnitMention]:
    """By number of the question: who the remark under the table says must help with it."""
    found: dict[str | None, UnitMention] = {}
    for paragraph in reading.paragraphs:
        if paragraph.span.start < grid.table.span.end:
            continue
        for match in _HELPED.finditer(paragraph.text):
            span = paragraph.passage.span(*match.span("unit"))
            found[match["number"]] = UnitMention(match["unit"], "cooperating", span)
    return found


def _share(grid: Grid, rows: Sequence[GridRow], issuer: Sequence[str], helpers: tuple[UnitMention, ...]) -> TaskDraft:
    offices = offices_of(grid, rows)
    missing = grid.column("office") is not None and not offices
    who = "、".join(offices) or (f"{grid.columns[grid.column('office') or 0].label}空缺" if missing else "、".join(persons_of(grid, rows)))
    numbers = tuple(row.number for row in rows if row.number)
    which = f"共{len(rows)}题" if len(rows) > 1 else f"第{numbers[0]}题" if numbers else "1题"
    cells = [row.cells[c] for row in rows for c in grid.all_columns("deadline") if row.cells[c].text]
    return TaskDraft(
        span=_span(grid, rows),
        title=f"完成指标填报（{who}，{which}）",
        kind="questionnaire",
        rule="table-questionnaire-share",
        section=grid.title,
        units=(*(UnitMention(name, "responsible", None, "inferred") for name in issuer), *helpers),
        persons=persons_of(grid, rows),
        offices=offices,
        deadline_spans=tuple(dict.fromkeys(cell.span for cell in cells)),
        indicator_numbers=numbers,
        flags=("责任科室为空，未按上下行填补，请核实",) if missing else (),
    )


def _span(grid: Grid, rows: Sequence[GridRow]) -> Span:
    return grid.title_span or rows[0].span


def _for_all(reading: Reading, grid: Grid) -> TaskDraft:
    """A form that every addressee fills in."""
    title = grid.title or "指标填报表"
    return TaskDraft(
        span=grid.title_span or grid.rows[0].span,
        title=f"填报{title}"[:40],
        kind="questionnaire",
        rule="table-questionnaire",
        section=grid.title,
        units=addressees(reading),
        inherit_spans=inherited_spans(reading),
        indicator_numbers=tuple(row.number for row in grid.rows if row.number),
    )
