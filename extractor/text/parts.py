"""The parts of an official document (GB/T 9704-2012, 7): head, body, closing, annexes, imprint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from extractor.model.document import Table
from patterns import lazy_re as re

if TYPE_CHECKING:
    from extractor.text.reading import Paragraph, Part

__all__ = ["assign_parts", "is_note_label"]

_ANNEX = re.compile(r"^附\s?(?:件|表|录)\s?[\d一二三四五六七八九十]{0,3}(?:-\d{1,2})?[：:]?$")
_ANNEX_LIST = re.compile(r"^附\s?(?:件|表)?\s?[：:.]|^附[件表]\d{1,2}[.、：:]?\s?[《“1\u4e00-\u9fff]|^附件[《“]")
_IMPRINT = re.compile(r"^(?:抄送|抄报|分送|印送|报送|主题词)[：:]|(?:\d日|日期)印发$|^.{2,30}\d{4}年\d{1,2}月\d{1,2}日印发")
_DATE = r"(?:\d{4}|[一二三四五六七八九〇零O○]{2,4})年(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})日(?:\s?\d{1,2}(?:时|:\d{2})(?:\d{1,2}分)?)?"
_SIGNED_DATE = re.compile(rf"^[^，。；：]{{0,30}}{_DATE}$|^(?:19|20)\d{{2}}[-./]\d{{1,2}}[-./]\d{{1,2}}$")
_DIGITS_OF_DATE = re.compile(r"^20\d{2}\s?\d{2,4}$")
_RECIPIENTS = re.compile(r"^[^。；？！]{2,400}[：:]$")
_NO_RECIPIENTS = re.compile(r"(?:如下|以下[^：]{0,12}|通知)[：:]$|^(?:注|附件?)[：:]$")
_NOTE_LABEL = re.compile(
    r"^[^，。；、]{0,12}(?:须知|说明|提示|解释|释义|备注|附注|口径|要求|事项|要点|规则|规范|办法|方法|标准|依据|原则|内容|范围|对象|目标|背景|概况|流程|步骤|程序|条件|安排|清单|名单|目录|分工|议程|要素)[：:]$"
)
_INSTRUMENT = re.compile(
    r"(?:方案|办法|细则|要点|计划|清单|规定|意见|措施|规则|制度|指南|规程|分工|分解表|纲要|标准|章程|预案|规划|条例|公约|守则|目录|通知)(?:（[^）]{1,12}）)?$"
)
_HEADING = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.、]|第[一二三四五六七八九十]{1,3}[章条])")
_ISSUES = re.compile(r"《([^《》]{2,80}(?:〈[^〉]{1,60}〉[^《》]{0,40})?)》[^。；《]{0,40}?(?:印发|转发|下发|发给)")
_FORM = re.compile(r"^[^，。；：]{0,24}(?:回执|反馈表|登记表|申请表|申报表|统计表|汇总表|报名表|回执单|签收单|推荐表)(?:（[^）]{1,12}）)?$")


_SHORT_SENTENCE = 8


def assign_parts(paragraphs: Sequence[Paragraph], tables: Sequence[Table]) -> tuple[Paragraph, ...]:  # noqa: ARG001 the place of tables will count
    """Name the part of every paragraph, in one pass from the top."""
    first_body = _first_body(paragraphs)
    part: Part = "head"
    signed = False
    issued = _issued_names(paragraphs)
    placed = []
    for i, paragraph in enumerate(paragraphs):
        if i >= first_body and part == "head":
            part = "body"
        if i >= first_body and _ANNEX.match(paragraph.text) and not _opens_list(paragraphs, i):
            part = "instrument" if _is_issued(paragraphs[i + 1 : i + 4], issued) else "annex"
        elif i >= max(first_body, 1) and _IMPRINT.search(paragraph.text) and len(paragraph.text) < 300:
            part = "imprint"
        elif i > first_body and part in ("body", "closing"):
            part = _in_letter(paragraphs, i, part, signed)
            signed = signed or (part == "closing" and _signs(paragraphs, i))
        elif part == "imprint" and len(paragraph.text) > 60:
            part = "annex"
        placed.append(replace(paragraph, part=part))
    return _signature_joins_closing(placed)


def is_note_label(text: str) -> bool:
    """“填报须知：”, “指标解释：”: a label over notes, although it ends in a colon as addressees do."""
    return bool(_NOTE_LABEL.match(text))


def _issued_names(paragraphs: Sequence[Paragraph]) -> frozenset[str]:
    """What the letter puts into force, by name: 现将《…》印发给你们."""
    names = [m[1] for p in paragraphs[:15] for m in _ISSUES.finditer(p.text)]
    return frozenset(_plain(name) for name in names)


def _is_issued(below: Sequence[Paragraph], issued: frozenset[str]) -> bool:
    """Is the title under an annex heading the name of what the letter issues? Then it is no annex: its tasks count."""
    title = ""
    for paragraph in below:
        title += _plain(paragraph.text)
        if title in issued:
            return True
    return False


def _plain(text: str) -> str:
    return re.sub(r"[《》〈〉“”\s]", "", text)


def _in_letter(paragraphs: Sequence[Paragraph], i: int, part: Part, signed: bool) -> Part:
    """The part of a paragraph between the recipients and the end of the letter, after one that is in ``part``."""
    text = paragraphs[i].text
    if _signs(paragraphs, i):
        return "closing"
    if part == "body":
        return "closing" if _ANNEX_LIST.match(text) else "body"
    if signed and _FORM.match(text):
        return "annex"
    if signed and (_HEADING.match(text) or (_INSTRUMENT.search(text) and "：" not in text)):
        return "instrument"
    if not signed and len(text) > 60 and "。" in text:
        return "body"
    return part


def _signs(paragraphs: Sequence[Paragraph], i: int) -> bool:
    """Is it the date under a signature? A date on a line of its own, not at the top, where bulletins and web pages have theirs."""
    text = paragraphs[i].text
    if i < 2:
        return False
    if _SIGNED_DATE.match(text):
        return True
    return bool(_DIGITS_OF_DATE.match(text)) and i + 2 >= len(paragraphs) and _is_signature(paragraphs[i - 1].text)


def _first_body(paragraphs: Sequence[Paragraph]) -> int:
    """The paragraph after the recipients; without recipients, the first with a full stop or a heading number."""
    for i, paragraph in enumerate(paragraphs[:25]):
        text = paragraph.text
        if is_note_label(text) and len(text) <= 14:
            return i
        if _RECIPIENTS.match(text) and not _HEADING.match(text) and not _NO_RECIPIENTS.search(text) and len(text) >= 4:
            return i + 1
        if _HEADING.match(text) or ("。" in text and len(text) > _SHORT_SENTENCE) or len(text) > 90:
            return i
        if _NO_RECIPIENTS.search(text) and (i > 0 or len(text) > 12):
            return i
    return min(len(paragraphs), 1)


def _opens_list(paragraphs: Sequence[Paragraph], i: int) -> bool:
    """“附件：” over a list of short titles, and not over an annex of its own."""
    if not paragraphs[i].text.endswith(("：", ":")) or i + 1 >= len(paragraphs):
        return False
    below = paragraphs[i + 1].text
    return len(below) <= 80 and "。" not in below and bool(re.match(r"\d{1,2}[.、]?|附[件表]\d|《", below))


def _signature_joins_closing(paragraphs: list[Paragraph]) -> tuple[Paragraph, ...]:
    """The lines just above the signing date that hold only names of issuers belong to it."""
    for i, paragraph in enumerate(paragraphs):
        if paragraph.part == "closing" and _signs(paragraphs, i):
            j = i - 1
            while j >= 0 and i - j <= 4 and paragraphs[j].part == "body" and _is_signature(paragraphs[j].text):
                paragraphs[j] = replace(paragraphs[j], part="closing")
                j -= 1
            break
    return tuple(paragraphs)


def _is_signature(text: str) -> bool:
    return len(text) <= 30 and not re.search(r"[。，；：:？！\d]", text) and not _HEADING.match(text)
