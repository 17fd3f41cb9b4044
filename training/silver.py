"""Lines with the names in them, as far as they are certain: what the model learns from.

Real lines are labelled by our rules. What the rules only suspect is marked *missing*: the model is told nothing about it, neither name nor none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.model.document import Document
from extractor.readers import read_path
from extractor.recognizers.name_spans import NameSpan, without_overlaps
from extractor.recognizers.person_name_rules import find_persons, looks_like_person
from extractor.recognizers.responsibility import clauses_in, conventions_in
from extractor.recognizers.unit_name_rules import find_unit_candidates, find_units, is_common
from extractor.recognizers.units import ends_like_unit, is_group
from extractor.text.passage import Passage, fold
from extractor.text.reading import read_text

__all__ = ["Example", "digest", "label", "labelled_file", "lines_of"]


@dataclass(frozen=True, slots=True)
class Example:
    """``names``: (start, end, label). ``missing``: ranges of which nothing is known."""

    text: str
    names: tuple[tuple[int, int, str], ...]
    missing: tuple[tuple[int, int], ...]


def digest(examples: Iterable[Example]) -> str:
    """SHA-256 over all examples in order: the same data has the same digest."""
    total = hashlib.sha256()
    for example in examples:
        total.update(json.dumps([example.text, example.names, example.missing], ensure_ascii=False).encode())
    return total.hexdigest()


def lines_of(document: Document) -> list[Passage]:
    """What names are looked for in: paragraphs with line breaks repaired, and cells of tables one by one."""
    cells = (fold(document.text, *cell.span) for table in document.tables for cell in table.cells)
    return [p.passage for p in read_text(document).paragraphs] + [c for c in cells if len(c.text) >= 2]


def labelled_file(path: Path, gold: Mapping[str, Any] | None = None) -> Iterator[Example]:
    """The lines of one notice; ``gold``: its reading, if there is one (GOLD.md)."""
    document = read_path(path)
    known = known_names(gold) if gold else []
    for passage in lines_of(document):
        yield label(passage, conventions_in(document.text), known)


def known_names(gold: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(name, label) of all single units and persons that a gold reading holds."""
    units = [
        u
        for task in gold["tasks"]
        for key in ("lead_units", "responsible_units", "cooperating_units", "responsible_offices")
        for u in task.get(key) or []
    ]
    units += gold["metadata"].get("issuing_authorities") or []
    units += [c["unit"] for c in gold["contacts"] if c.get("unit")]
    persons = [c["name"] for c in gold["contacts"] if c.get("name")] + [
        p for task in gold["tasks"] for p in task.get("responsible_persons") or []
    ]
    named = [(u, "ORG") for u in units if ends_like_unit(u, persons=False) and not is_group(u) and len(u) >= 3]
    return sorted({*named, *((p, "PERSON") for p in persons if 2 <= len(p) <= 4)}, key=lambda n: (-len(n[0]), n))


def label(passage: Passage, conventions: Any, known: Sequence[tuple[str, str]]) -> Example:
    """Names that a rule is sure of or that the gold holds; suspicions as missing."""
    text = passage.text
    sure = [*find_units(text), *find_persons(text), *_clause_units(passage, conventions), *_located(text, known)]
    names = [span for span in without_overlaps(sure) if text[span.start : span.end].strip() == text[span.start : span.end]]
    doubtful = [*(c for c in find_unit_candidates(text) if not is_common(text[c.start : c.end])), *_persons_of_jieba(text), *sure]
    missing = {(d.start, d.end) for d in doubtful if all(d.end <= n.start or d.start >= n.end for n in names)}
    return Example(text, tuple((n.start, n.end, n.label) for n in names), tuple(sorted(missing)))


def _clause_units(passage: Passage, conventions: Any) -> Iterator[NameSpan]:
    places = {offset: i for i, offset in enumerate(passage.offsets)}
    for clause in clauses_in(passage, conventions):
        for unit in clause.units:
            if unit.span and not unit.group and unit.span.start in places and unit.span.end - 1 in places and len(unit.name) >= 3:
                yield NameSpan(places[unit.span.start], places[unit.span.end - 1] + 1, "ORG")


def _located(text: str, known: Sequence[tuple[str, str]]) -> Iterator[NameSpan]:
    for name, kind in known:
        at = text.find(name)
        while at >= 0:
            yield NameSpan(at, at + len(name), kind)  # type: ignore[arg-type]
            at = text.find(name, at + 1)


def _persons_of_jieba(text: str) -> Iterator[NameSpan]:
    """What jieba takes for a person is worth a doubt, no more."""
    from extractor.recognizers.name_model import words_of

    at = 0
    for word, flag in words_of(text):
        if flag in ("nr", "nrfg", "nrt") and 2 <= len(word) <= 4 and looks_like_person(word):
            yield NameSpan(at, at + len(word), "PERSON")
        at += len(word)
