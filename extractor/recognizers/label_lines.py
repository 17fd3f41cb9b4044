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
    run: list[Paragraph] = []
    for paragraph in paragraphs:
        if run and not _goes_on(run[-1], paragraph):
            yield _joined(run)
            run = []
        run.append(paragraph)
    if run:
        yield _joined(run)


def _goes_on(above: Paragraph, below: Paragraph) -> bool:
    """Two label lines of one part, with nothing else between them in the source."""
    if above.label or below.label or above.part != below.part or not (is_label_line(above.text) and is_label_line(below.text)):
        return False
    between = above.passage.source[above.span.end : below.span.start]
    return between.isspace() and "\n" in between


def _joined(run: list[Paragraph]) -> Paragraph:
    if len(run) == 1:
        return run[0]
    text: list[str] = []
    offsets: list[int] = []
    for paragraph in run[:-1]:
        words = paragraph.text.rstrip("。；")
        text += [words, "；"]
        offsets += [*paragraph.passage.offsets[: len(words)], paragraph.passage.offsets[-1] + 1]
    last = run[-1].passage
    return replace(run[0], passage=Passage("".join([*text, last.text]), (*offsets, *last.offsets), last.source))
