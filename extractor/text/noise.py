"""Marks that a converter left in the text and that say nothing: markdown, rules, stray entities."""

from __future__ import annotations

import re

from extractor.text.passage import Passage

__all__ = ["strip_markup"]

_NOISE = re.compile(
    r"\*\*|^(?:#{1,6}|>|[-*+](?=[^\d\s*-])|-\s)\s*|__+(?=[一-龥])|&(?:nbsp|emsp|ensp|amp|苍产蝉辫)[;；]?|</?(?:br|p|b|strong)\s*/?>|(?<=[一-龥])（[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü ]{1,8}）"
)
_RULE = re.compile(r"^(?:[-—_=*~·.…\s]{3,}|[-—]\s*\d{1,4}\s*[-—]|第\s*\d{1,4}\s*页(?:[，,]?\s*共\s*\d{1,4}\s*页)?)$")


def strip_markup(passage: Passage) -> Passage:
    """``passage`` without conversion noise; empty if there was nothing else."""
    if _RULE.match(passage.text):
        return Passage("", (), passage.source)
    gone = [m.span() for m in _NOISE.finditer(passage.text)]
    if not gone:
        return passage
    keep = [i for i in range(len(passage.text)) if not any(a <= i < b for a, b in gone)]
    while keep and passage.text[keep[0]] == " ":
        keep.pop(0)
    return Passage("".join(passage.text[i] for i in keep), tuple(passage.offsets[i] for i in keep), passage.source)
