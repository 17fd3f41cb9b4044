"""Dates that only tell: replaced by a later one, foretold by others, named to say when something was published."""

from __future__ import annotations

from extractor.recognizers.deadline_surroundings import Surroundings, Verdict, plain
from patterns import lazy_re as re

__all__ = ["background", "replaces_old"]

_MOVED = r"(?:调整|变更|修改|更改|更正|订正|(?<!整)改|延期|延长|延后|延|推迟|顺延|提前)(?:为|至|到|成)"
_REPLACED_BEHIND = re.compile(
    rf"(?:（[^（）]{{1,8}}）)?(?:之?前|截?止|截止)?[”’]?(?:[^，。；“”\d]{{0,8}}，?(?:现|相应|均|统一|一并|拟)?)??(?:现|相应|均|统一|一并)?{_MOVED}"
)
_REPLACED_AHEAD = re.compile(
    r"(?:(?<!草)原(?:定|计划|通知|为|于|拟|规定|要求|时间|截止|报名|申报|会议)[^，。；\d]{0,12}|由原?(?:来|定)?的?)$"
)
_REPLACES = re.compile(rf"{_MOVED}[^，。；“”\d]{{0,12}}[“‘]?[^，。；“”\d]{{0,12}}$")
_FORETOLD = re.compile(
    r"降[雨雪水温]|暴[雨雪]|大[风雾]|寒潮|高温天气|台风|雷[雨电暴]|强对流|沙尘|冰雹|霜冻|天气过程|雨量|水位将|洪峰|潮位|预计(?:[^，。；]{0,8})(?:出现|到达|影响)"
)
_ORDERED = re.compile(r"请|务必|须|应(?![对急])|要(?![求素点])|负责|值[守班]|停[工课产业]|巡查|排查|转移|前报|报送")
_ISSUED_BY = re.compile(r"(?:发布|下发|印发|公布|发出|通报|签发|召开|播发)的")
_DONE_BEHIND = re.compile(r"(?:前|左右)?(?:[^，。；\d已]{0,6})?(?:已(?![出印建]|经?[^，。；]{0,8}的)|便已|均已|业已|即已)")
_SAID_BEHIND = re.compile(r"[^，。；]{0,4}(?:回复|答复|复函|来函|来电|回函|函告|反映|致函)(?:称|表示|说|指出|，|我)")
_LEAVES = re.compile(r"[^，。；]{0,2}(?:离会|返程|返回|散会|闭会|撤展|离校|疏散)")


def replaces_old(s: Surroundings) -> bool:
    """调整为“4月18日至5月5日”: the date that counts now, quotation marks or not."""
    return _REPLACES.search(s.place.text, max(0, s.found.start - 28), s.found.start) is not None


def background(s: Surroundings) -> Verdict | None:
    """The plain date that this is because of what the words around it tell, or None."""
    text, start, end = s.place.text, s.found.start, s.found.end
    if not replaces_old(s) and (_REPLACED_BEHIND.match(text, end) or _is_moved_on(text, start, end)):
        return plain("past_event", "date-replaced")
    if _ISSUED_BY.match(text, end) or _SAID_BEHIND.match(text, end):
        return plain("past_event", "sentence-past")
    if not s.intended and _DONE_BEHIND.match(text, end):
        return plain("past_event", "sentence-past")
    if _FORETOLD.search(s.stretch) and not (s.limited or _ORDERED.search(s.stretch)):
        return plain("information_period", "date-foretold")
    if _LEAVES.match(text, end) and not s.limited:
        return plain("information_period", "sentence-meeting")
    return None


def _is_moved_on(text: str, start: int, end: int) -> bool:
    """原定5月8日的…, 由8月29日…延至: the words in front say that it holds no longer."""
    if _REPLACED_AHEAD.search(text, max(0, start - 20), start) is None:
        return False
    return re.compile(rf"[^。；]{{0,30}}?(?:{_MOVED}|取消|不再)").match(text, end) is not None
