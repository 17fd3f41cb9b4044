"""Sentences in which something is handed in, and what each says about the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extractor.recognizers.evidence import printed
from extractor.text.reading import Paragraph, Reading
from extractor.text.sentences import sentences
from patterns.rules import load_rules, load_words

__all__ = ["HandingIn", "delivery_sentences", "requirements_in"]

_LONGEST_PHRASE = 40
"""Characters: more than 可选择以下任一方式反馈 and its like ever take."""


@dataclass(frozen=True, slots=True)
class HandingIn:
    """A sentence, as a range of its paragraph. ``hands_in``: it tells to hand something in. ``asks_only``: it says whom to ask.
    ``listed``: it stands in a list of ways (反馈方式如下：1.… 2.…)."""

    paragraph: Paragraph
    start: int
    end: int
    hands_in: bool
    asks_only: bool
    listed: bool
    text: str

    def printed(self, start: int, end: int) -> str | None:
        """The words as printed, None for an empty range."""
        return printed(self.paragraph.passage, self.start + start, self.start + end) if end > start else None

    @property
    def electronic(self) -> bool:
        return any(word in self.text for word in load_words("channels")["electronic"])


def delivery_sentences(reading: Reading) -> Iterator[HandingIn]:
    """All sentences of the letter, the plan it issues and the notes below its tables, judged one by one."""
    rules = load_rules("channels")
    intro = ""
    for paragraph in reading.paragraphs:
        if paragraph.part in ("head", "annex", "imprint"):
            continue
        heading = " ".join(reading.paragraphs[i].text[:60] for i in paragraph.parents)
        ways = rules["channel-ways-follow"]
        listed = ways.search(heading + intro) is not None
        seen = 0
        for start, end in sentences(paragraph.text):
            listed = listed or ways.regex.search(paragraph.text, max(0, seen - _LONGEST_PHRASE), start) is not None
            seen = start
            text = paragraph.text[start:end]
            yield HandingIn(
                paragraph,
                start,
                end,
                hands_in=bool(rules["channel-hands-in"].search(text)),
                asks_only=bool(rules["channel-asks-only"].search(text)),
                listed=listed,
                text=text,
            )
        if not paragraph.label or paragraph.text.endswith("："):
            intro = paragraph.text[-60:] if paragraph.text.endswith(("：", "。")) else ""


@lru_cache(maxsize=64)  # one sentence may name thousands of mailboxes
def requirements_in(text: str, medium: str) -> tuple[str, ...]:
    """What the thing handed in this way must look like: stamp, signature, copies, format."""
    found: list[str] = []
    for rule in load_rules("channels"):
        name = rule.yields.get("requirement")
        if not name or rule.yields.get("medium", medium) not in (medium, "paper" if medium == "onsite" else medium):
            continue
        match = rule.search(text)
        if not match:
            continue
        if name == "一式N份":
            name = f"一式{match['value']}份"
        elif name == "负责人签字":
            name = re.sub(r"^(?:由|经)", "", match.group())
        elif name == "文件命名":
            name = f"文件命名：{match['value']}"
        elif name == "经审核":
            name = match.group()
        found.append(name)
    return tuple(dict.fromkeys(found))
