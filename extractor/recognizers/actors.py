"""Who is told to act in a stretch of a sentence, and in which role.

The subject before a modal (各单位要…), after 请 or 由, the possessor (各单位的报表须…). A single named body
that is the subject leads; groups of addressees and office holders are responsible (GOLD, finer decision 4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.model.document import Span
from extractor.model.draft import UnitMention
from extractor.model.notice import UnitRole
from extractor.recognizers.person_names import is_name
from extractor.recognizers.responsibility import read_roles
from extractor.recognizers.units import ends_like_unit, is_group, split_units, subject_at
from extractor.text.passage import Passage
from patterns import lazy_re as re

__all__ = ["Actors", "companions_in", "find_actors", "helpers_in", "joined_by"]

_LEAD_IN = re.compile(
    r"(?:[一二三四五六七八九十]是|第[一二三四五六七八九十][，、]|首先[，]?|其次[，]?|同时[，]?|其中[，]?|并|且|但|另[，]?|此外[，]?|也|还|届时|今后|原则上|同时由)?(?:现)?(?:特)?(?:恳)?(?P<please>请|望|希|烦请|欢迎|责成|要求|委托|邀请)?(?P<by>由)?"
)
MODAL_AFTER = re.compile(r"[^，。；]{0,4}?(?:应当|应(?![急用对届聘收税])|须|要(?![求素点闻塞])|务必|需(?!求)|负责(?!人|同志)|牵头)")
_SIGNS = re.compile(r"(?:主要|分管)?(?:负责人|领导|负责同志)?(?:共同|亲自)?(?:签字|签批|审签|签名|签发|签章|盖章|加盖|审定|审批|把关)")
_COMPOSED = re.compile(r"(?:共同)?组成(?=[，。；]|$)")
"""由A、B等部门负责同志组成: who sits in a body, not who acts."""
_OWN = re.compile(
    r"^(?:我单位|(?:我|本)(?:局|委|办|厅|部|中心|院|馆|校|处|科|会|公司|司|行|署|集团|所|站|队|镇|街道|县|区|市))(?![^要应将拟须会]{0,3}[各属])"
)


@dataclass(frozen=True, slots=True)
class Actors:
    """``units`` in text order. ``start``, ``end``: where the subject stands in the passage."""

    units: tuple[UnitMention, ...]
    start: int
    end: int
    own: bool = False
    persons: tuple[str, ...] = ()


def find_actors(passage: Passage, start: int, end: int, *, issuers: tuple[str, ...] = (), known: tuple[str, ...] = ()) -> Actors | None:
    """The actors of ``passage.text[start:end]``: the first subject that a modal follows, else the first subject."""
    first: Actors | None = None
    persons: tuple[str, ...] = ()
    segments = _segments(passage.text, start, end)
    for i, (a, b) in enumerate(segments):
        found = _in_segment(passage, a, b, end, issuers, known)
        if found and (named := _persons_only(found)):
            persons += named
            continue
        if found and passage.text.startswith("牵头", found.end):
            rest = (found.end + 3, b) if passage.text.startswith("牵头、", found.end) else None
            return replace(_with_followers(passage, found, [*([rest] if rest else []), *segments[i + 1 :]]), persons=persons)
        if found and (found.own or MODAL_AFTER.match(passage.text, found.end)):
            return replace(_with_helping(passage, found, segments[i + 1 :]), persons=persons)
        first = first or (_with_helping(passage, found, segments[i + 1 :]) if found else None)
    if first is None and persons:
        return Actors((), start, start, persons=persons)
    return replace(first, persons=persons) if first else None


def _persons_only(found: Actors) -> tuple[str, ...]:
    """The names where all actors are persons (李明同志); empty for units and for those who hold an office (各县负责同志)."""
    names = tuple(u.name.removesuffix("同志") for u in found.units if u.name.endswith("同志"))
    return names if len(names) == len(found.units) and all(is_name(n, labelled=True) for n in names) else ()


_HELPS = re.compile(r"(?:积极|予以|给予|做好)?(?:配合|参加|参与|协助|协同|协作|协办|支持)")


def _with_followers(passage: Passage, lead: Actors, segments: list[tuple[int, int]]) -> Actors:
    """ "由A牵头，B配合": those named after a stated lead help if they are said to, else they are responsible."""
    units = lead.units
    for a, b in segments:
        if passage.text.startswith(("会同", "会商"), a):
            units += companions_in(passage, a, b)
            continue
        if helping := _helping(passage, a, b):
            units += helping
        elif subject := subject_at(passage.text, a, b):
            if all(u.role != "responsible" for u in units[len(lead.units) :]):
                units += tuple(_mention(passage, u.start, u.end, u.name, "responsible") for u in split_units(passage, *subject))
            break
    return replace(lead, units=units)


def _with_helping(passage: Passage, found: Actors, segments: list[tuple[int, int]]) -> Actors:
    """ "A召开例会，B、C参加": who helps a body that is named alone."""
    helping = tuple(u for a, b in segments for u in _helping(passage, a, b))
    known = {u.name for u in found.units}
    return replace(found, units=joined_by(found.units, tuple(u for u in helping if u.name not in known)))


def _helping(passage: Passage, start: int, end: int) -> tuple[UnitMention, ...]:
    """Those who help in a segment that begins with their names: B、C配合, B予以协助."""
    helps = _HELPS.search(passage.text, start + 2, end)
    if not helps or subject_at(passage.text, start, helps.end()) != (start, helps.start()):
        return ()
    return tuple(_mention(passage, u.start, u.end, u.name, "cooperating") for u in split_units(passage, start, helps.start()))


def helpers_in(passage: Passage, start: int, end: int) -> tuple[UnitMention, ...]:
    """All who help whoever acts in ``passage.text[start:end]``: 会同B, and C参加 as a part of its own."""
    followers = [u for a, b in _segments(passage.text, start, end) for u in _helping(passage, a, b)]
    return (*companions_in(passage, start, end), *followers)


_MARK = re.compile("[（〔《“）〕》”，：]")


def _segments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces, depth, begin = [], 0, start
    for mark in _MARK.finditer(text, start, end):
        if mark[0] in "（〔《“":
            depth += 1
        elif mark[0] in "）〕》”":
            depth = max(0, depth - 1)
        elif depth == 0:
            pieces.append((begin, mark.start()))
            begin = mark.end()
    pieces.append((begin, end))
    return pieces


_TIME_FIRST = re.compile(
    r"(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}[日号])?(?:\d{1,2}(?:[:时点]\d{0,2}分?))?(?:[上下]午)?(?:底|初|中旬|上旬|下旬)?(?:之|以)?前(?:由)?"
)


def _in_segment(passage: Passage, a: int, b: int, end: int, issuers: tuple[str, ...], known: tuple[str, ...]) -> Actors | None:
    text = passage.text
    for at in _starts(text, a, b):
        lead_in = _LEAD_IN.match(text, at, b)
        begin = lead_in.end() if lead_in else at
        if begin < b and (own := _OWN.match(text[begin:b])):
            return _own(passage, begin, begin + own.end(), end, issuers)
        # a list of subjects may run over commas: "市教育局，各县区人民政府要…"
        subject = subject_at(text, begin, b) or (subject_at(text, begin, end) if lead_in and (lead_in["please"] or lead_in["by"]) else None)
        subject = subject or _known_at(text, begin, b, known)
        if subject is None and lead_in and (lead_in["please"] or lead_in["by"]):
            subject = _after_please(text, begin, b)
        if subject and _COMPOSED.match(text, subject[1]):
            return None
        if subject and not (_SIGNS.match(text, subject[1]) and not text[subject[0] : subject[1]].startswith("各")):
            return _named(passage, subject, b, by=bool(lead_in and lead_in["by"]))
    return None


_TIME_BEFORE = re.compile(r"(?:今后|届时|同时|此外|原则上|请|望|[^，在对与经按由]{1,6}(?:前|后|期间|期内|末|初|起))")
_NOTE_NUMBER = re.compile(
    r"(?:(?:注|备注|说明|附注)[：:])?(?:\d{1,2}[.、]|（\d{1,2}）)?(?:每?(?:学期|月|年|季|季度|周)[末初底]|期末|学期[初末])?"
)


def _starts(text: str, a: int, b: int) -> list[int]:
    """Where a subject may begin in a segment: at its start, after a date, after an inner 由 or 请."""
    if number := _NOTE_NUMBER.match(text, a, b):
        a = number.end()
    starts = [a]
    if (time := _TIME_FIRST.match(text, a, b)) and time.end() > a:
        starts.append(time.end())
    each = text.find("各", a + 1, min(b, a + 9))
    if each > 0 and _TIME_BEFORE.fullmatch(text, a, each):
        starts.insert(0, each)  # 节前各单位…, 今后各科室…
    starts += [
        m.start() for m in re.compile(r"(?<![缘事理自])由(?!于|此)|(?<![申邀提敬烦])请(?!示|求|假|教|柬)|责成").finditer(text, a + 1, b)
    ]
    return starts + [m.start() for m in _OWN_INSIDE.finditer(text, a + 1, b)]


_OWN_INSIDE = re.compile(r"(?<![向报对与请])我[局委办厅部院馆校处会](?=将|拟|负责|统一|会同|于)")
"""核算结果我局将…: the object first, then who acts."""
_ACTS_AT_ONCE = re.compile(
    r"立即|马上|务必|须|应(?![急用对])|要(?![求素点])|负责|自查|按|将|对|于|在|完成|提交|制定|申请|开展|落实|整改|报|\d"
)


def _known_at(text: str, begin: int, end: int, known: tuple[str, ...]) -> tuple[int, int] | None:
    """A short form of an addressee or of a name that the text defines (以下简称…), as subject."""
    for length in range(min(14, end - begin), 3, -1):
        name = text[begin : begin + length]
        if _ACTS_AT_ONCE.match(text, begin + length, end) and any(name in full for full in known):
            return begin, begin + length
    return None


def _after_please(text: str, begin: int, end: int) -> tuple[int, int] | None:
    """请各单位认真… without a word that we know after the name: the shortest group."""
    match = re.compile(
        r"(?:各|全体|有关|相关)[^，。；、]{0,16}?(?:单位|部门|企业|学校|乡镇|街道|社区|村|科室|处室|县区|机构|同志|人员|职工|分馆|站所|园区)"
    ).match(text, begin, end)
    return match.span() if match else None


def _own(passage: Passage, start: int, stop: int, end: int, issuers: tuple[str, ...]) -> Actors:
    name = issuers[0] if len(issuers) == 1 else passage.written(start, stop)
    lead = UnitMention(name, "lead", passage.span(start, stop), "context" if len(issuers) == 1 else "explicit")
    return Actors((lead, *companions_in(passage, stop, end)), start, stop, own=True)


_TOGETHER = re.compile(r"会同|会商|商(?=[省市区县州旗])")


def companions_in(passage: Passage, start: int, end: int) -> tuple[UnitMention, ...]:
    """Those with whom the subject acts: 会同B."""
    stop = re.compile(r"[，。；]").search(passage.text, start, end)
    limit = stop.start() if stop else end
    together = _TOGETHER.search(passage.text, start, limit)
    if not together:
        return ()
    who = subject_at(passage.text, together.end(), limit) or (together.end(), limit)
    if not ends_like_unit(passage.text[slice(*who)]):
        return ()
    return tuple(_mention(passage, u.start, u.end, u.name, "cooperating") for u in split_units(passage, *who))


def _named(passage: Passage, subject: tuple[int, int], end: int, *, by: bool) -> Actors:
    text = passage.text
    start, stop = subject
    after = text[stop:end]
    if after.startswith(("牵头", "配合", "协助", "参与", "共同牵头", "分别牵头")) or (by and re.match(r"[^，会]{0,6}牵头", after)):
        roles = read_roles(passage, start, _clause_end(text, stop, end))
        known = [(r, u) for r, u in roles if ends_like_unit(text[u.start : u.end])]
        if known:
            return Actors(tuple(_mention(passage, u.start, u.end, u.name, _settled(r, known)) for r, u in known), start, stop)
    names = split_units(passage, start, stop)
    units = [_mention(passage, u.start, u.end, u.name, _role(text[u.start : u.end], len(names), by)) for u in names]
    return Actors(joined_by(tuple(units), companions_in(passage, stop, end)), start, stop)


def joined_by(units: tuple[UnitMention, ...], companions: tuple[UnitMention, ...]) -> tuple[UnitMention, ...]:
    """A single body that acts with others leads them."""
    if companions and len(units) == 1 and not units[0].group:
        units = (replace(units[0], role="lead"),)
    return (*units, *companions)


def _clause_end(text: str, start: int, end: int) -> int:
    """Where the naming of roles stops: at the act itself (提出, 制定 ...) or the second comma."""
    match = re.compile(r"(?:先行|共同)?(?:提出|制定|制订|研究|编制|开展|组织|对|做好|拟定|拟订|抓|推进|落实|按|于|在)").search(
        text, start + 2, end
    )
    return match.start() if match else end


def _settled(role: UnitRole, roles: Sequence[tuple[UnitRole, object]]) -> UnitRole:
    """Before 会同 stands the lead, also where 牵头 is not written."""
    alone = sum(1 for r, _ in roles if r != "cooperating") == 1
    return "lead" if role == "responsible" and alone else role


def _mention(passage: Passage, start: int, end: int, name: str, role: UnitRole) -> UnitMention:
    return UnitMention(name, role, Span(*passage.span(start, end)), "explicit", is_group(name))


def _role(name: str, count: int, by: bool) -> UnitRole:
    single = count == 1 and not is_group(name) and ends_like_unit(name, persons=False)
    return "lead" if single or (by and count == 1 and not is_group(name)) else "responsible"
