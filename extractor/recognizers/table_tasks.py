"""Tasks that stand in tables: one per row, or per block of rows under one number (SCHEMA 6, segmentation 5 and 6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.model.document import Span
from extractor.model.draft import TaskDraft, UnitMention
from extractor.model.notice import Item, TaskKind
from extractor.recognizers.actors import helpers_in, joined_by
from extractor.recognizers.form_tasks import form_tasks
from extractor.recognizers.questionnaire_tasks import question_list_tasks, questionnaire_tasks
from extractor.recognizers.table_units import departments, offices_of, persons_of, row_units, units_on_shift
from extractor.tables.grid import Grid, GridRow
from extractor.text.passage import Passage
from extractor.text.reading import Reading
from patterns import lazy_re as re
from patterns.rules import load_rules

__all__ = ["grid_passages", "recognize_table_tasks", "row_flags"]

_CONTENT = ("item", "subitem", "measure", "question", "instruction")
_LONGEST_TITLE = 40
_DUTY = re.compile(r"(?P<word>驻班|值班|值守|轮值|带班|巡查|坐班|接访|轮训|值日)")
_ROUND = re.compile(r"(?P<word>检查|督查|督导|暗访|抽查|核查|验收|宣讲|巡诊|义诊|调研|演练|走访|慰问|培训|考核|评估|审计|回访)")
_UNITS_IN_BRACKET = re.compile(r"（(?P<units>[^（）]{2,20}(?:单位|部门))）$")
_CONDITION = re.compile(r"^(?:启动|发生|出现|遇|如)[^。]{2,40}(?:期间|时|后)$")


def recognize_table_tasks(reading: Reading, grids: Sequence[Grid], *, issuer: Sequence[str] = ()) -> tuple[TaskDraft, ...]:
    """Drafts in document order. ``issuer``: who answers a questionnaire that names only offices and leaders."""
    drafts: list[TaskDraft] = []
    for grid in grids:
        if grid.kind == "task_table":
            drafts += _task_table(grid, convention=_first_leads(reading))
        elif grid.kind == "schedule":
            drafts += _schedule(grid)
        elif grid.kind == "assessment" and grid.column("responsible", "lead") is not None:
            drafts += _assessment(grid)
        elif grid.kind == "questionnaire":
            drafts += questionnaire_tasks(reading, grid, issuer=issuer)
    drafts += question_list_tasks(reading, issuer=issuer)
    drafts += form_tasks(reading, grids)
    return tuple(sorted(drafts, key=lambda draft: draft.span))


def grid_passages(grids: Sequence[Grid]) -> list[Passage]:
    """All own cells that hold words, in document order: what other recognizers may read."""
    cells = [cell for grid in grids for row in grid.rows for cell in row.own_cells]
    return [cell.passage for cell in sorted(cells, key=lambda cell: cell.span)]


def _first_leads(reading: Reading) -> bool:
    """Whether the notice says once that the unit named first leads."""
    rule = load_rules("responsibility")["resp-convention-first-leads"]
    return any(rule.search(paragraph.text) for paragraph in reading.paragraphs)


def _task_table(grid: Grid, *, convention: bool) -> Iterator[TaskDraft]:
    for rows in grid.blocks:
        heads = [rows[0].cells[c] for c in grid.all_columns("item", "measure", "subitem", "question") if rows[0].cells[c].own]
        if heads:
            yield _block_task(grid, rows, convention=convention)


def _block_task(grid: Grid, rows: Sequence[GridRow], *, convention: bool) -> TaskDraft:
    split = grid.column("subitem") is not None
    units = _with_helpers(grid, rows, row_units(grid, rows, convention=convention))
    ranked = grid.starred or any(unit.role != "responsible" for unit in units)
    own, above = _deadline_spans(grid, rows)
    return TaskDraft(
        span=_first_row_span(grid, rows[0]) if split else _content_span(grid, rows),
        title=_title(grid, rows[0]),
        kind="one_thing" if split else _kind(grid, rows),
        rule="table-block" if len(rows) > 1 else "table-row",
        confidence="certain",
        number=rows[0].number,
        section=grid.title,
        category=_category(grid, rows[0]),
        units=units,
        presumptive_lead=units[0].name if len(units) > 1 and not ranked else None,
        persons=persons_of(grid, rows),
        offices=offices_of(grid, rows),
        deadline_spans=own,
        inherit_spans=above,
        deliverables=tuple(
            row.cells[c].text for row in rows for c in grid.all_columns("deliverable") if row.cells[c].own and row.cells[c].text
        ),
        items=_items(grid, rows) if split else (),
        flags=row_flags(rows),
    )


def _with_helpers(grid: Grid, rows: Sequence[GridRow], units: tuple[UnitMention, ...]) -> tuple[UnitMention, ...]:
    """The words of the row may name who helps (会同B, C参加) where no column does."""
    if any(unit.role == "cooperating" for unit in units):
        return units
    cells = [row.cells[c] for row in rows for c in grid.all_columns("item", "measure", "subitem") if row.cells[c].own]
    known = {unit.name for unit in units}
    helpers = [u for cell in cells for u in helpers_in(cell.passage, 0, len(cell.text)) if u.name not in known]
    return joined_by(units, tuple({u.name: u for u in helpers}.values()))


def _kind(grid: Grid, rows: Sequence[GridRow]) -> TaskKind:
    column = grid.column("deadline")
    text = rows[0].cells[column].text if column is not None else ""
    if any(_HANDED_IN.search(grid.columns[c].label) for c in grid.all_columns("item")):
        return "submission"
    return "duty" if re.match(r"^(?:长期|常态|即知即改)", text) and not re.search(r"\d", text) else "action"


def _items(grid: Grid, rows: Sequence[GridRow]) -> tuple[Item, ...]:
    column = grid.column("subitem")
    if column is None:
        return ()
    return tuple(Item(item=row.cells[column].text, departments=departments(grid, row)) for row in rows if row.cells[column].text)


_HANDED_IN = re.compile(r"报送|上报|填报|提交|报告")


def _title(grid: Grid, row: GridRow) -> str:
    """The words of the item; what is to be handed in says so."""
    words = _item_words(grid, row)
    label = "".join(grid.columns[c].label for c in grid.all_columns("item"))
    verb = _HANDED_IN.search(label)
    return words if not verb or _HANDED_IN.search(words) else f"{verb.group()}{words}"[:_LONGEST_TITLE]


def _item_words(grid: Grid, row: GridRow) -> str:
    cells = [row.cells[c].text for c in grid.all_columns("item", "question", "measure", "subitem") if row.cells[c].text]
    first = re.split(r"[。；]", cells[0])[0] if cells else ""
    return re.sub(r"^(?:\d{1,2}[.．、]|（\d{1,2}）)", "", first)[:_LONGEST_TITLE]


def _category(grid: Grid, row: GridRow) -> str | None:
    levels = [row.cells[c].text for c in grid.all_columns("category", "level") if row.cells[c].text]
    return levels[0] if levels else row.group.label if row.group else None


def _content_span(grid: Grid, rows: Sequence[GridRow]) -> Span:
    own = [row.cells[c] for row in rows for c in grid.all_columns(*_CONTENT) if row.cells[c].own and row.cells[c].text]
    return Span(min(cell.span.start for cell in own), max(cell.span.end for cell in own))


def _first_row_span(grid: Grid, row: GridRow) -> Span:
    """Name, first matter and its department: what stands for the whole block."""
    kinds = ("item", "subitem", "measure", "lead", "responsible", "cooperating")
    own = [row.cells[c] for c in grid.all_columns(*kinds) if row.cells[c].own and row.cells[c].text]
    return Span(min(cell.span.start for cell in own), max(cell.span.end for cell in own))


def _deadline_spans(grid: Grid, rows: Sequence[GridRow]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """(spans of the block's own deadline cells, spans it inherits from)."""
    cells = [row.cells[c] for row in rows for c in grid.all_columns("deadline") if row.cells[c].text]
    own = tuple(dict.fromkeys(cell.span for cell in cells if cell.own))
    above = tuple(dict.fromkeys(cell.span for cell in cells if not cell.own))
    return own, above


def _schedule(grid: Grid) -> Iterator[TaskDraft]:
    """One duty per row of a roster: who is on duty when."""
    word = _DUTY.search((grid.title or "") + "".join(grid.header))
    other = _ROUND.search((grid.title or "") + "".join(grid.header))
    duty = f"{word['word']}值守" if word and word["word"] not in ("值守", "值班") else other["word"] if other and not word else "值班值守"
    for row in grid.rows:
        units = row_units(grid, [row]) or units_on_shift(grid, row)
        leaders = persons_of(grid, [row], "leader", "person")
        if not units and not leaders:
            continue
        own, above = _deadline_spans(grid, [row])
        period = next((row.cells[c].text for c in grid.all_columns("deadline")), "")
        conditional = bool(_CONDITION.match(period))
        yield TaskDraft(
            span=row.span,
            title=f"{'、'.join([unit.name for unit in units] or leaders)}{duty}"[:_LONGEST_TITLE],
            kind="conditional_action" if conditional else "duty",
            rule="table-duty-row",
            confidence="certain",
            number=row.number,
            section=grid.title,
            category=_category(grid, row),
            units=_only_unit_leads(units),
            persons=persons_of(grid, [row], "leader") if grid.column("leader") is not None else leaders,
            deadline_spans=own,
            inherit_spans=above,
            condition=period if conditional else None,
            flags=row_flags([row]),
        )


def _only_unit_leads(units: tuple[UnitMention, ...]) -> tuple[UnitMention, ...]:
    """A single unit alone leads; a group of units does not (GOLD, finer decision 4)."""
    if len(units) == 1 and units[0].role == "responsible" and not units[0].group:
        return (UnitMention(units[0].name, "lead", units[0].span, units[0].source),)
    return units


def _assessment(grid: Grid) -> Iterator[TaskDraft]:
    """A catalogue of scored duties of named units: one duty per row."""
    for row in grid.rows:
        units = row_units(grid, [row]) or _units_of_group(row)
        if not units or not any(row.cells[c].own and row.cells[c].text for c in grid.all_columns(*_CONTENT)):
            continue
        yield TaskDraft(
            span=_content_span(grid, [row]),
            title=_title(grid, row),
            kind="duty",
            rule="table-assessed-duty",
            confidence="certain",
            number=row.number,
            section=grid.title,
            category=row.group.label if row.group else _category(grid, row),
            units=_only_unit_leads(units),
            deadline_spans=_deadline_spans(grid, [row])[0],
            flags=row_flags([row]),
        )


def _units_of_group(row: GridRow) -> tuple[UnitMention, ...]:
    match = _UNITS_IN_BRACKET.search(row.group.label) if row.group else None
    return (UnitMention(match["units"], "responsible", None, "inherited", group=True),) if match else ()


def row_flags(rows: Sequence[GridRow]) -> tuple[str, ...]:
    """What a clerk should look at in these rows, in Chinese."""
    flags: list[str] = []
    for flag in dict.fromkeys(flag for row in rows for flag in row.flags):
        if flag.startswith("missing:"):
            flags.append(f"“{flag[8:]}”栏为空，未按上下行填补，请核实")
        elif flag == "department_in_deadline_column":
            flags.append("部门写在时限栏，已按内容归位，请核对")
        elif flag.startswith("columns_shifted"):
            flags.append("本行单元格错位，已按内容归位，请核对")
    return tuple(flags)
