"""The words behind a value, as ``Evidence``: where they stand, which rule found them, how sure that is."""

from __future__ import annotations

from typing import cast

from extractor.model.document import Provenance
from extractor.model.notice import Confidence, Evidence, ValueSource, evidence_at
from extractor.text.passage import Passage
from extractor.text.reading import Paragraph
from patterns.rules import Rule

__all__ = ["cite", "evidence_in", "find_spaced", "printed"]


def evidence_in(
    passage: Passage,
    start: int,
    end: int,
    *,
    rule: str,
    confidence: str = "high",
    source: ValueSource = "explicit",
    at: Provenance | None = None,
) -> Evidence:
    """Evidence for ``passage.text[start:end]``, which must not be empty."""
    a, b = passage.span(start, end)
    place = evidence_at(at) if at else {}
    return Evidence.model_validate(
        {
            "quote": passage.source[a:b],
            "start": a,
            "end": b,
            "rule": rule,
            "confidence": cast("Confidence", confidence),
            "source": source,
            **place,
        }
    )


def printed(passage: Passage, start: int, end: int) -> str:
    """The characters of the source behind ``passage.text[start:end]``, as they are printed, without white space and without what ``passage`` left out."""
    return "".join(passage.source[i] for i in passage.offsets[start:end] if not passage.source[i].isspace())


def cite(paragraph: Paragraph, start: int, end: int, rule: Rule | str, confidence: str | None = None) -> Evidence:
    """Evidence in a paragraph of the reading; a rule brings its own confidence."""
    name, trust = (rule, "high") if isinstance(rule, str) else (rule.id, rule.confidence)
    return evidence_in(paragraph.passage, start, end, rule=name, confidence=confidence or trust, at=paragraph.provenance)


def find_spaced(passage: Passage, start: int, end: int) -> list[tuple[int, int]]:
    """Ranges of the words of ``passage.text[start:end]`` that white space in the source parts."""
    ranges: list[tuple[int, int]] = []
    begin: int | None = None
    for i in range(start, end):
        blank = passage.text[i] == " "
        if begin is not None and (blank or _gap(passage, i)):
            ranges.append((begin, i))
            begin = None
        if begin is None and not blank:
            begin = i
    if begin is not None:
        ranges.append((begin, end))
    return ranges


def _gap(passage: Passage, i: int) -> bool:
    """White space stands in the source just before the character ``i``."""
    return i > 0 and any(ch.isspace() for ch in passage.source[passage.offsets[i - 1] + 1 : passage.offsets[i]])
