"""Who acts where a sentence names nobody, or names the issuer or the addressee by a pronoun."""

from __future__ import annotations

from dataclasses import replace

from extractor.model.draft import UnitMention
from extractor.recognizers.actors import Actors
from extractor.recognizers.stretches import Stretch
from extractor.recognizers.task_context import TaskContext, addressees
from extractor.recognizers.task_cues import hands_in
from extractor.recognizers.task_headings import heading_of
from extractor.recognizers.units import ends_like_unit
from extractor.text.reading import Paragraph
from patterns import lazy_re as re

__all__ = ["Carried", "actor_of_heading", "by_name", "is_announcement", "unless_issuer"]


class Carried:
    """Who acts where a sentence names nobody: the last actor of the paragraph, or the last group
    (各单位, 各地) of the section. It lives for one reading."""

    def __init__(self) -> None:
        self.actors: Actors | None = None
        self._section: tuple[int, ...] = ()
        self._group: Actors | None = None

    def enter(self, paragraph: Paragraph) -> None:
        if paragraph.parents != self._section:
            self._section, self._group = paragraph.parents, None
        self.actors = self._group

    def see(self, found: Actors | None) -> None:
        if found is None:
            return
        self.actors = found
        if found.units and all(u.group for u in found.units):
            self._group = found


def unless_issuer(carried: Actors | None, said: str, context: TaskContext) -> Actors | None:
    """Papers are handed in to the issuer, not by it: a sentence without a subject goes back to the addressees."""
    if carried is None or not hands_in(said):
        return carried
    return None if carried.units and _is_issuer(carried, context) and context.recipients else carried


def _is_issuer(actors: Actors, context: TaskContext) -> bool:
    return actors.own or all(u.name in context.issuers for u in actors.units)


def by_name(found: Actors | None, context: TaskContext) -> Actors | None:
    """贵局, 贵单位: those to whom the notice is addressed, by their names."""
    if found is None or not found.units or not context.recipients or not all(_PRONOUN.match(u.name) for u in found.units):
        return found
    return replace(found, units=addressees(context))


_PRONOUN = re.compile("[贵你][局委办厅部院校司处科行县市区镇乡单公]")


_ANNOUNCES = re.compile(
    r"(?:决定|定于|拟定?于?|将(?:于|自|从|在|对)|即将|计划)[^，。；]{0,60}(?:开展|举办|举行|启动|实施|进行|组织|升级|停机|调整)"
)
_LEADS_OVER = re.compile(r"(?:如下|事项|安排|方案|通知|函告|公告)[^，。；]{0,6}[：。]?$")
_END = 16
"""As much of the end of a paragraph as such words take."""


def is_announcement(paragraph: Paragraph, stretch: Stretch, actors: Actors | None, context: TaskContext) -> bool:
    """What the issuer says at the opening that it is going to hold: the notice tells below who does what. A meeting is attended."""
    if paragraph.label or not _LEADS_OVER.search(paragraph.text[-_END:]) or any(d.role == "event_time" for d in stretch.dues):
        return False
    said = paragraph.text[stretch.start : stretch.end]
    return (actors is None or _is_issuer(actors, context)) and _ANNOUNCES.search(said) is not None and "请" not in said


def actor_of_heading(paragraph: Paragraph) -> Actors | None:
    """A run-in heading that is a unit ("（一）市直单位。…") names who acts below it."""
    heading = heading_of(paragraph) if paragraph.label else ""
    if (
        not 3 <= len(heading) <= 16
        or not ends_like_unit(heading, persons=False)
        or paragraph.text[paragraph.body_start + len(heading) :][:1] not in "。："
    ):
        return None
    start, end = paragraph.body_start, paragraph.body_start + len(heading)
    unit = UnitMention(paragraph.passage.written(start, end), "responsible", paragraph.passage.span(start, end), "context", True)
    return Actors((unit,), start, end)
