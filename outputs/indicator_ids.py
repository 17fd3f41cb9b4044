"""Identifiers of indicators that stay the same when a list is re-typed, re-ordered or re-numbered.

Three layers. The fingerprint says what is asked and how it is answered; the item id adds the
representation (so that a share and a number never fall together); the occurrence id says where the
question stands. Spaces, character width, case and punctuation do not count.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from extractor.model.indicator_keys import REPRESENTATION, occurrence_ids
from extractor.model.notice import AnswerType, Notice

__all__ = ["IndicatorIds", "fingerprint", "indicator_ids", "stem_of"]

_TYPE_MARK = re.compile(r"\((?:可)?(?:多|单)选\)")
_SCOPE = re.compile(r"^(?:本地区|本辖区|本部门|本地|本市|我市|当地)")
_NOT_MEANING = re.compile(r"(?<![0-9])\.|\.(?![0-9])|[^\w.%‰]|_")


class IndicatorIds(NamedTuple):
    fingerprint: str
    item: str
    occurrence: str


def stem_of(text: str) -> str:
    """``text`` without what does not change its meaning: width, case, marks, type marks, scope words at the head."""
    plain = _TYPE_MARK.sub("", re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).casefold())
    bare = _NOT_MEANING.sub("", plain)
    return _SCOPE.sub("", bare) or bare


def fingerprint(text: str, answer_type: AnswerType | None) -> str:
    """First 12 hexadecimal digits of the SHA-1 of stem and type."""
    import hashlib

    return hashlib.sha1(f"{stem_of(text)}|{answer_type or ''}".encode(), usedforsecurity=False).hexdigest()[:12]


def indicator_ids(notice: Notice) -> tuple[IndicatorIds, ...]:
    """Ids of the indicators of ``notice``, in their order."""
    prints = [fingerprint(item.text, item.answer_type) for item in notice.indicators]
    items = [f"{key}.{REPRESENTATION[item.answer_type]}" for key, item in zip(prints, notice.indicators, strict=True)]
    occurrences = occurrence_ids(notice.doc_id, notice.indicators, prints)
    return tuple(IndicatorIds(*ids) for ids in zip(prints, items, occurrences, strict=True))
