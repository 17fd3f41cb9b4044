r"""Rules as data: a regex, what it means, how sure it is, and the examples that prove it.

A pattern file is TOML::

    [fragments]
    day = '''\d{1,2}[日号]'''                 # used in a regex as {{day}}

    [[rule]]
    id = "deadline-day-before"               # unique over all files, never reused
    regex = '''(?P<value>{{day}})前(?!后)'''
    confidence = "high"                      # see CONFIDENCES
    anchor = ["前"]                           # optional: the regex runs only where one of these stands
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
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["CONFIDENCES", "Example", "Rule", "RuleSet", "Words", "check_all", "load_rules", "load_words"]

CONFIDENCES = ("certain", "high", "medium", "low")
_FOLDER = Path(__file__).parent
_FRAGMENT = re.compile(r"\{\{(\w+)\}\}")
_RULE_KEYS = {"id", "regex", "confidence", "anchor", "yields", "example"}
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


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    regex: re.Pattern[str]
    confidence: str
    anchor: tuple[str, ...]
    yields: dict[str, Any]
    examples: tuple[Example, ...]

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All hits in ``text``; cheap where no anchor word stands in it."""
        if self.anchor and not any(word in text for word in self.anchor):
            return iter(())
        return self.regex.finditer(text)

    def search(self, text: str) -> re.Match[str] | None:
        return next(self.finditer(text), None)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of one file, in file order: the first that fits wins where the recognizer says so."""

    name: str
    rules: tuple[Rule, ...]

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def __getitem__(self, rule_id: str) -> Rule:
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)


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
    return Rule(
        id=entry["id"],
        regex=re.compile(_expand(entry["regex"], known)),
        confidence=confidence,
        anchor=tuple(entry.get("anchor", ())),
        yields=entry.get("yields", {}),
        examples=tuple(examples),
    )


def _faults_of_examples(rule: Rule) -> Iterator[str]:
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
