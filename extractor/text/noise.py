"""Marks that a converter left in the text and that say nothing: markdown, rules, stray entities."""

from __future__ import annotations

from extractor.text.passage import Passage
from patterns import lazy_re as re

__all__ = ["strip_markup"]

_NOISE = re.compile(
    r"\*\*|^(?:#{1,6}|>|[-*+](?=[^\d\s*-])|-\s)\s*|__+(?=[一-龥])|&(?:nbsp|emsp|ensp|amp|苍产蝉辫)[;；]?|</?(?:br|p|b|strong)\s*/?>|(?<=[一-龥])（[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü ]{1,8}）"
)
_RULE = re.compile(r"^(?:[-—_=*~·.…\s]{3,}|[-—]\s*\d{1,4}\s*[-—]|第\s*\d{1,4}\s*页(?:[，,]?\s*共\s*\d{1,4}\s*页)?)$")
_AND = re.compile(r"(?<=[一-龥”》）])\s?(?:and|And|AND)\s?(?=[一-龥“《（])")
"""企业 and 群众: a converter's word for 和. The source keeps it; it reads 和."""


def strip_markup(passage: Passage) -> Passage:
    """``passage`` without conversion noise; empty if there was nothing else."""
    if _RULE.match(passage.text):
        return Passage("", (), passage.source)
    gone = [m.span() for m in _NOISE.finditer(passage.text)]
    if not gone and not _AND.search(passage.text):
        return passage
    passage, more = _english_and(passage)
    gone += more
    keep = [i for i in range(len(passage.text)) if not any(a <= i < b for a, b in gone)]
    while keep and passage.text[keep[0]] == " ":
        keep.pop(0)
    return Passage("".join(passage.text[i] for i in keep), tuple(passage.offsets[i] for i in keep), passage.source)


def _english_and(passage: Passage) -> tuple[Passage, list[tuple[int, int]]]:
    """``passage`` with 和 for the first character of each such word, and the ranges of the rest of it, which must go."""
    text, gone = passage.text, []
    for match in _AND.finditer(text):
        text = text[: match.start()] + "和" + text[match.start() + 1 :]
        gone.append((match.start() + 1, match.end()))
    return Passage(text, passage.offsets, passage.source), gone
