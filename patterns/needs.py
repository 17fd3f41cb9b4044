r"""What a text must hold before a regex can match in it: the cheap question before the dear search.

``needs(r"(?:由|请)[^，。]{1,9}负责")`` is ``{由 or 请}, {负}, {责}``: a text without one of them holds no match, and the regex
is not asked (nor, if no text ever asks it, compiled). Read from the parse tree of the regex itself, so that no rule has to
declare it and none can declare it wrongly. What the reader does not know gives no need; then the regex is simply asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

__all__ = ["Needs", "letters", "missing", "needs"]

try:
    # private, but the only exact reading of a regex; without it everything works, more slowly
    from re import _parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover
    _parser = None

Needs = tuple[frozenset[str], ...]
"""Of each set, at least one character stands in every match."""

_MOST = 3  # needs of one regex: the choosiest; more cost more than they spare
_WIDEST = 200  # a set of more characters parts nothing
_DIGITS = frozenset("0123456789")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_EVERYWHERE = frozenset("，。、：；（）的一和0123456789年月日工作有")
"""They stand in nearly every line, so that asking for them is of little use."""


@lru_cache(maxsize=512)
def letters(text: str) -> frozenset[str]:
    r"""The characters of ``text``. ``\d`` is read as 0-9, so that any other digit brings them along."""
    found = frozenset(text)
    return found | _DIGITS if _OTHER_DIGIT.search(text) else found


def missing(wanted: Needs, held: frozenset[str]) -> bool:
    """Whether a text with the letters ``held`` cannot hold a match."""
    return any(map(held.isdisjoint, wanted))


def needs(source: str) -> Needs:
    """The needs of a regex, the choosiest first. Raises ``re.error``."""
    tree = _parser.parse(source) if _parser else None
    if tree is None or tree.state.flags & re.IGNORECASE:
        return ()
    return tuple(sorted(set(_of_sequence(tree)), key=_commonness)[:_MOST])


def _commonness(letters_: frozenset[str]) -> tuple[int, list[str]]:
    return len(letters_) + 50 * len(letters_ & _EVERYWHERE), sorted(letters_)


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> list[frozenset[str]]:
    return [need for op, value in items for need in _of_item(str(op), value)]


def _of_item(op: str, value: Any) -> list[frozenset[str]]:
    match op:
        case "LITERAL":
            return [frozenset(chr(value))]
        case "IN":
            return _of_class(value)
        case "BRANCH":
            return _of_branches(value[1])
        case "SUBPATTERN" if not value[1]:  # flags of its own may fold case
            return _of_sequence(value[3])
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT" if value[0]:
            return _of_sequence(value[2])
        case "ATOMIC_GROUP":
            return _of_sequence(value)
        case "ASSERT":
            return _of_sequence(value[1])
    return []


def _of_class(items: list[tuple[Any, Any]]) -> list[frozenset[str]]:
    found: set[str] = set()
    for op, value in items:
        match str(op), str(value):
            case "LITERAL", _:
                found.add(chr(value))
            case "RANGE", _ if value[1] - value[0] < _WIDEST:
                found.update(map(chr, range(value[0], value[1] + 1)))
            case "CATEGORY", "CATEGORY_DIGIT":
                found |= _DIGITS
            case _:
                return []
    return [frozenset(found)]


def _of_branches(branches: list[Any]) -> list[frozenset[str]]:
    """One character of the choosiest need of any branch."""
    each = [_of_sequence(branch) for branch in branches]
    if not all(each):
        return []
    union = frozenset[str]().union(*(min(found, key=_commonness) for found in each))
    return [union] if len(union) < _WIDEST else []
