"""Names that a document gives to units once and uses afterwards: 主办单位：A; 上列各单位.

Where a later sentence tells 主办单位 to act, it is A that acts. The name is then from the context,
not from the sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from extractor.model.document import Span
from extractor.model.draft import TaskDraft, UnitMention
from extractor.model.notice import UnitRole
from extractor.recognizers.units import is_group, split_units
from extractor.text.passage import fold
from patterns import lazy_re as re

__all__ = ["defined_units", "resolve_own_name", "resolve_role_nouns"]

_DEFINED = re.compile(
    r"^[ \t]*(?P<noun>(?:主办|协办|承办|牵头|责任|配合|受理|被检查|整改)(?:单位|部门|科室))[ \t]*(?:[：:]|\t)[ \t]*(?P<names>[^\t\n。；]{2,120})$",
    re.MULTILINE,
)
_ALL_LISTED = re.compile(r"^(?:上|以上|上述)[列述]?(?:各)?(?:有关)?(?:单位|部门)$|^各(?:有关|相关)?单位$")


def defined_units(text: str) -> Mapping[str, tuple[UnitMention, ...]]:
    """Role nouns that ``text`` defines exactly once, with their units."""
    found: dict[str, list[tuple[UnitMention, ...]]] = {}
    for match in _DEFINED.finditer(text):
        passage = fold(text, *match.span("names"))
        role: UnitRole = "lead" if match["noun"].startswith(("主办", "承办", "牵头")) else "responsible"
        units = tuple(
            UnitMention(u.name, role, Span(*passage.span(u.start, u.end)), "context", is_group(u.name))
            for u in split_units(passage, 0, len(passage.text))
        )
        found.setdefault(match["noun"], []).append(units)
    return {noun: lists[0] for noun, lists in found.items() if len(lists) == 1 and lists[0]}


def resolve_role_nouns(drafts: Iterable[TaskDraft], text: str) -> list[TaskDraft]:
    """Put the defined units in place of their role noun, in every task."""
    defined = defined_units(text)
    if not defined:
        return list(drafts)
    return [replace(d, units=tuple(_resolved(d.units, defined, each=bool(_BY_EACH.search(text, *d.span))))) for d in drafts]


_BY_EACH = re.compile(r"回执|联络员|联系人")
"""What each of those listed sends back for itself, whoever leads the matter."""
_OWN = re.compile(r"^(?:我单位|[我本](?:局|委|办|厅|部|中心|院|馆|校|处|科|会|公司|司|行|署|集团|所|站|队))$")


def resolve_own_name(drafts: Iterable[TaskDraft], issuers: tuple[str, ...]) -> list[TaskDraft]:
    """我局, 我司 in any role is the issuer, where there is only one."""
    if len(issuers) != 1:
        return list(drafts)
    return [replace(d, units=tuple(_own(u, issuers[0]) for u in d.units)) for d in drafts]


def _own(unit: UnitMention, issuer: str) -> UnitMention:
    return replace(unit, name=issuer, source="context") if _OWN.match(unit.name) else unit


def _resolved(units: tuple[UnitMention, ...], defined: Mapping[str, tuple[UnitMention, ...]], *, each: bool) -> Iterable[UnitMention]:
    for unit in units:
        if unit.name in defined:
            for named in defined[unit.name]:
                yield replace(named, role=unit.role if unit.role == "cooperating" else named.role)
        elif re.match(r"^上[列述]", unit.name) and _ALL_LISTED.match(unit.name):
            for noun, listed in defined.items():
                for named in listed:
                    helps = noun.startswith(("协办", "配合"))
                    yield replace(named, role="responsible" if each else "cooperating" if helps else named.role)
        else:
            yield unit
