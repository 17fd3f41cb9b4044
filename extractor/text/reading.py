"""A document as rules want to see it: whole paragraphs with their number, heading and part.

Readers deliver the lines of a file. Here broken lines are joined, noise of conversion is dropped,
and each paragraph learns where it stands. Everything keeps the way back to the source.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from extractor.model.document import Document, Provenance, Span
from extractor.text.join import is_continuation
from extractor.text.noise import strip_markup
from extractor.text.numbering import number_at_start
from extractor.text.parts import assign_parts
from extractor.text.passage import Passage, fold
from extractor.text.unglue import unglue

__all__ = ["Paragraph", "Part", "Reading", "read_text"]

Part = Literal["head", "body", "closing", "instrument", "annex", "imprint"]
"""head: mark, number, title, recipients. body: the text of the notice. closing: attachment list,
signature, date, notes. instrument: the plan that the notice issues, printed after the signature.
annex: after an annex heading. imprint: copies, printing office and date."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One logical paragraph. ``parents``: indices of the numbered paragraphs that it stands under,
    outermost first. ``run_in``: end of its run-in heading in ``text`` (0: none)."""

    index: int
    passage: Passage
    provenance: Provenance
    part: Part = "body"
    label: str | None = None
    level: int | None = None
    parents: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        return self.passage.text

    @property
    def span(self) -> Span:
        return self.passage.span(0, len(self.passage.text))

    @property
    def body_start(self) -> int:
        """Where the words begin after the number."""
        return len(self.label) if self.label and self.passage.text.startswith(self.label) else 0


@dataclass(frozen=True)
class Reading:
    """``paragraphs``: prose in reading order (table rows are not among them)."""

    document: Document
    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """The source text, in which all spans count."""
        return self.document.text

    @cached_property
    def body(self) -> tuple[Paragraph, ...]:
        """What can tell somebody to do something: the notice's text and the plan that it issues."""
        return tuple(p for p in self.paragraphs if p.part in ("body", "instrument"))

    def part(self, *names: Part) -> tuple[Paragraph, ...]:
        return tuple(p for p in self.paragraphs if p.part in names)

    def before(self, offset: int) -> Paragraph | None:
        """The last paragraph that begins before ``offset`` in the source: the one above a table, say."""
        found = None
        for paragraph in self.paragraphs:
            if paragraph.span.start >= offset:
                break
            found = paragraph
        return found


def read_text(document: Document, *, repair: bool = True) -> Reading:
    """Repair the prose of ``document`` and lay out its structure. ``repair`` False: its lines stay as they are."""
    paragraphs = _with_parents(_join_lines(document, repair=repair))
    return Reading(document, assign_parts(paragraphs, document.tables))


_HEAD_LINES = 8
"""Only at the head of a document are lines so short that converters glue them."""


def _join_lines(document: Document, *, repair: bool) -> list[Paragraph]:
    """Fold every prose line and join those that a page or line break has cut."""
    joined: list[Paragraph] = []
    previous_end = -1  # source offset where the last prose line ended, -1 after a table
    for block in document.blocks:
        if block.kind == "table_row":
            previous_end = -1
            continue
        passage = strip_markup(fold(document.text, *block.span))
        if not passage.text:
            continue
        if repair and previous_end >= 0 and joined and is_continuation(joined[-1].passage, passage):
            joined[-1] = replace(joined[-1], passage=_concatenate(joined[-1].passage, passage))
        else:
            for piece in unglue(passage) if repair and len(joined) < _HEAD_LINES else [passage]:
                joined.append(Paragraph(len(joined), piece, block.provenance))
        previous_end = block.span.end
    return joined


def _concatenate(first: Passage, second: Passage) -> Passage:
    return Passage(first.text + second.text, first.offsets + second.offsets, first.source)


def _with_parents(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Number every paragraph and hang it under the headings above it."""
    stack: list[Paragraph] = []
    placed: list[Paragraph] = []
    for paragraph in paragraphs:
        numbered = number_at_start(paragraph.text)
        if numbered:
            while stack and (stack[-1].level or 0) >= numbered.level:
                stack.pop()
        paragraph = replace(
            paragraph,
            label=numbered.label if numbered else None,
            level=numbered.level if numbered else None,
            parents=tuple(p.index for p in stack),
        )
        if numbered:
            stack.append(paragraph)
        placed.append(paragraph)
    return placed
