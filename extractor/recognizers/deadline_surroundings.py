"""The words around a date, and the verdict that they lead to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractor.model.notice import DeadlineClass, DeadlineRole
from extractor.recognizers.deadline_cues import Cue, behind, has_sense, in_front, limit_rules
from extractor.recognizers.deadline_place import Place
from extractor.recognizers.timex_words import TimeRange, TimeWords
from patterns import lazy_re as re

__all__ = [
    "Surroundings",
    "Verdict",
    "deadline",
    "first_of_steps",
    "is_wide",
    "list_end",
    "look_around",
    "named_actor",
    "on_the_way",
    "plain",
]

_LIMITS = ("limit", "close")
_NOW_UNTIL = re.compile(
    r"(?:(?:自|从)?(?:本?(?:公告|通知|通告|方案|文件|函)?(?:发布|印发|公布|下发)之日|即日|本(?:通知|公告)(?:发布|印发))起?，?(?:开始)?(?:至|到)|即日(?:至|到))$"
)
_INTENDED = re.compile(r"(?:拟|将|定|计划|暂定|预定|须|应|请|要|务必|限)(?:于|在)$|请[^，。；\d]{1,14}(?:于|在)$")
_TOLD = re.compile(r"(?:已|曾|业已|均已|已经)(?:于|在)$")
_NEXT_DATE = re.compile(r"\d{1,2}(?:月|日)|[一二三四]季度")
_ACTOR = re.compile(r"由[^，。；]{2,20}(?:负责|牵头|承办|组织)|(?:负责|牵头|承办)，")
_LISTED = re.compile(r"(?:[、和及与](?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}[日号](?:（[^（）]{2,4}）)?){1,6}")
Kind = Literal["deadline", "plain"]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words around one time expression. ``before``/``after``: the cue that touches it, if any."""

    place: Place
    found: TimeRange
    before: Cue | None
    after: Cue | None
    sentence: str
    clause: str
    rest: str
    opened: bool

    @property
    def words(self) -> TimeWords:
        return self.found.first

    @property
    def limited(self) -> bool:
        """A boundary word stands beside it: 前, 止, 截止时间为, 最迟."""
        return (self.after is not None and self.after.sense in _LIMITS) or (self.before is not None and self.before.sense == "limit")

    @property
    def past(self) -> bool:
        return has_sense("past", self.stretch) and not self.limited and not self.intended

    @property
    def stretch(self) -> str:
        """The clause from the comma before the date on: what stands before it speaks of something else."""
        start = self.place.clause(self.found.start)[0]
        return self.clause[self.clause.rfind("，", 0, self.found.start - start) + 1 :]

    @property
    def intended(self) -> bool:
        """拟于, 将于: still to come, whatever else the clause tells."""
        return bool(_INTENDED.search(self.place.text, max(0, self.found.start - 16), self.found.start))

    @property
    def told(self) -> bool:
        """已于10月10日截止: done, in spite of the boundary word."""
        return bool(_TOLD.search(self.place.text, max(0, self.found.start - 6), self.found.start))

    @property
    def attended(self) -> bool:
        """Somebody meets or comes then. The words up to the next date of the clause count."""
        at = self.found.start - self.place.clause(self.found.start)[0]
        here = self.clause[at:]
        following = _NEXT_DATE.search(here, self.found.end - self.found.start)
        if following and here[following.start() - 1] not in "、和及":
            here = here[: max(here.rfind("，", 0, following.start()), self.found.end - self.found.start)]
        ahead = self.clause[:at]
        if _NEXT_DATE.search(ahead[: ahead.rfind("，") + 1]):
            ahead = ahead[ahead.rfind("，") + 1 :]
        return has_sense("meeting", ahead + here)

    @property
    def serves(self) -> bool:
        """An office says when its own service moves, stops or begins: nobody has to do anything."""
        return has_sense("service", self.stretch) and not has_sense("order", self.stretch)

    @property
    def in_heading(self) -> bool:
        """In brackets right behind a short numbered heading: （一）自查自纠（6月1日至20日）。"""
        place = self.place
        end = self.after.end if self.after is not None else self.found.end
        start = self.found.start
        return (
            place.labelled
            and start <= 22
            and place.text[start - 1 : start] == "（"
            and place.text[end : end + 1] == "）"
            and place.text[end + 1 : end + 2] in ("", "。", "：")
        )

    def is_before(self, sense: str) -> bool:
        return self.before is not None and self.before.sense == sense

    def is_after(self, sense: str) -> bool:
        return self.after is not None and self.after.sense == sense


@dataclass(frozen=True, slots=True)
class Verdict:
    """``role``: of the deadline, or of the plain date."""

    kind: Kind
    role: str
    rule: str
    class_: DeadlineClass = "fixed"


def plain(role: str, rule: str = "date-plain") -> Verdict:
    return Verdict("plain", role, rule)


def deadline(role: DeadlineRole, rule: str, class_: DeadlineClass = "fixed") -> Verdict:
    return Verdict("deadline", role, rule, class_)


def look_around(found: TimeRange, place: Place) -> Surroundings:
    text = place.text
    a, b = place.sentence(found.start)
    c, d = place.clause(found.start)
    before = in_front(text, found.start)
    after = behind(text, found.end)
    if after is None and (listed := _LISTED.match(text, found.end)) and (shared := behind(text, listed.end())):
        after = shared._replace(start=found.end, end=found.end)  # 6月30日、12月31日前: both are limits
    opened = bool(_NOW_UNTIL.search(text[max(0, found.start - 24) : found.start]))
    return Surroundings(place, found, before, after, text[a:b], text[c:d], text[found.end : d], opened)


def on_the_way(s: Surroundings) -> bool:
    """The item has a time limit of its own in a field, and this is not it."""
    return s.place.has_field and not s.place.in_field(s.found.start)


def first_of_steps(s: Surroundings) -> bool:
    """年内先在…试点，6月底前全面推开: the first is on the way to the second."""
    return any(rule.regex.match(s.place.text, s.found.end) for rule in limit_rules("first_step").fitting(s.place.text))


def list_end(s: Surroundings) -> int:
    """Where the list of days that this one begins or goes on with ends: 6月9日、11日、13日分批验收."""
    listed = _LISTED.match(s.place.text, s.found.end)
    return listed.end() if listed else s.found.end


def named_actor(s: Surroundings) -> bool:
    """A numbered item whose clause says who does it: 招标由国资处负责，力争年内完成."""
    return s.place.labelled and _ACTOR.search(s.clause) is not None


def is_wide(words: TimeWords) -> bool:
    """A year or its end, a half, a quarter: wide enough for an aim."""
    return not words.has_month and not words.has_day
