"""Identifiers of indicators that stay the same when a list is re-typed, re-ordered or re-numbered.

Three layers. The fingerprint says what is asked and how it is answered; the item id adds the
representation (so that a share and a number never fall together); the occurrence id says where the
question stands. Spaces, character width, case and punctuation do not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import NamedTuple

from extractor.model.notice import AnswerType, Indicator, Notice

__all__ = ["IndicatorIds", "fingerprint", "indicator_ids", "stem_of"]

_REPRESENTATION: dict[AnswerType | None, str] = {
    "boolean": "B",
    "count": "N",
    "number": "N",
    "score": "N",
    "amount": "N",
    "percentage": "P",
    "date": "Y",
    "single_choice": "S",
    "multiple_choice": "M",
    "list": "L",
    "free_text": "T",
    "document": "D",
    None: "U",
}
"""N number, P percentage, B boolean, Y date, S and M choice, L list, T text, D document, U unknown."""

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
    """Ids of the indicators of ``notice``, in their order.

    Where a list has the same number twice (two annexes), the fingerprint tells the two apart;
    the very same question asked again gets a running suffix.
    """
    prints = [fingerprint(item.text, item.answer_type) for item in notice.indicators]
    numbers = [_number(item) for item in notice.indicators]
    times, seen, ids = Counter(numbers), Counter[str](), []
    for item, key, number in zip(notice.indicators, prints, numbers, strict=True):
        place = f"Q{number}" if number and times[number] == 1 else f"Q{number}-{key[:6]}"
        occurrence = f"{notice.doc_id}-{place}"
        seen[occurrence] += 1
        again = f".{seen[occurrence]}" if seen[occurrence] > 1 else ""
        ids.append(IndicatorIds(key, f"{key}.{_REPRESENTATION[item.answer_type]}", occurrence + again))
    return tuple(ids)


def _number(item: Indicator) -> str:
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", "" if item.number is None else str(item.number)))
    return text.zfill(3) if text.isdecimal() else text
