"""Questions and indicators that stand in the rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from extractor.model.document import Span
from extractor.model.notice import AnswerType, Evidence, Indicator, evidence_at
from extractor.recognizers.answer_types import answer_of, blanks_of, expects_options, options_of, respondents_of
from extractor.recognizers.measures import unit_of
from extractor.recognizers.scored_clauses import scored_clauses
from extractor.tables.grid import Grid, GridCell, GridRow
from extractor.text.numbering import number_at_start
from patterns import lazy_re as re

__all__ = ["ASKING", "DueAt", "evidence_of", "path_of", "table_indicators"]

DueAt = Callable[[Span], date | None]
"""The due day of the deadline that stands in a span, if one does."""
ASKING = ("questionnaire", "indicator_observation", "assessment")
_HAN_NUMBER = re.compile(r"^(?:[一二三四五六七八九十]{1,3}[、.]|（[一二三四五六七八九十]{1,3}）)")
_UNITS_IN_BRACKET = re.compile(r"（(?P<units>[^（）]{2,20}(?:单位|部门|科室|处室))）$")
_DEFINITION = re.compile(r"（(?P<words>(?!多选|单选|\s|如)[^（）]{2,200}(?:（[^（）]{1,60}）[^（）]{0,120}){0,6})）[？?。]?$")


def table_indicators(grid: Grid, *, topic: tuple[str, ...], due_at: DueAt) -> Iterator[Indicator]:
    """One indicator per asked row; where the rows hold scored clauses, one per clause. ``topic``: levels above the table."""
    if grid.kind not in ASKING:
        return
    column = grid.column("question")
    if column is None and grid.kind == "assessment" and grid.column("instruction") is not None:
        yield from _scored(grid, topic, due_at)
        return
    column = grid.column("question", "item") if column is None else column
    if column is None:
        yield from _measured_columns(grid, topic)
        return
    for row in grid.rows:
        cell = row.cells[column]
        if cell.own and cell.text:
            yield _asked(grid, row, cell, topic=topic, due_at=due_at)


_YEAR_OF_VALUES = re.compile(r"\d{4}年|同比|环比|排名|名次|增[长减]")


def _measured_columns(grid: Grid, topic: tuple[str, ...]) -> Iterator[Indicator]:
    """Where units or sorts stand below each other, the figures beside them are the indicators, one per column."""
    labels = {column.label for column in grid.columns if column.kind == "value" and not _YEAR_OF_VALUES.search(column.label)}
    if grid.kind != "indicator_observation":
        return
    for passage in grid.header_cells:
        if passage.text in labels:
            labels.discard(passage.text)
            span = passage.span(0, len(passage.text))
            yield Indicator(
                text=passage.text,
                path=(*topic, grid.title) if grid.title else topic,
                answer_type=answer_of(passage.text).type or "count",
                evidence=(Evidence(quote=passage.source[span.start : span.end], start=span.start, end=span.end, rule="indicator-column"),),
            )


def _asked(grid: Grid, row: GridRow, cell: GridCell, *, topic: tuple[str, ...], due_at: DueAt) -> Indicator:
    number, text = _number_and_text(row, cell)
    instruction, target = _text(grid, row, "instruction"), _text(grid, row, "target")
    measure = _text(grid, row, "unit_of_measure")
    answer = answer_of(
        f"{text}（{measure}）" if measure else text,
        instruction=instruction or "",
        target=target or "",
        nature=_nature(grid, row),
        form=_text(grid, row, "answer_form") or "",
    )
    kind = answer.type
    if grid.kind == "assessment" and kind in (None, "free_text"):
        kind = "score"
    options = options_of(text)
    definition = None if options else _DEFINITION.search(text)
    blanks = blanks_of(text, instruction or "")
    return Indicator(
        number=number,
        text=text,
        path=path_of(grid, row, topic),
        answer_type=kind,
        unit_of_measure=measure or _heading_unit(grid, kind, text, instruction or ""),
        options=options,
        options_missing=not options and expects_options(answer.rule),
        definition=definition["words"] if definition else None,
        instruction=instruction,
        blanks=blanks,
        respondents=respondents_of(instruction or ""),
        leader=_person(grid, row),
        office=_text(grid, row, "office", "responsible", "lead"),
        due=_due(grid, row, due_at),
        weight=_text(grid, row, "score"),
        evidence=(evidence_of(cell, f"indicator-row:{answer.rule or 'untyped'}"),),
        flags=_flags(row),
    )


def _heading_unit(grid: Grid, kind: AnswerType | None, text: str, instruction: str) -> str | None:
    """What the head of the column to fill in, or the title of the table, says of all rows; the row itself goes before."""
    own = unit_of(text, kind, instruction=instruction)
    if own is not None and own.source == "explicit":
        return None
    headings = (*(grid.columns[at].label for at in grid.all_columns("fill")), grid.title or "")
    found = (unit_of(words, kind) for words in headings)
    return next((measure.unit for measure in found if measure is not None and measure.source == "explicit"), None)


def _scored(grid: Grid, topic: tuple[str, ...], due_at: DueAt) -> Iterator[Indicator]:
    """Assessment rows whose criteria list several scored demands."""
    column = grid.column("instruction")
    for row in grid.rows:
        cell = row.cells[column] if column is not None else None
        if cell is None or not cell.own:
            continue
        office = _text(grid, row, "office", "responsible", "lead") or _group_units(row)
        for clause in scored_clauses(cell.passage):
            span = cell.passage.span(clause.start, clause.end)
            quote = cell.passage.source[span.start : span.end]
            yield Indicator(
                number=clause.number,
                text=clause.text,
                path=path_of(grid, row, topic, with_item=True),
                answer_type="score",
                instruction=clause.scoring,
                office=office,
                due=due_at(span),
                weight=clause.scoring,
                evidence=(
                    Evidence(quote=quote, start=span.start, end=span.end, rule="indicator-scored-clause", **evidence_at(cell.provenance)),
                ),
                flags=_flags(row),
            )


def path_of(grid: Grid, row: GridRow, topic: tuple[str, ...], *, with_item: bool = False) -> tuple[str, ...]:
    """From the topic of the document over the group and the level columns down; numbering and layout blanks removed."""
    kinds = ("category", "level", "item") if with_item else ("category", "level")
    inner = [row.cells[c].text for c in grid.all_columns(*kinds) if row.cells[c].text]
    group = [_UNITS_IN_BRACKET.sub("", row.group.label)] if row.group else []
    levels = [level for level in (bare_level(text) for text in [*group, *inner]) if level]
    if not levels and grid.title and grid.kind != "indicator_observation":
        levels = [_subject(grid.title)]
    elif not levels and grid.title:
        levels = [re.sub(r"^附[件表]?(?:\d{1,2}(?![\d年]))?[：:]?", "", grid.title)]
    unique = list(dict.fromkeys(levels))
    return (*[level for level in topic if level not in unique], *unique)


def bare_level(text: str) -> str:
    return _HAN_NUMBER.sub("", "".join(text.split()))


_FORM_WORDS = re.compile(
    r"(?:信息|情况|数据|基本)?(?:统计|汇总|调查|采集|登记|填报|测评|评价|考核|指标|责任|任务|分解)*(?:指标|问卷|评分)?(?:表|清单|一览表|问卷|细则|体系)$"
)


def _subject(title: str) -> str:
    """数据开放水平 of 数据开放水平信息统计表."""
    return _FORM_WORDS.sub("", title) or title


def _number_and_text(row: GridRow, cell: GridCell) -> tuple[int | str | None, str]:
    text, number = cell.text, row.number
    labelled = number_at_start(text)
    if number is None and labelled and labelled.level == 3:
        number, text = labelled.label.rstrip(".、．"), text[len(labelled.label) :].strip()
    return (int(number) if number and number.isdigit() else number), text


def _text(grid: Grid, row: GridRow, *kinds: str) -> str | None:
    for kind in kinds:
        for column in grid.all_columns(kind):
            if row.cells[column].text:
                return row.cells[column].text
    return None


def _nature(grid: Grid, row: GridRow) -> str:
    return next((row.cells[c].text for c in grid.all_columns("answer_form", "text") if row.cells[c].text in ("定性", "定量")), "")


def _group_units(row: GridRow) -> str | None:
    match = _UNITS_IN_BRACKET.search(row.group.label) if row.group else None
    return match["units"] if match else None


def _person(grid: Grid, row: GridRow) -> str | None:
    name = _text(grid, row, "leader", "person")
    return "".join(name.split()) if name else None


def _due(grid: Grid, row: GridRow, due_at: DueAt) -> date | None:
    column = grid.column("deadline")
    return due_at(row.cells[column].span) if column is not None and row.cells[column].text else None


def _flags(row: GridRow) -> tuple[str, ...]:
    return tuple(f"{flag[8:]}为空" for flag in row.flags if flag.startswith("missing:"))


def evidence_of(cell: GridCell, rule: str) -> Evidence:
    quote = cell.passage.source[cell.span.start : cell.span.end]
    return Evidence(quote=quote, start=cell.span.start, end=cell.span.end, rule=rule, confidence="high", **evidence_at(cell.provenance))
