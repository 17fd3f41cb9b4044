r"""Rules as data: a regex, what it means, how sure it is, and the examples that prove it.

A pattern file is TOML::

    [fragments]
    day = '''\d{1,2}[日号]'''                 # used in a regex as {{day}}

    [[rule]]
    id = "deadline-day-before"               # unique over all files, never reused
    regex = '''(?P<value>{{day}})前(?!后)'''
    confidence = "high"                      # see CONFIDENCES
    anchor = ["前"]                           # optional: words of which one must stand somewhere in the text
    yields = { role = "due" }                # free: what the recognizer makes of a hit

    [[rule.example]]
    text = "请于20日前报送"
    match = "20日前"                          # what the whole regex must find first
    groups = { value = "20日" }               # optional

    [[rule.example]]
    text = "20日前后天气多变"
    none = "前后 is approximate, not a limit" # why nothing may be found

A rule cannot be loaded into a set that is checked unless its own examples hold. All faults of all
files are reported at once. A file with words holds ``[words]``: name -> list of strings.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from patterns.needs import Needs, letters, missing, needs

__all__ = ["CONFIDENCES", "Example", "Rule", "RuleSet", "Words", "check_all", "load_rules", "load_words", "pattern_files"]

CONFIDENCES = ("certain", "high", "medium", "low")
_FOLDER = Path(__file__).parent
_FRAGMENT = re.compile(r"\{\{(\w+)\}\}")
_RULE_KEYS = {"id", "regex", "confidence", "anchor", "yields", "example"}
_REMEMBERED = 4096  # answers of RuleSet.fitting
_EXAMPLE_KEYS = {"text", "match", "groups", "none", "issued", "expect"}


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and what the rule must (``match``) or must not (``none``: the reason) find in it.

    ``issued`` and ``expect`` are for the recognizer that owns the rule: the date of the document and
    the value that must come out; they are run by ``fenban patterns check`` and by the tests.
    """

    text: str
    match: str | None = None
    groups: dict[str, str] = field(default_factory=dict)
    none: str | None = None
    issued: Any = None
    expect: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """``needs``: what a text must hold before ``source`` can match in it."""

    id: str
    source: str
    confidence: str
    anchor: tuple[str, ...]
    yields: dict[str, Any]
    examples: tuple[Example, ...]
    needs: Needs = ()

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compiled when a text asks for it first: a notice asks for a third of all rules."""
        return re.compile(self.source)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All hits in ``text``; cheap where it lacks what every hit holds."""
        return self.regex.finditer(text) if self.may_stand_in(text) else iter(())

    def search(self, text: str) -> re.Match[str] | None:
        return self.regex.search(text) if self.may_stand_in(text) else None

    def may_stand_in(self, text: str) -> bool:
        """False only where no hit can be."""
        if missing(self.needs, letters(text)):
            return False
        return not self.anchor or any(word in text for word in self.anchor)


@dataclass(frozen=True)
class RuleSet:
    """Rules in the order of their file: the first that fits wins where the recognizer says so."""

    name: str
    rules: tuple[Rule, ...]

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def __getitem__(self, rule_id: str) -> Rule:
        return self._by_id[rule_id]

    def get(self, rule_id: str) -> Rule | None:
        return self._by_id.get(rule_id)

    def fitting(self, text: str) -> tuple[Rule, ...]:
        """The rules that may match somewhere in ``text``, in order: one look at its letters for all of them."""
        held = letters(text) & self._letters
        found = self._fitting.get(held)
        if found is None:
            if len(self._fitting) >= _REMEMBERED:
                self._fitting.clear()
            found = self._fitting[held] = tuple(r for r in self.rules if not missing(r.needs, held))
        return found

    def chosen(self, ids: tuple[str, ...]) -> RuleSet:
        """The rules with these ids, in the order of ``ids``."""
        found = self._chosen.get(ids)
        if found is None:
            found = self._chosen[ids] = RuleSet(self.name, tuple(self[rule_id] for rule_id in ids))
        return found

    @cached_property
    def _chosen(self) -> dict[tuple[str, ...], RuleSet]:
        return {}

    @cached_property
    def _by_id(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def _letters(self) -> frozenset[str]:
        return frozenset[str]().union(*(need for rule in self.rules for need in rule.needs))

    @cached_property
    def _fitting(self) -> dict[frozenset[str], tuple[Rule, ...]]:
        return {}


@dataclass(frozen=True, slots=True)
class Words:
    """Word lists by name."""

    name: str
    lists: dict[str, tuple[str, ...]]

    def __getitem__(self, key: str) -> tuple[str, ...]:
        return self.lists[key]

    def alternation(self, key: str) -> str:
        """The list as a regex alternation, longest first, so that the longest word wins."""
        return "|".join(re.escape(w) for w in sorted(self.lists[key], key=lambda w: (-len(w), w)))


def pattern_files() -> list[str]:
    """The names under which ``load_rules`` and ``load_words`` know the files."""
    return sorted(path.stem for path in _FOLDER.glob("*.toml"))


@cache
def load_words(name: str) -> Words:
    """``patterns/<name>.toml`` with ``[words]``."""
    data = _parse(_FOLDER / f"{name}.toml")
    return Words(name, {key: tuple(value) for key, value in data.get("words", {}).items()})


@cache
def load_rules(name: str) -> RuleSet:
    """``patterns/<name>.toml``, compiled once per process. Raises ``ValueError`` with every fault of the file."""
    rules, faults = _read_rules(_FOLDER / f"{name}.toml")
    if faults:
        raise ValueError("\n".join(faults))
    return RuleSet(name, tuple(rules))


def check_all(folder: Path = _FOLDER) -> list[str]:
    """Every fault of every pattern file: syntax, unknown keys, reused ids, missing or failing examples."""
    faults: list[str] = []
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        rules, found = _read_rules(path)
        faults += found
        for rule in rules:
            if rule.id in seen:
                faults.append(f"{path.name}: {rule.id}: id is already used in {seen[rule.id]}")
            seen[rule.id] = path.name
            faults += [f"{path.name}: {rule.id}: {fault}" for fault in _faults_of_examples(rule)]
    return faults


def _parse(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


def _read_rules(path: Path) -> tuple[list[Rule], list[str]]:
    try:
        data = _parse(path)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        return [], [f"{path.name}: {fault}"]
    # a fragment may use {{lists}} of [words] in the same file, and fragments that stand before it
    known = {
        key: "(?:" + "|".join(re.escape(w) for w in sorted(value, key=len, reverse=True)) + ")"
        for key, value in data.get("words", {}).items()
    }
    rules: list[Rule] = []
    faults: list[str] = []
    for name, source in data.get("fragments", {}).items():
        try:
            known[name] = f"(?:{_expand(source, known)})"
        except KeyError as missing:
            faults.append(f"{path.name}: fragment {name}: no fragment {missing}")
    for entry in data.get("rule", []):
        label = f"{path.name}: {entry.get('id', '?')}"
        try:
            rules.append(_rule(entry, known))
        except (KeyError, TypeError, ValueError, re.error) as fault:
            faults.append(f"{label}: {fault}")
    return rules, faults


def _expand(source: str, known: dict[str, str]) -> str:
    return _FRAGMENT.sub(lambda m: known[m.group(1)], source)


def _rule(entry: dict[str, Any], known: dict[str, str]) -> Rule:
    if unknown := set(entry) - _RULE_KEYS:
        raise ValueError(f"unknown keys {sorted(unknown)}")
    confidence = entry.get("confidence", "high")
    if confidence not in CONFIDENCES:
        raise ValueError(f"confidence {confidence!r} is none of {CONFIDENCES}")
    examples = []
    for example in entry.get("example", []):
        if unknown := set(example) - _EXAMPLE_KEYS:
            raise ValueError(f"example: unknown keys {sorted(unknown)}")
        examples.append(Example(**example))
    source = _expand(entry["regex"], known)
    anchor = tuple(entry.get("anchor", ()))
    return Rule(
        id=entry["id"],
        source=source,
        confidence=confidence,
        anchor=anchor,
        yields=entry.get("yields", {}),
        examples=tuple(examples),
        needs=(frozenset(word[0] for word in anchor),) if anchor else needs(source),
    )


def _faults_of_examples(rule: Rule) -> Iterator[str]:
    try:
        re.compile(rule.source)
    except re.error as fault:
        yield str(fault)
        return
    if not any(e.none is None for e in rule.examples):
        yield "no example that it must find"
    if not any(e.none is not None for e in rule.examples):
        yield "no example that it must leave alone"
    for example in rule.examples:
        hit = rule.search(example.text)
        if example.none is not None:
            if hit:
                yield f"found {hit.group()!r} in {example.text!r}, but: {example.none}"
        elif hit is None:
            yield f"found nothing in {example.text!r}"
        elif example.match is not None and hit.group() != example.match:
            yield f"found {hit.group()!r} instead of {example.match!r} in {example.text!r}"
        else:
            wrong = {k: hit.groupdict().get(k) for k, v in example.groups.items() if hit.groupdict().get(k) != v}
            if wrong:
                yield f"groups {wrong} in {example.text!r}"
