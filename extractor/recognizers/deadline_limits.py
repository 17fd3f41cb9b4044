"""Time limits that are no dates: durations, frequencies, open ends, events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from extractor.model.notice import DeadlineClass, DeadlineRole
from extractor.recognizers.deadline_cues import has_sense, limit_rules
from extractor.recognizers.deadline_frequencies import recurrence_rule
from extractor.recognizers.deadline_place import Place
from extractor.recognizers.taken_ranges import TakenRanges
from extractor.recognizers.timex_anchor import clock_of
from extractor.recognizers.timex_joining import time_ranges
from extractor.recognizers.timex_numbers import number
from patterns import lazy_re as re
from patterns.rules import Rule

__all__ = ["Limit", "describes", "limits", "whole_cell"]

_BASE = re.compile(
    r"(?:自|在|于|从|应?在|须在)?[^，。；：、（）〔〕\d“”]{1,24}(?:之日|之时|当日)?(?:起|后|前)(?:的)?(?:，)?$|[^，。；：、（）〔〕\d]{1,16}(?:后|起)(?:的)?$|会后$"
)
_PREPOSITION = re.compile(r"^(?:并|且|须|应|要|请|均|可以?)*(?:应当?|须)?(?:于|在)?(?=[^，。]{2})")
_SUBJECT = re.compile(r"^.*(?:应当?|应该|须|必须|要|需)(?=[在于自])")
_KNOWN_BASE = re.compile(
    r"(?:自)?(?:收到|接到|接受|发现|办结|受理|签收|送达|获批|批准|公布|公示期满|(?:本?(?:通知|文件|方案|函))?(?:印发|下发|发布)|会(?=后)|发现)"
    r"(?:[^，。；：、（）\d]{0,12}(?:之日起|之时起|起|后)(?:的)?|(?<=[下印]发))$"
)
_DOES = re.compile(
    r"报送|上报|报告|汇报|通报|[前]报|报[省市县区国本我各]|送交|送[省市县区我]|反馈|填报|填写|提交|调度|召开|开展|检查|抽查|更新|汇总|登[录陆]|通知|组织|核查|巡查|自查|监测|统计"
    r"|公布|公示|发布|培训|演练|维护|清理|例会|[一1][次报轮回]|评估|评价|考核|督查|研究|盘点|点评|完成|审核|函告|[一两二1-9]次|将|向|把|報|核对|呈|交|会商|工作例会|定为|确定为|为[^，。；]{1,12}日|举[办行]|安排|授课|集合|集中|轮训|走访|慰问|消毒|保养|编[发制印]|印发|报|反馈|巡[诊访]|抽[检测]|检测|复盘|分析|听取|调研"
)
_SAYS_WHEN = re.compile(r"[周期][一二三四五六日天]|\d[日号:时点]")
_MEETS = re.compile(r"(?:[^，。；\d]{0,6})(?:召开|举行|集合|例会|会商|授课|点名|安排[^，。；]{0,8}(?:讨论|授课|课程|晚自习|观摩))")
_OF_NOUN = re.compile(r"[^，。；]{0,6}(?:的(?!\d)|开始的)|(?:都有|一个|一位|两|都|万|平方|床|人)")


_OFFICE_HOURS = re.compile(r"[—\-~至]\d{1,2}[:时点]")
_PERIOD_OF_YEAR = re.compile(r"[—\-~至](?:\d{1,2}月)?\d{1,2}日")
_COUNTED = re.compile(r"[^，。；\d]{2,6}[一1两二][次报轮回]")
_DONE_WITHIN = re.compile(
    r"[^，。；]{0,8}(?:完成|启动|派单|响应|到[场位岗]|抢修|修复|恢复|出具|报|办结|反馈|提交|整改|送|响应|处置|答复|督促|办理|重新|书面"
    r"|录入|上传|赶到|到达|到位|通知|告知|抢险|修好|更换|清运|清理|清除|消除|转办|交办|受理|审核|审批|审查|核实|核查|复核|登记|备案|公示|公开|拨付|支付|发放"
    r"|退还|归还|签收|回访|回复|补齐|补正|更正|改正|纠正|签订|恢复|撤离|转移|开工|入库|归档|组织)"
)
_STANDARD = re.compile(r"(?:法定|承诺|规定|标准|历时|用时|近|最近|过去|前|实现|压缩[至到]?)[^，。；]{0,6}$")
_OTHER_LIMIT = re.compile(r"\d(?:日|号|时|:\d\d|月底|个?工作日|天)(?:（[^（）]{1,6}）)?[^，。；]{0,8}[前内]|公示(?:期)?\d")
_DAY_NEXT = re.compile(r"，?[^，。；\d]{0,4}(?:\d{4}年)?\d{1,2}月\d")
_NEXT_WORDS, _SAME_ACT = 18, 120  # characters: X后，甲送乙，于9月5日前… is limited by the day, not by the event
_NO_ACT = re.compile(r"，[^，。；]{0,12}(?:以[^，。；]{2,16}为准|不再|即(?:为|可视|视)|视为|自动)")
_ORDERED = re.compile(r"(?:[在于须应限]|限期|务必)$")
_MAY_AHEAD = re.compile(r"可(?:以)?(?:自|在|于)?$")
_SHORT = ("分钟", "小时")
_LENGTH = re.compile(r"(?:时长|用时|发言|汇报|讲解|演讲|陈述|答辩|视频|片长|每[人家]|展示|交流|控制)[^，。；]{0,10}$")
_STATE_WITHIN = re.compile(
    r"(?:（含[^（）]{0,6}）)?的(?!时间)|[^，。；]{0,4}不(?:得|能|可)?(?:超过|高于|低于|少于|大于|重复)|[^，。；]{0,16}了[^，。；]{0,20}的，|(?:，)?(?:未|无|曾|已(?!经)|有效|发生|不予|毕业|承担|主持|发表|讲授)"
)


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit at ``start:end`` of the passage; ``binds`` False: the words describe, they order nothing."""

    start: int
    end: int
    kind: DeadlineClass
    rule: str
    binds: bool = True
    role: DeadlineRole = "due"
    word: str | None = None
    due_time: str | None = None
    recurrence: str | None = None
    base_event: str | None = None
    amount: int | None = None
    unit: str | None = None
    stated: bool = True


def limits(place: Place) -> list[Limit]:
    """All of them, none inside another; the earlier rule wins."""
    found: list[Limit] = []
    taken = TakenRanges()
    for kind in ("recurring", "relative", "event", "open_ended"):
        for rule in limit_rules("limit", kind).fitting(place.text):
            for match in rule.finditer(place.text):
                limit = _READ[kind](place, rule, match)
                if limit is not None and not taken.touches(limit.start, limit.end):
                    found.append(limit)
                    taken.add(limit.start, limit.end)
    return sorted(found, key=lambda f: f.start)


def whole_cell(place: Place) -> Limit | None:
    """A short cell in a column of time limits that names an event or hurries, and has no date."""
    text = place.text
    if not (place.context.holds_limit and place.binding and len(text) <= 18):
        return None
    for rule in limit_rules("limit_cell").fitting(text):
        if match := rule.search(text):
            kind, role = rule.yields["kind"], rule.yields.get("role", "due")
            named = match.groupdict()
            return Limit(
                0,
                len(text),
                kind,
                rule.id,
                role=role,
                word=text[-1],
                base_event=named.get("event"),
                recurrence=recurrence_rule(text) if kind == "recurring" else None,
                amount=number(named["amount"]) if named.get("amount") else None,
                unit=named.get("unit") or named.get("unit_inside"),
            )
    return None


def describes(place: Place, start: int, end: int) -> bool:
    """Questions, definitions, service promises and reports order nothing."""
    a, b = place.sentence(start)
    text = place.text
    asked = has_sense("question", text, a, b) and (place.cell or text[a:b].endswith("？"))
    if not place.binding or asked or has_sense("definition", text, a, b):
        return True
    titled = text.rfind("《", 0, start)
    if titled >= 0 and text.find("》", titled, start) < 0 <= text.find("》", end):
        return True
    left = text.rfind("“", 0, start)
    return left >= 0 and text.find("”", left, end) < 0 and 0 <= text.find("”", end) - left <= 24


def _recurring(place: Place, rule: Rule, match: re.Match[str]) -> Limit | None:
    start, end = match.span()
    if rule.yields.get("stated") is False and place.text[max(0, start - 1) : start] == "不":
        return None
    word = match.groupdict().get("word")
    end, counted = (end, True) if word else _frequency_end(place.text, match)
    role: DeadlineRole = "event_time" if word is None and _SAYS_WHEN.search(match.group()) and _MEETS.match(place.text, end) else "due"
    told = _OFFICE_HOURS.match(place.text, end) is not None or describes(place, start, end)
    binds = (
        not _said_again(place, match)
        and (counted or _act_follows(place, start, end))
        and not told
        and place.part not in ("head", "imprint")
    )
    return Limit(
        start,
        end,
        "recurring",
        rule.id,
        binds,
        role,
        word=word,
        due_time=_hour(match.group(), word),
        recurrence=recurrence_rule(match.group()),
        stated=rule.yields.get("stated", True),
    )


def _said_again(place: Place, match: re.Match[str]) -> bool:
    """实行每日零报告，各站每日16:30前报送: the second says it with its hour."""
    if match.groupdict().get("word") or not (period := match.groupdict().get("period")):
        return False
    a, b = match.end(), place.sentence(match.start())[1]
    return re.search(f"每(?:个)?{re.escape(period[0])}[^，。；]{{0,12}}前", place.text[a:b]) is not None and "报告" in place.text[a : a + 6]


def _frequency_end(text: str, match: re.Match[str]) -> tuple[int, bool]:
    """Where a frequency without 前 ends: 每年4月1日至6月20日, 每半年报送一次; and whether it says how often."""
    end = match.end()
    rest = match.groupdict().get("rest")
    if rest and not re.search(r"\d", rest):
        end -= len(rest)
    if period := _PERIOD_OF_YEAR.match(text, end):
        end = period.end()
    counted = _COUNTED.match(text, end)
    return (counted.end() if counted else end), counted is not None


def _act_follows(place: Place, start: int, end: int) -> bool:
    """Somebody does something at that rate; a short cell that holds nothing else does not say what."""
    if place.cell and start == 0 and len(place.text) <= 14:
        return True
    _, clause_end = place.clause(start)
    return _OF_NOUN.match(place.text, end) is None and _DOES.search(place.text, end, min(clause_end, end + 40)) is not None


def _hour(words: str, word: str | None) -> str | None:
    """The hour of 每周五下午5点前."""
    if word is None:
        return None
    clock = next((c for t in time_ranges(words) if (c := clock_of(t.first))), None)
    return clock or ("12:00" if word.startswith("中午") else None)


def _relative(place: Place, rule: Rule, match: re.Match[str]) -> Limit | None:
    text, (start, end) = place.text, match.span()
    if rule.yields.get("cell") and not (place.cell and end == len(text)):
        return None
    if rule.id == "deadline-within-duration" and text[max(0, start - 1) : start] in ("月", "第", "〕", "."):
        return None
    base = _base(place, start)
    binds = _duration_orders(place, rule, match, base) and not _duration_told(place, match, base)
    begin = start - len(base)
    in_brackets = rule.yields.get("role") == "window" and place.text[begin - 1 : begin] == "（"
    binds = binds and not in_brackets and not describes(place, begin, end) and place.part not in ("head", "imprint", "closing")
    _, clause_end = place.clause(start)
    open_years = match.groupdict().get("unit") == "年" and not base and not _DONE_WITHIN.match(text, end)
    leave = open_years or has_sense("may", text, end, min(clause_end, end + 12)) or _MAY_AHEAD.search(text, 0, begin) is not None
    return Limit(
        begin,
        end,
        "relative",
        rule.id,
        binds,
        role=rule.yields.get("role", "window" if leave else "due"),
        base_event=base.strip("，") or None,
        amount=number(amount) if (amount := match.groupdict().get("amount")) and amount != "半" else None,
        unit=match.groupdict().get("unit"),
        word="内",
    )


def _base(place: Place, start: int) -> str:
    """The event from which a duration counts, as it stands right in front of it: 收到本通知之日起; "" for none."""
    window = place.text[max(place.clause(start)[0], start - 40) : start]
    base = _KNOWN_BASE.search(window) or _BASE.search(window)
    return _PREPOSITION.sub("", _SUBJECT.sub("", base.group())) if base else ""


def _duration_orders(place: Place, rule: Rule, match: re.Match[str], base: str) -> bool:
    c, d = place.clause(match.start())
    return (
        bool(base)
        or rule.yields.get("orders", False)
        or rule.yields.get("role") == "window"
        or has_sense("future", place.text, c, d)
        or _DONE_WITHIN.match(place.text, match.end()) is not None
        or _ORDERED.search(place.text, max(0, match.start() - 2), match.start()) is not None
    )


def _duration_told(place: Place, match: re.Match[str], base: str) -> bool:
    """A promise, a standard, a condition: 法定20个工作日内, 申请日前12个月内, 5年内未出现."""
    c, d = place.clause(match.start())
    text = place.text
    ahead = text[c : match.start()]
    promised = not base and (
        _STANDARD.search(ahead) is not None or (match.groupdict().get("unit") in _SHORT and bool(_LENGTH.search(ahead)))
    )
    told = _STATE_WITHIN.match(text, match.end()) is not None and not match.group().startswith("公示")
    return promised or has_sense("past", text, c, d) or base.endswith("日前") or told


def _event(place: Place, rule: Rule, match: re.Match[str]) -> Limit | None:
    text, (start, end) = place.text, match.span()
    c, d = place.clause(start)
    if re.search(r"\d[日号月]", match.group()) and "年" not in match.group():
        return None
    rest = text[end:d]
    reach = _SAME_ACT if rest.startswith("，") and match.group().endswith("后") else _NEXT_WORDS
    ordered = (
        _OTHER_LIMIT.search(rest[:reach]) is None
        and _DAY_NEXT.match(rest) is None
        and _NO_ACT.match(rest) is None
        and (has_sense("future", text, c, d) or len(rest) > (1 if rule.yields.get("orders") else 4))
    )
    told = has_sense("past", text, c, d) and not has_sense("future", text, c, d)
    emergency = match.groupdict().get("emergency") is not None and place.cell
    binds = (ordered or emergency) and not told and not describes(place, start, end) and place.part in ("body", "instrument", "annex")
    role: DeadlineRole = "window" if emergency else rule.yields.get("role", "due")
    return (
        Limit(start, end, "event", rule.id, binds, role=role, base_event=match.groupdict().get("event"), word=match.group()[-1])
        if binds
        else None
    )


def _open_ended(place: Place, rule: Rule, match: re.Match[str]) -> Limit | None:
    end = match.start() + len(match["words"])
    return Limit(match.start(), end, "open_ended", rule.id, place.binding)


_READ: dict[str, Any] = {"recurring": _recurring, "relative": _relative, "event": _event, "open_ended": _open_ended}
