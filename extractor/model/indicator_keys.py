"""Keys of questions: the letter for how a question is answered, and the id of each place where it stands."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from extractor.model.notice import AnswerType, Indicator

__all__ = ["REPRESENTATION", "occurrence_ids"]

REPRESENTATION: dict[AnswerType | None, str] = {
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


def occurrence_ids(edition: str, indicators: Sequence[Indicator], fingerprints: Sequence[str]) -> tuple[str, ...]:
    """EDITION-Q003 by the number as printed. Without a number, or where one list has it twice (two annexes), the
    fingerprint tells them apart; the very same question asked again gets a running suffix."""
    numbers = [_number(item) for item in indicators]
    times, seen, ids = Counter(numbers), Counter[str](), []
    for fingerprint, number in zip(fingerprints, numbers, strict=True):
        place = f"Q{number}" if number and times[number] == 1 else f"Q{number}-{fingerprint[:6]}"
        key = f"{edition}-{place}"
        seen[key] += 1
        ids.append(key if seen[key] == 1 else f"{key}.{seen[key]}")
    return tuple(ids)


def _number(item: Indicator) -> str:
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", "" if item.number is None else str(item.number)))
    return text.zfill(3) if text.isdecimal() else text
