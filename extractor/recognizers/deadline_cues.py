"""Cue words around a time expression: what stands right behind it, right in front of it, and in its sentence."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from patterns.rules import Rule, RuleSet, load_rules

__all__ = ["Cue", "behind", "has_sense", "in_front", "limit_rules", "sense_of"]

_REACH = 24


class Cue(NamedTuple):
    """A cue word at ``start:end`` of the text, what it means and the rule that found it."""

    sense: str
    start: int
    end: int
    word: str
    rule: str


@cache
def limit_rules(use: str, kind: str | None = None) -> RuleSet:
    """The rules of patterns/deadlines.toml for one use, in file order."""
    fitting = (r for r in load_rules("deadlines") if r.yields.get("use") == use and (kind is None or r.yields.get("kind") == kind))
    return RuleSet(f"deadlines: {use}", tuple(fitting))


def behind(text: str, at: int) -> Cue | None:
    """The cue that begins right at ``at``."""
    for rule in limit_rules("after").fitting(text):
        if match := rule.regex.match(text, at):
            return Cue(rule.yields["sense"], match.start(), match.end(), match.groupdict().get("word") or match.group(), rule.id)
    return None


def in_front(text: str, at: int) -> Cue | None:
    """The cue that ends right at ``at``."""
    begin = max(0, at - _REACH)
    window = text[begin:at]
    for rule in limit_rules("before").fitting(text):
        if (match := rule.regex.search(window)) and match.group():
            return Cue(rule.yields["sense"], begin + match.start(), at, match.group(), rule.id)
    return None


@cache
def sense_of(use: str, sense: str) -> Rule:
    """The one rule with this use and sense."""
    return next(r for r in limit_rules(use) if r.yields.get("sense") == sense)


def has_sense(sense: str, text: str, start: int = 0, end: int | None = None, *, use: str = "sentence") -> bool:
    """Whether a cue of this sense stands in ``text[start:end]``."""
    rule = sense_of(use, sense)
    return rule.may_stand_in(text) and rule.regex.search(text, start, len(text) if end is None else end) is not None
