"""What counts as the same words: folded width, spaces, quotation marks and punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, TypeAlias

from rapidfuzz import fuzz

__all__ = ["Reading", "folded", "listed", "phone_digits", "ratio", "same_passage", "without_enumerator"]

Reading: TypeAlias = Mapping[str, Any]
"""One notice, or one of its parts, in the flat public form (JSON objects)."""

_SPACES = re.compile(r"\s+")
_NOT_DIALLED = re.compile(r"[^0-9x]")
_ENUMERATOR = re.compile(r"^\(?[一二三四五六七八九十0-9]+[),.]")
_ALIKE = {
    '"': "“”「」",
    "'": "‘’",
    "(": "〔[【（",
    ")": "〕]】）",
    "<": "《〈",
    ">": "》〉",
    "-": "—－–~～",
    ",": "、，",
    ";": "；",
    ":": "：",
    ".": "。",
    "?": "？",
    "!": "！",
}
_FOLD = str.maketrans({variant: mark for mark, variants in _ALIKE.items() for variant in variants})
_CONTAINED = 60.0
_LEAST_CONTAINED_LENGTH = 4


@lru_cache(maxsize=65536)
def _folded(text: str) -> str:
    compatible = unicodedata.normalize("NFKC", text)
    return _SPACES.sub("", compatible).translate(_FOLD).strip(".,;:").lower()


def folded(value: object) -> str:
    """The comparable form of a value; ``None`` is the empty string."""
    return "" if value is None else _folded(str(value))


def phone_digits(value: object) -> str:
    """Digits only; an extension is parted by ``x``."""
    return _NOT_DIALLED.sub("", folded(value).replace("转", "x"))


def without_enumerator(value: object) -> str:
    """A heading without its 一、 or （二） or 3."""
    return _ENUMERATOR.sub("", folded(value))


def listed(value: Any) -> list[Any]:
    """A list as it is, a single value as a list of one, nothing as an empty list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def ratio(left: object, right: object) -> float:
    """Likeness of two short texts, 0 to 100."""
    return fuzz.ratio(folded(left), folded(right))


def same_passage(left: object, right: object) -> float:
    """Likeness of two quotes that may have been cut at different places, 0 to 100."""
    a, b = folded(left), folded(right)
    if not a or not b:
        return 0.0
    contained = min(len(a), len(b)) >= _LEAST_CONTAINED_LENGTH and (a in b or b in a)
    return max(_CONTAINED if contained else 0.0, (fuzz.ratio(a, b) + fuzz.partial_ratio(a, b)) / 2)
