"""Names of single units anywhere in a line, found by where they end and where they must have begun.

A name ends in a head (局, 委员会, 公司, ...) that something fit follows; from there it reaches back to the last word
after which a name may begin (由, 报送, 会同, ...). It must name one body: classes (各科室, 有关部门) and pointers back
(本局) are no names.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from extractor.recognizers.name_spans import NameSpan, without_overlaps
from patterns import lazy_re as re
from patterns.rules import load_words

__all__ = ["ends_like_name", "find_unit_candidates", "find_units", "fits_unit", "is_common"]

_LONGEST_UNIT = 34
_LONGEST_OFFICE = 9
_LONGEST_ITEM = 18
_RUN = re.compile(r"[\u4e00-\u9fffA-Za-z·“”]{2,200}")
_SIDE_BY_SIDE = re.compile(r"(?=([\u4e00-\u9fff]{2})[省市县区]([\u4e00-\u9fff]{2,14}?(?:局|委|厅|办公室|委员会|中心|联合会))\1[省市县区])")
_NUMBER_OF_DOCUMENT = re.compile(r"[\u4e00-\u9fff]{0,4}〔\d{4}〕|〔")
_JOINED = "(?<![局委办厅部院处科室会股])[与和及](?=管理|服务|监督|评估|治理|保障|技术|工程|信息|规划|建设|发展|改革|科技|旅游|体育|城乡|社会保障|网络|数据管理|数字化|绿化|监测)"
_PRONOUN = "[我本贵该你][局厅委办院校馆司会区县市省镇所站]"
_OF_VERBS = re.compile("[管治受代护办审清]理科$")  # 理科 is a branch of learning, 管理科 is an office
_WAY_OF_DEALING = re.compile("[上下网端快好通即次近里时助线门窗]办$")  # 网上办, 马上办
_TWO = re.compile("[省市区县州盟旗国][局委厅办院]|[院校党局][办委]|[团工纪监][委会]|[妇残侨文][联]|科协|[国中]办")
_GOES_ON = re.compile(
    "办[法理公学事]|处[置理罚]|部[门分署]|会议|队伍|[股科处]室|组[织长]|委员|局面|院内|乡镇|站点"
)  # the head is half a word
_LABELLED = re.compile(r"(?:单位|部门|科室|处室|股室|牵头|主办|承办|协办|抄送|分送|主送|出席|列席|参加人员)[：:][^。]*$")
_HAN = re.compile(r"[\u4e00-\u9fff]")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words, units = load_words("names"), load_words("units")
    person = f"[{words['common_surnames'][0]}][\\u4e00-\\u9fff]{{1,2}}(?=$|[^\\u4e00-\\u9fff]|同志|老师)"
    follow = f"{words.alternation('followers')}|{units.alternation('boundaries')}"
    heads = f"(?:{words.alternation('long_heads')})(?!长)|(?:{words.alternation('short_heads')})(?=$|[^\\u4e00-\\u9fff]|{follow}|{person})"
    return {
        "head": re.compile(heads),
        "fixed": re.compile(words.alternation("fixed_names")),
        "left": re.compile(f"(?:{words.alternation('left_keeps')})|{_JOINED}|(?P<stop>{_PRONOUN}|{words.alternation('left_stops')})"),
        "keeps": re.compile(words.alternation("left_keeps")),
        "verbs": re.compile(f"(?:{words.alternation('left_verbs')})"),
        "class": re.compile(f"(?:{words.alternation('class_marks')}|贵(?![州阳港溪池定南德]))"),
        "class_before": re.compile(f"(?:{words.alternation('class_marks')}|贵)$"),
        "never_first": re.compile(f"(?:{units.alternation('never_first')})"),
        "placed": re.compile(
            r"[省市县区州旗镇乡](?![级直域内外场区容镇情际民树])|国家|中国|中华|全国|中央|最高|中共|共青团|团[省市县区]委|[\u4e00-\u9fff]{2,5}?(?:省|市|县|区|州|盟|旗|镇|乡|街道)(?![级直域内外场容])(?<![小社地辖库园片校]区)(?<!城市)(?<!城镇)"
            r"|[\u4e00-\u9fff]{2,20}(?:有限(?:责任)?公司|(?:示范|开发|新|园|保税|高新|经开|度假|功能|试验)区(?:管理委员会|管委会))"
        ),
        "last_head": re.compile(
            f"(?:{words.alternation('long_heads')}|{words.alternation('short_heads')}|{words.alternation('soft_heads')})$"
        ),
        "class_end": re.compile(
            r"(?:单位|部门|企业|机构|机关|组织|团体|(?:[^子总]|^)公司法|系统|会议室|网站|车站|人员|多功能厅|大厅|[查惩论判]处|人文社科|(?:行政|市民)中心|[股科处]室|常委)$|[省市县区乡各]级(?:地方)?(?:人民)?政府|国务院各部委"
        ),
        "not_unit": re.compile(f"(?:{units.alternation('not_units')})$"),
    }


def find_units(line: str) -> list[NameSpan]:
    """Names of single units, groups left out: those whose beginning is certain too."""
    return [span for span in find_unit_candidates(line) if _is_firm(line[span.start : span.end]) or _stands_alone(line, span)]


def _stands_alone(line: str, span: NameSpan) -> bool:
    """An item of a list after a label, or all that a line or cell holds: no verb can stick to it."""
    before, after = line[: span.start].rstrip("★☆ "), line[span.end :].lstrip("★☆ ")
    if (before and before[-1] not in "、：:，") or (after and after[0] not in "、，；。）〕"):
        return False
    return span.end - span.start <= _LONGEST_ITEM and (not before and not after or bool(_LABELLED.search(before)))


def find_unit_candidates(line: str) -> list[NameSpan]:
    """All that may name a unit, verbs that stick to the front and common nouns (促进公立医院) included."""
    found = [NameSpan(m.start(), m.end(), "ORG") for m in _patterns()["fixed"].finditer(line)]
    for run in _RUN.finditer(line):
        found += _units_in_run(line, run.start(), run.end())
    return without_overlaps(_with_bracket(line, span) for span in found)


def _is_firm(name: str) -> bool:
    """A place, a level or a firm's form shows where the name begins; an office may be named by its field alone, if that is short."""
    patterns = _patterns()
    if patterns["fixed"].match(name) or patterns["placed"].match(name):
        return True
    plain = re.sub(r"（.*", "", name)
    head = patterns["last_head"].search(plain)
    return len(plain) <= _LONGEST_OFFICE and head is not None and not is_common(name)


def is_common(name: str) -> bool:
    """Whether ``name`` ends in a head that is a common noun too (医院, 中心) and shows no place or level: it may name a class."""
    head = _patterns()["last_head"].search(re.sub(r"（.*", "", name))
    return head is not None and head[0] in load_words("names")["soft_heads"] and not _patterns()["placed"].match(name)


def _units_in_run(line: str, start: int, end: int) -> Iterator[NameSpan]:
    """Every head of a run of letters ends a candidate; candidates that share their start grow, the longest wins."""
    starts = [start] + [m.end() for m in _patterns()["left"].finditer(line, start, end) if m["stop"]]
    starts += [m.end(2) for m in _SIDE_BY_SIDE.finditer(line, start, end)]
    position = start
    while match := _patterns()["head"].search(line, position, end):
        begin = max((s for s in starts if s <= match.start()), default=start)
        if (name := _unit(line, max(begin, match.end() - _LONGEST_UNIT), match.end())) is not None:
            yield name
        position = match.start() + 1


def _unit(line: str, start: int, end: int) -> NameSpan | None:
    """The name in ``line[start:end]`` once words that stick to its front are off; None if it names no single unit."""
    patterns = _patterns()
    if start and line[start - 1].isdigit() and line[start] in "年月日号时":
        start += 1
    while (
        start < end
        and not patterns["keeps"].match(line, start, end)
        and (stuck := patterns["verbs"].match(line, start, end) or re.compile("[“”·A-Za-z](?![^“]{1,20}”)").match(line, start, end))
    ):
        start = stuck.end()
    name = line[start:end]
    if _NUMBER_OF_DOCUMENT.match(line, end):
        return None
    if (
        len(name) < 2
        or (len(name) == 2 and not _TWO.match(name))
        or name in _class_nouns()
        or patterns["class"].match(name)
        or patterns["class_end"].search(name)
    ):
        return None
    if _WAY_OF_DEALING.search(name):
        return None
    if (
        patterns["class_before"].search(line[max(0, start - 3) : start])
        or line[max(0, start - 2) : start] in ("区）", "市）", "旗）")
        or (patterns["not_unit"].search(name) and not _OF_VERBS.search(name))
        or (patterns["never_first"].match(name) and not patterns["keeps"].match(name))
    ):
        return None
    if any(name.endswith(noun) for noun in _class_nouns() if len(noun) >= 3 and len(name) - len(noun) < 2 and noun not in _heads()):
        return None
    return NameSpan(start, end, "ORG") if _HAN.match(name) and name.count("“") == name.count("”") else None


def _with_bracket(line: str, span: NameSpan) -> NameSpan:
    """A bracket that holds a second name or a branch belongs to the name: 行政审批局（政务服务局）."""
    match = re.compile(r"（([\u4e00-\u9fff]{2,14})）").match(line, span.end)
    if (
        match
        and ends_like_name(match[1])
        and not match[1].endswith(("科", "股", "处", "室"))
        and not match[1].startswith(("以下", "原", "各", "设"))
    ):
        return NameSpan(span.start, match.end(), "ORG")
    return span


def ends_like_name(name: str) -> bool:
    """Whether ``name`` ends in the head of a unit (or is one of the few that have none) and is no common noun."""
    plain = re.sub(r"（[^（）]*）$", "", name)
    if plain in _class_nouns() or _patterns()["class_end"].search(plain):
        return False
    return bool(
        _patterns()["last_head"].search(plain) or _patterns()["fixed"].fullmatch(plain) or re.search(r"[组会镇乡处委]$|街道$|专班$", plain)
    )


@cache
def _class_nouns() -> frozenset[str]:
    return frozenset(load_words("names")["class_nouns"])


@cache
def _heads() -> frozenset[str]:
    return frozenset(load_words("names")["long_heads"])


def fits_unit(line: str, start: int, end: int) -> bool:
    """Whether nothing speaks against ``line[start:end]`` as the name of one unit: its end, what stands before it, its first word."""
    name = line[start:end]
    if _GOES_ON.match(line, end - 1):
        return False
    found = _unit(line, start, start + len(re.sub(r"（[^（）]*）$", "", name)))
    return ends_like_name(name) and "各" not in name and found is not None and found.start == start
