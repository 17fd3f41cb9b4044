"""Text made easy to read for rules, with the way back to the source.

A ``Passage`` is a stretch of ``Document.text`` as rules want it: line breaks repaired, layout spaces
gone, full-width digits and half-width marks folded. Every character remembers where it came from,
so that any match can be quoted exactly.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractor.model.document import Span
from extractor.text.traditional import simplify
from patterns import lazy_re as re

__all__ = ["Passage", "fold"]

_FULLWIDTH = {chr(c): chr(c - 0xFEE0) for c in range(0xFF10, 0xFF5B) if chr(c - 0xFEE0).isalnum()}
_ALIKE = {
    "．": ".",
    "％": "%",
    "＠": "@",
    "－": "-",
    "～": "~",
    "﹝": "〔",
    "﹞": "〕",
    "﹙": "（",
    "﹚": "）",
    "﹕": "：",
    "﹔": "；",
    "﹐": "，",
    "【": "〔",
    "】": "〕",
    "［": "〔",
    "］": "〕",
    "／": "/",
    "＋": "+",
    "―": "—",
    "–": "—",
    "‐": "-",
    "‑": "-",
    "─": "—",
    "○": "〇",
    "◯": "〇",
    "Ｏ": "O",
    "￥": "¥",
    "＝": "=",
    "＜": "<",
    "＞": ">",
}
_MARKS = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "[": "〔", "]": "〕", "?": "？", "!": "！"}
_FOLD = str.maketrans(_FULLWIDTH | _ALIKE)
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LAYOUT = re.compile(rf"[\s{''.join(sorted(_INVISIBLE))}]")
_ASCII_WORD = re.compile(r"[0-9A-Za-z]")


_PAGE_NUMBER = re.compile(r"\n\s*[-—－]\s*\d{1,4}\s*[-—－]\s*\n")


@dataclass(frozen=True, slots=True)
class Passage:
    """Readable text over a stretch of source.

    ``text``: what rules match on. ``offsets[i]``: the offset in ``source`` of the character that
    became ``text[i]``; ``len(offsets) == len(text)``, strictly increasing. ``source`` is the whole ``Document.text``.
    """

    text: str
    offsets: tuple[int, ...]
    source: str

    def span(self, start: int, end: int) -> Span:
        """The source span behind ``text[start:end]``; the range must not be empty."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def quote(self, start: int, end: int) -> str:
        """The exact words of the source behind ``text[start:end]``."""
        a, b = self.span(start, end)
        return self.source[a:b]

    def written(self, start: int, end: int) -> str:
        """The words as the source has them, characters unfolded, but without any white space: for names of units."""
        quote = self.quote(start, end)
        return "".join((_PAGE_NUMBER.sub("", quote) if "\n" in quote else quote).split())

    def cut(self, start: int, end: int) -> Passage:
        """The part ``text[start:end]`` as a passage of its own."""
        return Passage(self.text[start:end], self.offsets[start:end], self.source)


def fold(source: str, start: int, end: int) -> Passage:
    """Read ``source[start:end]``: white space between Chinese characters (or between them and digits)
    is layout and goes; between Latin words, and for a gap of two or more, it stays as one blank. Half-width marks that touch Chinese
    text become full width, so that a rule needs only one form; marks inside numbers, times and
    addresses stay as they are.
    """
    if not _LAYOUT.search(source, start, end):
        return _read(source[start:end], tuple(range(start, end)), source)
    chars: list[str] = []
    offsets: list[int] = []
    for i in range(start, end):
        ch = source[i]
        if ch in _INVISIBLE:
            continue
        if ch.isspace():
            if _keeps_blank(source, i, start, end, chars):
                chars.append(" ")
                offsets.append(i)
            continue
        chars.append(ch)
        offsets.append(i)
    return _read("".join(chars), tuple(offsets), source)


def _read(printed: str, offsets: tuple[int, ...], source: str) -> Passage:
    """``printed`` (no layout in it any more) with its characters folded."""
    text = simplify(printed.translate(_FOLD))
    return Passage(_fold_marks(_MISREAD_DIGITS.sub(_digits, text)), offsets, source)


_MISREAD_DIGITS = re.compile(r"(?<![A-Za-z\d])(?=[Ool〇I]{0,3}\d)[\dOol〇I]{1,4}(?=[年月日])")
_DIGITS_MEANT = str.maketrans("Oo〇lI", "00011")


def _digits(match: re.Match[str]) -> str:
    """“2O22年”: letters that scanners read for digits, in dates only."""
    return match.group().translate(_DIGITS_MEANT)


def _keeps_blank(source: str, i: int, start: int, end: int, chars: list[str]) -> bool:
    """One blank stays where a blank parts two things: between two Latin words or numbers, and for a wide gap."""
    if not chars or chars[-1] == " " or source[i] == "\n" or (i > start and source[i - 1].isspace()):
        return False
    j = i + 1
    while j < end and source[j].isspace():
        j += 1
    if j >= end or "\n" in source[i:j]:
        return False
    wide = j - i >= 2
    latin = bool(_ASCII_WORD.match(chars[-1])) and source[j].isascii() and source[j].isalnum()
    return wide or latin


_HALF = re.compile(r"[,;:()\[\]?!，：；]")


def _fold_marks(text: str) -> str:
    """Fold marks by what stands on both sides of them: Chinese text, or a number or address."""
    out = list(text)
    for match in _HALF.finditer(text):
        i = match.start()
        before = text[i - 1] if i else ""
        after = text[i + 1] if i + 1 < len(text) else ""
        mark = match.group()
        inside = before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
        if mark in "：:" and before.isdigit() and after.isdigit() and before.isascii():
            out[i] = ":"
        elif mark in _MARKS and not (inside and mark in ",:"):
            out[i] = _MARKS[mark]
    return "".join(out)
