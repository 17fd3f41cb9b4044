"""Cutting a paragraph into stretches that could each be a task, and judging them.

Where no responsibility clause stands a task is cut at numbered items, at 。 and ；, and where actor or
deadline changes; a chain of acts by one actor with one deadline is one task (GOLD, finer decision 6).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from extractor.model.draft import within
from extractor.recognizers.actors import MODAL_AFTER, Actors
from extractor.recognizers.task_context import Due
from extractor.recognizers.task_cues import (
    acts,
    asks,
    hands_in,
    is_background,
    is_sanction,
    is_statement,
    only_exhorts,
    only_forbids,
    tells_past,
)
from extractor.recognizers.units import ends_like_unit, subject_at
from extractor.text.reading import Paragraph
from extractor.text.sentences import clauses
from patterns import lazy_re as re

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
    """Stretches of ``paragraph.text[start:end]`` in order. ``dues`` are sorted by span."""
    text = paragraph.text
    placed = [(_position(paragraph, d), d) for d in within(dues, paragraph.span)]
    for a, b in clauses(text, start, end):
        for c, d in _cut_at_actors(text, a, b):
            yield from _cut_at_deadlines(text, c, d, _between(placed, c, d))


def _between(placed: list[tuple[int, Due]], start: int, end: int) -> list[tuple[int, Due]]:
    """The dues that begin in ``start:end``, found by bisection: a line of thousands of dates has thousands of stretches."""
    return placed[bisect_left(placed, start, key=itemgetter(0)) : bisect_left(placed, end, key=itemgetter(0))]


_HELPER = re.compile(r"[^，。；]{0,6}?(?:配合|协助|协同|协作|协办|参与|参加|支持|予以|列席|签字|盖章|监督|指导)")


def _cut_at_actors(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """ "A整改后，由B复核" is two: cut before another actor, or before the condition that leads to it."""
    cuts = [start]
    for comma in _commas(text, start, end):
        if not _another_actor(text, comma + 1, end, after=cuts[-1]) or not _stands_alone(text[max(cuts[-1], comma - _FAR) : comma]):
            continue
        piece = text[cuts[-1] : comma]
        last = piece.rfind("，")
        if last > 0 and re.match(r"(?:待|对|经)|.*(?:后|的|时)$", piece[last + 1 :]) and acts(piece[:last]):
            comma = cuts[-1] + last
        cuts.append(comma + 1)
    yield from zip(cuts, [*cuts[1:], end], strict=True)


_MARK = re.compile("[（〔《“）〕》”，]")


def _commas(text: str, start: int, end: int) -> Iterator[int]:
    """Commas outside brackets and quotes."""
    depth = 0
    for mark in _MARK.finditer(text, start, end):
        if mark[0] in "（〔《“":
            depth += 1
        elif mark[0] in "）〕》”":
            depth = max(0, depth - 1)
        elif depth == 0:
            yield mark.start()


_NEAR = 300
_FAR = 600  # characters, longer than sentences are: what stands farther off is not read again for every comma


def _another_actor(text: str, start: int, end: int, *, after: int) -> bool:
    """Whether a unit begins to act here: 由B…, or, where somebody acted before, a unit that does not merely help."""
    if text.startswith("由", start):
        return subject_at(text, start + 1, end) is not None
    stop = text.find("，", start, end)
    subject = subject_at(text, start, stop if stop > 0 else end)
    if subject is None or not ends_like_unit(text[slice(*subject)], persons=False):
        return False  # asked first: the look back below is dear
    near = max(after, start - _NEAR)  # so that a sentence of a thousand commas is not read a thousand times
    begins = [after, *(i + 1 for i in _commas(text, near, start - 1))]
    begins += [i + 1 for i in range(near, start - 1) if text[i] == "由"]
    if not any(subject_at(text, b, start - 1) for b in begins):
        return False
    return acts(text[subject[1] : min(end, subject[1] + _FAR)]) and not _HELPER.match(text, subject[1])


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
    firm = [(i, d) for i, d in dues if d.role in _BINDING and d.class_ != "open_ended"]
    cuts = [start]
    for (previous, before), (position, after) in pairwise(firm):
        if before.role == "window" and after.class_ == "recurring":
            continue  # a rhythm within a period: one duty
        comma = _comma_before(text, max(previous, cuts[-1]), position)
        if comma is not None and _stands_alone(text[max(cuts[-1], comma - _FAR) : comma]) and acts(text[comma : min(end, comma + _FAR)]):
            cuts.append(comma + 1)
    for a, b in zip(cuts, [*cuts[1:], end], strict=True):
        yield Stretch(a, b, tuple(d for _, d in _between(dues, a, b)))


def _stands_alone(text: str) -> bool:
    """Whether what stands before a cut can be a task: an act, and not only a condition (专员调整的，)."""
    return acts(text) and not ("，" not in text and text.endswith(("的", "后", "时", "前", "中")))


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


_PLACE_OR_TIME = re.compile(
    r"^(?:[^，：]{0,10}(?:时间|地点|期限|会期|会址|地址|日期|形式))(?:[：为]|截[至止])|^\d{4}年\d{1,2}月[^，]{0,24}（[^）]*）$"
)
_PLEASE = re.compile(r"(?<![申邀提敬烦])请(?!示|求|假|教|柬)|欢迎")
_GOES_ON = re.compile(r"^(?:对|把|将|围绕|针对|按照|并|逐|认真|切实|及时|全面|组织|开展)")
_MUST = re.compile(r"^(?:此外，|另外，|同时，|并)?(?:要|应|须|必须|务必)")
_NEWS = re.compile(r"^(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:[上下]午)?，")
_REASON = re.compile(r"^(?:为|按|依|根据|经|因|考虑|鉴于|近|遵照|结合|通过|随着|在[^，]{4,40}下)[^，]{3,}，")
_IMPERATIVE = re.compile(
    r"^(?:[一二三四五六七八九十]是|（[一二三四五六七八九十\d]+）|\d+[.、])?(?:要)?(?:[^，]{0,4}(?:大力|积极|切实|全面|深入|着力|加快|有序|依法|及时|严格|认真|统筹|持续|进一步|逐步|规范|按规定))?"
)


def judge(
    paragraph: Paragraph, stretch: Stretch, *, actors: Actors | None, in_task_section: bool, strict: bool, goes_on: bool = False
) -> str | None:
    """The id of the reason why ``stretch`` is a task, or None.

    ``strict``: in annexes and reports only what is plainly demanded counts. ``goes_on``: the sentence
    before told somebody to act, and this one may go on with it.
    """
    said = paragraph.text[stretch.start : stretch.end].strip("，；。 ")
    firm = [d for d in stretch.dues if d.role in _BINDING and d.class_ not in _WEAK]
    meeting = any(d.role == "event_time" for d in firm)
    if (
        is_statement(said)
        or (_PLACE_OR_TIME.match(said) and not meeting)
        or (actors is None and _is_run_in_heading(paragraph, stretch, said))
    ):
        return None
    told = actors is not None and _is_told(paragraph.text, actors)
    if said.endswith("：") and not (firm and told):
        return None
    if (
        len(said) < 5
        or not (told or acts(said) or (firm and actors))
        or (is_sanction(said) and not told)
        or (is_background(said) and not firm)
    ):
        return None
    if firm and not tells_past(said) and any(d.role != "milestone" for d in firm):
        return "task-dated"
    if strict and (not firm or (actors is not None and actors.own)):
        return None
    if tells_past(said) and not told and not _PLEASE.search(said):
        return None
    if (_REASON.match(said) or _NEWS.match(said)) and not told and not _PLEASE.search(said):
        return None
    return _undated(said, actors, in_task_section, told, goes_on) or ("task-goes-on" if goes_on and _GOES_ON.match(said) else None)


def _chain_of_acts(said: str) -> bool:
    """对照课件，将指标分解为…，明确…，确定…，制定…: steps without a modal, each beginning with its act."""
    return sum(acts(piece[:2]) for piece in said.split("，")) >= 2


def _is_told(text: str, actors: Actors) -> bool:
    """The actor is asked (请…) or a modal follows it. 牵头 alone is how somebody drafted it, not an order."""
    after = MODAL_AFTER.match(text, actors.end)
    return (after is not None and not after.group().endswith("牵头")) or text[actors.start - 1 : actors.start] == "请"


_DATED_HEADING = re.compile(r"^[^，。]{2,16}（[^（）]*）[。：]?$")


def _is_run_in_heading(paragraph: Paragraph, stretch: Stretch, said: str) -> bool:
    """ "1.细化分工，落实到人。" at the head of a numbered paragraph that goes on."""
    first = paragraph.label is not None and stretch.start <= paragraph.body_start
    if first and _DATED_HEADING.match(paragraph.text[stretch.start : stretch.end]):
        return True
    return first and len(said) <= 26 and stretch.end < len(paragraph.text) - 8 and not stretch.dues and not _PLEASE.search(said)


def _undated(said: str, actors: Actors | None, in_task_section: bool, told: bool, goes_on: bool) -> str | None:
    if only_exhorts(said) or (actors is None and only_forbids(said)):
        return None
    modal = asks(said)
    if actors and actors.own:
        return "task-issuer" if re.search(r"将|拟|负责", said) and not hands_in(said[:4]) else None
    if actors and (told or modal):
        return "task-actor"
    if _PLEASE.search(said):
        return "task-please"
    if hands_in(said) and (modal or goes_on or acts(said[:3])):
        return "task-hand-in"
    if actors and (len(actors.units) > 1 or any(u.group or u.role == "lead" for u in actors.units)):
        return "task-named-body"
    if modal and (in_task_section or goes_on or _MUST.match(said)):
        return "task-modal"
    if in_task_section and (acts(_IMPERATIVE.sub("", said)[:4]) or _chain_of_acts(said)):
        return "task-imperative"
    return None
