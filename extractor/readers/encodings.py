"""Which encoding a Chinese text file is written in, without a guess that turns it into nonsense.

The ladder: byte order mark, UTF-8, then GB18030 and UTF-16 judged by what they give. Statistical
detectors call short Chinese text Korean, and the GBK bytes of 通知 are valid UTF-8: so every
candidate must read like a Chinese or Latin text before it is taken.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Iterator
from functools import cache

from extractor.errors import DamagedFile

__all__ = ["decode_text"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
_SAMPLE = 20_000
_PLAUSIBLE = 0.6
_SURELY_UTF8 = 24
"""So many well-formed multi-byte characters are no accident in any other encoding."""
_UNMARKED = 0.15
"""UTF-16 without a mark is rare, and any even number of bytes can be read as it."""
_MOST_REPLACED = 0.01


def decode_text(data: bytes, *, name: str) -> str:
    """The characters of a text file. Raises DamagedFile where no encoding gives readable text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, encoding, name=name)
    if _is_surely_utf8(data):
        return _checked(data.decode("utf-8"), name=name)
    best = max(_readings(data), key=lambda reading: reading[0], default=(0.0, ""))
    if best[0] >= _PLAUSIBLE:
        return _checked(best[1], name=name)
    raise DamagedFile(f"“{name}”不是可读的文本文件")


def _decode_marked(data: bytes, encoding: str, *, name: str) -> str:
    return _checked(data.decode(encoding, errors="replace"), name=name)


def _is_surely_utf8(data: bytes) -> bool:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    beyond = sum(1 for ch in text[:_SAMPLE] if ch > "\x7f")
    return "\x00" not in text and (beyond == 0 or beyond >= _SURELY_UTF8)


def _readings(data: bytes) -> Iterator[tuple[float, str]]:
    """(plausibility, text) of each encoding; ``max`` keeps the first, so the ladder's order decides ties."""
    for encoding in _CANDIDATES:
        if encoding.startswith("utf-16") and len(data) % 2:
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        yield plausibility(text) - (_UNMARKED if encoding.startswith("utf-16") else 0.0), text
    for encoding in _CANDIDATES[:2]:
        text = data.decode(encoding, errors="replace")
        if text.count("\ufffd") <= max(1, int(len(text) * _MOST_REPLACED)):
            yield plausibility(text) - 0.05, text


def plausibility(text: str) -> float:
    """Mean weight of the characters of a sample: 1 reads like an office document, 0 or less like rubbish."""
    sample = text[:_SAMPLE]
    return sum(map(_weight, sample)) / len(sample) if sample else 0.0


@cache
def _weight(ch: str) -> float:
    if " " <= ch <= "~" or ch in "\n\r\t\f\x0b":
        return 1.0
    if "\u4e00" <= ch <= "\u9fff":
        return _hanzi_weight(ch)
    if "\u3000" <= ch <= "\u303f" or "\uff01" <= ch <= "\uffee" or "\u2010" <= ch <= "\u27bf" or ch in "·×÷±°§®©²³\ufeff\u200b\xa0":
        return 1.0
    category = unicodedata.category(ch)
    return -1.0 if category in {"Cc", "Co", "Cn", "Cs"} else 0.2


def _hanzi_weight(ch: str) -> float:
    """Level 1 of GB 2312 (3,755 characters) makes up nearly all of any modern text."""
    try:
        lead = ch.encode("gb2312")[0]
    except UnicodeEncodeError:
        return 0.3
    return 1.0 if lead <= 0xD7 else 0.7


def _checked(text: str, *, name: str) -> str:
    controls = sum(1 for ch in text[:_SAMPLE] if ch < " " and ch not in "\n\r\t\f\x0b")
    if controls > max(2, len(text[:_SAMPLE]) // 50) or text.count("\ufffd") > max(2, len(text) // 50):
        raise DamagedFile(f"“{name}”不是可读的文本文件")
    return text
