"""Names of persons beside labels and numbers, and the office that they are named with."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from extractor.recognizers.evidence import find_spaced, printed
from extractor.recognizers.person_names import (
    alternation,
    is_double_family,
    is_name,
    is_office,
    names_in_word,
    office_length,
    split_office,
    without_title,
)
from extractor.text.passage import Passage
from patterns import lazy_re as re

__all__ = ["FoundNames", "names_after", "names_before"]

_STOP = re.compile(r"[；。\n]|（(?=[^）]{0,30}\d)|\d|[A-Za-z]{2,}@")
_PUNCTUATION = re.compile(r"[、，,/；：:（）()]|(?<=[\u4e00-\u9fff])[和及与](?=[\u4e00-\u9fff])")
_SHORTEST_OFFICE = 2
_LONGEST_NAME = 4
_LONGEST_GIVEN = 2
_FARTHEST = 120
"""So many characters before a number, and after a label, are looked at."""


@dataclass(frozen=True, slots=True)
class FoundNames:
    """Names as printed, without inner blanks and titles; ``unit`` that stands before them; range in the text."""

    names: tuple[str, ...]
    unit: str | None
    start: int
    end: int


def names_after(passage: Passage, start: int) -> FoundNames | None:
    """The names that follow a label such as 联系人：, up to a number, a bracket with a number, or the end of the clause."""
    text = passage.text
    stop = _STOP.search(text, start, start + _FARTHEST)
    end = stop.start() if stop else min(len(text), start + _FARTHEST)
    label = re.compile(
        rf"(?:{alternation('number_labels')}|{alternation('mail_labels')}|{alternation('own_number_labels')}|地址|邮编)"
    ).search(text, start, end)
    if label:
        end = label.start()
    return _collect(passage, _pieces(passage, start, end), labelled=True)


def names_before(passage: Passage, end: int, *, least: int = 0) -> FoundNames | None:
    """The names that stand directly before a number, without a label: “办公室 范明，0371-…”."""
    text = passage.text
    least = max(least, end - _FARTHEST)
    begin = max((m.end() for m in re.finditer(r"[；。：:\n（]", text[least:end].rstrip("（，, "))), default=0) + least
    pieces = _pieces(passage, begin, end)
    while pieces and not pieces[-1]:
        pieces.pop()
    names: list[list[tuple[int, int]]] = []
    for piece in reversed(pieces):
        kept = _trailing_names(passage, piece)
        if not kept:
            break
        names.insert(0, kept)
        if len(kept) < len(piece):
            break
    if not names:
        return None
    first = names[0][0][0]
    found = _collect(passage, names, labelled=False)
    if not found:
        return None
    unit = found.unit or split_office(text[begin:first]) or _office_above(text[:begin])
    return FoundNames(found.names, unit, found.start, found.end)


def _office_above(before: str) -> str | None:
    """“督查科：张明 …”, “区发改局（张明，…”: the office stands before the colon or the bracket."""
    if not before.endswith(("：", "（")):
        return None
    return split_office(re.split(r"[。；，\n]", before[:-1])[-1][-40:])


def _pieces(passage: Passage, start: int, end: int) -> list[list[tuple[int, int]]]:
    """Ranges of the words between marks, the blanks of the source parting words. A bracket without digits is a remark and goes."""
    text = passage.text
    marks = [(start, start)]
    marks += [m.span() for m in _PUNCTUATION.finditer(text, start, end)]
    marks.append((end, end))
    pieces = []
    for (_, a), (b, _) in pairwise(marks):
        inside = text.rfind("（", start, a) > text.rfind("）", start, a)
        pieces.append([] if inside else find_spaced(passage, a, b))
    return pieces


def _trailing_names(passage: Passage, piece: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The words at the end of a piece that are names; single characters count, they pair up."""
    kept: list[tuple[int, int]] = []
    for a, b in reversed(piece):
        word = passage.text[a:b]
        cut = office_length(word)
        if cut and names_in_word(word[cut:], labelled=False):
            kept.insert(0, (a, b))
            break
        if not (names_in_word(word, labelled=False) or (b - a == 1 and "\u4e00" <= word <= "\u9fff")):
            break
        kept.insert(0, (a, b))
    return kept


def _collect(passage: Passage, pieces: list[list[tuple[int, int]]], *, labelled: bool) -> FoundNames | None:
    """The names of the pieces, in order, up to the first word that is none; an office may come first."""
    names: list[str] = []
    unit: str | None = None
    start = end = -1
    words = [word for piece in pieces for word in _joined_families(passage, _joined_singles(piece))]
    for i, (a, b) in enumerate(words):
        word = re.sub(r"\s", "", passage.text[a:b])
        shown = printed(passage, a, b)
        cut = office_length(word)
        if is_office(word) and len(word) > _LONGEST_NAME and _name_follows(passage, words[i + 1 :]):
            unit = unit or word
            continue
        one = len(word) - cut > _LONGEST_NAME or word.endswith("办公室")  # 社科处项目管理科, 综合办公室: one office
        within = cut >= _SHORTEST_OFFICE and is_office(word) and one
        if not within and cut >= _SHORTEST_OFFICE and names_in_word(word[cut:], labelled=labelled):
            unit, word, shown = unit or word[:cut], word[cut:], shown[cut:]
        elif not names and is_office(word) and (not is_name(word, labelled=labelled) or _name_follows(passage, words[i + 1 :])):
            unit = unit or word
            continue
        lengths = names_in_word(word, labelled=labelled)
        if not lengths:
            break
        at = 0
        for length in lengths:
            names.append(without_title(shown[at : at + length], word[at : at + length]))
            at += length
        start, end = (a if start < 0 else start), b
    return FoundNames(tuple(names), unit, start, end) if names else None


def _name_follows(passage: Passage, rest: list[tuple[int, int]]) -> bool:
    """应用科 祝林: what could be a name by its first character is an office if a name stands right behind it."""
    return bool(rest) and bool(names_in_word(passage.text[slice(*rest[0])], labelled=False))


def _joined_families(passage: Passage, piece: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """“欧阳 朔”, “左丘 明月”: a double family name and the given name that a blank parts from it are one word."""
    out: list[tuple[int, int]] = []
    for a, b in piece:
        family = bool(out) and is_double_family(passage.text[slice(*out[-1])])
        if family and b - a <= _LONGEST_GIVEN and not is_double_family(passage.text[a : a + 2]):
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return out


def _joined_singles(piece: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """“郭 健 郝 军”: single characters pair up from the left; three alone are one name (TRAPS T19). One alone goes with the word after it."""
    out: list[tuple[int, int]] = []
    i = 0
    while i < len(piece):
        run = i
        while run < len(piece) and piece[run][1] - piece[run][0] == 1:
            run += 1
        count = run - i
        if count == 0:
            out.append(piece[i])
            i += 1
        elif count == 1 and run < len(piece):
            out.append((piece[i][0], piece[run][1]))
            i = run + 1
        elif count in (1, 3):
            out.append((piece[i][0], piece[run - 1][1]))
            i = run
        else:
            out.append((piece[i][0], piece[i + 1][1]))
            i += 2
    return out
