"""Who is to come to a meeting: the lists under 参会人员, 出席范围, 参训对象 and the like.

A person is never a unit (SCHEMA.md 6): 城东水厂厂长、总工程师 calls the unit 城东水厂, and names whom it sends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractor.model.draft import UnitMention
from extractor.recognizers.units import UnitSpan, ends_like_unit, split_units
from extractor.text.passage import Passage
from extractor.text.reading import Paragraph, Reading
from patterns import lazy_re as re
from patterns.rules import load_words

__all__ = ["Attendees", "attendees_of"]

_HEADING = re.compile(r"^(?:参会|参加|出席|与会|参训|到会|参加会议)(?:的)?(?:人员|范围|对象|单位|人员范围)[：:]?$")
_INLINE = re.compile(r"(?:参会|参加|出席|与会|参训|到会)(?:人员|范围|对象|单位)(?:为|是|：|:)(?P<who>[^。]{2,240})")
_ASKED = re.compile(
    r"请(?P<who>[^，。；：请]{2,80}?)(?:各[一二三两\d][名人位])?(?:务必|按时|准时|届时|届期|提前)*(?:参会|到会|与会|出席|参训|参加(?:会议|培训|活动)?)(?=[，。；]|$)"
)
_MOST_LINES = 8


@dataclass(frozen=True, slots=True)
class Attendees:
    """``units``: those called, without the persons they send; ``persons``: whom they send, as written."""

    units: tuple[UnitMention, ...] = ()
    persons: tuple[str, ...] = ()


def attendees_of(reading: Reading) -> Attendees:
    """Those called to the meeting of this notice; empty where no list is given."""
    members = [m for passage, start, end in _lists(reading) for m in _members(passage, start, end)]
    units = {unit.name: unit for unit, _ in members}
    return Attendees(tuple(units.values()), tuple(dict.fromkeys(p for _, p in members if p)))


def _lists(reading: Reading) -> Iterator[tuple[Passage, int, int]]:
    for paragraph in reading.body:
        text = paragraph.text
        if _HEADING.match(text[paragraph.body_start :]):
            below = [p for p in reading.body if paragraph.index < p.index <= paragraph.index + _MOST_LINES and _stands_under(p, paragraph)]
            yield from ((p.passage, p.body_start, len(p.text)) for p in below)
        elif inline := _INLINE.search(text) or _ASKED.search(text):
            yield paragraph.passage, inline.start("who"), inline.end("who")


def _stands_under(paragraph: Paragraph, heading: Paragraph) -> bool:
    return heading.index in paragraph.parents if heading.label else paragraph.parents == heading.parents and not paragraph.label


_CUT = re.compile(r"[；;。，]|、(?=各|全体|其余|其他)")
_PLACE = re.compile(r"[^，。；：]{0,8}(?:会场|线上|线下|现场)[^，。；：]{0,4}：")
_NOTE = re.compile(r"（(?:名单|具体|另|见|自带|不含|届时)[^）]*）")


def _members(passage: Passage, start: int, end: int) -> Iterator[tuple[UnitMention, str]]:
    """(unit, whom it sends or "") of a list parted by ； and ，, and by 、 before a new group. A sentence that asks ends the list."""
    begin = start
    for stop in [*(m.start() for m in _CUT.finditer(passage.text, start, end)), end]:
        a, b = begin, stop
        begin = stop + 1
        while a < b and passage.text[a] in " 、，":
            a += 1
        if label := _PLACE.match(passage.text, a, b):
            a = label.end()
        text = _NOTE.sub("", passage.text[a:b])
        if not 2 <= len(text) <= 60 or re.search(r"请|须|由|不得|务必", text):
            continue
        if ends_like_unit(text) or re.search(r"(?:等|名|人|代表|以上|领导|员|师)$", text):
            for c, d in _own_bodies(passage.text, a, b):
                yield from _called(passage, c, d)


def _own_bodies(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut at 、 where a body of its own stands on both sides; 厂长、总工程师 are both of the body before them."""
    cuts = [m.start() for m in re.compile("、").finditer(text, start, end)]
    pieces = list(zip([start, *(c + 1 for c in cuts)], [*cuts, end], strict=True))
    return iter(pieces if all(_names_a_body(text[a:b]) for a, b in pieces) else [(start, end)])


def _names_a_body(piece: str) -> bool:
    return "（" not in piece and (
        ends_like_unit(piece, persons=False) or bool(re.search(r"[县区市镇乡村局委办厅部院](?:直|领导|负责|主要)", piece))
    )


_SHORTEST_UNIT = 3


def _called(passage: Passage, start: int, end: int) -> Iterator[tuple[UnitMention, str]]:
    who = _NOTE.sub("", passage.written(start, end))
    stop = _end_of_unit(passage.text, start, end)
    for unit in split_units(passage, start, stop) if stop else [UnitSpan(start, end, who)]:
        yield UnitMention(unit.name, "responsible", passage.span(unit.start, unit.end), "explicit", True), who if stop else ""


def _end_of_unit(text: str, start: int, end: int) -> int | None:
    """Where the unit ends whose persons are called, or None where no person is named apart from it."""
    for person in _person().finditer(text, start + _SHORTEST_UNIT, end):
        for stop in range(person.start(), start + _SHORTEST_UNIT - 1, -1):
            if ends_like_unit(text[start:stop], persons=False):
                return stop
    return None


@cache
def _person() -> re.Pattern[str]:
    return re.compile(f"{load_words('units').alternation('persons')}|领导|经理|总工|人员|员(?!单位)|班子成员")
