"""The text of a notice as HTML lines in which every word that speaks for a value is marked.

Marks may overlap: the text is cut where any of them begins or ends, and each piece names all values
it belongs to. Characters that no program shows are shown as ␦, one for one, so that a hidden or a
turned-round text cannot pass for what it is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from extractor.model.document import Span
from outputs.wording import printable

__all__ = ["text_lines", "visible"]


def visible(text: str) -> str:
    """``text``, as long as it was, with ␦ for what would stay invisible."""
    return "".join(character if character in "\n\t" or printable(character) == character else "␦" for character in text)


def text_lines(text: str, marks: Mapping[int, Sequence[Span]]) -> Iterator[str]:
    """One ``<p>`` per line, numbered from 1. ``marks``: the spans of each value, by its place in the list."""
    cuts = _cuts(text, marks)
    bounds = sorted(cuts)
    place, start = 0, 0
    open_values: set[int] = set()
    for number, line in enumerate(text.split("\n"), start=1):
        end = start + len(line)
        pieces: list[str] = []
        at = start
        while place < len(bounds) and bounds[place] <= end:
            pieces.append(_piece(text[at : bounds[place]], open_values))
            at = bounds[place]
            begins, ends = cuts[at]
            open_values = (open_values - ends) | begins
            place += 1
        pieces.append(_piece(text[at:end], open_values))
        yield f'<p id="l{number}" data-n="{number}">{"".join(pieces)}</p>'
        start = end + 1


def _cuts(text: str, marks: Mapping[int, Sequence[Span]]) -> dict[int, tuple[set[int], set[int]]]:
    """Offset → (values that begin there, values that end there); one value's own spans are joined first."""
    cuts: dict[int, tuple[set[int], set[int]]] = {}
    for value, spans in marks.items():
        for start, end in _joined(spans, len(text)):
            cuts.setdefault(start, (set(), set()))[0].add(value)
            cuts.setdefault(end, (set(), set()))[1].add(value)
    return cuts


def _joined(spans: Sequence[Span], length: int) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted((max(0, start), min(end, length)) for start, end in spans):
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _piece(text: str, values: set[int]) -> str:
    if not text:
        return ""
    shown = escape(visible(text))
    if not values:
        return shown
    return f'<mark data-v="{" ".join(map(str, sorted(values)))}">{shown}</mark>'
