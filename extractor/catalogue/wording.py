"""A question as it is compared: its normal form, its topics, and the guards that keep different questions apart."""

from __future__ import annotations

import unicodedata
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
    topics: frozenset[str]
    guards: tuple[frozenset[str], ...]

    @property
    def fingerprint(self) -> str:
        """Equal fingerprints are the same question without asking."""
        return sha1(f"{self.stem}|{self.answer_type or ''}".encode(), usedforsecurity=False).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class _Lexicon:
    synonyms: tuple[tuple[str, str], ...]
    topics: tuple[tuple[str, tuple[str, ...]], ...]
    opposites: tuple[tuple[str, ...], ...]
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
    topics = frozenset(name for name, signs in words.topics if any(sign in core or sign in stem for sign in signs))
    return Question(text, stem, core, answer_type, unit or "", topics, _guards(stem, core, words))


def differences(left: Question, right: Question) -> tuple[str, ...]:
    """Why the two can not be the same question without a clerk saying so; empty if nothing speaks against it."""
    names = ("数字或等级", "计量方式", "正反", *("对立词",) * len(_lexicon().opposites))
    found = [name for name, one, other in zip(names, left.guards, right.guards, strict=True) if one != other]
    if left.answer_type and right.answer_type and _kind(left.answer_type) != _kind(right.answer_type):
        found.append("答案类型")
    if left.unit and right.unit and left.unit != right.unit:
        found.append("计量单位")
    return tuple(dict.fromkeys(found))


def _kind(answer_type: AnswerType) -> str:
    return "number" if answer_type in _NUMERIC else answer_type


def _guards(stem: str, core: str, words: _Lexicon) -> tuple[frozenset[str], ...]:
    numbers = frozenset(_NUMBERS.findall(stem))
    last = max(words.measures, key=lambda measure: (core.rfind(measure) + len(measure) if measure in core else -1, len(measure)))
    measure = frozenset({last} if last in core else ())
    polarity = frozenset(word for word in words.polarity if word in stem.replace("是否", ""))
    return (numbers, measure, polarity, *(frozenset(word for word in group if word in core) for group in words.opposites))


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    words = load_words("catalogue")
    pairs = [(left, right) for left, _, right in (entry.partition(">") for entry in words["synonyms"])]
    topics = [(name, signs) for name, _, signs in (entry.partition(":") for entry in words["topics"])]
    return _Lexicon(
        synonyms=tuple(pairs),
        topics=tuple((name, tuple(sign.strip() for sign in signs.split(","))) for name, signs in topics),
        opposites=tuple(tuple(entry.split("|")) for entry in words["opposites"]),
        measures=words["measures"],
        polarity=words["polarity"],
        scope=re.compile(rf"^(?:{words.alternation('scope')})+"),
    )
