"""A question as it is compared: its normal form, its topics, and the guards that keep different questions apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha1

from extractor.model.notice import AnswerType
from patterns import lazy_re as re
from patterns.rules import load_words

__all__ = ["Question", "differences", "question"]

_TYPE_MARK = re.compile(r"\((?:可)?(?:多|单)选\)")
_BLANK = re.compile(r"\(\s*\)|【\s*】|_{2,}")
_NOT_MEANING = re.compile(r"(?<![0-9])\.|\.(?![0-9])|[^\w.%‰]|_")
_NUMBERS = re.compile(r"[0-9]+(?:\.[0-9]+)?|[一二三四五六七八九十]+(?=级|类|批|期|季|阶段|星)")
_NUMERIC = ("count", "number", "score", "amount")


@dataclass(frozen=True, slots=True)
class Question:
    """``stem``: what does not change the meaning taken away. ``core``: synonyms unified too, for comparing only."""

    text: str
    stem: str
    core: str
    answer_type: AnswerType | None
    unit: str

    @property
    def topics(self) -> frozenset[str]:
        """What the question is about, by its key terms."""
        return _lexicon().topics.marks(f"{self.core}\n{self.stem}")

    @property
    def guards(self) -> tuple[frozenset[str], ...]:
        """What keeps it apart from others, kind by kind."""
        return _guards(self.stem, self.core)

    @property
    def fingerprint(self) -> str:
        """Equal fingerprints are the same question without asking."""
        return sha1(f"{self.stem}|{self.answer_type or ''}".encode(), usedforsecurity=False).hexdigest()[:12]


class _Finder:
    """Which of many words stand in a text, in one pass; each word has marks of its own."""

    def __init__(self, marks: Iterable[tuple[str, str]]) -> None:
        by_word: dict[str, set[str]] = {}
        for word, mark in marks:
            by_word.setdefault(word, set()).add(mark)
        self._marks = {word: frozenset().union(*(by_word[own] for own in by_word if word.startswith(own))) for word in by_word}
        longest_first = sorted(by_word, key=len, reverse=True)
        self._words = re.compile(f"(?=({'|'.join(map(re.escape, longest_first))}))")

    def marks(self, text: str) -> frozenset[str]:
        """Of every word in ``text``, those that begin another one included."""
        return frozenset().union(*(self._marks[word] for word in set(self._words.findall(text))))


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """``opposites``: marks "group:word"; ``groups``: how many groups there are."""

    synonyms: tuple[tuple[str, str], ...]
    topics: _Finder
    opposites: _Finder
    groups: int
    measures: tuple[str, ...]
    polarity: tuple[str, ...]
    scope: re.Pattern[str]


def question(text: str, answer_type: AnswerType | None = None, unit: str | None = None) -> Question:
    """``text`` made comparable."""
    words = _lexicon()
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).casefold()
    bare = _NOT_MEANING.sub("", _BLANK.sub("", _TYPE_MARK.sub("", plain)))
    stem = words.scope.sub("", bare) or bare
    core = stem
    for left, right in words.synonyms:
        core = core.replace(left, right)
    return Question(text, stem, core, answer_type, unit or "")


def differences(left: Question, right: Question) -> tuple[str, ...]:
    """Why the two can not be the same question without a clerk saying so; empty if nothing speaks against it."""
    names = ("数字或等级", "计量方式", "正反", *("对立词",) * _lexicon().groups)
    found = [name for name, one, other in zip(names, left.guards, right.guards, strict=True) if one != other]
    if left.answer_type and right.answer_type and _kind(left.answer_type) != _kind(right.answer_type):
        found.append("答案类型")
    if left.unit and right.unit and left.unit != right.unit:
        found.append("计量单位")
    return tuple(dict.fromkeys(found))


def _kind(answer_type: AnswerType) -> str:
    return "number" if answer_type in _NUMERIC else answer_type


@lru_cache(maxsize=20_000)
def _guards(stem: str, core: str) -> tuple[frozenset[str], ...]:
    words = _lexicon()
    numbers = frozenset(_NUMBERS.findall(stem))
    last = max(words.measures, key=lambda measure: (core.rfind(measure) + len(measure) if measure in core else -1, len(measure)))
    measure = frozenset({last} if last in core else ())
    asked = stem.replace("是否", "")
    polarity = frozenset([word for word in words.polarity if word in asked])
    groups: list[set[str]] = [set() for _ in range(words.groups)]
    for mark in words.opposites.marks(core):
        group, _, word = mark.partition(":")
        groups[int(group)].add(word)
    return (numbers, measure, polarity, *map(frozenset, groups))


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    words = load_words("catalogue")
    pairs = [(left, right) for left, _, right in (entry.partition(">") for entry in words["synonyms"])]
    topics = [(sign.strip(), name) for name, _, signs in (entry.partition(":") for entry in words["topics"]) for sign in signs.split(",")]
    opposites = [(word, f"{group}:{word}") for group, entry in enumerate(words["opposites"]) for word in entry.split("|")]
    return _Lexicon(
        synonyms=tuple(pairs),
        topics=_Finder(topics),
        opposites=_Finder(opposites),
        groups=len(words["opposites"]),
        measures=words["measures"],
        polarity=words["polarity"],
        scope=re.compile(rf"^(?:{words.alternation('scope')})+"),
    )
