"""All indicators of a notice: in tables, in numbered lists, in running text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from extractor.model.document import Span
from extractor.model.notice import Indicator
from extractor.recognizers.indicator_tables import DueAt, table_indicators
from extractor.recognizers.indicator_topics import prose_indicators
from extractor.recognizers.measures import measured
from extractor.tables.grid import Grid
from extractor.text.reading import Paragraph, Reading
from extractor.text.sentences import sentences
from patterns import lazy_re as re
from patterns.rules import load_rules

__all__ = ["recognize_indicators", "topic_of"]

_TOPIC = re.compile(
    r"“(?P<name>[^“”]{2,24})”(?:的)?(?:一级)?(?:是[^。，；]{0,20}|评价)?指标|(?P<plain>[\u4e00-\u9fff]{2,12})一级指标(?:包含|包括|由)"
)
_ALIKE = 0.8
"""Share of the characters of a heading that a row of a table must have to be the same indicator."""
_SENT_BACK = re.compile(r"问卷|调查表|自[评查测]|填报|采集表|测评表|统计表|信息表|情况表")
_IN_BEFORE = re.compile(r"(?:前|底|内)[^。；]{0,40}(?:报送|提交|上报|填报|反馈|报[我市县区省局]|交[至到回]|发[至到]|将[^。；]{1,40}报)")
_FILLING_IN = re.compile(r"填报|填写|填答|作答|答题|答案|逐[题项]|问卷|自[评查测]")
_ANOTHER_PAPER = re.compile(r"联络员|备案|报名|回执|名单|录入|审核|汇总|会审|校核|复核|抽查")
"""Days of steps that are not the filling in: who is in charge, what the collecting office does afterwards."""
_FORM_NAME = re.compile(r"《([^《》]{2,40}(?:表|问卷|题|单|卷))》")
_NEXT_STEP = re.compile(r"；|，(?=[^，。；]{0,10}\d{1,2}月\d{1,2}日)")
_LINES_AROUND = 5
_LONGEST_TITLE = 40
_HANDING_IN = re.compile(r"报送|送至|上报|提交|填报|反馈|发至|发送|报至|交至|报我|报市|报县|报区")


def recognize_indicators(
    reading: Reading,
    grids: Sequence[Grid],
    *,
    issued: date | None = None,  # noqa: ARG001 - all recognizers are called alike
    due_at: DueAt | Mapping[Span, date | None] | None = None,
) -> tuple[Indicator, ...]:
    """Questions in document order.

    ``due_at`` gives the due day of the deadline inside a span; a table without a deadline column takes
    the day by which the notice wants its papers.
    """
    find = _finder(due_at)
    topic = topic_of(reading)
    found: list[Indicator] = []
    for grid in grids:
        rows = list(table_indicators(grid, topic=topic, due_at=find))
        found += _with_participation(reading, grid, list(_with_notice_due(reading, grid, rows, find)))
    found += [i for i in _with_list_due(reading, list(prose_indicators(reading, topic=topic, due_at=find)), find) if not _known(i, found)]
    return tuple(sorted(map(measured, found), key=lambda i: i.evidence[0].start))


def _finder(due_at: DueAt | Mapping[Span, date | None] | None) -> DueAt:
    if due_at is None:
        return _no_day
    if callable(due_at):
        return due_at
    known = due_at
    return lambda span: known.get(span)


def _no_day(span: Span) -> date | None:  # noqa: ARG001 - a DueAt that knows no deadlines
    return None


def topic_of(reading: Reading) -> tuple[str, ...]:
    """The indicator that the whole document is about: what it most often calls “X”指标, if anything."""
    names: Counter[str] = Counter()
    for paragraph in reading.paragraphs:
        if paragraph.part == "imprint":
            continue
        for match in _TOPIC.finditer(paragraph.text):
            names[match["name"] or match["plain"]] += 3 if paragraph.part == "head" else 1
    return (names.most_common(1)[0][0],) if names else ()


def _with_notice_due(reading: Reading, grid: Grid, rows: list[Indicator], due_at: DueAt) -> Iterator[Indicator]:
    sent_back = grid.column("fill") is not None or _SENT_BACK.search(grid.title or "")
    needed = grid.kind == "questionnaire" and sent_back and grid.column("deadline") is None and any(row.due is None for row in rows)
    due = _notice_due(reading, due_at, title=grid.title or "", at=grid.table.span) if needed else None
    for row in rows:
        yield row.model_copy(update={"due": due}) if due and row.due is None else row


def _with_list_due(reading: Reading, asked: list[Indicator], due_at: DueAt) -> Iterator[Indicator]:
    """Questions below each other in an annex that is to be filled in."""
    listed = [i for i in asked if i.evidence[0].rule == "indicator-listed-question"]
    due, title = None, ""
    if listed and all(i.due is None for i in listed):
        first, last = listed[0].evidence[0], listed[-1].evidence[0]
        titles = [
            p.text for p in reading.paragraphs if p.span.end <= first.start and len(p.text) <= _LONGEST_TITLE and _SENT_BACK.search(p.text)
        ]
        title = titles[-1] if titles else ""
        due = _notice_due(reading, due_at, title=title, at=Span(start=first.start, end=last.end)) if title else None
    for indicator in asked:
        yield indicator.model_copy(update={"due": due}) if due and indicator in listed else indicator


def _notice_due(reading: Reading, due_at: DueAt, *, title: str = "", at: Span | None = None) -> date | None:
    """What the lines around the form say, else the day by which the notice wants it back."""
    near = _near(reading, at) if at else []
    said = next((due for p in near if _HANDING_IN.search(p.text) and (due := due_at(p.span))), None)
    return said or _best_due(reading, due_at, title)


def _near(reading: Reading, at: Span) -> list[Paragraph]:
    """The lines of the annex itself, outside the body of the notice: above the form and below it."""
    lines = [p for p in reading.paragraphs if p.part == "annex"]
    above = [p for p in lines if p.span.end <= at.start][-_LINES_AROUND:]
    return [*above, *[p for p in lines if p.span.start >= at.end][:_LINES_AROUND]]


def _best_due(reading: Reading, due_at: DueAt, title: str) -> date | None:
    """Of the clauses with a day: the one that names this form and asks to fill it in, not the one about another paper."""
    ranked: list[tuple[int, date]] = []
    for paragraph in reading.part("body"):
        for start, end in _clauses(paragraph.text):
            words = paragraph.text[start:end]
            if (_HANDING_IN.search(words) or _FILLING_IN.search(words)) and (due := due_at(paragraph.passage.span(start, end))):
                ranked.append((_fitness(words, title), due))
    best = max((fitness for fitness, _ in ranked), default=0)
    return next((due for fitness, due in ranked if fitness == best), None)


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """Parts of sentences; a comma parts them where the next words bring a day of their own."""
    for start, end in sentences(text):
        cuts = [start, *(start + m.end() for m in _NEXT_STEP.finditer(text[start:end])), end]
        yield from pairwise(cuts)


def _fitness(words: str, title: str) -> int:
    """How well a clause that sets a day speaks of the form with ``title``."""
    forms, bare = _FORM_NAME.findall(words), _bare(title)
    named = any(_bare(form) in bare or (bare and bare in _bare(form)) for form in forms)
    fitness = 4 if named else -3 if forms and bare else 0
    fitness += 2 if _FILLING_IN.search(words) else 0
    fitness += 1 if _IN_BEFORE.search(words) else 0
    return fitness - (2 if _ANOTHER_PAPER.search(words) else 0)


def _with_participation(reading: Reading, grid: Grid, rows: list[Indicator]) -> Iterator[Indicator]:
    """The remark under a table may say which numbers the office leads and where it only helps."""
    rule = load_rules("participation")["participation-range"]
    below = [p for p in reading.paragraphs if p.span.start >= grid.table.span.end]
    ranges = [(int(m["first"]), int(m["last"]), m["role"]) for p in below for m in rule.finditer(p.text)] if rows else []
    for row in rows:
        role = next((role for first, last, role in ranges if isinstance(row.number, int) and first <= row.number <= last), None)
        yield row.model_copy(update={"participation": "lead" if role == "牵头" else "cooperate"}) if role else row


def _known(indicator: Indicator, found: Sequence[Indicator]) -> bool:
    """Named in a table too. A heading may be worded a little differently there; a measured name may not."""
    name = _bare(indicator.text)
    others = [_bare(other.text) for other in found if other.answer_type != "boolean"]
    if indicator.evidence[0].rule == "indicator-heading":
        return any(len(set(name) & set(other)) >= _ALIKE * len(set(name)) for other in others)
    return name in others


def _bare(text: str) -> str:
    return re.sub(r"（[^（）]{0,20}）|\s", "", text)
