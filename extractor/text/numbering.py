"""Numbers at the start of a paragraph, and how deep they stand.

Levels after GB/T 9704-2012, 7.3.3: 一、 > （一） > 1. > （1）; then ① and lettered items. The numeral
decides, never markdown (DOMAIN a.3): converted files contradict themselves.
"""

from __future__ import annotations

from typing import NamedTuple

from patterns import lazy_re as re

__all__ = ["Numbered", "number_at_start"]

_HAN = "一二三四五六七八九十百零〇两叁肆伍"
_FORMS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (0, re.compile(rf"第[{_HAN}\d]{{1,4}}[章节部](?:分)?[、：\s]?")),
    (1, re.compile(rf"第?[{_HAN}]{{1,4}}条?[、．.](?![\d])")),
    (1, re.compile(rf"第[{_HAN}\d]{{1,4}}条")),
    (2, re.compile(rf"[（〔][{_HAN}]{{1,4}}[）〕][、.]?")),
    (3, re.compile(r"\d{1,3}(?:[、]|\.(?![\d])|\.(?=20\d\d年|\d{1,2}月\d{1,2}日)|[．])")),
    (2, re.compile(rf"第[{_HAN}]{{1,3}}(?:步|阶段|批次)[：:、 ]?")),
    (4, re.compile(r"[（〔]\d{1,3}[）〕][、.]?")),
    (4, re.compile(r"\d{1,3}[）)]")),
    (5, re.compile(r"[①-⑳]")),
    (6, re.compile(r"——|[●○■□◆▪•·]\s?")),
)


class Numbered(NamedTuple):
    """``label`` as printed ("（一）"), its length, and its level (0 chapter ... 6 dash)."""

    label: str
    level: int


def number_at_start(text: str) -> Numbered | None:
    """The number with which ``text`` (folded) begins, if any."""
    for level, form in _FORMS:
        if match := form.match(text):
            return Numbered(match.group().strip(), level)
    return None
