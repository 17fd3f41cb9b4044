"""Does a unit name mean the authority that issued the notice?

Whoever issues a notice does not answer to itself. Notices name the issuer in short
("区行政审批局", "市局", "我局"), so names are compared by their shape, at best effort: a false "no"
costs one superfluous template, a false "yes" would lose a unit, so every rule here is narrow.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["is_issuer", "name_key"]

_LEVELS = "省市县区州盟旗镇乡"
_SELF = re.compile(r"(?:本|我)(?:局|委|办|厅|院|部|处|所|站|馆|校|会|中心|公司|机关|单位|办公室)")
_LEVEL_ONLY = re.compile(r"[省市县区州盟旗](局|委|厅|办|院|馆|中心)")
_SPACE = re.compile(r"\s+")


def name_key(name: str) -> str:
    """The name with width variants and spaces levelled: two spellings of one name share their key."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", name))


def is_issuer(unit: str, issuers: tuple[str, ...]) -> bool:
    """True when ``unit`` is one of ``issuers`` in full, in short, or in the first person."""
    key = _levelled(unit)
    if issuers and _SELF.fullmatch(key):
        return True
    return any(_means(key, candidate) for issuer in issuers for candidate in _candidates(_levelled(issuer)))


def _levelled(name: str) -> str:
    return name_key(name).replace("人民政府", "政府")


def _candidates(issuer: str) -> tuple[str, ...]:
    """The issuer, and the body in whose name its general office writes."""
    body = re.sub(r"办公[室厅]$", "", issuer)
    return (issuer, body) if body and body != issuer and body[-1] in "府会局委厅院" else (issuer,)


def _means(unit: str, issuer: str) -> bool:
    if unit == issuer:
        return True
    if len(unit) >= 3 and issuer.endswith(unit) and unit[0] in _LEVELS:
        return True
    level_only = _LEVEL_ONLY.fullmatch(unit)
    if level_only:
        return unit[0] in issuer[:-1] and issuer.endswith(level_only[1])
    return unit[0] in _LEVELS and _abbreviates(unit, issuer)


def _abbreviates(unit: str, issuer: str) -> bool:
    """区人社局 of …区人力资源和社会保障局: same level, same first and last character, letters in order."""
    at = issuer.find(unit[0])
    rest, short = issuer[at + 1 :], unit[1:]
    if at < 1 or len(short) < 3 or not rest or rest[0] != short[0] or rest[-1] != short[-1]:
        return False
    letters = iter(rest)
    return all(letter in letters for letter in short)
