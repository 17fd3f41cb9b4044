"""Who has to answer a questionnaire: one task per leader and office, or one for all respondents (SCHEMA 6, 6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.model.document import Span
from extractor.model.draft import TaskDraft, UnitMention
from extractor.recognizers.form_addressees import addressees, inherited_spans
from extractor.recognizers.question_lists import Question, question_lists
from extractor.recognizers.table_units import offices_of, persons_of
from extractor.tables.grid import Grid, GridRow
from extractor.tables.table_title import title_before
from extractor.text.reading import Paragraph, Reading
from patterns import lazy_re as re

__all__ = ["question_list_tasks", "questionnaire_tasks"]


def questionnaire_tasks(reading: Reading, grid: Grid, *, issuer: Sequence[str]) -> Iterator[TaskDraft]:
    """Tasks of a table of questions; none where nobody is told to answer it."""
    if grid.column("leader", "office") is not None:
        helpers = _helpers(reading, grid)
        others = _answered_by_others(reading, grid)
        yield from (_other(grid, said, paragraph) for said, paragraph in others if said.groupdict().get("who"))
        away = {said["number"] for said, _ in others}
        for rows in _shares(grid, away):
            yield _share(grid, rows, issuer, tuple(helpers[row.number] for row in rows if row.number in helpers))
    elif grid.column("responsible", "lead") is not None:
        return  # each question names its unit; the notice says what the units must do
    elif grid.column("fill") is not None:
        yield _for_all(reading, grid)


def question_list_tasks(reading: Reading, *, issuer: Sequence[str]) -> Iterator[TaskDraft]:
    """One task per leader and office that a list of questions outside tables names; none where it names nobody."""
    for questions in question_lists(reading):
        shares: dict[tuple[str | None, tuple[str, ...]], list[Question]] = {}
        for question in questions:
            if question.offices or question.section.leader:
                shares.setdefault((question.section.leader, question.offices), []).append(question)
        for (leader, offices), asked in shares.items():
            yield _list_share(reading, questions[0], leader, offices, asked, issuer)


def _list_share(
    reading: Reading, first: Question, leader: str | None, offices: tuple[str, ...], asked: Sequence[Question], issuer: Sequence[str]
) -> TaskDraft:
    start = first.section.heading.span.start if first.section.heading else first.span.start
    title = title_before(reading.document, start)
    numbers = tuple(str(q.number) for q in asked if q.number is not None)
    which = f"共{len(asked)}题" if len(asked) > 1 else f"第{numbers[0]}题" if numbers else "1题"
    where = title[1] if title else first.span
    return TaskDraft(
        span=_note_on(reading, numbers[0]) or where if len(numbers) == 1 else where,
        title=f"完成指标填报（{'、'.join(offices) or leader}，{which}）",
        kind="questionnaire",
        rule="list-questionnaire-share",
        confidence="medium",
        section=title[0] if title else None,
        units=tuple(UnitMention(name, "responsible", None, "inferred") for name in issuer),
        persons=(leader,) if leader else (),
        offices=offices,
        deadline_spans=tuple(dict.fromkeys(span for q in asked for span in q.section.said_at)),
        indicator_numbers=numbers,
    )


def _note_on(reading: Reading, number: str) -> Span | None:
    """The sentence that says how several answer one question together: 第9题由两科室会商后作答."""
    for paragraph in reading.paragraphs:
        for match in _TOGETHER.finditer(paragraph.text):
            if match["number"] == number:
                return paragraph.passage.span(*match.span())
    return None


def _shares(grid: Grid, away: set[str]) -> list[list[GridRow]]:
    """Rows by (leader, office), in the order in which each first occurs. ``away``: numbers that a note gives to others."""
    shares: dict[tuple[tuple[str, ...], tuple[str, ...]], list[GridRow]] = {}
    column = grid.column("question", "item")
    for row in grid.rows:
        if column is not None and row.cells[column].text and row.number not in away:
            shares.setdefault((persons_of(grid, [row]), offices_of(grid, [row])), []).append(row)
    return list(shares.values())


_NUMBERED = r"(?:编号|题号|序号|第)(?P<number>\d{1,3})(?:题|项|号)?(?:指标|问题)?"
_BY_OTHERS = re.compile(
    _NUMBERED
    + r"由(?P<who>[^，。；、]{2,24}?)(?:直接|单独|负责|统一|自行){0,2}(?:填报|填写|作答|填答|答复|提供)[^，。；]{0,12}(?:，(?P<chief>[^，。；]{2,24}?)(?:具体)?负责)?[。；]?"
)
_BY_NOBODY = re.compile(_NUMBERED + r"[^，。；]{0,24}，?(?:不需|无需|不用|不必|免予|暂不|不再)(?:要)?(?:填报|填写|作答|填答)")
_TOGETHER = re.compile(_NUMBERED + r"由[^。；]{2,24}(?:会商|会同|共同|协商|商)[^。；]{0,12}(?:作答|填报|填写|回答|答复|填答)。?")
_NAME_AT_END = re.compile(r"(?:长|主任|书记|经理|员|负责人)(?P<name>[\u4e00-\u9fff]{2,4})$")


def _answered_by_others(reading: Reading, grid: Grid) -> list[tuple[re.Match[str], Paragraph]]:
    """What the notes under the table say of single questions: another body answers them, or nobody need."""
    below = [p for p in reading.paragraphs if p.span.start >= grid.table.span.end]
    return [(match, p) for p in below for rule in (_BY_OTHERS, _BY_NOBODY) for match in rule.finditer(p.text)]


def _other(grid: Grid, said: re.Match[str], paragraph: Paragraph) -> TaskDraft:
    """A question that a note gives to somebody else."""
    row = next((row for row in grid.rows if row.number == said["number"]), None)
    chief = _NAME_AT_END.search(said["chief"] or "")
    who = re.sub(r"^(?:[\u4e00-\u9fff]属|下属|所属)", "", said["who"])
    at = said.end("who")
    days = [row.cells[c].span for c in grid.all_columns("deadline") if row.cells[c].text] if row else []
    return TaskDraft(
        span=paragraph.passage.span(*said.span()),
        title=f"填报第{said['number']}题（{who}）",
        kind="questionnaire",
        rule="table-questionnaire-other",
        confidence="medium",
        section=grid.title,
        units=(UnitMention(who, "lead", paragraph.passage.span(at - len(who), at)),),
        persons=(chief["name"],) if chief else (),
        deadline_spans=tuple(days),
        indicator_numbers=(said["number"],),
    )


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
        confidence="medium",
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
        confidence="medium",
        section=grid.title,
        units=addressees(reading),
        inherit_spans=inherited_spans(reading),
        indicator_numbers=tuple(row.number for row in grid.rows if row.number),
    )
