"""Who is to come to a meeting: the lists under 参会人员, 出席范围, 参训对象 and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.model.draft import UnitMention
from extractor.recognizers.units import ends_like_unit
from extractor.text.passage import Passage
from extractor.text.reading import Paragraph, Reading

__all__ = ["attendees_of"]

_HEADING = re.compile(r"^(?:参会|参加|出席|与会|参训|到会|参加会议)(?:的)?(?:人员|范围|对象|单位|人员范围)[：:]?$")
_INLINE = re.compile(r"(?:参会|参加|出席|与会|参训|到会)(?:人员|范围|对象|单位)(?:为|是|：|:)(?P<who>[^。]{2,240})")
_MOST_LINES = 8


def attendees_of(reading: Reading) -> tuple[UnitMention, ...]:
    """Those called to the meeting of this notice, each as written; empty where no list is given."""
    found: list[UnitMention] = []
    for passage, start, end in _lists(reading):
        found += _members(passage, start, end)
    return tuple({m.name: m for m in found}.values())


def _lists(reading: Reading) -> Iterator[tuple[Passage, int, int]]:
    for paragraph in reading.body:
        text = paragraph.text
        if _HEADING.match(text[paragraph.body_start :]):
            below = [p for p in reading.body if paragraph.index < p.index <= paragraph.index + _MOST_LINES and _stands_under(p, paragraph)]
            yield from ((p.passage, p.body_start, len(p.text)) for p in below)
        elif inline := _INLINE.search(text):
            yield paragraph.passage, inline.start("who"), inline.end("who")


def _stands_under(paragraph: Paragraph, heading: Paragraph) -> bool:
    return heading.index in paragraph.parents if heading.label else paragraph.parents == heading.parents and not paragraph.label


_CUT = re.compile(r"[；;。，]|、(?=各|全体|其余|其他)")
_PLACE = re.compile(r"[^，。；：]{0,8}(?:会场|线上|线下|现场)[^，。；：]{0,4}：")
_NOTE = re.compile(r"（(?:名单|具体|另|见|自带|不含|届时)[^）]*）")


def _members(passage: Passage, start: int, end: int) -> Iterator[UnitMention]:
    """The members of a list: parted by ； and ，, and by 、 before a new group. A sentence that asks ends the list."""
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
        if ends_like_unit(text) or re.search(r"(?:等|名|人|代表|以上|领导)$", text):
            name = re.sub(_NOTE, "", passage.written(a, b))
            yield UnitMention(name, "responsible", passage.span(a, b), "explicit", True)
