"""Dates that no boundary word limits: 3月22日完成汇总, 三季度开工, 2025年, 7月1日起."""

from __future__ import annotations

from datetime import date

from extractor.model.notice import DeadlineRole
from extractor.recognizers.deadline_cues import has_sense
from extractor.recognizers.deadline_surroundings import (
    Surroundings,
    Verdict,
    deadline,
    first_of_steps,
    is_wide,
    list_end,
    named_actor,
    on_the_way,
    plain,
)
from extractor.recognizers.timex_calendar import DateRange
from patterns import lazy_re as re

__all__ = ["read_unbounded"]

_ACTS_NEXT = re.compile(
    r"(?:，|）)?(?:[^，。；]{0,10}?)(?:按照|实现|完成|建成|力争|全面|推出|新增|确保|配合|达到|基本|新建|启动|在全|将|开展|组织|推动|持续|深化|对|修订|制定|出台|召开"
    r"|印发|培训|前往|赴|颁奖|表彰|逐|开工|建设|上线|投产|运行|竣工|试点|选址|验收|整改|实施|落实|做好|办好|办结|建好|定稿|举办|公布|发布|形成|提交|报送|进行|汇总|审核|复核|报|送|交"
    r"|刊播|播出|完工|挂牌|推开|铺开|轮训|更新|举行|承办|采购|移交|接入|编制|编印|采集|通水|通车|通电|拆除|改造|清零|销号|整治|兑现|发放|拨付|评估"
    r"|考核|征求|论证|审议|备案|招标|摸排|排查|普查|调研|督导|检查|走访|不少于|至少|不低于|引进|签约|达产|投用|补植|播种|收购|储备|演练|评选|表彰|分批|集中|搭建|选定|确定|梳理|归集|交付|启用|开通)"
)
_OF_NOUN = re.compile(
    r"[^，。；、]{0,12}的|(?:度|份)?[^，。；、一-龥]{0,2}(?:第[一二三四五六七八九\d]+[次届期批]|工作|计划|预算|[^，。；、]{0,6}(?:申报期|征期|报表|账单|工资|社保费|房租|水电费)|指标|任务|目标|年报|总结|重点|评价|考核|年度)"
)
_ATTENDED = re.compile(r"会|培训|报到|活动|典礼|考试|演练|观摩|仪式|论坛|听证")
_WORK_TIME = re.compile(r"(?:整治|检查|申报|报送|填报|办理|工作|自查|清查|排查|提交|上报|反馈|受理)(?:时间|日期|时段)")
_RATE = re.compile(r"[^。；]{0,24}(?:率|度|比例)[^，。；]{0,12}(?:稳定在|达到|保持在|提高到|以上)")
_PART_OF_IT = re.compile(r"[^，。；]{0,12}(?:不少于|不低于|至少|完成|达到|\d)")
_HELD = re.compile(r"[^，。；]{0,2}(?:举办|举行|召开)")
_TOLD_BELOW = re.compile(r"如下|具体(?:安排|事项)|有关(?:安排|事项)")
"""The opening of a notice on a meeting: its day stands below."""
_CONTEST = re.compile(r"(?:组织|举办|举行)[^，。；]{0,6}(?:预赛|[初复决]赛|比武|面试|笔试)")
_AWAITED = re.compile(r"[^，。；]{0,12}(?:检查|考核|验收|评估|督[查导察]|巡视|巡察|审计|评审|复核|测评|检阅)")
_AWAITS = re.compile(r"(?:迎接|迎检|迎候|接受|配合做好)[^，。；]{0,10}$")
_AT_ONCE = 4  # characters: 结果10月份公布, the act follows the month at once
_BY_THEN = re.compile(r"截[止至]|时限|期限|限期")
_PLAN_NOUN = re.compile(r"(?:末|底)?(?:目标|计划|任务|实际|累计|指标|完成(?:数|值|情况|率)|预计)(?:值|数|量|情况)?(?:$|[（，、])")
_SERIES = re.compile(r"每|次月|逐月|按月|按季")
_BEGINS = ("", "，", "。", "；", "：", "、", "在", "于", "局", "委", "和", "及", "与", "）")


def read_unbounded(s: Surroundings, value: DateRange | None, issued: date | None) -> Verdict:
    """The verdict on a single time without 前, 止 or the like. ``value``: its first and last day if known."""
    words = s.words
    if s.is_before("until") and is_wide(words):
        return deadline("goal", "deadline-goal-year")
    if s.serves:
        return plain("information_period", "sentence-service")
    if s.in_heading and not words.has_year:
        return deadline("phase", "heading-phase", "range")
    if words.is_year_only:
        return _year(s, value, issued)
    if s.is_after("data") and not s.attended:
        return plain("data_period", "date-of-data")
    begun = s.after is not None and s.after.word == "开始" and not words.has_day  # 一季度开始实施
    if s.is_after("from") and not begun and not (words.hour is not None and (s.attended or s.is_before("label"))):
        return _from(s)
    if is_wide(words) or (words.has_month and words.day is None and words.part is None and words.last_weekday is None):
        return _wideread_unbounded(s)
    return _day(s, value, issued)


def _day(s: Surroundings, value: DateRange | None, issued: date | None) -> Verdict:
    """A day, or a third or an end of a month: a meeting, an act on that day, or just a date."""
    words, text, end = s.words, s.place.text, list_end(s)
    if words.part == "start" and words.month is None:
        return plain("past_event", "date-year-start")
    if s.is_after("about") or s.attended:
        return deadline("event_time", "sentence-meeting")
    if s.is_before("label"):
        meeting = words.hour is not None or _ATTENDED.search(s.sentence + s.place.above)
        return deadline("event_time" if meeting and not _work_label(s) else "due", "deadline-act-label")
    if value is None and issued is None and not has_sense("future", s.sentence):
        return plain("past_event")
    if re.match(r"[^，。；、（]{0,14}的(?!报|材)", text[end:]) and not has_sense("future", s.clause):
        return plain("information_period", "date-attribute")
    if s.place.cell:
        return deadline(_role_in_cell(s), "deadline-cell")
    begins = s.found.start - s.place.clause(s.found.start)[0] <= 3 and text[end : end + 1] == "，"
    if not (begins or has_sense("future", s.sentence) or _ACTS_NEXT.match(text, end)) and words.hour is None:
        return plain("information_period")
    return deadline("milestone" if on_the_way(s) else "due", "deadline-plain-day")


def _role_in_cell(s: Surroundings) -> DeadlineRole:
    """A day of duty is a window; a day with an hour and without 前 is when it takes place; one beside a row's own limit is on the way."""
    context = s.place.context
    if context.duty:
        return "window"
    if s.words.hour is not None and not _BY_THEN.search(context.header):
        return "event_time"
    return "milestone" if on_the_way(s) else "due"


def _work_label(s: Surroundings) -> bool:
    return bool(_WORK_TIME.search(s.place.text[max(0, s.found.start - 10) : s.found.start]))


def _year(s: Surroundings, value: DateRange | None, issued: date | None) -> Verdict:
    """A bare year: the limit of its column, an aim under 目标, a milestone inside an item with its own time limit, else the name of an edition."""
    if s.place.context.holds_limit:
        return deadline("due", "deadline-cell")
    begins = s.found.start - s.place.clause(s.found.start)[0] <= 6 or s.place.text[s.found.start - 1 : s.found.start] in "，。；"
    comes = value is not None and (issued is None or value[1] >= issued) and not s.is_before("from")
    acts = (
        begins
        and comes
        and _ACTS_NEXT.match(s.place.text, s.found.end)
        and not re.match(r"(?:全|我|本)[国省市县区]|度", s.place.text[s.found.end :])
    )
    if acts and s.place.has_field:
        return deadline("milestone", "deadline-year")
    later = acts and issued is not None and value is not None and value[1].year > issued.year
    if acts and s.place.under_goal or later and s.place.text[s.found.end : s.found.end + 1] == "，":
        return deadline("goal", "deadline-year")
    return plain("edition_year")


def _from(s: Surroundings) -> Verdict:
    """7月1日起 without an end binds from that day on."""
    if s.words.year_shift is not None:
        return plain("information_period", "deadline-from")
    if not has_sense("past", s.clause) and (s.words.has_day or s.words.month is not None) and not _SERIES.search(s.clause):
        return deadline("window", "deadline-from", "open_ended")
    return plain("information_period", "deadline-from")


def _wideread_unbounded(s: Surroundings) -> Verdict:
    """三季度, 上半年, 12月, 年内 without 前: a limit where an act follows, otherwise a period."""
    words, text, end = s.words, s.place.text, s.found.end
    if _PLAN_NOUN.match(text, end):
        return plain("data_period", "date-attribute")
    if s.place.cell and end - s.found.start >= len(text) - 12:
        return deadline("due", "deadline-cell")
    if text[s.found.start - 1 : s.found.start] == "（" and text[end : end + 1] == "）" and "阶段" in s.sentence:
        return deadline("phase", "heading-phase", "range")
    if s.is_before("aim") and words.month is None:
        return deadline("due" if named_actor(s) else "goal", "deadline-planned-before")
    comes = _ACTS_NEXT.match(text, end) or text[end : end + 1] == "，"
    if s.place.under_goal and comes or _RATE.match(text, end):
        return deadline("goal", "deadline-year")
    if first_of_steps(s):
        return deadline("milestone", "deadline-before")
    begins = text[s.found.start - 1 : s.found.start] in _BEGINS
    if _PART_OF_IT.match(text, end) and text[max(0, s.found.start - 3) : s.found.start].rstrip("，：").endswith("其中"):
        return deadline("milestone", "deadline-plain-period")
    acts = _ACTS_NEXT.match(text, end)
    if words.month is not None and _AWAITS.search(text, 0, s.found.start) and _AWAITED.match(text, end):
        return deadline("event_time", "sentence-meeting")
    if acts and (begins or acts.end() - end <= _AT_ONCE) and (s.intended or not _OF_NOUN.match(text, end)):
        if s.attended and words.month is not None and _TOLD_BELOW.search(text):
            return plain("information_period")
        if _CONTEST.match(text, end) or s.intended and _HELD.match(text, end):
            return deadline("event_time", "sentence-meeting")
        return deadline("milestone" if on_the_way(s) else "due", "deadline-plain-period")
    return plain("information_period")
