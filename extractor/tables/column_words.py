"""What the words of a header say about their column."""

from __future__ import annotations

from functools import lru_cache

from patterns import lazy_re as re
from patterns.rules import Rule, load_rules

__all__ = ["header_kind", "header_level", "header_rule"]

_BRACKETS = re.compile(r"[（(〔][^（）()〔〕]{0,40}[）)〕]")
_LEVELS = "一二三四"


@lru_cache(maxsize=2048)
def header_rule(label: str) -> Rule | None:
    """The rule that knows ``label`` (folded): first as printed without spaces, then without its brackets."""
    bare = "".join(label.split())
    without = _BRACKETS.sub("", bare)
    for form in dict.fromkeys((without, bare)):
        for rule in load_rules("table_columns"):
            if form and rule.search(form):
                return rule
    return None


def header_kind(label: str) -> str | None:
    rule = header_rule(label)
    return str(rule.yields["kind"]) if rule else None


def header_level(label: str) -> int | None:
    """1 to 4 for 一级指标 ... 四级指标."""
    rule = header_rule(label)
    match = rule.search("".join(label.split())) if rule and rule.yields["kind"] == "level" else None
    return _LEVELS.index(match["level"]) + 1 if match else None
