"""What each line of a document's head is: mark, number, title, recipients, web dates.

Order after GB/T 9704-2012, 7.2 and 7.3; real files leave lines out or change their order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extractor.text.passage import Passage
from extractor.text.reading import Paragraph, Reading
from patterns.rules import load_rules, load_words

__all__ = ["HeadLine", "Role", "ends_with_kind", "ends_with_unit", "head_lines"]

Role = Literal["mark", "number", "issue", "title", "recipients", "bulletin", "published", "adopted", "annex", "secret", "urgency", "other"]
_ANNEX = re.compile(r"^附[件表录]\s?[\d一二三四五六七八九十]{0,3}[：:]?$")
_LABELLED = re.compile(r"^[^：]{1,8}：.")
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One line above the text, and what it is."""

    paragraph: Paragraph
    role: Role

    @property
    def passage(self) -> Passage:
        return self.paragraph.passage

    @property
    def text(self) -> str:
        return self.paragraph.text


def head_lines(reading: Reading) -> tuple[HeadLine, ...]:
    """The lines of the head in order, each with its role."""
    paragraphs = reading.part("head")
    lines = [HeadLine(p, _role(p.text, i, len(paragraphs))) for i, p in enumerate(paragraphs)]
    return tuple(_marks(lines))


def ends_with_kind(text: str) -> str | None:
    """The word for a kind of document with which ``text`` ends, the longest that fits; a bracket after it does not count."""
    bare = re.sub(r"(?:（[^（）]{1,16}）|[》”。])+$", "", text)
    kinds = [k for k in load_words("metadata")["kinds"] if bare.endswith(k)]
    return max(kinds, key=len) if kinds else None


def ends_with_unit(text: str) -> bool:
    return text.endswith(load_words("metadata")["unit_ends"])


def _role(text: str, i: int, count: int) -> Role:
    rules = load_rules("metadata")
    if _ANNEX.match(text):
        return "annex"
    if rules["secret-mark"].search(text) or rules["secret-star"].search(text):
        return "secret"
    if rules["urgency"].search(text) and len(text) <= 8:
        return "urgency"
    if rules["number-standard"].search(text) or rules["number-without-brackets"].search(text):
        return "number"
    if rules["issue-number"].search(text):
        return "issue"
    if rules["published"].search(text):
        return "published"
    if rules["adopted-line"].search(text):
        return "adopted"
    if rules["bulletin-head"].search(text):
        return "bulletin"
    if i == count - 1 and text.endswith(("：", ":")) and not text.endswith(("如下：", "要求：", "说明：", "备注：", "附件：")):
        return "recipients"
    if len(text) > _LONGEST or (_LABELLED.match(text) and not ends_with_kind(text)) or text.startswith("（"):
        return "other"
    return "title"


def _marks(lines: list[HeadLine]) -> list[HeadLine]:
    """Above the number stand the issuer's mark or a bulletin's name; they are no part of the title."""
    rule = load_rules("metadata")["issuer-mark"]
    above = next((i for i, line in enumerate(lines) if line.role in ("number", "issue", "bulletin")), 0)
    bulletin = any(line.role in ("issue", "bulletin") for line in lines)
    titled_below = any(line.role == "title" and (bulletin or ends_with_kind(line.text)) for line in lines[above:])
    placed = []
    for i, line in enumerate(lines):
        is_mark = line.role == "title" and (bool(rule.search(line.text)) or (i < above and titled_below))
        placed.append(HeadLine(line.paragraph, "mark") if is_mark else line)
    return placed
