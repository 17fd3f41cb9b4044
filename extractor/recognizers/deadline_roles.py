"""Is a date a deadline, which class and role, or a date that binds nobody (SCHEMA 5, GOLD)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from extractor.recognizers.deadline_background import background, replaces_old
from extractor.recognizers.deadline_cues import has_sense
from extractor.recognizers.deadline_open_dates import read_unbounded
from extractor.recognizers.deadline_surroundings import (
    Surroundings,
    Verdict,
    deadline,
    first_of_steps,
    is_wide,
    named_actor,
    on_the_way,
    plain,
)
from extractor.recognizers.timex_calendar import DateRange
from extractor.recognizers.timex_words import TimeRange
from patterns import lazy_re as re

__all__ = ["Judge", "judge", "unjudged"]

Judge: TypeAlias = Callable[[Surroundings, DateRange | None, date | None], Verdict]

_MAY = re.compile(r"(?:，)?可(?:以)?(?:修改|补充|申请|登录|自行|继续|向)")
_PHASE_IN_FRONT = re.compile(r"第[一二三四五六1-6]阶段[^，。；]{0,14}$|阶段（$")
_CLOSED = re.compile(r"(?:（[^（）]{0,12}）)?(?:$|[。；]|，(?:逾期|过期|未|届时|以))")
_STATE = re.compile(
    r"(?:（[^（）]{0,20}）)?[^，。；]{0,4}(?:能够|已(?!出台|印发)|曾|出生|取得(?!阶段|成效|明显)|毕业|入职|注册|参加工作|获得)[^。；]{0,40}"
)
_URGED = re.compile(r"请(?!示)|务必|务于|责令|限期|限于|须[于在]")
_ORDERS = re.compile(r"请|务必|务于|限于|前，?(?:将|把|向|[^，。；]{0,16}(?:报送|上报|报[省市县区我]|送|提交|反馈|填报|交[至到我]|完成))")
_ATTEND = re.compile(r"(?:到|在)?[^，。；]{0,12}(?:报到|签到|入场)")
_ATTEND_LABEL = re.compile(r"(?:报到|签到|集合|入场|到会|进场)(?:时间|日期)?(?:（[^（）]{0,6}）)?(?:为|是|：)$")
_LONG_AGO = re.compile(r"[^，。；]{0,10}的|拆|建|办|出")
_SHARE_OF = re.compile(r"[^，。；]{1,14}的，?(?:占|有\d|共\d|仅|为\d|达)")
_AIM_NEXT = re.compile(r"(?:之|以)?前?，?(?:[^，。；]{0,12})?(?:实现|达到|覆盖|建成|基本|突破|提升|提高|下降|保持)")
_STRIVES = re.compile(r"(?:力争|争取|确保|力求)(?:在|于|到|至)*$")
_MEETING_TIME = re.compile(
    r"(?:培训|会议|活动|比赛|竞赛|考试|集训|研修|观摩|展览|论坛|会期|报到|集中学习)(?:的)?(?:时间|日期|日程|时段)(?:[和及与、]地点)?$"
)
_OUTAGE = re.compile(
    r"(?:停机|停水|停电|停气|停运|停诊|停业|暂停|中断|维护|施工|升级|封闭|封路|割接|检修|闭馆|放假|休馆)(?:服务|办理|业务|影响|的)?(?:时间|日期|时段|安排)$"
)
_FORM_BLANK = re.compile(r"\s*[_＿\s]*月[_＿\s]*日|\s*月\s*日")
_PLAIN_IN_FRONT = {"publication": "publication_date", "form": "form_field", "holiday": "information_period", "term": "information_period"}


def judge(s: Surroundings, value: DateRange | None, issued: date | None) -> Verdict:
    """What this date is. ``value``: its first and last day if known."""
    if s.told:
        return plain("past_event", "sentence-past")
    if (told := background(s)) is not None:
        return told
    for look in (_by_part, _by_label, _by_report, _by_age):
        verdict = look(s, value, issued)
        if verdict is not None:
            return verdict
    if s.opened:
        return deadline("window", "deadline-from-now", "range")
    if s.found.last is not None and s.found.last.has_date:
        return _range(s, value, issued)
    if s.limited:
        return _limited(s)
    return read_unbounded(s, value, issued)


def unjudged(s: Surroundings, *_: object) -> Verdict:
    """What a date is if nobody looks at the words around it: the day by which something is due."""
    return deadline("due", "date-unjudged", "range" if s.found.last is not None and s.found.last.has_date else "fixed")


def _by_part(s: Surroundings, value: DateRange | None, issued: date | None) -> Verdict | None:
    """Head, signature and imprint hold dates of the document itself."""
    if _in_title_marks(s) and not replaces_old(s):
        return plain("edition_year", "date-in-title")
    if s.is_after("printed"):
        return plain("print_date" if s.place.part == "imprint" else "issue_date", "date-printed")
    if s.place.part == "imprint":
        return plain("print_date", "date-imprint")
    if s.place.part in ("head", "closing") and not s.limited and not s.opened:
        if s.words.is_year_only and s.found.last is None:
            return plain("edition_year", "date-in-head")
        if s.is_before("publication") or (value and issued and value[1] != issued and s.place.part == "head"):
            return plain("publication_date", "date-in-head")
        if len(s.place.text) <= 40 or value and value[1] == issued:
            return plain("issue_date", "date-signature")
    alone = s.found.start <= 1 and s.found.end >= len(s.place.text) - 1
    if alone and not s.place.cell and s.found.last is None and value and (value[1] == issued or s.words.has_year and s.words.has_month):
        return plain("issue_date" if value[1] == issued else "publication_date", "date-signature")
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
        return plain(_PLAIN_IN_FRONT[s.before.sense], s.before.rule)
    if s.words.is_year_only and _FORM_BLANK.match(s.place.text, s.found.end):
        return plain("form_field", "date-form-label")
    if s.is_after("day_off") and not s.limited:
        return plain("information_period", s.after.rule if s.after else "")
    if s.is_after("validity"):
        return plain("information_period", s.after.rule if s.after else "")
    if s.is_before("data") and not s.limited:
        return plain("data_period", s.before.rule if s.before else "")
    if s.is_before("cut_off"):
        return _cut_off(s)
    if not s.limited and has_sense("question", s.sentence) and (s.place.cell or s.sentence.endswith("？")):
        return plain("period_in_question", "sentence-question")
    if has_sense("definition", s.sentence) and not (s.limited and has_sense("future", s.clause)):
        return plain("definition_text", "sentence-definition")
    return None


_DATA_END = re.compile(r"(?:数据|统计|口径|数值|时点)[^，。；]{0,6}截[至止]到?$")
"""数据统计截至6月30日, in the sentence that also says by when to report."""


_HANDED_IN = re.compile(
    r"(?:（[^（）]{1,8}）)?[^，。；\d]{0,4}(?:报送|上报|报[省市县区局我至]|送交?|交[至到]?|提交|寄|反馈|发[至送到])(?!的)(?![^。；]{0,20}(?:共|已|达|率|占|人数))"
)


def _cut_off(s: Surroundings) -> Verdict | None:
    """截至8月底 counts something; 截止5月20日前提交 limits something."""
    if s.is_after("limit") and has_sense("future", s.clause):
        return None
    if _DATA_END.search(s.place.text[max(0, s.found.start - 24) : s.found.start]):
        return plain("data_cutoff", "date-cut-off")
    if s.place.binding and s.words.day is not None and not s.past and (_CLOSED.match(s.rest) or _HANDED_IN.match(s.rest)):
        return deadline("due", "deadline-closing-label")
    if (
        s.place.binding
        and s.words.day is not None
        and re.search(
            r"(?:报名|申报|受理|征集|报送|提交|投稿|填报|反馈)[^。；]{0,14}$",
            s.sentence[: s.found.start - s.place.sentence(s.found.start)[0]],
        )
    ):
        return deadline("due", "deadline-closing-label")
    return plain("data_cutoff", "date-cut-off")


def _by_report(s: Surroundings, value: DateRange | None, issued: date | None) -> Verdict | None:
    if s.place.binding or (s.limited and _URGED.search(s.clause)):
        return None
    aimed = _STRIVES.search(s.place.text, 0, s.found.start) is not None
    if aimed and value is not None and issued is not None and value[1] > issued:
        return deadline("goal", "deadline-goal-year")
    return plain("observation_year" if s.words.is_year_only else "past_event", "title-report")


def _by_age(s: Surroundings, value: DateRange | None, issued: date | None) -> Verdict | None:
    """What lay before the issue date is told, not ordered."""
    if value is None or issued is None or value[1] >= issued:
        if s.past and not s.limited and not s.attended and not (value and issued and value[1] > issued and s.found.last):
            return plain("past_event", "sentence-past")
        return None
    if s.limited and not s.words.is_year_only and _ORDERS.search(s.clause):
        return None
    if s.found.last is not None or s.is_after("data"):
        return plain("data_period", "date-before-issue")
    return plain("observation_year" if s.words.is_year_only else "past_event", "date-before-issue")


def _range(s: Surroundings, value: DateRange | None, issued: date | None) -> Verdict:
    del value, issued
    if s.serves or (_OUTAGE.search(s.place.above) and not s.place.cell):
        return plain("information_period", "sentence-service")
    last = s.found.last
    if s.words.is_year_only and last is not None and last.is_year_only and not s.place.context.holds_limit:
        return plain("edition_year", "date-years")
    if s.is_after("data") and not s.limited:
        return plain("data_period", "date-of-data")
    if s.words.month_shift is not None or _whole_year(s.found):
        return plain("data_period", "date-of-data")
    if s.place.is_phase or s.in_heading or _PHASE_IN_FRONT.search(s.place.text[max(0, s.found.start - 24) : s.found.start]):
        return deadline("phase", "heading-phase", "range")
    if (
        s.found.start - s.place.sentence(s.found.start)[0] <= 2
        and len(s.place.above) <= 40
        and has_sense("phase", s.place.above, use="heading")
    ):
        return deadline("phase", "heading-phase", "range")
    if _MEETING_TIME.search(s.place.above) and s.found.start <= 2 or s.attended and not re.search(r"期间", s.rest[:4]):
        return deadline("event_time", "sentence-meeting", "range")
    return deadline("window", "deadline-range", "range")


def _whole_year(found: TimeRange) -> bool:
    """1月1日至12月31日 counts something; nobody is given all of a calendar year in days."""
    first, last = found.first, found.last
    return last is not None and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def _limited(s: Surroundings) -> Verdict:
    rule = s.after.rule if s.after and s.after.sense in ("limit", "close") else s.before.rule if s.before else "deadline-before"
    if s.words.is_year_only and s.after is not None and _LONG_AGO.match(s.place.text, s.after.end):
        return plain("past_event", "date-year-before")
    if s.after is not None and _STATE.match(s.place.text, s.after.end):
        return plain("definition_text", "date-of-state")
    if s.after is not None and _SHARE_OF.match(s.place.text, s.after.end):
        return plain("past_event", "date-of-state")
    if s.place.is_phase or s.in_heading:
        return deadline("phase", "heading-phase")
    if s.is_before("aim") and is_wide(s.words):
        return deadline("due" if named_actor(s) else "goal", "deadline-planned-before")
    if s.place.under_goal and _AIM_NEXT.match(s.rest) and not named_actor(s):
        return deadline("goal", "deadline-goal-year")
    if s.is_before("until") and s.words.is_year_only:
        return deadline("goal", "deadline-goal-year")
    if s.after is not None and _MAY.match(s.place.text, s.after.end):
        return deadline("window", rule)
    if s.after is not None and _ATTEND.match(s.place.text, s.after.end) or _ATTEND_LABEL.search(s.place.text[: s.found.start][-12:]):
        return deadline("event_time", rule)
    return deadline("milestone" if on_the_way(s) or first_of_steps(s) else "due", rule)
