"""Names of units: lists of them, and units as the subject of a sentence.

A name is recognised by how it ends (局, 委, 办, 公司, 项目组 ...) and by where it stands, never by a
list of known units. Brackets belong to the name: 、 inside them parts nothing (TRAPS T25, T26).
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from extractor.text.passage import Passage
from patterns import lazy_re as re
from patterns.rules import load_words

__all__ = ["UnitSpan", "ends_like_unit", "is_group", "split_units", "subject_at"]

_OPEN, _CLOSE = "（〔《“", "）〕》”"
_MAX_SUBJECT = 90


class UnitSpan(NamedTuple):
    """A unit's name in a passage: ``passage.text[start:end]``; ``name`` is as the source has it, without white space."""

    start: int
    end: int
    name: str


# verbs of one character, where they do not begin a name (发展…, 交通…, 报社)
_NEVER_FIRST = r"报(?!社)|送(?!变电)|交(?![流通警管投易])|发(?![展改电行])|受(?!灾)|得|能(?!源)"
# words of one character that tell a subject to act, where they are not part of a longer word
_SINGLE = (
    r"应(?![急用对届聘收税])|为(?!民)|就(?!业)|自(?![然治来])|可(?!再生)|对(?![外口])|以(?![上下])|要(?![求素点闻塞])"
    r"|负责(?!人|同志)|商(?=[省市区县州旗])"
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = load_words("units")
    head = f"(?:{words.alternation('heads')}|{words.alternation('persons')})"
    return {
        "head": re.compile(rf"{head}(?:（[^（）]{{1,40}}）)?$"),
        "unit": re.compile(rf"(?:{words.alternation('heads')})(?:（[^（）]{{1,40}}）)?$"),
        "not_unit": re.compile(rf"(?:{words.alternation('not_units')})$"),
        "never_first": re.compile(rf"(?:{words.alternation('never_first')}|{_NEVER_FIRST})"),
        "boundary": re.compile(rf"{_SINGLE}|{words.alternation('boundaries')}|\d{{1,4}}(?=[年月日号时点:个])"),
        "strong": re.compile(rf"{words.alternation('strong_boundaries')}|{_SINGLE}|[\d，。；：]"),
        "group": re.compile(rf"^(?:{words.alternation('group_marks')})|等(?:\d+[家个])?[^、，]{{0,14}}$|相关|有关"),
    }


def ends_like_unit(name: str, *, persons: bool = True) -> bool:
    """Whether ``name`` (folded) ends as units (or office holders) do."""
    patterns = _patterns()
    bare = re.sub(r"（[^（）]{1,40}）$", "", name)
    if patterns["not_unit"].search(bare):
        return bool(re.search(r"[局委厅部院府][^、]{0,4}(?:协办|督办|交办|帮办|代办|联办)$", bare))
    return bool(patterns["head" if persons else "unit"].search(name))


def is_group(name: str) -> bool:
    """Whether ``name`` stands for several units without naming them: 各县区, 有关部门, 等相关部门."""
    return bool(_patterns()["group"].search(name))


_GENERIC = frozenset({"机构", "部门", "单位", "组织", "机关", "地方", "企业", "国家"})
_MODALS = frozenset({"要", "应", "须", "必须", "需", "务"})
_FIELDS = re.compile(r"^(?P<last>[^、，]{2,10}?)(?P<etc>等)?(?:有关|相关|行政|主管)?部门$")


def split_units(passage: Passage, start: int, end: int) -> list[UnitSpan]:
    """The names in a list such as "区教育局、市水务集团（东区）等区直各相关部门".

    Parts are split at 、，； outside brackets, and at 和 及 与 where both sides are names. "A、B等C"
    gives A, B and the open group C. "各县、区人民政府" stays one (GOLD, finer decision 3).
    """
    pieces = _pieces(passage.text, start, end)
    if fields := _fields_of_departments(passage, pieces):
        return fields
    parts: list[UnitSpan] = []
    for a, b in pieces:
        parts += _without_etc(passage, a, b)
    return _rejoin(passage, [p for p in parts if p.name])


def _fields_of_departments(passage: Passage, pieces: list[tuple[int, int]]) -> list[UnitSpan]:
    """ "财政、教育、卫生健康等部门": names of fields that share one head; each is a unit."""
    texts = [passage.text[a:b] for a, b in pieces]
    last = _FIELDS.match(texts[-1]) if len(texts) >= 2 else None
    if not last or any(ends_like_unit(t) or not 2 <= len(t) <= 10 for t in texts[:-1]):
        return []
    end = pieces[-1][0] + last.end("last") if last["etc"] else pieces[-1][1]
    ranges = [*pieces[:-1], (pieces[-1][0], end)]
    return [UnitSpan(a, b, passage.written(a, b)) for a, b in ranges]


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces, depth, begin = [], 0, start
    for i in range(start, end):
        ch = text[i]
        if ch in _OPEN:
            depth += 1
        elif ch in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and (ch in "、，；;/ " or (ch in "和及与" and _joins_names(text, begin, i, end))):
            pieces.append((begin, i))
            begin = i + 1
    pieces.append((begin, end))
    return [(a, b) for a, b in pieces if b > a]


def _joins_names(text: str, begin: int, i: int, end: int) -> bool:
    """和 parts a list only between two names: 住房和城乡建设局 is one."""
    left, rest = text[begin:i], text[i + 1 : end]
    masked = re.sub(r"（[^（）]{0,40}）", lambda m: "（" + "—" * (len(m.group()) - 2) + "）", rest)  # 、 in brackets ends no name
    right = rest[: len(re.split(r"[、，；;]", masked, maxsplit=1)[0])]
    if left.endswith("市场") and re.match(r"质量|价格", right):  # one bureau over both
        return False
    return len(left) >= 3 and ends_like_unit(left) and ends_like_unit(right) and len(right) >= 2


def _without_etc(passage: Passage, a: int, b: int) -> list[UnitSpan]:
    """Cut "X等Y": X is a name, Y the open group; "X等" is X."""
    text = passage.text[a:b]
    cut = text.rfind("等")
    if cut > 1 and not _inside_brackets(text, cut):
        rest = text[cut + 1 :]
        if not rest:
            return _trimmed(passage, a, a + cut)
        if ends_like_unit(text[:cut]) and (ends_like_unit(rest) or re.match(r"\d+[个家]|相关|有关|部门|单位", rest)):
            group = [] if re.match(r"^(?:\d+|[一二三四五六七八九十]+)[个家]", rest) else _trimmed(passage, a + cut + 1, b)
            return _trimmed(passage, a, a + cut) + group
    return _trimmed(passage, a, b)


def _inside_brackets(text: str, i: int) -> bool:
    return sum(text[:i].count(c) for c in _OPEN) > sum(text[:i].count(c) for c in _CLOSE)


def _trimmed(passage: Passage, a: int, b: int) -> list[UnitSpan]:
    text = passage.text
    while a < b and text[a] in " ★☆*、，。；:：":
        a += 1
    while b > a and text[b - 1] in " 、，。；:：":
        b -= 1
    return [UnitSpan(a, b, passage.written(a, b))] if b > a else []


def _rejoin(passage: Passage, parts: list[UnitSpan]) -> list[UnitSpan]:
    """Put together what shares a head or a tail: 各县 + 区人民政府; 县直各机关 + 事业单位."""
    joined: list[UnitSpan] = []
    for part in parts:
        previous = joined[-1] if joined else None
        if (
            previous
            and passage.text[previous.end : part.start] == "、"
            and _belongs_together(passage.text[previous.start : previous.end], passage.text[part.start : part.end])
        ):
            joined[-1] = UnitSpan(previous.start, part.end, passage.written(previous.start, part.end))
        else:
            joined.append(part)
    return joined


def _belongs_together(left: str, right: str) -> bool:
    if right.startswith("各"):
        return False
    if not ends_like_unit(left) or (len(left) <= 2 and left.startswith("各")):
        return True
    return left.startswith("各") and right in ("街道办事处", "街道", "区人民政府", "县人民政府", "事业单位", "直属机构", "各直属机构")


def subject_at(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The unit or office holder that begins ``text[start:end]`` as its subject, as a range.

    It ends like a name and a word that tells it to act follows (要, 应, 于, 负责, 组织 ...), or it owns
    what the sentence is about (各单位的报表须 ...).
    """
    patterns = _patterns()
    limit = min(end, start + _MAX_SUBJECT)
    if patterns["never_first"].match(text, start, limit) and not _NAMED_BY_DEED.match(text, start, limit):
        return None
    best: int | None = None
    for match in patterns["boundary"].finditer(text, start + 1, limit):
        at = match.start()
        if best is not None and patterns["strong"].search(text, best, at):
            break  # what follows is no longer the name
        if text[at - 1] not in _last_characters() or _depth(text, start, at):
            continue
        if _is_subject(text[start:at]) and not (text[start:at] in _GENERIC and match.group() not in _MODALS):
            best = at
    if best is not None:
        return start, best
    if possessor := _POSSESSOR.match(text, start, limit):
        return possessor.span("who")
    owner = re.compile(r"的").search(text, start + 2, min(limit, start + 20))
    if owner and _is_subject(text[start : owner.start()]) and is_group(text[start : owner.start()]):
        return start, owner.start()
    return None


_NAMED_BY_DEED = re.compile(
    r"(?:指导|申请|申报|填报|报名|推荐|组织|参加|委托|送检|提出)(?:教师|老师|人员|单位|部门|机构|企业|者|员|人(?![员民才事工口力]))"
)
"""Who is called after what he does: 指导教师, 申报单位."""


@cache
def _last_characters() -> frozenset[str]:
    """With what a name can end: a cheap look before the dear ones."""
    words = load_words("units")
    return frozenset(word[-1] for word in (*words["heads"], *words["persons"])) | {"）"}


_POSSESSOR = re.compile(
    r"(?P<who>各[\u4e00-\u9fff（）、]{0,12}?(?:单位|部门|县区|科室|处室|乡镇|街道|学校|企业))"
    r"(?:[\u4e00-\u9fff]{0,10}?(?:方案|材料|总结|报告|名单|计划|清单|报表|意见|台账|情况))(?=于|须|应|要|请|在|务必|最迟|统一)"
)
"""各牵头单位实施方案于…前报送: whoever owns the paper hands it in."""


def _is_subject(candidate: str) -> bool:
    if not 2 <= len(candidate) <= _MAX_SUBJECT or any(c in candidate for c in "。；：《") or _depth(candidate, 0, len(candidate)):
        return False
    if re.search(
        r"(?<![缘事理自])由|(?<![申邀提敬])请|\d日|\d月|工作日|[日月年]内|后\d|于|将|把|向|每|(?<=.)在(?![京线建职校册])|\d份|\d(?:室|楼|号|房)|同时",
        candidate,
    ):
        return False
    last = re.split(r"[、，和及]", candidate)[-1]
    if "的" in candidate and len(candidate) > 22:
        return False
    if not all(ends_like_unit(piece) for piece in candidate.split("，")):
        return False
    return len(last) <= 26


def _depth(text: str, start: int, end: int) -> int:
    return sum(text.count(c, start, end) for c in _OPEN) - sum(text.count(c, start, end) for c in _CLOSE)
