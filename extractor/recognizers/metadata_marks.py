"""Numbers, marks and notes of a document: 发文字号, 文件 mark, imprint, 公开方式, what is issued and cited."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model.notice import Evidence
from extractor.recognizers.evidence import cite, printed
from extractor.recognizers.metadata_addressees import split_addressees
from extractor.recognizers.metadata_dates import date_in
from extractor.recognizers.metadata_head import HeadLine
from extractor.text.reading import Paragraph, Reading
from patterns import lazy_re as re
from patterns.rules import load_rules

__all__ = ["document_number", "imprint", "issued_instrument", "issuer_mark", "line_value", "references", "subtype"]

Found = tuple[object, tuple[Evidence, ...]]
_ISSUED_HERE = re.compile(
    r"(?:现将|现|将)?《(?P<value>[^《》]{2,80}(?:〈[^〉]{1,60}〉[^《》]{0,40})?)》[^。；《]{0,40}?(?:印发|转发|发)(?:给|你们|各)"
)
_CITED = re.compile(r"《(?P<value>[^《》]{2,120})》")
_SUBTYPES = (
    ("转发类通知", re.compile(r"(?:转发|批转).{2,80}的通知$")),
    ("印发类通知", re.compile(r"(?:印发).{2,120}的通知$")),
    ("会议通知", re.compile(r"召开.{2,60}(?:会|会议|活动)的通知$")),
    ("征求意见函", re.compile(r"征求.{2,80}意见.{0,4}的函$")),
    ("填报类通知", re.compile(r"(?:填报|报送|上报|统计|征集|申报).{0,40}的通知$")),
    ("情况通报", re.compile(r"情况的通报$")),
    ("放假通知", re.compile(r"(?:放假|节假日).{0,16}的通知$")),
)


def document_number(lines: Sequence[HeadLine]) -> Found | None:
    """X〔YYYY〕N号, whatever brackets were printed."""
    rules = load_rules("metadata")
    for rule_id in ("number-standard", "number-without-brackets", "number-without-organ", "number-in-brackets-after-title"):
        for line in lines:
            if match := rules[rule_id].search(line.text):
                mark = printed(line.passage, match.end("serial"), match.end("serial") + 1)
                organ = printed(line.passage, *match.span("organ")) if match["organ"] else ""
                value = f"{organ}〔{match['year']}〕{match['serial']}{mark}"
                start, end = match.start("organ"), match.end()
                return value, (line.cite(start, end, rules[rule_id]),)
    return None


def issuer_mark(lines: Sequence[HeadLine]) -> Found | None:
    rule = load_rules("metadata")["issuer-mark"]
    for line in lines:
        if line.role == "mark":
            match = rule.search(line.text)
            start, end = match.span("value") if match else (0, len(line.text))
            return printed(line.passage, start, end), (line.cite(start, end, rule),)
    return None


def line_value(reading: Reading, rule_id: str) -> Found | None:
    """A mark that stands on a line of its own near the top or the foot."""
    rule = load_rules("metadata")[rule_id]
    for paragraph in reading.part("head", "closing", "imprint", "instrument", "annex"):
        match = rule.search(paragraph.text) if len(paragraph.text) <= 60 else None
        if match:
            group = next(name for name, value in match.groupdict().items() if value)
            start, end = match.span(group)
            return printed(paragraph.passage, start, end), (cite(paragraph, start, end, rule),)
    return None


def imprint(reading: Reading) -> dict[str, Found]:
    """Copies, printing office and day of printing. The office may stand on the line above the day."""
    rules = load_rules("metadata")
    found: dict[str, Found] = {}
    paragraphs = reading.part("imprint")
    for i, paragraph in enumerate(paragraphs):
        if match := rules["copies-line"].search(paragraph.text):
            found["cc"] = (
                split_addressees(printed(paragraph.passage, *match.span("value"))),
                (_cited(paragraph, *match.span("value"), "copies-line"),),
            )
        if match := rules["print-line"].search(paragraph.text):
            day = date_in(match["date"])
            if day:
                found["print_date"] = (day[0], (_cited(paragraph, *match.span("date"), "print-line"),))
            if match["office"]:
                found["printing_office"] = (
                    printed(paragraph.passage, *match.span("office")),
                    (_cited(paragraph, *match.span("office"), "print-line"),),
                )
            elif i and len(paragraphs[i - 1].text) <= 30 and "：" not in paragraphs[i - 1].text:
                above = paragraphs[i - 1]
                found["printing_office"] = (printed(above.passage, 0, len(above.text)), (_cited(above, 0, len(above.text), "print-line"),))
    return found


def issued_instrument(reading: Reading, title: str | None) -> Found | None:
    """The plan or rule that a 印发 or 转发 notice puts into force."""
    for paragraph in reading.part("body")[:2]:
        if match := _ISSUED_HERE.search(paragraph.text):
            return printed(paragraph.passage, *match.span("value")), (_cited(paragraph, *match.span("value"), "issued-here"),)
    match = load_rules("metadata")["issued-instrument"].search(title or "")
    return (match["value"], ()) if match else None


def references(reading: Reading, title: str | None) -> Found | None:
    """The documents that the text cites, once each, without those it issues itself."""
    instrument = issued_instrument(reading, title)
    own = {instrument[0] if instrument else None, title}
    names: dict[str, Evidence] = {}
    for paragraph in reading.part("body", "instrument"):
        for match in _CITED.finditer(paragraph.text):
            if re.match(r"（[^）]{0,8}附[件表]", paragraph.text[match.end() : match.end() + 12]):
                continue
            if match["value"] not in own and match["value"] not in names:
                names[match["value"]] = _cited(paragraph, *match.span("value"), "cited-title")
    return (tuple(names), tuple(names.values())) if names else None


def subtype(title: str | None) -> Found | None:
    for name, form in _SUBTYPES:
        if title and form.search(title):
            return name, ()
    return None


def _cited(paragraph: Paragraph, start: int, end: int, rule: str) -> Evidence:
    return cite(paragraph, start, end, rule)
