"""Where a time expression stands: its paragraph or cell, sentence, headings and part of the document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from extractor.recognizers.deadline_cells import CellContext
from extractor.recognizers.deadline_cues import has_sense, limit_rules
from extractor.text.passage import Passage
from extractor.text.reading import Paragraph, Part, Reading
from extractor.text.sentences import clauses, sentences
from patterns import lazy_re as re

__all__ = ["Place", "places"]

_NEAR = 400
_ALONE = CellContext()
# 1月 | 2月 | 3月 side by side are the columns of a statistic, no time limits
_BARE_PERIOD = re.compile(r"(?:\d{4}年)?(?:1?\d月(?:份)?|第?[一二三四1-4]季度|[上下]半年|全年|合计|小计)(?:累计)?|\d{4}年")


@dataclass(frozen=True)
class Place:
    """One passage to search. ``headings``: texts of the numbered paragraphs above it, outermost first.
    ``has_field``: a responsibility clause states the time limit of the whole item. ``binding``: False in
    the narrative of a report, where nothing is a deadline. ``above``: the paragraph before it.
    ``context``: of a cell, what its table says about it."""

    passage: Passage
    part: Part
    headings: tuple[str, ...] = ()
    cell: bool = False
    binding: bool = True
    has_field: bool = False
    above: str = ""
    labelled: bool = False
    context: CellContext = _ALONE

    @property
    def text(self) -> str:
        return self.passage.text

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        return sentences(self.text)

    @cached_property
    def clauses(self) -> list[tuple[int, int]]:
        return clauses(self.text)

    def sentence(self, at: int) -> tuple[int, int]:
        """Its range around ``at``; of a monster only what is near, so that hostile text stays linear."""
        return _around(self.sentences, at, len(self.text))

    def clause(self, at: int) -> tuple[int, int]:
        return _around(self.clauses, at, len(self.text))

    def sentence_number(self, at: int) -> int:
        return bisect_right(self.sentences, (at, len(self.text) + 1))

    def sentence_before(self, at: int) -> tuple[int, int] | None:
        """The whole sentence before the one at ``at``."""
        i = bisect_right(self.sentences, (at, len(self.text) + 1)) - 2
        return self.sentences[i] if i >= 0 else None

    @cached_property
    def fields(self) -> list[tuple[int, int, str]]:
        """Values of labelled time-limit fields, each with the rule that found it."""
        return [
            (m.start("value"), m.end("value"), r.id)
            for r in limit_rules("field", "field").fitting(self.text)
            for m in r.finditer(self.text)
        ]

    @cached_property
    def _field_reach(self) -> tuple[list[int], list[int]]:
        """Where fields begin, in order, and how far those that have begun reach."""
        ranges = sorted((a, b) for a, b, _ in self.fields)
        return [a for a, _ in ranges], list(accumulate((b for _, b in ranges), max))

    def in_field(self, at: int) -> bool:
        starts, reach = self._field_reach
        i = bisect_right(starts, at) - 1
        return i >= 0 and at < reach[i]

    @cached_property
    def is_phase(self) -> bool:
        """A heading that announces a phase."""
        return len(self.text) < 60 and has_sense("phase", self.text, use="heading")

    @cached_property
    def under_goal(self) -> bool:
        return any(has_sense("goal", h, use="heading") for h in (*self.headings, self.text[:16]))


def _around(ranges: list[tuple[int, int]], at: int, end: int) -> tuple[int, int]:
    i = bisect_right(ranges, (at, end + 1)) - 1
    a, b = ranges[i] if i >= 0 and at < ranges[i][1] else (0, end)
    return max(a, at - _NEAR), min(b, at + _NEAR)


def places(reading: Reading, cells: Sequence[Passage], contexts: Mapping[int, CellContext]) -> list[Place]:
    """All paragraphs and cells in source order."""
    report = _is_report(reading)
    found = [_paragraph_place(reading, p, report) for p in reading.paragraphs]
    filled = [c for c in cells if c.text]
    bare = [bool(_BARE_PERIOD.fullmatch(c.text)) for c in filled]
    for i, cell in enumerate(filled):
        in_row = bare[i] and (any(bare[max(0, i - 1) : i]) or any(bare[i + 1 : i + 2]))
        context = contexts.get(cell.offsets[0], _ALONE)
        found.append(Place(cell, "annex", cell=True, binding=not report and not in_row, has_field=context.row_limited, context=context))
    return sorted(found, key=lambda place: place.passage.offsets[0])


def _paragraph_place(reading: Reading, paragraph: Paragraph, report: bool) -> Place:
    headings = tuple(reading.paragraphs[i].text[:80] for i in paragraph.parents)
    orders = any(has_sense("orders", h, use="heading") for h in headings)
    above = reading.paragraphs[paragraph.index - 1].text if paragraph.index else ""
    return Place(
        paragraph.passage,
        paragraph.part,
        headings,
        binding=not report or orders,
        has_field=_governed_by_field(reading, paragraph),
        above=above[-120:],
        labelled=paragraph.label is not None,
    )


def _is_report(reading: Reading) -> bool:
    """The title calls the document a report (通报, 简报): it tells what was, and orders only under a heading that says so."""
    for paragraph in reading.paragraphs[:14]:
        text = paragraph.text
        if len(text) <= 80 and "。" not in text and has_sense("report", text, use="title"):
            return True
    return False


def _governed_by_field(reading: Reading, paragraph: Paragraph) -> bool:
    """A field with a time limit stands in this paragraph, or in one below it before the next number."""
    if _holds_field(paragraph.text):
        return True
    for other in reading.paragraphs[paragraph.index + 1 : paragraph.index + 4]:
        if other.label:
            return False
        if _holds_field(other.text):
            return True
    return False


def _holds_field(text: str) -> bool:
    return any(rule.search(text) for rule in limit_rules("field", "field").fitting(text))
