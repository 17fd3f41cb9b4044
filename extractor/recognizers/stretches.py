"""Cutting a paragraph into stretches that could each be a task, and judging them.

Where no responsibility clause stands a task is cut at numbered items, at 。 and ；, and where actor or
deadline changes; a chain of acts by one actor with one deadline is one task (GOLD, finer decision 6).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.recognizers.actors import Actors
from extractor.recognizers.task_cues import acts, asks, hands_in, is_background, is_sanction, only_exhorts, tells_past
from extractor.text.reading import Paragraph
from extractor.text.sentences import clauses

if TYPE_CHECKING:
    from extractor.recognizers.prose_tasks import Due

__all__ = ["Stretch", "judge", "stretches"]

_BINDING = frozenset({"due", "window", "event_time", "milestone"})
_WEAK = frozenset({"prompt", "open_ended"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """``paragraph.text[start:end]`` and the deadlines inside it."""

    start: int
    end: int
    dues: tuple[Due, ...]


def stretches(paragraph: Paragraph, start: int, end: int, dues: Sequence[Due]) -> Iterator[Stretch]:
    """Stretches of ``paragraph.text[start:end]`` in order."""
    text = paragraph.text
    inside = [d for d in dues if paragraph.span.start <= d.span.start < paragraph.span.end]
    placed = [(_position(paragraph, d), d) for d in inside]
    for a, b in clauses(text, start, end):
        here = [(i, d) for i, d in placed if a <= i < b]
        yield from _cut_at_deadlines(text, a, b, here)


def _position(paragraph: Paragraph, due: Due) -> int:
    offsets = paragraph.passage.offsets
    low, high = 0, len(offsets)
    while low < high:
        middle = (low + high) // 2
        if offsets[middle] < due.span.start:
            low = middle + 1
        else:
            high = middle
    return low


def _cut_at_deadlines(text: str, start: int, end: int, dues: list[tuple[int, Due]]) -> Iterator[Stretch]:
    """A second binding date with an act of its own begins a new task: cut at the comma before it."""
    firm = [i for i, d in dues if d.role in _BINDING and d.class_ not in _WEAK]
    cuts = [start]
    for previous, position in zip(firm, firm[1:], strict=False):
        comma = _comma_before(text, max(previous, cuts[-1]), position)
        if comma is not None and acts(text[cuts[-1] : comma]) and acts(text[comma:end]):
            cuts.append(comma + 1)
    for a, b in zip(cuts, [*cuts[1:], end], strict=True):
        yield Stretch(a, b, tuple(d for i, d in dues if a <= i < b))


def _comma_before(text: str, low: int, high: int) -> int | None:
    """The comma before the date, or before the condition that leads to it (经…后，于…前)."""
    depth = 0
    for i in range(high - 1, low, -1):
        if text[i] in "）〕》”":
            depth += 1
        elif text[i] in "（〔《“":
            depth -= 1
            if depth < 0:
                return None
        elif text[i] == "，" and depth == 0:
            piece = text[low:i]
            last = piece.rfind("，")
            if re.search(r"[后时的]$", piece) and last >= 0 and len(piece) - last < 24:
                return low + last
            return i
    return None


_BY_SOMEBODY = re.compile(r"(?:^|[，；：])(?:一律)?由[^，。；]{2,30}")
_IMPERATIVE = re.compile(r"^(?:[一二三四五六七八九十]是|（[一二三四五六七八九十\d]+）|\d+[.、])?(?:要)?(?:[^，]{0,4}(?:大力|积极|切实|全面|深入|着力|加快|有序|依法|及时|严格|认真|统筹|持续|进一步|逐步|规范|按规定))?")


def judge(paragraph: Paragraph, stretch: Stretch, *, actors: Actors | None, in_task_section: bool, strict: bool) -> str | None:
    """The id of the reason why ``stretch`` is a task, or None.

    ``strict``: in annexes and reports only what is plainly demanded counts.
    """
    text = paragraph.text[stretch.start : stretch.end].strip("，；。 ")
    said = text[paragraph.body_start :] if stretch.start == 0 else text
    firm = [d for d in stretch.dues if d.role in _BINDING and d.class_ not in _WEAK]
    if len(said) < 5 or not acts(said) or is_sanction(said) or (is_background(said) and not firm):
        return None
    if firm and not tells_past(said) and any(d.role != "milestone" for d in firm):
        return "task-dated"
    if strict and not firm:
        return None
    if tells_past(said):
        return None
    return _undated(said, actors, in_task_section)


def _undated(said: str, actors: Actors | None, in_task_section: bool) -> str | None:
    if only_exhorts(said):
        return None
    modal = asks(said)
    if actors and actors.own:
        return "task-issuer" if re.search(r"将|拟|负责", said) and not hands_in(said[:4]) else None
    if actors and modal:
        return "task-actor"
    if re.search(r"(?:^|[，：])(?:并)?(?:敬|务|恳)?请(?!示|求|假)", said) and acts(said):
        return "task-please"
    if hands_in(said) and modal:
        return "task-hand-in"
    if actors and any(not u.group and u.role == "lead" for u in actors.units):
        return "task-named-body"
    if in_task_section and modal and acts(said):
        return "task-modal"
    if in_task_section and acts(_IMPERATIVE.sub("", said)[:4]):
        return "task-imperative"
    return None
