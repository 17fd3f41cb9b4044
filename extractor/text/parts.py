"""The parts of an official document (GB/T 9704-2012, 7): head, body, closing, annexes, imprint."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from extractor.model.document import Table

if TYPE_CHECKING:
    from extractor.text.reading import Paragraph, Part

__all__ = ["assign_parts"]

_ANNEX = re.compile(r"^附\s?(?:件|表|录)\s?[\d一二三四五六七八九十]{0,3}(?:-\d{1,2})?[：:]?$")
_ANNEX_LIST = re.compile(r"^附\s?(?:件|表)?\s?[：:.]|^附件\d?[.、：:]?\s?[《“1]")
_IMPRINT = re.compile(r"^(?:抄送|抄报|分送|印送|报送|主题词)[：:]|(?:\d日|日期)印发$|^.{2,30}\d{4}年\d{1,2}月\d{1,2}日印发")
_DATE = r"(?:\d{4}|[二〇零一九O○]{4})年(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日"
_SIGNED_DATE = re.compile(rf"^[^，。；：]{{0,30}}{_DATE}$")
_RECIPIENTS = re.compile(r"^[^。；？！]{2,400}[：:]$")
_ANNOUNCES = re.compile(r"(?:如下|以下[^：]{0,12}|通知)[：:]$")
_INSTRUMENT = re.compile(r"(?:方案|办法|细则|要点|计划|清单|规定|意见|措施|规则|制度|指南|规程|分工|分解表|纲要|标准|章程|预案|规划)(?:（[^）]{1,12}）)?$")
_HEADING = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、])")
_NOTE = re.compile(r"^（(?:此件|联系人|公开|依申请|信息公开)|^(?:联系人|联系电话|公开方式|信息公开)")


def assign_parts(paragraphs: Sequence[Paragraph], tables: Sequence[Table]) -> tuple[Paragraph, ...]:
    """Name the part of every paragraph, in one pass from the top."""
    first_body = _first_body(paragraphs)
    part: Part = "head"
    signed = False
    placed = []
    for i, paragraph in enumerate(paragraphs):
        text = paragraph.text
        if i >= first_body and part == "head":
            part = "body"
        if _ANNEX.match(text) and i >= first_body:
            part = "annex"
        elif _IMPRINT.search(text) and len(text) < 300 and i > first_body:
            part = "imprint"
        elif part in ("body", "closing") and i > first_body:
            if _SIGNED_DATE.match(text) and _ends_letter(paragraphs, i):
                part, signed = "closing", True
            elif part == "body" and _ANNEX_LIST.match(text):
                part = "closing"
            elif part == "closing" and signed and (_INSTRUMENT.search(text) or _HEADING.match(text)):
                part = "instrument"
            elif part == "closing" and not signed and len(text) > 60 and "。" in text:
                part = "body"
        elif part == "imprint" and len(text) > 60 and not _IMPRINT.search(text):
            part = "annex"
        placed.append(replace(paragraph, part=part))
    return _signature_joins_closing(placed)


def _first_body(paragraphs: Sequence[Paragraph]) -> int:
    """The paragraph after the recipients; without recipients, the first with a full stop or a heading number."""
    for i, paragraph in enumerate(paragraphs[:25]):
        text = paragraph.text
        if _RECIPIENTS.match(text) and not _HEADING.match(text) and not _ANNOUNCES.search(text) and len(text) >= 4:
            return i + 1
        if _HEADING.match(text) or ("。" in text and len(text) > 15) or len(text) > 70:
            return i
    return min(len(paragraphs), 1)


def _ends_letter(paragraphs: Sequence[Paragraph], i: int) -> bool:
    """A date on a line of its own signs the letter unless a heading with the same date stands at the top of a bulletin."""
    return i >= 2


def _signature_joins_closing(paragraphs: list[Paragraph]) -> tuple[Paragraph, ...]:
    """The lines just above the signing date that hold only names of issuers belong to it."""
    for i, paragraph in enumerate(paragraphs):
        if paragraph.part == "closing" and _SIGNED_DATE.match(paragraph.text):
            j = i - 1
            while j >= 0 and i - j <= 4 and paragraphs[j].part == "body" and _is_signature(paragraphs[j].text):
                paragraphs[j] = replace(paragraphs[j], part="closing")
                j -= 1
            break
    return tuple(paragraphs)


def _is_signature(text: str) -> bool:
    return len(text) <= 30 and not re.search(r"[。，；：:？！]", text) and not _HEADING.match(text)
