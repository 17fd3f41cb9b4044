"""Rules and model together: what both find is certain, what one finds alone is for a clerk to look at.

Where they disagree the rules decide (they are right more often); the model fills the gaps with what nothing speaks against.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.model.document import Span
from extractor.model.draft import TaskDraft, UnitMention
from extractor.model.notice import Confidence
from extractor.recognizers.name_model import NameModel
from extractor.recognizers.name_rules import find_names_by_rule
from extractor.recognizers.name_spans import NameLabel, NameSpan
from extractor.recognizers.person_name_rules import looks_like_person
from extractor.recognizers.unit_name_rules import ends_like_name, find_unit_candidates, fits_unit
from extractor.text.passage import Passage
from extractor.text.reading import Paragraph, Reading

__all__ = ["FoundName", "confirm_units", "find_names", "merge_names"]


@dataclass(frozen=True, slots=True)
class FoundName:
    """``line[start:end]``. certain: rules and model agree to the character. medium: only a rule found it, or the
    model did and the rules suspected it. low: only the model found it."""

    start: int
    end: int
    label: NameLabel
    confidence: Confidence


def find_names(lines: Sequence[str], model: NameModel | None) -> list[list[FoundName]]:
    """The names of every line. Without a model: what the rules find, at medium confidence."""
    opinions = model.find_names(lines) if model else [[] for _ in lines]
    return [merge_names(line, find_names_by_rule(line), opinion) for line, opinion in zip(lines, opinions, strict=True)]


def merge_names(line: str, by_rule: Sequence[NameSpan], by_model: Sequence[NameSpan]) -> list[FoundName]:
    """One reading of ``line`` out of two; no two names overlap."""
    agreed = set(by_rule) & set(by_model)
    suspected = set(find_unit_candidates(line)) if set(by_model) - agreed else set()
    gaps = [span for span in by_model if _fits(line, span)]
    kept: list[FoundName] = []
    taken: set[int] = set()
    for span in [*sorted(agreed), *by_rule, *gaps]:
        if taken.isdisjoint(range(span.start, span.end)):
            taken.update(range(span.start, span.end))
            settled = "certain" if span in agreed else "medium" if span in by_rule or span in suspected else "low"
            kept.append(FoundName(*span, settled))  # type: ignore[arg-type]
    return sorted(kept, key=lambda name: name.start)


def _fits(line: str, span: NameSpan) -> bool:
    """Whether nothing speaks against what only the model found; before 〔 stands the mark of a document number."""
    if span.label == "ORG":
        return fits_unit(line, span.start, span.end)
    return looks_like_person(line[span.start : span.end]) and not line.startswith("〔", span.end)


_UNSETTLED = frozenset({"medium", "low"})
_ONE_DOWN: dict[Confidence, Confidence] = {"certain": "high", "high": "medium", "medium": "low", "low": "low"}


def confirm_units(reading: Reading, drafts: Sequence[TaskDraft], load: Callable[[], NameModel | None]) -> list[TaskDraft]:
    """Ask the model about units of tasks that the rules are unsure of; each such mention gets a confidence of its own.

    ``load`` (``NameModel.load``) is called only if there is something to ask, and only paragraphs with an unsure task
    are read. Without a model nothing changes.
    """
    spans = [u.span for d in drafts if d.confidence in _UNSETTLED for u in d.units if u.span and not u.group]
    model = load() if spans else None
    if model is None:
        return list(drafts)
    asked = [p for p in reading.paragraphs if any(p.span.start <= s.start < p.span.end for s in spans)]
    found = _in_source(asked, model)
    covered = [p.span for p in asked]
    return [_confirmed(d, found, covered) if d.confidence in _UNSETTLED else d for d in drafts]


def _in_source(paragraphs: Sequence[Paragraph], model: NameModel) -> frozenset[Span]:
    """Where the model sees units, in the source."""
    found = model.find_names([p.text for p in paragraphs])
    return frozenset(span for p, names in zip(paragraphs, found, strict=True) for span in _units(p.passage, names))


def _units(passage: Passage, names: Sequence[NameSpan]) -> Iterator[Span]:
    return (passage.span(n.start, n.end) for n in names if n.label == "ORG")


def _confirmed(draft: TaskDraft, found: frozenset[Span], covered: Sequence[Span]) -> TaskDraft:
    return replace(draft, units=tuple(_judged(u, draft, found) if _asked(u, covered) else u for u in draft.units))


def _asked(unit: UnitMention, covered: Sequence[Span]) -> bool:
    """Groups (各科室), classes (学校) and office holders are no names; the model is not asked about them."""
    return (
        unit.span is not None and not unit.group and ends_like_name(unit.name) and any(c.start <= unit.span.start < c.end for c in covered)
    )


def _judged(unit: UnitMention, draft: TaskDraft, found: frozenset[Span]) -> UnitMention:
    """Seen by both inside the order: medium at least, for the name is one; that it must act is no surer by that.
    Not seen by the model, or with other limits: one step down."""
    sure = unit.confidence or draft.confidence
    if unit.span is None or unit.span not in found:
        return replace(unit, confidence=_ONE_DOWN[sure])
    inside = draft.span.start <= unit.span.start < draft.span.end
    return replace(unit, confidence="medium" if sure == "low" and inside else sure)
