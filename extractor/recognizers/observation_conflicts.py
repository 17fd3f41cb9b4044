"""The same name with two values in one document: both are kept, and somebody must say which holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from extractor.model.notice import Observation, ReviewFlag
from extractor.recognizers.units import ends_like_unit
from patterns import lazy_re as re

__all__ = ["conflicts"]

_MEASURE = re.compile(r"(?:率|占比|比例|比|度|面|比重)$")
_SHORTEST = 3
_MOST_COMPARED = 50


def conflicts(observations: Sequence[Observation]) -> Iterator[ReviewFlag]:
    """One flag per pair with equal period, kind and unit, where one name is the end of the other."""
    named = [(o, _bare(o.indicator)) for o in observations if o.indicator and isinstance(o.value, float) and o.period]
    alike: dict[tuple[object, ...], list[tuple[Observation, str]]] = defaultdict(list)
    for second, b in named:
        others = alike[second.period, second.kind, second.unit, second.operator, b[-2:]]
        others.append((second, b))
        for first, a in others[:-1][:_MOST_COMPARED]:
            if first.value != second.value and _same_name(a, b) and (a == b or _apart(first, second)):
                yield ReviewFlag(
                    code="value-conflict",
                    message=f"“{min(a, b, key=len)}”{_year(first.period)}有两个数值：{first.value:g}{first.unit or ''}与{second.value:g}{second.unit or ''}，口径待核实",
                    evidence=(*first.evidence, *second.evidence),
                )


def _apart(a: Observation, b: Observation) -> bool:
    """One in the text, one in a table: only there may a shorter name mean the same."""
    return (a.evidence[0].table is None) != (b.evidence[0].table is None)


def _bare(name: str) -> str:
    return re.sub(r"（[^（）]{0,20}）|\s", "", name)


def _same_name(a: str, b: str) -> bool:
    """归集率 and 数据归集率 may be one, a rate of another unit is not; names without a measure word at the end are not compared."""
    short, long = sorted((a, b), key=len)
    return (
        len(short) >= _SHORTEST and bool(_MEASURE.search(short)) and long.endswith(short) and not ends_like_unit(long.removesuffix(short))
    )


def _year(period: str | None) -> str:
    return f"{period}年" if period and period.isdigit() else (period or "")
