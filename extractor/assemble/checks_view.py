"""What the checks look at: the notice as it was read, and every line of the document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from extractor.assemble.places import Places
from extractor.model.document import Span
from extractor.model.notice import Evidence, Notice
from extractor.tables.grid_model import Grid
from extractor.text.passage import Passage
from extractor.text.reading import Paragraph, Reading
from patterns.rules import Rule

__all__ = ["Inspected", "listing", "plain"]


@dataclass(frozen=True)
class Inspected:
    """One notice with the text behind it. ``places`` finds the page or cell of a span."""

    notice: Notice
    reading: Reading
    grids: tuple[Grid, ...]
    places: Places

    def lines(self) -> Iterator[Passage]:
        """The prose, then the cells that hold words."""
        yield from (paragraph.passage for paragraph in self.reading.paragraphs)
        yield from (cell.passage for grid in self.grids for row in grid.rows for cell in row.own_cells)

    @cached_property
    def _starts(self) -> list[int]:
        return [paragraph.span.start for paragraph in self.reading.paragraphs]

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """The paragraph of prose that holds a source offset."""
        i = bisect_right(self._starts, offset) - 1
        return self.reading.paragraphs[i] if i >= 0 and offset < self.reading.paragraphs[i].span.end else None

    def evidence(self, passage: Passage, start: int, end: int, rule: Rule | str) -> Evidence:
        """The words ``passage.text[start:end]`` as evidence."""
        name = rule if isinstance(rule, str) else rule.id
        return self.places.evidence(passage.span(start, end), rule=name)

    def at(self, span: Span, rule: str) -> Evidence:
        return self.places.evidence(span, rule=rule)

    def label(self, paragraph: Paragraph) -> str:
        """How a clerk finds a paragraph: its first words."""
        return f"“{paragraph.text[:14]}…”" if len(paragraph.text) > 14 else f"“{paragraph.text}”"


def plain(words: str) -> str:
    """Words as one line without white space."""
    return "".join(words.split())


def listing(names: Iterable[str], *, most: int = 8, quoted: bool = False) -> str:
    """甲、乙、丙, or the first ``most`` of them with their sum; each name once."""
    once = list(dict.fromkeys(names))
    shown = [f"“{name}”" if quoted else name for name in once[:most]]
    return "、".join(shown) + (f"等{len(once)}处" if len(once) > most else "")
