"""A short title for a task, and its kind."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model.notice import TaskKind
from extractor.recognizers.task_context import Due
from extractor.recognizers.task_cues import hands_in
from patterns import lazy_re as re

__all__ = ["kind_of", "title_of"]

_MAX = 40
_HEAD = re.compile(r"^[一-龥A-Za-z“”《》、，（）·\d]{4,40}?。")
_STRIP = re.compile(r"^(?:[一二三四五六七八九十]是|其中|同时|另|此外|并|请|望|希|务必)[，]?")
_TIME = re.compile(r"^(?:自|从|于|在|务必于|最迟)?[^，]{0,24}(?:前|内|起|日|时|后|间)，")


def title_of(text: str) -> str:
    """At most 40 characters: the run-in heading if there is one, else the first words that say what to do."""
    text = re.sub(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十\d]+）|\d+[.、])", "", text.strip())
    if head := _HEAD.match(text):
        return head.group()[:-1][:_MAX]
    text = _STRIP.sub("", text)
    text = _TIME.sub("", text)
    first = re.split(r"[。；]", text)[0]
    if len(first) <= _MAX:
        return first
    cut = first.rfind("，", 8, _MAX)
    return first[: cut if cut > 0 else _MAX]


def kind_of(text: str, dues: Sequence[Due]) -> TaskKind:
    """The kind by what is asked for (SCHEMA 6)."""
    if any(d.role == "event_time" for d in dues) and re.search(r"会议|会$|召开|举行|举办|参加|培训|报到|座谈|会[^计]", text):
        return "meeting"
    if re.match(r"^(?:凡|如|若|遇|对|因|确需|经)?[^，]{0,30}的，|^(?:如|若|凡|遇|一旦|对于)", text):
        return "conditional_action"
    if hands_in(text):
        return "submission"
    if re.search(r"填写|填制|填好|填列", text):
        return "form"
    if re.search(r"定期|日常|常态|统筹协调|指导|监督|适时", text):
        return "duty"
    return "action"
