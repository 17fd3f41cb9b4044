"""Responsibility clauses: who leads, who is responsible, who helps, by when.

A clause stands in brackets at the end of what it governs (〔责任部门：A、B；完成时限：…〕), as lines with
labels (责任单位：A　配合单位：B), or in short form (A牵头，B配合). DOMAIN.md b.4; SCHEMA.md 6, Units.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from operator import itemgetter

from extractor.model.draft import UnitMention
from extractor.model.notice import UnitRole
from extractor.recognizers.units import UnitSpan, ends_like_unit, is_group, split_units
from extractor.text.passage import Passage
from patterns import lazy_re as re
from patterns.rules import RuleSet, load_rules, load_words

__all__ = ["Clause", "Conventions", "clauses_in", "conventions_in", "is_label_line", "read_roles"]


@dataclass(frozen=True, slots=True)
class Conventions:
    """What a document says once about all its clauses (第一责任单位为牵头单位，下同)."""

    first_leads: bool = False
    rest_cooperate: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A responsibility clause in ``passage.text[start:end]``, brackets included.

    ``deadlines``: ranges of the passage that state its time limit.
    """

    start: int
    end: int
    units: tuple[UnitMention, ...]
    presumptive_lead: str | None = None
    persons: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    deadlines: tuple[tuple[int, int], ...] = ()
    rule: str = "resp-clause"


@dataclass(slots=True)
class _Found:
    units: list[tuple[UnitRole, UnitSpan]] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)
    offices: list[str] = field(default_factory=list)
    deadlines: list[tuple[int, int]] = field(default_factory=list)


@cache
def _rules() -> RuleSet:
    return load_rules("responsibility")


@cache
def _label_kinds() -> dict[str, str]:
    words = load_words("responsibility")
    return {label: kind for kind in words.lists if kind.endswith("_labels") for label in words[kind]}


def conventions_in(text: str) -> Conventions:
    """Conventions that hold for the whole document."""
    return Conventions(
        first_leads=_rules()["resp-convention-first-leads"].search(text) is not None,
        rest_cooperate=_rules()["resp-convention-rest-cooperate"].search(text) is not None,
    )


_BRACKET = re.compile(r"[〔（](?P<inside>(?:[^〔〕（）]|（[^（）]{0,40}）){2,600})[〕）]")
_ROLE_WORD = re.compile(r"(?:牵头|负责|配合|落实|参加|参与|协助|承办|协办|主办|实施|分工)(?:$|[，；。]|，?(?:下同|不再列出))")


def clauses_in(passage: Passage, conventions: Conventions) -> list[Clause]:
    """All clauses of a paragraph, in order."""
    found = list(_bracketed(passage, conventions))
    labelled = _labelled(passage, conventions, [(c.start, c.end) for c in found])
    return sorted(found + labelled, key=lambda c: c.start)


def _bracketed(passage: Passage, conventions: Conventions) -> Iterator[Clause]:
    for match in _BRACKET.finditer(passage.text):
        start, end = match.span("inside")
        ends = passage.text.endswith(("。", "；"), 0, match.start()) and match.end() == len(passage.text)
        if _is_clause(passage.text[start:end], closes_sentence=_closes_sentence(passage.text, match), ends_paragraph=ends):
            yield _clause(passage, match.span(), (start, end), conventions)


def _closes_sentence(text: str, match: re.Match[str]) -> bool:
    """A clause stands after the full stop of what it governs, or at the end of the paragraph."""
    before = text[match.start() - 1] if match.start() else "。"
    if before.isdigit():
        return False  # whose telephone that is
    after = text[match.end()] if match.end() < len(text) else "。"
    return before in "。；" or after in "。；" or match.end() == len(text)


def _is_clause(inside: str, *, closes_sentence: bool, ends_paragraph: bool = False) -> bool:
    if _rules()["resp-label"].search(inside):
        return True
    if not closes_sentence:
        return False
    inside = _CLOSING_WORDS.sub("", _without_convention(inside))
    first = re.split(r"[；。]", inside)[0]
    names = [n for n in re.split(r"[、，]", re.sub(r"（[^（）]*）", "", first)) if n and not _is_time(n)]
    if _ROLE_WORD.search(inside) and any(
        ends_like_unit(
            re.sub(r"(?:按.{0,8})?(?:共同|分别|具体)?(?:牵头|负责|配合|落实|参加|参与|承办|协办|主办|协助|协同|实施|会同.*).*$", "", n)
        )
        for n in names
    ):
        return True
    bare = [re.sub(r"等$", "", n) for n in names]
    return (
        bool(bare)
        and all(ends_like_unit(n, persons=False) and len(n) >= 3 and not re.search(r"\d{2}", n) for n in bare)
        and (len(bare) >= 2 or ends_paragraph or bool(re.match(r"[省市区县旗州各]", bare[0])))
    )


_CLOSING_WORDS = re.compile(r"[，；](?:下同|不再列出|不再逐项列出|不再单独列出|以下同)$")


def _without_convention(inside: str) -> str:
    """A clause may state a convention for all that follow: "（A、B，第一责任单位为牵头单位，下同）"."""
    convention = _rules()["resp-convention-first-leads"].search(inside)
    return inside[: convention.start()].rstrip("，；") if convention else inside


def is_label_line(text: str) -> bool:
    """Whether a line begins with a label of a responsibility clause (牵头单位：…) and holds no sentence besides."""
    return _rules()["resp-label"].regex.match(text) is not None and "。" not in text[:-1]


def _labelled(passage: Passage, conventions: Conventions, taken: list[tuple[int, int]]) -> list[Clause]:
    """Label lines outside brackets; neighbouring labels make one clause."""
    hits = _outside(_rules()["resp-label"].finditer(passage.text), taken)
    if not hits or _label_kinds()[hits[0]["label"]] in ("person_labels", "deadline_labels") and len(hits) == 1:
        return []
    end = len(passage.text)
    stop = passage.text.find("。", hits[-1].end())
    if stop >= 0:
        end = stop + 1
    return [_clause(passage, (hits[0].start(), end), (hits[0].start(), end), conventions)]


def _outside(hits: Iterator[re.Match[str]], taken: list[tuple[int, int]]) -> list[re.Match[str]]:
    """Hits that do not begin inside one of ``taken``; both are in text order."""
    free, i = [], 0
    for hit in hits:
        while i < len(taken) and taken[i][1] <= hit.start():
            i += 1
        if i == len(taken) or hit.start() < taken[i][0]:
            free.append(hit)
    return free


def _clause(passage: Passage, outer: tuple[int, int], inner: tuple[int, int], conventions: Conventions) -> Clause:
    found = _Found()
    for label, start, end in _sections(passage.text, *inner):
        _read_section(passage, label, start, end, found)
    units, presumptive = _assign_roles(passage, found.units, conventions)
    return Clause(*outer, units, presumptive, tuple(found.persons), tuple(found.offices), tuple(found.deadlines))


def _sections(text: str, start: int, end: int) -> Iterator[tuple[str | None, int, int]]:
    """(label, start, end) of each stretch; label None for text without one."""
    hits = list(_rules()["resp-label"].regex.finditer(text, start, end))
    position = start
    for i, hit in enumerate(hits):
        if hit.start() > position:
            yield None, position, hit.start()
        position = hits[i + 1].start() if i + 1 < len(hits) else end
        yield hit["label"], hit.end(), position
    if position < end:
        yield None, position, end


def _read_section(passage: Passage, label: str | None, start: int, end: int, found: _Found) -> None:
    kind = _label_kinds().get(label or "")
    if kind == "deadline_labels":
        found.deadlines.append((start, end))
        return
    cut = passage.text.find("；", start, end)
    stop = cut if cut >= 0 and label else end
    if kind == "person_labels":
        found.persons += _people(passage, start, stop)
    elif kind == "office_labels":
        found.offices += [u.name for u in split_units(passage, start, stop)]
    elif kind:
        role: UnitRole = {"lead_labels": "lead", "cooperating_labels": "cooperating"}.get(kind, "responsible")  # type: ignore[assignment]
        for a, b in _names_only(passage.text, start, stop):
            if "会同" in passage.text[a:b]:
                found.units += _with_companions(passage, a, b, "lead")
            else:
                found.units += [(role, u) for u in split_units(passage, a, b) if _is_name(u, passage)]
    else:
        _read_short_form(passage, start, end, found)
    if kind and stop < end and stop + 1 < end:
        _read_short_form(passage, stop + 1, end, found)


def _names_only(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A list of names ends at the first full stop, or at the bracket that states a convention (第一责任单位为牵头单位，下同)."""
    stop = text.find("。", start, end)
    stop = stop if stop >= 0 else end
    for rule in (r for r in _rules() if "convention" in r.yields):
        if hit := rule.regex.search(text, start, stop):
            bracket = text.rfind("（", start, hit.start())
            stop = bracket if bracket > start else hit.start()
    return [(start, stop)]


def _is_name(unit: UnitSpan, passage: Passage) -> bool:
    text = passage.text[unit.start : unit.end]
    return len(text) >= 2 and not re.fullmatch(r"[/—\-无\d.]+|下同|不再列出|按.*", text) and not re.search(r"\d{1,2}月|前$", text)


def _people(passage: Passage, start: int, end: int) -> list[str]:
    text = "".join(c for c in passage.written(start, end) if c not in "。；;")
    return [n for n in re.split(r"[、，,/]", re.sub(r"（[^）]*）|\([^)]*\)", "", text)) if 2 <= len(n) <= 12]


_TIME_WORD = re.compile(r"\d{1,2}月|\d{4}年|底前|年底|长期|持续|每[年月季周日]|即日|立即|常态|工作日")


def _read_short_form(passage: Passage, start: int, end: int, found: _Found) -> None:
    """ "A牵头，B、C配合，2025年6月底前": times apart from names, roles by the word after the names."""
    text = passage.text
    for a, b in _split_at(text, start, end, "；。"):
        if _rules()["resp-convention-shared"].search(text[a:b]):
            continue
        for is_time, c, d in _names_and_times(text, a, b):
            if is_time:
                found.deadlines.append((c, d))
            else:
                found.units += read_roles(passage, c, d)


def _names_and_times(text: str, start: int, end: int) -> Iterator[tuple[bool, int, int]]:
    """Runs of pieces between commas that state a time, and runs that don't: (is time, start, end)."""
    pieces = ((_is_time(text[a:b]), a, b) for a, b in _split_at(text, start, end, "，"))
    for is_time, run in groupby(pieces, key=itemgetter(0)):
        ranges = list(run)
        yield is_time, ranges[0][1], ranges[-1][2]


def _is_time(piece: str) -> bool:
    return bool(_TIME_WORD.search(piece)) and not re.search(r"[局委办厅部院府会司处科][、，]", piece)


def _split_at(text: str, start: int, end: int, marks: str) -> Iterator[tuple[int, int]]:
    begin = start
    for i in range(start, end):
        if text[i] in marks:
            if i > begin:
                yield begin, i
            begin = i + 1
    if end > begin:
        yield begin, end


def read_roles(passage: Passage, start: int, end: int) -> list[tuple[UnitRole, UnitSpan]]:
    """Names with roles in the short form: each role word gives its role to the names before it.

    会同 parts the lead from those who help; names without any role word are responsible.
    """
    text = passage.text
    convention = _rules()["resp-convention-first-leads"].regex.search(text, start, end)
    end = convention.start() if convention else end
    found: list[tuple[UnitRole, UnitSpan]] = []
    begin = start
    while begin < end:
        role, at, after = _next_role(text, begin, end)
        found += _with_companions(passage, begin, at, role)
        begin = after
    return found


def _next_role(text: str, begin: int, end: int) -> tuple[UnitRole, int, int]:
    best: tuple[int, int, UnitRole] | None = None
    for rule in _rules():
        role = rule.yields.get("role")
        if role and (hit := rule.regex.search(text, begin + 1, end)) and (best is None or hit.start() < best[0]):
            best = (hit.start(), hit.end(), role)
    return (best[2], best[0], best[1]) if best else ("responsible", end, end)


def _with_companions(passage: Passage, start: int, end: int, role: UnitRole) -> list[tuple[UnitRole, UnitSpan]]:
    text = passage.text
    while start < end and text[start] in "，、；。由 ":
        start += 1
    under = re.compile(r"在[^，]{2,20}指导下，?由?").match(text, start, end)
    if under:
        start = under.end()
    helper = re.compile(r"会同|会商|协同").match(text, start, end)
    if helper:
        return [("cooperating", u) for u in split_units(passage, helper.end(), end) if _unit_like(passage, u)]
    together = re.compile(r"会同|会商|商(?=[省市区县])|协同|联合(?!会|国|社)").search(text, start + 2, end)
    if together and role != "cooperating":
        lead: UnitRole = "lead" if role == "lead" else "responsible"
        first = [(lead, u) for u in split_units(passage, start, together.start()) if _unit_like(passage, u)]
        return first + [("cooperating", u) for u in split_units(passage, together.end(), end) if _unit_like(passage, u)]
    return [(role, u) for u in split_units(passage, start, end) if _unit_like(passage, u)]


def _unit_like(passage: Passage, unit: UnitSpan) -> bool:
    return _is_name(unit, passage) and ends_like_unit(passage.text[unit.start : unit.end])


_STARS = ("★", "☆")
"""Before the name of the unit that leads."""


def _assign_roles(
    passage: Passage, named: list[tuple[UnitRole, UnitSpan]], conventions: Conventions
) -> tuple[tuple[UnitMention, ...], str | None]:
    """Apply what is said once for all, and tell a single responsible unit (it leads) from a list (its first is presumed to)."""
    roles = [role for role, _ in named]
    responsible = [u for role, u in named if role == "responsible"]
    mentions: list[UnitMention] = []
    presumptive: str | None = None
    if stars := [i for i, (role, u) in enumerate(named) if role == "responsible" and passage.text[u.start - 1 : u.start] in _STARS]:
        named = [("lead", u) if i in stars else (role, u) for i, (role, u) in enumerate(named)]
        roles = [role for role, _ in named]
    nobody_leads = "lead" not in roles
    for role, unit in named:
        shown: UnitRole = role
        if nobody_leads and role == "responsible":
            first = unit is responsible[0]
            if first and (conventions.first_leads or len(responsible) == 1) and not is_group(unit.name):
                shown = "lead"
            elif not first and conventions.first_leads and conventions.rest_cooperate:
                shown = "cooperating"
        source = "explicit" if shown == role or len(responsible) == 1 else "context_note"
        mentions.append(UnitMention(unit.name, shown, passage.span(unit.start, unit.end), source, is_group(unit.name)))  # type: ignore[arg-type]
    if nobody_leads and len(responsible) > 1 and not conventions.first_leads and not is_group(responsible[0].name):
        presumptive = responsible[0].name
    return tuple(mentions), presumptive
