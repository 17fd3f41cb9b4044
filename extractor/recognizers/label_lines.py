"""Labels of one responsibility clause on lines of their own: 牵头单位：A / 责任单位：B / 完成时限：…"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractor.recognizers.responsibility import is_label_line
from extractor.text.passage import Passage
from extractor.text.reading import Paragraph

__all__ = ["with_joined_label_lines"]


def with_joined_label_lines(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """``paragraphs`` with neighbouring label lines as one, parted by ； at the place of the line end."""
    held: Paragraph | None = None
    for paragraph in paragraphs:
        if held is not None and _goes_on(held, paragraph):
            held = replace(held, passage=_joined(held.passage, paragraph.passage))
            continue
        if held is not None:
            yield held
        held = paragraph
    if held is not None:
        yield held


def _goes_on(above: Paragraph, below: Paragraph) -> bool:
    """Two label lines of one part, with nothing else between them in the source."""
    if above.label or below.label or above.part != below.part or not (is_label_line(above.text) and is_label_line(below.text)):
        return False
    between = above.passage.source[above.span.end : below.span.start]
    return between.isspace() and "\n" in between


def _joined(first: Passage, second: Passage) -> Passage:
    text = first.text.rstrip("。；")
    return Passage(text + "；" + second.text, (*first.offsets[: len(text)], first.offsets[-1] + 1, *second.offsets), first.source)
