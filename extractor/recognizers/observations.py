"""Values of indicators: in reports, in tables of indicators, and the targets that orders set (SCHEMA 8)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from extractor.model.notice import Confidence, Evidence, Indicator, Observation
from extractor.recognizers.observation_periods import Period, default_period, periods_along
from extractor.recognizers.observation_shares import name_of_share
from extractor.recognizers.observation_tables import table_observations
from extractor.recognizers.observation_values import Figure, ValueKind, figures, kind_at, may_hold_figures
from extractor.recognizers.report_style import is_report, is_status
from extractor.tables.grid import Grid
from extractor.text.passage import Passage
from extractor.text.reading import Reading
from extractor.text.sentences import sentences
from patterns import lazy_re as re
from patterns.rules import load_rules

__all__ = ["recognize_observations"]

_DIGITS = "〇一二三四五六七八九"
_DAY = re.compile(
    r"(20\d{2}|二〇[〇一二三四五六七八九]{2})年(\d{1,2}|[一二三四五六七八九十]{1,2})月(\d{1,2}|[一二三四五六七八九]?十?[一二三四五六七八九]?)日"
)
_CLAUSE = re.compile(r"[，；。]")
_NAME = re.compile(r"^(?:其中|预计|全年|同时|分别)*(?P<name>[\u4e00-\u9fff“”（）+]{2,24}?)(?:达到|达|为|是|占|共|合计|已|约|超|完成|至)?$")
_AFTER_FIGURE = re.compile(r"(?<=\d[个项件次家户人起宗%张篇场])、|(?<=人次)、")
_LONGEST_PHRASE = 120
_MOST_AT_ONE_PLACE = 8  # figures that different rules find in the same words
_DEMAND_SECTION = re.compile(r"要求$|下一步|打算|工作安排|工作计划")
_GOAL_SECTION = re.compile(r"(?:主要|工作|总体|年度|发展|任务)?目标$")


def recognize_observations(
    reading: Reading, grids: Sequence[Grid], indicators: Sequence[Indicator] = (), *, issued: date | None = None
) -> tuple[Observation, ...]:
    """In document order. ``indicators``: a figure is tied to the one whose name stands before it.

    ``issued`` helps to read months without a year; by default the day that signs the document.
    """
    issued = issued or _signed(reading)
    default = default_period(_titles(reading), issued)
    found = [*_prose(reading, default, issued)]
    for grid in grids:
        found += table_observations(grid, default, issued)
        found += _cells(grid, default, issued)
    return tuple(_tied(o, indicators) for o in sorted(found, key=lambda o: (o.evidence[0].start, o.evidence[0].end)))


def _signed(reading: Reading) -> date | None:
    """The last full date that stands on a short line at the end or at the top."""
    lines = [p.text.replace(" ", "") for p in reading.part("head", "closing", "imprint") if len(p.text) <= 60]
    days = [tuple(_number(part) for part in m.groups()) for line in lines if (m := _DAY.search(line))]
    try:
        return date(*days[-1]) if days else None
    except ValueError:
        return None


def _number(written: str) -> int:
    """2023, 二〇二三, 六, 十五, 二十一."""
    if written.isascii():
        return int(written)
    if len(written) == len("二〇二三"):
        return int("".join(str(_DIGITS.index(ch)) for ch in written))
    tens, _, ones = written.rpartition("十")
    ten = 10 * (_DIGITS.index(tens) if tens else 1) if "十" in written else 0
    return ten + (_DIGITS.index(ones) if ones else 0)


def _titles(reading: Reading) -> list[str]:
    """The lines at the top that can name a period, titles of annexes too; not the day of issue."""
    lines = [re.sub(r"（[^（）]{0,40}）", "", p.text) for p in reading.paragraphs[:14] if len(p.text) <= 80 and "。" not in p.text]
    lines = [_DAY.sub("", line) for line in lines]
    return [line for line in lines if not re.search(r"\d日", line) and "〔" not in line]


def _prose(reading: Reading, default: Period, issued: date | None) -> Iterator[Observation]:
    report = is_report(reading)
    for paragraph in reading.paragraphs:
        if paragraph.part in ("head", "imprint") or (report and paragraph.part == "closing"):
            continue
        section = next((reading.paragraphs[i].text for i in reversed(paragraph.parents)), "")
        if report and not _DEMAND_SECTION.search(section):
            yield from _reported(paragraph.passage, default, issued)
            continue
        yield from _planned(paragraph.passage, default, issued, goals=bool(_GOAL_SECTION.search(section)))


def _reported(passage: Passage, default: Period, issued: date | None) -> Iterator[Observation]:
    """Every figure of a report."""
    if not may_hold_figures(passage.text):
        return
    marks = _marks(passage.text, default, issued)
    spread = 0
    for figure in figures(passage.text):
        if _CASE.search(passage.text[max(0, figure.start - 6) : figure.end + 1]) and kind_at(passage.text, figure) == "actual":
            continue
        period, kind = _period_at(marks, figure.start), kind_at(passage.text, figure)
        spread = spread + 1 if period.spread else 0
        if kind == "target" and period == default and default.part.startswith("-"):
            period = Period(default.year)  # a plan is for the year, not for the months that the report covers
        yield _observation(passage, figure, kind, _spread(period, spread))


def _planned(passage: Passage, default: Period, issued: date | None, *, goals: bool) -> Iterator[Observation]:
    """In an order: what a sentence reports as reached, shares that are aimed at, and the figures of the goals."""
    text = passage.text
    if not may_hold_figures(text):
        return
    marks = _marks(text, default, issued)
    for start, end in sentences(text):
        found = list(figures(text[start:end]))
        since = _status_from(text, start, end, issued) if found else None
        for figure in found:
            at = figure._replace(start=figure.start + start, end=figure.end + start)
            if since is not None and at.start >= since and not figure.missing and kind_at(text, at) == "actual":
                yield _observation(passage, at, "actual", _as_of(marks, at.start, since, text))
            elif goals and not figure.missing and _is_goal(text, at):
                yield _observation(passage, at, "target", _period_at(marks, at.start))
    if goals:
        return
    yield from _shares(passage, marks, issued)


def _shares(passage: Passage, marks: list[tuple[int, Period]], issued: date | None) -> Iterator[Observation]:
    rule = load_rules("observation_values")["target-of-share"]
    known = list(figures(passage.text)) if rule.may_stand_in(passage.text) else []

    @cache  # once per sentence, however many shares it holds
    def status_of(sentence: tuple[int, int]) -> int | None:
        return _status_from(passage.text, *sentence, issued)

    starts = [figure.start for figure in known]
    for match in rule.finditer(passage.text) if known else ():
        at = match.start("number")
        figure = next((f for f in known[: bisect_right(starts, at)][-_MOST_AT_ONE_PLACE:] if f.start <= at < f.end), None)
        reached = status_of(_sentence_of(passage.text, match.start())) if figure else None
        if figure and not _is_condition(passage.text, match) and (reached is None or reached > match.start()):
            yield _observation(passage, figure, "target", _period_at(marks, match.start()), rule="target-of-share")


def _sentence_of(text: str, at: int) -> tuple[int, int]:
    ranges = sentences(text)
    start, end = ranges[max(bisect_right(ranges, (at, len(text) + 1)) - 1, 0)] if ranges else (0, 0)
    return (start, end) if start <= at < end else (0, len(text))


def _is_condition(text: str, match: re.Match[str]) -> bool:
    """低于/超过 … 的 names a case, it sets no aim."""
    after = text[match.end() : match.end() + 8]
    return (
        bool(re.match(r"(?:及以上|以上|以下)?的(?!目标|要求)|(?:以上|以下)?(?:时|，可|，不得)", after))
        or "超过" in match.group()
        or "突破" in match.group()
    )


_CASE = re.compile(r"(?:超过|低于|高于|不足|少于|达到|满)\d[^，。]{0,12}的$|以[上下内]的$")
"""超过5%的, 3次以上的: which cases are meant, no figure of a report."""
_BUILD = re.compile(r"(?:新建|改造|新增|建成|培育|完成|达到|达|创建|打造|建设|不少于|不低于|引进|实现|力争)[^，。；]{0,16}$")


def _is_goal(text: str, figure: Figure) -> bool:
    before = _CLAUSE.split(text[max(0, figure.start - _LONGEST_PHRASE) : figure.start])[-1]
    return bool(_BUILD.search(before))


_RESULT = re.compile(r"(?P<year>20\d{2})年度?(?!的)[^，。；的]{0,14}(?:实现|完成|达|累计|增长|下降|率|办理|受理)[^，。；]{0,14}\d")


def _is_past(clause: str, issued: date | None) -> bool:
    """What a year that is over has brought."""
    match = _RESULT.search(clause)
    return bool(issued and match and int(match["year"]) < issued.year)


def _status_from(text: str, start: int, end: int, issued: date | None) -> int | None:
    """Where the part of a sentence begins that tells how far things are: the clause with the cue word, or with a year that is over."""
    at = start
    for clause in re.split(r"(?<=[，；])", text[start:end]):
        if is_status(clause) or _is_past(clause, issued):
            return at
        at += len(clause)
    return None


def _as_of(marks: list[tuple[int, Period]], at: int, since: int, text: str) -> Period:
    period = _period_at(marks, at)
    return period if re.search(r"截[至止]|月|季度|\d{4}年", text[since:at]) else Period()


def _cells(grid: Grid, default: Period, issued: date | None) -> Iterator[Observation]:
    """Cells of words in other tables: aimed-at shares and reported figures. In a list of tasks a share without a time is how well
    the task is to be done, no aim of its own."""
    if grid.kind in ("questionnaire", "assessment", "indicator_observation", "blank_form"):
        return
    for row in grid.rows:
        for cell in row.own_cells:
            if len(cell.text) > 8:
                found = _planned(cell.passage, default, issued, goals=False)
                yield from (o for o in found if o.period or grid.kind != "task_table")


def _marks(text: str, default: Period, issued: date | None) -> list[tuple[int, Period]]:
    return periods_along(text, default, [start for start, _ in sentences(text)], issued)


def _period_at(marks: list[tuple[int, Period]], at: int) -> Period:
    return next((period for start, period in reversed(marks) if start <= at), Period())


def _spread(period: Period, nth: int) -> Period:
    """分别为 hands the values out in order."""
    if 0 < nth <= len(period.spread):
        return Period(period.year, period.spread[nth - 1])
    return period


def _observation(passage: Passage, figure: Figure, kind: ValueKind, period: Period, *, rule: str | None = None) -> Observation:
    begin = _phrase_start(passage.text, figure.start)
    span = passage.span(begin, figure.end)
    name = _NAME.search(passage.text[begin : figure.start])
    share = name_of_share(passage.text[max(0, figure.start - _LONGEST_PHRASE) : figure.start])
    confidence: Confidence = "high" if figure.rule == "value-with-unit" else "medium"
    evidence = Evidence(
        quote=passage.source[span.start : span.end], start=span.start, end=span.end, rule=rule or figure.rule, confidence=confidence
    )
    return Observation(
        quote=evidence.quote,
        kind=kind,
        value=figure.value,
        operator=figure.operator,
        unit=figure.unit,
        period=str(period) or None,
        indicator=share or (name["name"] if name else None),
        missing=figure.missing,
        evidence=(evidence,),
        flags=("满分按100分计",) if figure.rule == "value-full-score" else (),
    )


def _phrase_start(text: str, at: int) -> int:
    """After the last mark before the figure; 、 parts figures, not the words of a name."""
    reach = max(0, at - _LONGEST_PHRASE)
    begin = max(reach, max(text.rfind(mark, reach, at) for mark in "，。；：") + 1)
    listed = list(_AFTER_FIGURE.finditer(text, begin, at))
    return listed[-1].end() if listed else begin


def _tied(observation: Observation, indicators: Sequence[Indicator]) -> Observation:
    """Named as the indicator that its own words end with, if one is known."""
    name = observation.indicator
    if not name:
        return observation
    known = [i.text for i in indicators if name.endswith(i.text) or i.text == name]
    return observation.model_copy(update={"indicator": max(known, key=len)}) if known else observation
