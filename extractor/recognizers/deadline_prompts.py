"""Prompt words as time limits: 立即, 尽快, 及时 (GOLD, finer decision 9)."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.recognizers.deadline_cues import has_sense, limit_rules
from extractor.recognizers.deadline_limits import Limit, describes
from extractor.recognizers.deadline_place import Place
from extractor.recognizers.taken_ranges import TakenRanges
from patterns import lazy_re as re

__all__ = ["prompts"]

_PURPOSE = re.compile(r"(?:做到|方便[^，。；]{0,6}|便于[^，。；]{0,6}|是否|能够|能否|反应|确保[^，。；]{0,8})$")
_LIMIT_FOLLOWS = re.compile(r"，[^，。；\d]{0,8}(?:截止|截至|时限|限期|最迟|务必|确保)[^，。；\d]{0,8}$")
_WHY = re.compile(
    r"为(?:了|进一步|切实|认真|全面|深入|准确|确保|做好|加强|落实|贯彻|及时|有效|规范|推动|提高)[^。；]*，[^。；]*(?:制定本|现(?!场)|特(?:制定|此|作)|决定|印发|通知如下)"
)
_GENERAL = re.compile(
    r"认真组织|高度重视|提高(?:认识|站位)|加强领导|抓紧准备|按时送交|如遇|尽快落地|(?:如有|若有|有|遇)[^，。；]{0,8}(?:疑问|问题|不明|情况)[^。；]{0,10}(?:咨询|联系)|落地见效|总结推广|好经验|好做法|营造[^，。；]{0,6}氛围|通知如下|要求如下|公告如下"
)


def prompts(place: Place, taken: TakenRanges) -> Iterator[Limit]:
    """Those that are the only time limit of what they hurry. ``taken``: the other deadlines of the passage."""
    if not place.binding or place.part not in ("body", "instrument", "annex") or place.has_field:
        return
    for rule in limit_rules("prompt", "prompt").fitting(place.text):
        for match in rule.finditer(place.text):
            start, end = match.span()
            if not (_limited_otherwise(place, start, end, taken) or _says_no_act(place, start, end)):
                yield Limit(start, end, "prompt", rule.id, word=match.group())


def _limited_otherwise(place: Place, start: int, end: int, taken: TakenRanges) -> bool:
    """A date stands before it in its clause (or in the same stretch), or in the short sentence before."""
    begin, clause_end = place.clause(start)
    comma = place.text.find("，", end)
    stretch_end = comma if 0 <= comma < clause_end else clause_end
    if taken.begins_in(begin, stretch_end) or _limit_named_behind(place, end, taken):
        return True
    above = place.sentence_before(start)
    return above is not None and above[1] - above[0] <= 30 and taken.begins_in(*above)


def _limit_named_behind(place: Place, end: int, taken: TakenRanges) -> bool:
    """抓紧补报，报送截止时间为9月22日: the next words of the sentence say by when."""
    _, stop = place.sentence(end)
    digit = re.compile(r"\d").search(place.text, end, stop)
    if digit is None or not taken.begins_in(digit.start(), digit.start() + 1):
        return False
    return _LIMIT_FOLLOWS.search(place.text, end, digit.start()) is not None


def _run_in_heading(place: Place, start: int, end: int) -> bool:
    """1.立即进岗到位。自8月29日20时起，…: the heading repeats what its paragraph says with the hour."""
    return place.labelled and start <= 4 and end - start <= 14 and re.search(r"\d[日时月]", place.text[end:]) is not None


def _says_no_act(place: Place, start: int, end: int) -> bool:
    """Exhortations, purposes, descriptions of people who did so."""
    a, b = place.sentence(start)
    sentence = place.text[a:b]
    return bool(
        sentence.endswith(("的；", "的。"))
        or _WHY.match(sentence)
        or _run_in_heading(place, a, b)
        or _PURPOSE.search(place.text[a:start])
        or _GENERAL.search(sentence)
        or describes(place, start, end)
        or has_sense("past", place.text, start, min(len(place.text), end + 14))
    )
