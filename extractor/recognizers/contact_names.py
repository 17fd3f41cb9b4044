"""Names of persons beside labels and numbers, and the office that they are named with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from extractor.recognizers.evidence import find_spaced, printed
from extractor.text.passage import Passage
from patterns.rules import load_words

__all__ = ["FoundNames", "is_name", "names_after", "names_before", "split_office"]

_STOP = re.compile(r"[；。\n]|（(?=[^）]{0,30}\d)|\d|[A-Za-z]{2,}@")
_PUNCTUATION = re.compile(r"[、，,/；：:（）()]|(?<=[\u4e00-\u9fff])[和及与](?=[\u4e00-\u9fff])")
_HAN_NAME = re.compile(r"^[\u4e00-\u9fff·]{2,12}$")
_LONGEST_NAME = 4


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
    stop = _STOP.search(text, start)
    end = stop.start() if stop else len(text)
    label = re.compile(
        rf"(?:{_alternation('number_labels')}|{_alternation('mail_labels')}|{_alternation('own_number_labels')}|地址|邮编)"
    ).search(text, start, end)
    if label:
        end = label.start()
    return _collect(passage, _pieces(passage, start, end), labelled=True)


def names_before(passage: Passage, end: int, *, least: int = 0) -> FoundNames | None:
    """The names that stand directly before a number, without a label: “办公室 范明，0371-…”."""
    text = passage.text
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
    unit = found.unit or split_office(text[begin:first])
    return FoundNames(found.names, unit, found.start, found.end)


def is_name(word: str, *, labelled: bool) -> bool:
    """Can ``word`` be a person's name? After a label nearly any short word can; elsewhere a known family name must begin it."""
    if (
        word in load_words("contacts")["not_names"]
        or not _HAN_NAME.match(word)
        or any(word.startswith(w) for w in _not_names() if len(w) > 1)
    ):
        return False
    if _titled(word):
        return True
    if word.endswith(load_words("contacts")["unit_ends"]) and len(word) > 3:
        return False
    limit = _LONGEST_NAME if "·" not in word else 12
    if len(word) > limit:
        return False
    if labelled:
        return not (len(word) >= 3 and word.endswith(("科", "处", "室", "局", "股")) and word[0] not in _surnames())
    double = word[:2] in load_words("contacts")["double_surnames"]
    return double or (word[0] in _surnames() and len(word) <= 3)


def split_office(text: str) -> str | None:
    """The office with which ``text`` ends, without the words that lead up to it (送至, 请与, 联系 ...)."""
    text = text.strip(" （，、：:；")
    text = re.sub(r"^.*(?:送至|报至|交至|寄至|发至|送交|提交|上报|报送|报|交|送|寄|请与|与|向|至|到|由|咨询|请|[，。；：:（])", "", text)
    text = re.sub(rf"(?:{_alternation('number_labels')})$", "", text)
    if 2 <= len(text) <= 30 and not re.search(r"\d", text) and text.endswith(load_words("contacts")["unit_ends"]):
        return text
    return None


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
        cut = _office_length(word)
        if cut and is_name(word[cut:], labelled=False):
            kept.insert(0, (a, b))
            break
        if not (is_name(word, labelled=False) or (b - a == 1 and "\u4e00" <= word <= "\u9fff")):
            break
        kept.insert(0, (a, b))
    return kept


def _collect(passage: Passage, pieces: list[list[tuple[int, int]]], *, labelled: bool) -> FoundNames | None:
    names: list[str] = []
    unit: str | None = None
    start = end = -1
    for piece in pieces:
        stopped = False
        for a, b in _joined_singles(piece):
            word = re.sub(r"\s", "", passage.text[a:b])
            shown = printed(passage, a, b)
            cut = _office_length(word)
            if cut and is_name(word[cut:], labelled=labelled) and cut >= 2:
                unit, word, shown = unit or word[:cut], word[cut:], shown[cut:]
            elif not names and word.endswith(load_words("contacts")["unit_ends"]) and not is_name(word, labelled=labelled):
                unit = unit or word
                continue
            if not is_name(word, labelled=labelled):
                stopped = True
                break
            names.append(_without_title(shown, word))
            start, end = (a if start < 0 else start), b
        if stopped:
            break
    return FoundNames(tuple(names), unit, start, end) if names else None


def _joined_singles(piece: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """“郭 健 郝 军”: single characters pair up from the left; three alone are one name (TRAPS T19)."""
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
        elif count in (1, 3):
            out.append((piece[i][0], piece[run - 1][1]))
            i = run
        else:
            out.append((piece[i][0], piece[i + 1][1]))
            i += 2
    return out


def _office_length(word: str) -> int:
    """How much of ``word`` is an office before a name that touches it: 公共机构节能科范梅 → 7."""
    best = 0
    for end in load_words("contacts")["unit_ends"]:
        at = word.rfind(end, 1, len(word) - 1)
        if at > 0 and 2 <= len(word) - at - len(end) <= 3:
            best = max(best, at + len(end))
    return best


def _titled(word: str) -> bool:
    """王科长, 孟工: a family name with a title."""
    title = next((t for t in load_words("contacts")["titles"] if word.endswith(t)), None)
    return title is not None and 1 <= len(word) - len(title) <= _LONGEST_NAME and word[0] in _surnames()


def _without_title(shown: str, plain: str) -> str:
    for title in sorted(load_words("contacts")["titles"], key=len, reverse=True):
        if plain.endswith(title) and len(plain) - len(title) >= 2:
            return shown[: -len(title)]
    return shown


@cache
def _surnames() -> frozenset[str]:
    return frozenset("".join(load_words("contacts")["surnames"]))


@cache
def _not_names() -> tuple[str, ...]:
    return load_words("contacts")["not_names"]


@cache
def _alternation(name: str) -> str:
    return load_words("contacts").alternation(name)
