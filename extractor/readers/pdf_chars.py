"""What the characters of a PDF page say: one plain character for each that the file prints."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from typing import Any

import pypdfium2.raw as pdfium

__all__ = ["NOTHING", "page_chars"]

NOTHING = "\0"
"""Stands for a character that the file does not print: pdfium adds blanks and line ends of its own."""
_UNREADABLE = "\1"
"""Stands for a character whose font does not say which one it is."""
_SOFT_HYPHEN = "\x02"
_SOFT_HYPHENS = "\x02\xad\ufffe"
"""What pdfium makes of a printed hyphen at the end of a line, where it may be no part of the word. In numbers and Chinese text it is one."""
_UNSURE = re.compile(f"[ {_SOFT_HYPHEN}]")


class _PlainChars(dict[int, str]):
    """Character by code, worked out once each."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _plain(chr(code))
        return plain


def _plain(char: str) -> str:
    if char in "\r\n":
        return NOTHING
    if char in _SOFT_HYPHENS:
        return _SOFT_HYPHEN
    if char.isspace():
        return " "
    if char == "\ufffd" or unicodedata.category(char) in ("Cc", "Co", "Cn", "Cs"):
        return _UNREADABLE
    if "\u2e80" <= char <= "\u2fdf" or "\uf900" <= char <= "\ufaff":
        # radicals and compatibility ideographs, which some PDF printers write for ordinary Han characters
        return unicodedata.normalize("NFKC", char)
    return char


_PLAIN = _PlainChars()


def page_chars(text: Any, count: int) -> tuple[str, int]:
    """The first ``count`` characters of a text page, NOTHING for those that cannot be printed, and how many have no readable code."""
    plain = _codes(text, count).translate(_PLAIN)
    for match in _UNSURE.finditer(plain):
        index = match.start()
        settled = _settled(text, index, match.group())
        if settled != match.group():
            plain = plain[:index] + settled + plain[index + 1 :]
    return plain.replace(_UNREADABLE, NOTHING), plain.count(_UNREADABLE)


def _settled(text: Any, index: int, char: str) -> str:
    """A hyphen as such; NOTHING for a blank that pdfium added."""
    if char == _SOFT_HYPHEN:
        return "-" if pdfium.FPDFText_IsHyphen(text, index) == 1 else _UNREADABLE
    return NOTHING if pdfium.FPDFText_IsGenerated(text, index) == 1 else char


def _codes(text: Any, count: int) -> str:
    """All codes at once; one by one where pdfium leaves some out of its text, or needs two units for one."""
    units = (ctypes.c_ushort * (count + 1))()
    pdfium.FPDFText_GetText(text, 0, count, units)
    codes = bytes(units).decode("utf-16-le", "surrogatepass")
    end = codes.find("\0")
    if end == count:
        return codes[:count]
    return "".join(chr(code) if code <= 0x10FFFF else "\ufffd" for code in _each_code(text, count))


def _each_code(text: Any, count: int) -> list[int]:
    return [pdfium.FPDFText_GetUnicode(text, index) for index in range(count)]
