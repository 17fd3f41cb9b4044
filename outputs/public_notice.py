"""A notice as it may be published: no phone number, no mailbox, neither as a value nor inside a sentence.

Only numbers that the reading took for somebody's, and strings that have the form of one, are masked;
dates, document numbers and quantities stay.
"""

from __future__ import annotations

import re
from typing import Any

from extractor.model.notice import Notice

__all__ = ["MASK", "public_notice"]

MASK = "【号码略】"
_HIDDEN_LISTS = ("phones", "emails")
_PHONE = re.compile(
    r"(?<![0-9A-Za-z])(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|[（(]?0\d{2,3}[）)]?[ \u3000—–-]{0,2}\d{7,8}|400[ -]?\d{3}[ -]?\d{4})(?![0-9])"
)
_LABELLED = re.compile(r"((?:电话|手机|传真|座机|号码)[^0-9\n]{0,12})((?:\d[\d -]{5,18}\d)(?:[、，,；;/ ]{1,2}\d[\d -]{5,18}\d){0,4})")
_MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,60}@[A-Za-z0-9.-]{1,60}\.[A-Za-z]{2,10}")


def public_notice(notice: Notice) -> Notice:
    """A copy with every phone number and mailbox masked in everything that deliverables print."""
    own = {number for contact in notice.contacts for number in (*contact.phones, *contact.emails) if len(number) >= 5}
    own |= {channel.email for channel in notice.submission_channels if channel.email}
    known = re.compile("|".join(map(re.escape, sorted(own, key=lambda number: (-len(number), number)))) or r"(?!)")
    data = notice.model_dump(by_alias=True)
    source = data.pop("source")
    masked: dict[str, Any] = _masked(data, known)
    return Notice.model_validate(masked | {"source": source})


def _masked(value: Any, known: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return _MAIL.sub(MASK, _PHONE.sub(MASK, _LABELLED.sub(rf"\1{MASK}", known.sub(MASK, value))))
    if isinstance(value, dict):
        return {key: () if key in _HIDDEN_LISTS else _masked(entry, known) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_masked(entry, known) for entry in value)
    return value
