"""Names of units and persons anywhere in a line, found by rules: where a name ends, and where it must have begun.

A unit's name ends in a head (局, 委员会, 公司, ...) that something fit follows; from there it reaches back to the
last word after which a name may begin (由, 报送, 会同, ...). It must name one body: classes (各科室, 有关部门) and
pointers back (本局) are no names. Persons stand after a label or an office, or before a title or a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal, NamedTuple

from extractor.recognizers.contact_names import is_name
from patterns.rules import load_words

__all__ = ["NameLabel", "NameSpan", "ends_like_name", "find_names_by_rule", "find_persons", "find_unit_candidates", "find_units", "without_overlaps"]

NameLabel = Literal["ORG", "PERSON"]

_LONGEST_UNIT = 34
_LONGEST_OFFICE = 9
_LONGEST_ITEM = 18
_RUN = re.compile(r"[\u4e00-\u9fffA-Za-z·“”]{2,200}")
_SIDE_BY_SIDE = re.compile(r"(?=([\u4e00-\u9fff]{2})[省市县区]([\u4e00-\u9fff]{2,14}?(?:局|委|厅|办公室|委员会|中心|联合会))\1[省市县区])")
_NUMBER_OF_DOCUMENT = re.compile(r"[\u4e00-\u9fff]{0,4}〔\d{4}〕|〔")
_JOINED = "(?<![局委办厅部院处科室会股])[与和及](?=管理|服务|监督|评估|治理|保障|技术|工程|信息|规划|建设|发展|改革|科技|旅游|体育|城乡|社会保障|网络|数据管理|数字化|绿化|监测)"
_PRONOUN = "[我本贵该你][局厅委办院校馆司会区县市省镇所站]"
_LABELLED = re.compile(r"(?:单位|部门|科室|处室|股室|牵头|主办|承办|协办|抄送|分送)[：:][^。]*$")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NUMBER = r"(?=[ ，、：:；（]{0,3}(?:(?:联系|办公|手机)?(?:电话|号码|手机)?[（：: ]{0,2})?(?:1[3-9]\d{9}|0\d{2,3}[-— ]{0,3}\d{3,4} ?\d{3,4}|[2-8]\d{2,3} ?\d{3,4})(?!\d))"


class NameSpan(NamedTuple):
    """A name in a line: ``line[start:end]``."""

    start: int
    end: int
    label: NameLabel


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
        "last_head": re.compile(f"(?:{words.alternation('long_heads')}|{words.alternation('short_heads')}|{words.alternation('soft_heads')})$"),
        "class_end": re.compile(r"(?:单位|部门|企业|机构|机关|组织|团体|(?:[^子总]|^)公司法|系统|会议室|网站|车站|人员)$|[省市县区乡各]级(?:地方)?(?:人民)?政府|国务院各部委"),
        "not_unit": re.compile(f"(?:{units.alternation('not_units')})$"),
    }


def find_names_by_rule(line: str) -> list[NameSpan]:
    """All names in ``line``, in order, without overlaps. ``line`` is folded text (see ``extractor.text.passage``)."""
    return without_overlaps([*find_units(line), *find_persons(line)])


def without_overlaps(spans: Iterable[NameSpan]) -> list[NameSpan]:
    """The longest spans first; what overlaps one of them goes."""
    kept: list[NameSpan] = []
    for span in sorted(set(spans), key=lambda s: (s.start - s.end, s.start)):
        if all(span.end <= k.start or span.start >= k.end for k in kept):
            kept.append(span)
    return sorted(kept)


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
    return len(plain) <= _LONGEST_OFFICE and head is not None and head[0] not in load_words("names")["soft_heads"]


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
    while start < end and (stuck := patterns["verbs"].match(line, start, end) or re.compile("[“”·A-Za-z](?![^“]{1,20}”)").match(line, start, end)):
        start = stuck.end()
    name = line[start:end]
    if _NUMBER_OF_DOCUMENT.match(line, end):
        return None
    if len(name) < 2 or name in _class_nouns() or patterns["class"].match(name) or patterns["class_end"].search(name):
        return None
    if patterns["class_before"].search(line[max(0, start - 3) : start]) or line[max(0, start - 2) : start] in ("区）", "市）", "旗）") or patterns["not_unit"].search(name) or (patterns["never_first"].match(name) and not patterns["keeps"].match(name)):
        return None
    if any(name.endswith(noun) for noun in _class_nouns() if len(noun) >= 3 and len(name) - len(noun) < 2 and noun not in _heads()):
        return None
    return NameSpan(start, end, "ORG") if _HAN.match(name) and name.count("“") == name.count("”") else None


def _with_bracket(line: str, span: NameSpan) -> NameSpan:
    """A bracket that holds a second name or a branch belongs to the name: 行政审批局（政务服务局）."""
    match = re.compile(r"（([\u4e00-\u9fff]{2,14})）").match(line, span.end)
    if match and ends_like_name(match[1]) and not match[1].endswith(("科", "股", "处", "室")) and not match[1].startswith(("以下", "原", "各")):
        return NameSpan(span.start, match.end(), "ORG")
    return span


def ends_like_name(name: str) -> bool:
    """Whether ``name`` ends in the head of a unit (or is one of the few that have none) and is no common noun."""
    plain = re.sub(r"（[^（）]*）$", "", name)
    if plain in _class_nouns() or _patterns()["class_end"].search(plain):
        return False
    return bool(_patterns()["last_head"].search(plain) or _patterns()["fixed"].fullmatch(plain) or re.search(r"[组会镇乡处委]$|街道$|专班$", plain))


@cache
def _class_nouns() -> frozenset[str]:
    return frozenset(load_words("names")["class_nouns"])


@cache
def _heads() -> frozenset[str]:
    return frozenset(load_words("names")["long_heads"])


@cache
def _person_patterns() -> dict[str, re.Pattern[str]]:
    words, contacts, clause = load_words("names"), load_words("contacts"), load_words("responsibility")
    labels = f"{contacts.alternation('name_labels')}|{words.alternation('person_labels')}|{clause.alternation('person_labels')}"
    surname = "[" + "".join(sorted(set("".join(contacts["surnames"])))) + "]"
    name = f"(?:(?:{contacts.alternation('double_surnames')}|{words.alternation('double_surnames')})[\\u4e00-\\u9fff]{{1,2}}|{surname}[\\u4e00-\\u9fff]{{1,2}})"
    titles = words.alternation("titles_after")
    return {
        "label": re.compile(f"(?:{labels})(?:（[^（）\\d]{{1,12}}）)?(?:及(?:联系)?电话)?[：: ]{{1,2}}"),
        "listed": re.compile(r"[\u4e00-\u9fff·]{2,12}(?![\u4e00-\u9fff])"),
        "between": re.compile(r"[、，,/ 和]{1,3}|（[^（）]{1,30}）[、，, ]{0,2}|(?:同志|老师)[、，, ]{0,2}"),
        "numbered": re.compile(f"(?<![\\u4e00-\\u9fff])({name}){_NUMBER}"),
        "office_numbered": re.compile(f"(?<=[局办科室处中心部会组站队所院])({name}){_NUMBER}"),
        "titled": re.compile(f"(?:^|(?<=[，。；、：:（由请向和经与是报呈送交 ])|(?<=联系)|(?<=咨询)|(?<=[局科办室]))({name})(?:{titles})"),
        "office": re.compile(f"(?:{words.alternation('offices_before')})({name})(?=$|[，。；、：:（） 任兼主出作的为同关在对等汇带赴参讲签审批]|{titles})"),
        "alone": re.compile(f"^ ?({name}) ?$"),
        "partner": re.compile(f"(?:请与|联系|咨询|发给|交给|寄给|转交|请找)({name})(?=联系|对接|咨询|收|处|[，。；（\\d])"),
        "office_alone": re.compile(f"^[\\u4e00-\\u9fff]{{2,10}}[局办科室处部股]({name})$"),
    }


def find_persons(line: str) -> list[NameSpan]:
    """Names of persons after a label or an office, before a title or a number."""
    patterns = _person_patterns()
    found = [span for label in patterns["label"].finditer(line) for span in _listed(line, label.end())]
    for kind in ("numbered", "office_numbered", "titled", "office", "alone", "office_alone", "partner"):
        found += [NameSpan(*m.span(1), "PERSON") for m in patterns[kind].finditer(line) if _person(m[1])]
    return without_overlaps(found)


def _person(word: str, *, labelled: bool = False) -> bool:
    doubled = word[:2] in load_words("names")["double_surnames"] and len(word) in (3, 4)
    fits = doubled or (is_name(word, labelled=labelled) and len(word) <= 4)
    return fits and word[-1] not in load_words("names")["name_never_last"] and not _patterns()["class"].match(word)


def _side_by_side(line: str, start: int, end: int) -> list[tuple[int, int]]:
    """Two names whose blank was lost when the line was repaired: each begins with a family name."""
    word = line[start:end]
    if 4 <= len(word) <= 6 and "·" not in word and not word.startswith((*load_words("names")["double_surnames"], *load_words("contacts")["double_surnames"])):
        for cut in (3, 2):
            if 2 <= len(word) - cut <= 3 and _person(word[:cut]) and _person(word[cut:]):
                return [(start, start + cut), (start + cut, end)]
    return [(start, end)]


def _listed(line: str, position: int) -> Iterator[NameSpan]:
    """Names in a row after a label: 成员：甲、乙（某局）、丙."""
    patterns = _person_patterns()
    while match := patterns["listed"].match(line, position):
        end = next((match.end() - len(t) for t in load_words("names")["titles_after"] if match[0].endswith(t) and len(match[0]) - len(t) >= 2), match.end())
        parts = _side_by_side(line, position, end)
        if not all(_person(line[a:b], labelled=b - a <= 3) for a, b in parts):
            return
        yield from (NameSpan(a, b, "PERSON") for a, b in parts)
        gap = patterns["between"].match(line, match.end())
        if not gap:
            return
        position = gap.end()
