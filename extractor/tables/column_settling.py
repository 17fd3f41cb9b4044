"""What columns hold, decided together: labels that alone are ambiguous, by the other columns, by the layout, by the contents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extractor.tables.cell_kinds import cell_kind
from extractor.tables.column_grain import Grain, grain_of
from extractor.tables.column_kind import ColumnKind
from extractor.tables.row_source import SourceRow
from patterns import lazy_re as re

__all__ = ["settle"]

_FEWEST_ROWS, _MOSTLY, _CLEARLY = 3, 0.9, 0.6
_THINGS = ("question", "item", "measure", "subitem", "text")
_UNITS = ("lead", "responsible", "cooperating")
_ASSIGNED = (*_UNITS, "office", "leader", "deadline")
_FIGURES, _NUMBERS = ("value", "target", "forecast", "benchmark"), ("value", "serial")
_ROOMS = re.compile(r"[科处股]室$")
_FORM = ("instruction", "answer_form", "fill", "score")
_TIME = re.compile(r"(?:时间|日期|时限|期限|节点|进度|安排|时段)$")
_NO_LIMIT = re.compile(
    r"出生|参加|入职|入党|任职|成立|签订|发证|注册|获奖|统计|填表|建成时间|工作时间|服务时间|开放时间|发生|受理|登记|检测|抽样"
)
_AMOUNT = re.compile(r"(?:[数量额率度积比费款]|占比|批次|人次|分|次数|投资|[（(][^（）()]{1,8}[）)])$")
_FAULT = re.compile(r"问题|隐患|内容|事项|要点|项目")
_AIM = re.compile(r"控制在|确保|力争|务必")
_EARNED = re.compile(r"（\d{1,3}分[^（）]{0,12}）|[^扣]{3}，得\d{1,3}分")
_NAMED_INDICATOR = re.compile(r"指标|题|要素")
_NAMED = 16


def settle(kinds: list[ColumnKind], rows: Sequence[SourceRow]) -> list[ColumnKind]:
    """The kinds once more, each with a view to all others."""
    kinds = _by_company(_by_contents(kinds, rows), rows)
    kinds = _by_grain(kinds, rows)
    kinds = _asking(kinds, rows)
    kinds = _by_neighbours(kinds)
    return _by_measures(kinds, rows)


def _words(rows: Sequence[SourceRow], column: int) -> list[str]:
    return [row.cells[column].text for row in rows if column in row.filled]


def _share(words: Sequence[str], *kinds: str) -> float:
    return sum(1 for word in words if cell_kind(word) in kinds) / len(words) if words else 0.0


def _by_contents(kinds: list[ColumnKind], rows: Sequence[SourceRow]) -> list[ColumnKind]:
    return [_of_contents(column, _words(rows, c)) for c, column in enumerate(kinds)]


def _of_contents(column: ColumnKind, words: Sequence[str]) -> ColumnKind:
    """A label that its cells contradict gives way to them; one that nobody knows is read off them."""
    new, label = column.kind, column.label
    if column.kind == "responsible" and label == "单位" and _share(words, "measure") >= _CLEARLY:
        new = "unit_of_measure"
    elif column.kind in ("person", "leader") and label and len(words) >= _FEWEST_ROWS and _share(words, "unit") >= _CLEARLY:
        new = "responsible"
    elif column.kind in _UNITS and len(words) >= _FEWEST_ROWS and _share(words, "person") >= _MOSTLY:
        new = "person"
    elif column.kind == "forecast" and "预期" in label and any(_AIM.search(word) for word in words):
        new = "target"
    elif column.kind in ("text", "category", "item") and _AMOUNT.search(label) and _share(words, "value", "serial", "none") >= _MOSTLY:
        new = "value"
    elif column.kind == "text" and _TIME.search(label) and not _NO_LIMIT.search(label) and _share(words, "date", "none") >= _CLEARLY:
        new = "deadline"
    elif column.kind == "text" and label and len(words) >= _FEWEST_ROWS and _share(words, "unit") >= _MOSTLY:
        new = "responsible" if re.search(r"单位|部门|主体|机构|分工|责任|牵头", label) else "text"
    return replace(column, kind=new) if new != column.kind else column


def _by_company(kinds: list[ColumnKind], rows: Sequence[SourceRow]) -> list[ColumnKind]:
    """What the other columns say: offices answer questions, words are no aims, and what has figures beside it has a name."""
    present = Counter(column.kind for column in kinds)
    values = sum(present[kind] for kind in _FIGURES)
    for c, column in enumerate(kinds):
        words = _words(rows, c)
        if column.kind == "lead" and _ROOMS.search(column.label) and (present["question"] or present["responsible"] or present["lead"] > 1):
            kinds[c] = replace(column, kind="office")
        elif (
            column.kind == "target" and present["item"] and any(present[kind] for kind in _UNITS) and words and not _share(words, *_NUMBERS)
        ):
            kinds[c] = replace(column, kind="measure")
        elif (
            column.kind in ("place", "text")
            and values > 1
            and c == 0
            and not present["item"]
            and not present["question"]
            and not _share(words, *_NUMBERS)
        ):
            kinds[c] = replace(column, kind="unit_name")
        elif column.kind == "place":
            kinds[c] = replace(
                column, kind="responsible" if any(k.kind == "deadline" for k in kinds) and not any(present[k] for k in _UNITS) else "text"
            )
    return kinds


def _by_grain(kinds: list[ColumnKind], rows: Sequence[SourceRow]) -> list[ColumnKind]:
    """Groups, matters and parts by how often they stand under a number."""
    serial = next((i for i, column in enumerate(kinds) if column.kind == "serial"), None)
    things = [i for i, column in enumerate(kinds) if column.kind in _THINGS and column.label]
    grains = {i: grain_of(rows, serial, i) for i in things}
    matters = [i for i in things if grains[i] == "row" and (kinds[i].kind != "text" or _wordy(rows, i))]
    for i in things:
        if grains[i] == "outer" and any(i < m for m in matters) and kinds[i].kind != "measure" and _names_groups(rows, i):
            kinds[i] = replace(kinds[i], kind="category")
    if serial is not None and any(column.kind in _ASSIGNED for column in kinds):
        _parts(kinds, grains, serial)
    return kinds


def _wordy(rows: Sequence[SourceRow], column: int) -> bool:
    words = _words(rows, column)
    return bool(words) and _share(words, "text", "word", "question", "numbered", "heading") >= _CLEARLY


def _names_groups(rows: Sequence[SourceRow], column: int) -> bool:
    words = _words(rows, column)
    return bool(words) and sum(map(len, words)) <= _NAMED * len(words) and not _share(words, "question") >= _CLEARLY


def _parts(kinds: list[ColumnKind], grains: dict[int, Grain], serial: int) -> None:
    """A thing that stands once per number, with another that stands several times under it: the matter and its parts."""
    inner = [i for i, grain in grains.items() if grain == "inner" and kinds[i].kind in ("item", "subitem")]
    once = [i for i, grain in grains.items() if grain == "row" and kinds[i].kind in ("item", "text") and serial < i < min(inner, default=0)]
    if inner and once:
        kinds[once[0]] = replace(kinds[once[0]], kind="item")
        kinds[inner[0]] = replace(kinds[inner[0]], kind="subitem")


def _asking(kinds: list[ColumnKind], rows: Sequence[SourceRow]) -> list[ColumnKind]:
    """A column of things that are put as questions asks; one that is only called 问题 does not where units must act on it."""
    present = {column.kind for column in kinds}
    asked = [i for i, column in enumerate(kinds) if column.kind == "question"]
    form = bool(present & set(_FORM))
    if _demands_in_clauses(kinds, rows):
        for i in asked:
            kinds[i] = replace(kinds[i], kind="item" if i == asked[-1] else "category")
        return kinds
    enough = 0.25 if form or not present & set(_UNITS) else 0.5
    if not asked:
        scores = {
            i: _share(_words(rows, i), "question")
            for i, c in enumerate(kinds)
            if c.kind in ("item", "measure", "text") and c.label and len(_words(rows, i)) > 1
        }
        best = max(scores, key=lambda i: scores[i], default=None)
        if best is not None and scores[best] > enough:
            kinds[best] = replace(kinds[best], kind="question")
    elif not form and present & set(_UNITS) and present & {"deadline", "measure"}:
        for i in asked:
            if _FAULT.search(kinds[i].label) and "指标" not in kinds[i].label and _share(_words(rows, i), "question") < _CLEARLY / 2:
                kinds[i] = replace(kinds[i], kind="item")
    return kinds


def _demands_in_clauses(kinds: list[ColumnKind], rows: Sequence[SourceRow]) -> bool:
    """Where the criteria give points to several demands each, these are what is asked, not the heading beside them."""
    clauses = [i for i, column in enumerate(kinds) if column.kind == "instruction"]
    scored = any(column.kind == "score" for column in kinds)
    named = any(column.kind == "question" and _NAMED_INDICATOR.search(column.label) for column in kinds)
    words = [word for c in clauses for word in _words(rows, c)]
    return scored and not named and bool(words) and 2 * sum(1 for word in words if _EARNED.search(word)) >= len(words)


def _by_neighbours(kinds: list[ColumnKind]) -> list[ColumnKind]:
    """The deepest level holds the questions; a 内容 beside an item is its measure; of two item columns the second is the measure."""
    present = {column.kind for column in kinds}
    levels = [i for i, column in enumerate(kinds) if column.kind == "level"]
    if levels and not present & {"question", "item"}:
        kinds[levels[-1]] = replace(kinds[levels[-1]], kind="question", level=None)
    instructions = [i for i, column in enumerate(kinds) if column.kind == "instruction"]
    for i in instructions[1:]:
        if kinds[i].label == "说明":
            kinds[i] = replace(kinds[i], kind="remark")
    _one_question(kinds)
    items = [i for i, column in enumerate(kinds) if column.kind == "item"]
    for i in items[1:]:
        kinds[i] = replace(kinds[i], kind="category" if present & {"score"} and "question" in present else "measure")
    if "measure" in present and not present & {"item", "question"}:
        first = next(i for i, column in enumerate(kinds) if column.kind == "measure")
        before = [i for i in range(first) if kinds[i].kind == "text" and kinds[i].label]
        named = before[-1] if before and "serial" in present else first
        kinds[named] = replace(kinds[named], kind="item")
    return _unnamed(kinds)


def _one_question(kinds: list[ColumnKind]) -> None:
    """Of two columns of questions the outer one groups, if it is called a project or an indicator."""
    asked = [i for i, column in enumerate(kinds) if column.kind == "question"]
    if len(asked) > 1:
        for i in asked[:-1]:
            kinds[i] = replace(kinds[i], kind="category")


def _unnamed(kinds: list[ColumnKind]) -> list[ColumnKind]:
    """Where work is assigned and no column is known to hold it, the first column of words does."""
    present = Counter(column.kind for column in kinds)
    if (
        not any(present[kind] for kind in _UNITS)
        or not present["deadline"]
        or any(present[kind] for kind in ("item", "question", "measure"))
    ):
        return kinds
    first = next((i for i, column in enumerate(kinds) if column.kind == "text" and column.label), None)
    if first is not None and "serial" in present:
        kinds[first] = replace(kinds[first], kind="item")
    return kinds


def _by_measures(kinds: list[ColumnKind], rows: Sequence[SourceRow]) -> list[ColumnKind]:
    """Without numbers, and where every measure has units of its own under a merged task, the measures are the tasks."""
    places = {column.kind: i for i, column in reversed(list(enumerate(kinds)))}
    item, measure = places.get("item"), places.get("measure")
    units = places.get("lead", places.get("responsible"))
    if "serial" in places or item is None or measure is None or units is None or len(rows) < _FEWEST_ROWS:
        return kinds
    data = [row for row in rows if len(row.filled) > 1]
    full = all(sum(1 for row in data if row.cells[c].text and c not in row.covered) >= _MOSTLY * len(data) for c in (measure, units))
    merged = any(not row.cells[item].text or item in row.covered for row in data)
    if full and merged:
        kinds[item], kinds[measure] = replace(kinds[item], kind="category"), replace(kinds[measure], kind="item")
    return kinds
