"""Single figures in a folded text: number, bound, unit, and whether they are reached, aimed at or expected."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, cast

from patterns import lazy_re as re
from patterns.rules import Rule, load_rules

__all__ = ["Figure", "ValueKind", "figure_of", "figures", "kind_at", "may_hold_figures"]

ValueKind = Literal["actual", "target", "forecast", "benchmark"]
Operator = Literal["=", ">=", "<=", ">", "<", "range", "text"]
_QUOTED = re.compile(r"[“《〈][^”》〉]{0,60}[”》〉]")
_CELL_NUMBER = re.compile(
    r"^(?P<bound>[≥≤><]|不低于|不少于|不高于|不超过|控制在|达到?|降至|低于|高于)?(?P<number>\d{1,9}(?:\.\d{1,4})?)(?P<unit>[^\d\s，。；、以左]{0,6})(?P<limit>以上|以下|以内|左右)?$"
)
_AT_LEAST = re.compile(r"(?:不低于|不少于|至少|高于|≥|大于等于)$")
_AT_MOST = re.compile(r"(?:不高于|不超过|不多于|控制在|低于|≤|压缩至|缩减至)$")
_ABOVE = re.compile(r"(?:超过|突破|逾|>)$")
_FALLS = re.compile(
    r"(?:同比|环比|[较比](?:去年|上年|上一?[年季月]|年初|同期|\d{4}年)(?:同期|度|末|底)?)[^，。；\d]{0,4}(?:下降|减少|降低|回落|下滑|少)(?:了|约|近)?$"
)
"""Compared with an earlier time it fell by so much: a change below zero."""
_REACH_OF_CHANGE = 20
_REACH = 160
"""So many characters before and after a figure can say of what kind it is."""
_CLAUSE_ENDS = "，。；！？"


class Figure(NamedTuple):
    """``text[start:end]`` holds the figure. ``value`` null: the text says that there is none."""

    start: int
    end: int
    value: float | None
    operator: Operator
    unit: str | None
    rule: str

    @property
    def missing(self) -> bool:
        return self.value is None and self.operator != "range"


_NUMBERS = ("value-with-unit", "value-of-ratio", "value-of-duration")
_WORDS = ("value-full-score", "value-missing")


def may_hold_figures(text: str) -> bool:
    """False for most lines, at the price of one look."""
    return bool(load_rules("observation_values").chosen(_NUMBERS + _WORDS).fitting(text))


def figures(text: str) -> Iterator[Figure]:
    """All figures of ``text``, in order; none inside quotation marks or titles, none that only counts a list."""
    if not may_hold_figures(text):
        return
    rules = load_rules("observation_values")
    quoted = [m.span() for m in _QUOTED.finditer(text)]
    counting = {m.start("number") for m in rules["counts-a-list"].finditer(text)}
    found = [_of_match(text, m, rule) for rule in rules.chosen(_NUMBERS) for m in rule.finditer(text)]
    found += [Figure(*m.span(), 100.0, "=", "分", "value-full-score") for m in rules["value-full-score"].finditer(text)]
    found += [Figure(*m.span(), None, "text", None, "value-missing") for m in rules["value-missing"].finditer(text)]
    for figure in sorted(found):
        inside = any(a <= figure.start < b for a, b in quoted)
        if not inside and not any(figure.start <= at < figure.end for at in counting):
            yield figure


def _of_match(text: str, match: re.Match[str], rule: Rule) -> Figure:
    groups = match.groupdict()
    value = float(groups["number"].replace(",", "").replace("，", ""))
    if _FALLS.search(text[max(0, match.start() - _REACH_OF_CHANGE) : match.start()]):
        value = -value
    start = match.start() if rule.id == "value-with-unit" else match.start("number")
    operator = _operator(text[max(0, start - 6) : start], groups)
    return Figure(
        start,
        match.end(),
        None if operator == "range" else value,
        operator,
        (groups.get("scale") or "") + (groups.get("unit") or "") or None,
        rule.id,
    )


def _operator(before: str, groups: dict[str, str | None]) -> Operator:
    limit, bound = groups.get("limit") or "", groups.get("bound") or ""
    if groups.get("upper"):
        return "range"
    if groups.get("more"):
        return ">"
    if "以上" in limit or _AT_LEAST.search(before + bound):
        return ">="
    if (limit and "左右" not in limit) or _AT_MOST.search(before + bound):
        return "<="
    if _ABOVE.search(before + bound):
        return ">"
    return "<" if bound == "<" else "="


def figure_of(cell: str) -> Figure | None:
    """The figure of a cell that holds nothing else: "≥6.5", "90以上", "控制在3以内", "1份"."""
    bare = "".join(cell.split())
    match = _CELL_NUMBER.match(bare)
    if not match:
        return None
    groups = match.groupdict()
    return Figure(0, len(cell), float(match["number"]), _operator("", groups), match["unit"] or None, "value-in-cell")


def kind_at(text: str, figure: Figure) -> ValueKind:
    """By the words of its clause, before and after it."""
    reach = max(0, figure.start - _REACH)
    begin = max(reach, max(text.rfind(mark, reach, figure.start) for mark in _CLAUSE_ENDS) + 1)
    before, after = text[begin : figure.start].rstrip(), text[figure.end : figure.end + _REACH].lstrip()
    if figure.rule == "value-with-unit" and (limit := re.search(r"(?:及?以[上下]|以内|之内)$", text[figure.start : figure.end])):
        after = limit.group() + after
    sides = {"before": before, "after": after, "sentence": text[max(reach, text.rfind("。", reach, figure.start) + 1) : figure.start]}
    for rule in load_rules("observation_kinds"):  # each looks at a side of its own
        if rule.yields["kind"] == "benchmark" and (figure.unit or "").endswith("百分点"):
            continue  # how far we are from another place is our own figure
        if rule.search(sides[str(rule.yields["side"])]):
            return cast("ValueKind", rule.yields["kind"])
    return "actual"
