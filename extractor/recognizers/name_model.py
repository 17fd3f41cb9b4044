"""A small model that finds names of units and persons: a second opinion beside the rules, never the only one.

Its weights lie in ``name_model/`` beside this file (trained by ``python -m training.train_names``). spaCy and jieba are the extra
``nlp``; without them ``NameModel.load`` gives None and everything works on rules alone. Characters are the tokens: word
boundaries of a dictionary cut many short names of units in two.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from extractor.errors import MissingExtra
from extractor.recognizers.name_spans import NameSpan

__all__ = ["USER_MODEL", "NameModel", "character_document", "words_of"]

USER_MODEL = "FENBAN_SPACY_MODEL"
"""Environment variable: name or folder of an installed spaCy pipeline (``zh_core_web_sm``) to use instead of ours."""

_WEIGHTS = Path(__file__).with_name("name_model")
_LABELS = {"ORG": "ORG", "PERSON": "PERSON", "PER": "PERSON"}
_LONGEST_LINE = 2000


class NameModel:
    """Reads lines, gives the names in them."""

    def __init__(self, pipeline: Any, *, by_character: bool) -> None:
        self._pipeline = pipeline
        self._by_character = by_character

    @classmethod
    def load(cls, *, required: bool = False, user_model: str | None = None, weights: Path = _WEIGHTS) -> NameModel | None:
        """The model, or None where spaCy, jieba or the weights are absent.

        ``user_model``: a spaCy pipeline that the user has installed; default: the variable ``FENBAN_SPACY_MODEL``.
        Raises ``MissingExtra`` if the model is ``required``, or if ``user_model`` is asked for and cannot be loaded.
        """
        wanted = user_model or os.environ.get(USER_MODEL) or None
        if wanted:
            return _load_user_model(wanted)
        if _installed("spacy") and _installed("jieba") and (weights / "config.cfg").is_file():
            return _load_own(weights)
        if required:
            raise MissingExtra("未安装姓名和单位识别组件", advice="请运行 pip install 'fenban[nlp]' 后再试。")
        return None

    def find_names(self, lines: Sequence[str]) -> list[list[NameSpan]]:
        """The names of every line, in order; offsets count in the line."""
        documents = [self._document(line[:_LONGEST_LINE]) for line in lines]
        return [list(_spans(document)) for document in self._pipeline.pipe(documents)]

    def _document(self, line: str) -> Any:
        return character_document(self._pipeline.vocab, line) if self._by_character else self._pipeline.make_doc(line)


def character_document(vocabulary: Any, line: str) -> Any:
    """A spaCy Doc with one token per character. ``norm_``: the character with the next one; ``tag_``: place in the word and part of speech."""
    from spacy.tokens import Doc

    tags = [f"{place}-{flag}" for word, flag in words_of(line) for place in _places(len(word))]
    document = Doc(vocabulary, words=list(line), spaces=[False] * len(line), tags=tags)
    for token, following in zip(document, [*line[1:], "$"], strict=False):
        token.norm_ = token.text + following
    return document


def words_of(line: str) -> list[tuple[str, str]]:
    """The words of ``line`` with their parts of speech, all its characters kept."""
    return [(word.word, word.flag) for word in _tagger().lcut(line)] if line else []


@cache
def _tagger() -> Any:
    import jieba
    from jieba import posseg

    jieba.setLogLevel(60)
    return posseg


def _places(length: int) -> str:
    return "S" if length == 1 else "B" + "M" * (length - 2) + "E"


def _spans(document: Any) -> Iterator[NameSpan]:
    for entity in document.ents:
        if label := _LABELS.get(entity.label_):
            yield NameSpan(entity.start_char, entity.end_char, label)  # type: ignore[arg-type]


def _installed(module: str) -> bool:
    return find_spec(module) is not None


@cache
def _load_own(weights: Path) -> NameModel:
    import spacy

    return NameModel(spacy.load(weights), by_character=True)


@cache
def _load_user_model(name: str) -> NameModel:
    if not _installed("spacy"):
        raise MissingExtra("未安装姓名和单位识别组件", advice="请运行 pip install 'fenban[nlp]' 后再试。")
    import spacy

    try:
        return NameModel(spacy.load(name), by_character=False)
    except OSError:
        raise MissingExtra(f"找不到指定的模型 {name}", advice=f"请先安装该模型，或清除环境变量 {USER_MODEL}。") from None
