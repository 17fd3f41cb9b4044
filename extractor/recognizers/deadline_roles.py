"""Is a dated time expression a deadline, which class and role, or a date that binds nobody (SCHEMA 5, GOLD)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from extractor.model.notice import DeadlineClass, DeadlineRole
from extractor.recognizers.deadline_cues import Cue, behind, has_sense, in_front
from extractor.recognizers.deadline_place import Place
from extractor.recognizers.timex_calendar import DateRange
from extractor.recognizers.timex_words import TimeRange, TimeWords

__all__ = ["Surroundings", "Verdict", "judge", "look_around"]

_LIMITS = ("limit", "close")
_ACTS_NEXT = re.compile(
    r"(?:，|）)?(?:[^，。；]{0,10}?)(?:按照|实现|完成|建成|力争|全面|推出|新增|确保|配合|达到|基本|新建|启动|在全|将|开展|组织|推动|持续|深化|对|修订|制定|出台|召开|印发|培训|前往|赴|逐|开工|建设|上线|投产|运行|竣工|试点|选址|验收|整改|实施|落实|做好|举办|公布|发布|形成|提交|报送|进行|汇总|审核|复核|报|送|交)"
)
_OF_NOUN = re.compile(r"[^，。；、]{0,12}的|(?:度|份)?[^，。；、一-龥]{0,2}(?:第[一二三四五六七八九\d]+[次届期批]|工作|计划|预算|指标|任务|目标|年报|总结|重点|评价|考核|年度)")
_NOW_UNTIL = re.compile(r"(?:(?:自|从)?(?:本?(?:公告|通知|通告|方案|文件|函)?(?:发布|印发|公布|下发)之日|即日|本(?:通知|公告)(?:发布|印发))起?，?(?:开始)?(?:至|到)|即日(?:至|到))$")
_MAY = re.compile(r"(?:，)?可(?:以)?(?:修改|补充|申请|登录|自行|继续|向)")
_ATTENDED = re.compile(r"会|培训|报到|活动|典礼|考试|演练|观摩|仪式|论坛|听证")
_PHASE_IN_FRONT = re.compile(r"第[一二三四五六1-6]阶段[^，。；]{0,14}$|阶段（$")
_CLOSED = re.compile(r"(?:（[^（）]{0,12}）)?(?:$|[。；]|，(?:逾期|过期|未|届时|以))")
_STATE = re.compile(r"(?:（[^（）]{0,20}）)?[^，。；]{0,4}(?:已(?!出台|印发)|曾|出生|取得(?!阶段|成效|明显)|毕业|入职|注册|参加工作|获得)[^。；]{0,40}")
_FORM_BLANK = re.compile(r"\s*[_＿\s]*月[_＿\s]*日|\s*月\s*日")
_PLAIN_IN_FRONT = {"publication": "publication_date", "form": "form_field", "holiday": "information_period"}
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
        return has_sense("past", self.clause) and not self.limited

    @property
    def attended(self) -> bool:
        return has_sense("meeting", self.clause)

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


def _plain(role: str, rule: str = "date-plain") -> Verdict:
    return Verdict("plain", role, rule)


def _deadline(role: DeadlineRole, rule: str, class_: DeadlineClass = "fixed") -> Verdict:
    return Verdict("deadline", role, rule, class_)


def look_around(found: TimeRange, place: Place) -> Surroundings:
    text = place.text
    a, b = place.sentence(found.start)
    c, d = place.clause(found.start)
    before = in_front(text, found.start)
    opened = bool(_NOW_UNTIL.search(text[max(0, found.start - 24) : found.start]))
    return Surroundings(place, found, before, behind(text, found.end), text[a:b], text[c:d], text[found.end : d], opened)


def judge(s: Surroundings, value: DateRange | None, issued: date | None) -> Verdict:
    """What this date is. ``value``: its first and last day if known."""
    for look in (_by_part, _by_label, _by_report, _by_age):
        verdict = look(s, value, issued)
        if verdict is not None:
            return verdict
    if s.opened:
        return _deadline("window", "deadline-from-now", "range")
    if s.found.last is not None and s.found.last.has_date:
        return _range(s, value, issued)
    if s.limited:
        return _limited(s)
    return _unbounded(s, value, issued)


def _by_part(s: Surroundings, value: DateRange | None, issued: date | None) -> Verdict | None:
    """Head, signature and imprint hold dates of the document itself."""
    if _in_title_marks(s):
        return _plain("edition_year", "date-in-title")
    if s.is_after("printed"):
        return _plain("print_date" if s.place.part == "imprint" else "issue_date", "date-printed")
    if s.place.part == "imprint":
        return _plain("print_date", "date-imprint")
    if s.place.part in ("head", "closing") and not s.limited and not s.opened:
        if s.words.is_year_only and s.found.last is None:
            return _plain("edition_year", "date-in-head")
        if s.is_before("publication") or (value and issued and value[1] != issued and s.place.part == "head"):
            return _plain("publication_date", "date-in-head")
        if len(s.place.text) <= 40 or value and value[1] == issued:
            return _plain("issue_date", "date-signature")
    alone = s.found.start <= 1 and s.found.end >= len(s.place.text) - 1
    if alone and not s.place.cell and s.found.last is None and value and (value[1] == issued or s.words.has_year and s.words.has_month):
        return _plain("issue_date" if value[1] == issued else "publication_date", "date-signature")
    return None


def _in_title_marks(s: Surroundings) -> bool:
    """Inside 《…》, or in a name between quotation marks."""
    text, at = s.place.text, s.found.start
    opened = text.rfind("《", 0, at)
    if opened >= 0 and text.find("》", opened, at) < 0 and text.find("》", at) >= 0:
        return True
    left = text.rfind("“", 0, at)
    if left < 0 or text.find("”", left, at) >= 0:
        return False
    right = text.find("”", at)
    return right >= 0 and right - left <= 24 and not s.limited


def _by_label(s: Surroundings, value: DateRange | None, issued: date | None) -> Verdict | None:
    """A label or verb beside the date says what it is."""
    del value, issued
    if s.before is not None and s.before.sense in _PLAIN_IN_FRONT:
        return _plain(_PLAIN_IN_FRONT[s.before.sense], s.before.rule)
    if s.words.is_year_only and _FORM_BLANK.match(s.place.text, s.found.end):
        return _plain("form_field", "date-form-label")
    if s.is_after("day_off") and not s.limited:
        return _plain("information_period", s.after.rule if s.after else "")
    if s.is_after("validity"):
        return _plain("information_period", s.after.rule if s.after else "")
    if s.is_before("data") and not s.limited:
        return _plain("data_period", s.before.rule if s.before else "")
    if s.is_before("cut_off"):
        return _cut_off(s)
    if not s.limited and has_sense("question", s.sentence) and (s.place.cell or s.sentence.endswith("？")):
        return _plain("period_in_question", "sentence-question")
    if has_sense("definition", s.sentence) and not (s.limited and has_sense("future", s.clause)):
        return _plain("definition_text", "sentence-definition")
    return None


def _cut_off(s: Surroundings) -> Verdict | None:
    """截至8月底 counts something; 截止5月20日前提交 limits something."""
    if s.is_after("limit") and has_sense("future", s.clause):
        return None
    if s.place.binding and s.words.day is not None and _CLOSED.match(s.rest) and not s.past:
        return _deadline("due", "deadline-closing-label")
    if s.place.binding and s.words.day is not None and re.search(r"(?:报名|申报|受理|征集|报送|提交|投稿|填报|反馈)[^。；]{0,14}$", s.sentence[: s.found.start - s.place.sentence(s.found.start)[0]]):
        return _deadline("due", "deadline-closing-label")
    return _plain("data_cutoff", "date-cut-off")


def _by_report(s: Surroundings, value: DateRange | None, issued: date | None) -> Verdict | None:
    del value, issued
    if s.place.binding:
        return None
    return _plain("observation_year" if s.words.is_year_only else "past_event", "title-report")


def _by_age(s: Surroundings, value: DateRange | None, issued: date | None) -> Verdict | None:
    """What lay before the issue date is told, not ordered."""
    if value is None or issued is None or value[1] >= issued:
        if s.past and not s.limited and not s.attended and not (value and issued and value[1] > issued and s.found.last):
            return _plain("past_event", "sentence-past")
        return None
    if s.limited and has_sense("future", s.clause) and not s.words.is_year_only:
        return None
    if s.found.last is not None or s.is_after("data"):
        return _plain("data_period", "date-before-issue")
    return _plain("observation_year" if s.words.is_year_only else "past_event", "date-before-issue")


def _range(s: Surroundings, value: DateRange | None, issued: date | None) -> Verdict:
    del value, issued
    last = s.found.last
    if s.words.is_year_only and last is not None and last.is_year_only:
        return _plain("edition_year", "date-years")
    if s.is_after("data") and not s.limited:
        return _plain("data_period", "date-of-data")
    if s.words.month_shift is not None or _whole_year(s.found):
        return _plain("data_period", "date-of-data")
    if s.place.is_phase or _PHASE_IN_FRONT.search(s.place.text[max(0, s.found.start - 24) : s.found.start]):
        return _deadline("phase", "heading-phase", "range")
    if s.found.start - s.place.sentence(s.found.start)[0] <= 2 and len(s.place.above) <= 40 and has_sense("phase", s.place.above, use="heading"):
        return _deadline("phase", "heading-phase", "range")
    if s.attended and not re.search(r"期间", s.rest[:4]):
        return _deadline("event_time", "sentence-meeting", "range")
    return _deadline("window", "deadline-range", "range")


def _whole_year(found: TimeRange) -> bool:
    """1月1日至12月31日 counts something; nobody is given all of a calendar year in days."""
    first, last = found.first, found.last
    return last is not None and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def _limited(s: Surroundings) -> Verdict:
    rule = s.after.rule if s.after and s.after.sense in _LIMITS else s.before.rule if s.before else "deadline-before"
    if s.words.is_year_only and s.after is not None and re.match(r"[^，。；]{0,10}的|拆|建|办|出", s.place.text[s.after.end :]):
        return _plain("past_event", "date-year-before")
    if s.after is not None and _STATE.match(s.place.text, s.after.end):
        return _plain("definition_text", "date-of-state")
    if s.place.is_phase:
        return _deadline("phase", "heading-phase")
    if s.is_before("aim") and _wide(s.words):
        return _deadline("goal", "deadline-planned-before")
    if s.is_before("until") and s.words.is_year_only:
        return _deadline("goal", "deadline-goal-year")
    if s.after is not None and _MAY.match(s.place.text, s.after.end):
        return _deadline("window", rule)
    if s.after is not None and re.match(r"(?:到|在)?[^，。；]{0,12}(?:报到|签到|入场)", s.place.text[s.after.end :]):
        return _deadline("event_time", rule)
    return _deadline("milestone" if _on_the_way(s) or _first_of_steps(s) else "due", rule)


def _on_the_way(s: Surroundings) -> bool:
    """The item has a time limit of its own in a field, and this is not it."""
    return s.place.has_field and not s.place.in_field(s.found.start)


def _first_of_steps(s: Surroundings) -> bool:
    """年内先在…试点，6月底前全面推开: the first is on the way to the second."""
    return bool(re.match(r"[^，。；]{0,4}先[^。；]{2,30}，[^。；]{0,14}前[^。；]{0,12}(?:推开|推广|铺开|覆盖)", s.place.text[s.found.end :]))


def _wide(words: TimeWords) -> bool:
    """A year or its end, a half, a quarter: wide enough for an aim."""
    return not words.has_month and not words.has_day


def _unbounded(s: Surroundings, value: DateRange | None, issued: date | None) -> Verdict:
    words, text, end = s.words, s.place.text, s.found.end
    if s.is_before("until") and _wide(words):
        return _deadline("goal", "deadline-goal-year")
    if words.is_year_only:
        return _year(s, value, issued)
    if s.is_after("data") and not s.attended:
        return _plain("data_period", "date-of-data")
    if s.is_after("from"):
        return _from(s)
    if _wide(words) or (words.has_month and words.day is None and words.part is None and words.last_weekday is None):
        return _wide_unbounded(s)
    if words.part == "start" and words.month is None:
        return _plain("past_event", "date-year-start")
    if s.is_after("about") or s.attended:
        return _deadline("event_time", "sentence-meeting")
    if s.is_before("label"):
        meeting = words.hour is not None or _ATTENDED.search(s.sentence + s.place.above)
        return _deadline("event_time" if meeting and not _work_label(s) else "due", "deadline-act-label")
    if value is None and issued is None and not has_sense("future", s.sentence):
        return _plain("past_event")
    if re.match(r"[^，。；、（]{0,14}的(?!报|材)", text[end:]) and not has_sense("future", s.clause):
        return _plain("information_period", "date-attribute")
    if s.place.cell:
        return _deadline("due", "deadline-cell")
    begins = s.found.start - s.place.clause(s.found.start)[0] <= 3 and text[end : end + 1] == "，"
    if not (begins or has_sense("future", s.sentence) or _ACTS_NEXT.match(text, end)) and words.hour is None:
        return _plain("information_period")
    return _deadline("milestone" if _on_the_way(s) else "due", "deadline-plain-day")


def _work_label(s: Surroundings) -> bool:
    return bool(re.search(r"(?:整治|检查|申报|报送|填报|办理|工作|自查|清查|排查|提交|上报|反馈|受理)(?:时间|日期|时段)", s.place.text[max(0, s.found.start - 10) : s.found.start]))


def _year(s: Surroundings, value: DateRange | None, issued: date | None) -> Verdict:
    """A bare year: an aim under 目标, a milestone inside an item with its own time limit, else the name of an edition."""
    begins = s.found.start - s.place.clause(s.found.start)[0] <= 6 or s.place.text[s.found.start - 1 : s.found.start] in "，。；"
    comes = value is not None and (issued is None or value[1] >= issued) and not s.is_before("from")
    acts = begins and comes and _ACTS_NEXT.match(s.place.text, s.found.end) and not re.match(r"(?:全|我|本)[国省市县区]|度", s.place.text[s.found.end :])
    if acts and s.place.has_field:
        return _deadline("milestone", "deadline-year")
    if acts and s.place.under_goal:
        return _deadline("goal", "deadline-year")
    return _plain("edition_year")


def _from(s: Surroundings) -> Verdict:
    """7月1日起 without an end binds from that day on."""
    if s.words.year_shift is not None:
        return _plain("information_period", "deadline-from")
    if not has_sense("past", s.clause) and (s.words.day is not None or s.words.day_shift is not None) and "每" not in s.clause:
        return _deadline("window", "deadline-from", "open_ended")
    return _plain("information_period", "deadline-from")


def _wide_unbounded(s: Surroundings) -> Verdict:
    """三季度, 上半年, 12月, 年内 without 前: a limit where an act follows, otherwise a period."""
    words, text, end = s.words, s.place.text, s.found.end
    if s.place.cell and end - s.found.start >= len(text) - 12:
        return _deadline("due", "deadline-cell")
    if text[s.found.start - 1 : s.found.start] == "（" and text[end : end + 1] == "）" and "阶段" in s.sentence:
        return _deadline("phase", "heading-phase", "range")
    if s.is_before("aim") and words.month is None:
        return _deadline("goal", "deadline-planned-before")
    comes = _ACTS_NEXT.match(text, end) or text[end : end + 1] == "，"
    if s.place.under_goal and comes or re.match(r"[^。；]{0,24}(?:率|度|比例)[^，。；]{0,12}(?:稳定在|达到|保持在|提高到|以上)", text[end:]):
        return _deadline("goal", "deadline-year")
    if _first_of_steps(s):
        return _deadline("milestone", "deadline-before")
    begins = text[s.found.start - 1 : s.found.start] in ("", "，", "。", "；", "：", "、", "在", "于", "局", "委", "。")
    if begins and not _OF_NOUN.match(text, end) and _ACTS_NEXT.match(text, end):
        if s.attended and words.month is not None:
            return _plain("information_period")
        return _deadline("milestone" if _on_the_way(s) else "due", "deadline-plain-period")
    return _plain("information_period")
