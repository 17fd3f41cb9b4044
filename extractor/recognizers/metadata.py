"""What a document says about itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from extractor.model.document import Span
from extractor.model.notice import Evidence, Metadata
from extractor.recognizers.evidence import cite, evidence_in
from extractor.recognizers.metadata_addressees import split_addressees
from extractor.recognizers.metadata_dates import date_in
from extractor.recognizers.metadata_head import HeadLine, ends_with_kind, head_lines
from extractor.recognizers.metadata_issuers import issue_date, issuers, signing_date
from extractor.recognizers.metadata_marks import document_number, imprint, issued_instrument, issuer_mark, line_value, references, subtype
from extractor.recognizers.metadata_title import kind_of, title_of
from extractor.text.reading import Reading
from patterns import lazy_re as re
from patterns.rules import load_rules

__all__ = ["is_classified", "recognize_metadata"]

_MARKS_WITHIN = 8
_WEB_DATE = 24
_FOOT = 6
"""Paragraphs at the end of a bulletin in which its addressees may stand."""
_YEAR = re.compile(r"(?<![\d〔（])(20\d{2})年?(?![\d〕）])")


def is_classified(reading: Reading) -> Span | None:
    """Where a mark of secrecy stands in the head (GB/T 9704-2012, 7.2.2): alone on its line, or with ★.

    A mark in a page header has no place in the text: ``Span(0, 0)``.
    """
    rules = (load_rules("metadata")["secret-star"], load_rules("metadata")["secret-mark"])
    for paragraph in reading.paragraphs:
        near_top = paragraph.part == "head" or paragraph.index < _MARKS_WITHIN
        for rule in rules if near_top else rules[:1]:
            match = rule.search(paragraph.text) if len(paragraph.text) <= 40 else None
            if match:
                return paragraph.passage.span(*match.span("value"))
    if any(rule.search(line.strip()) for line in reading.document.furniture for rule in rules):
        return Span(0, 0)
    return None


def recognize_metadata(reading: Reading) -> Metadata:
    """Title, kind, number, issuers, dates, addressees and marks, each with its words."""
    lines = head_lines(reading)
    published = _published(lines)
    published = published or _published(_web_line_in_text(reading))
    signed = signing_date(reading, published[0] if published else None)
    fields: dict[str, object] = {}
    evidence: dict[str, tuple[Evidence, ...]] = {}

    def put(name: str, found: tuple[object, Sequence[Evidence]] | None) -> None:
        if found and found[0]:
            fields[name] = found[0]
            if found[1]:
                evidence[name] = tuple(found[1])

    put("title", title_of(lines))
    title = fields.get("title")
    title = title if isinstance(title, str) else None
    put("document_type", kind_of(title, reading))
    put("document_number", document_number(lines))
    put("issuer_mark", issuer_mark(lines))
    put("issuing_authorities", issuers(reading, lines, title, signed))
    day = issue_date(reading, lines, signed, published)
    put("issue_date", (day[0], (day[1],)) if day else None)
    put("primary_recipients", _recipients(reading, lines))
    put("issued_instrument", issued_instrument(reading, title))
    put("document_subtype", subtype(title))
    put("references", references(reading, title))
    for name, found in imprint(reading).items():
        put(name, found)
    for name, rule_id in (("issue_number", "issue-number"), ("urgency", "urgency"), ("signatory", "signatory"), ("publicity", "publicity")):
        put(name, line_value(reading, rule_id))
    if not day:
        put("year_context", _year_context(reading, lines, title))
    return Metadata.model_validate({**fields, "evidence": evidence})


def _web_line_in_text(reading: Reading) -> list[HeadLine]:
    """The web page's line of dates where no addressees part the head from the text."""
    first = [p for p in reading.paragraphs if p.part == "body"][:1]
    return [
        HeadLine(p, p.passage.cut(0, min(len(p.text), _WEB_DATE)), "published")
        for p in first
        if re.match(r"发布(?:时间|日期)[：:]", p.text)
    ]


def _published(lines: Sequence[HeadLine]) -> tuple[date, HeadLine, int, int] | None:
    """The date on which a web page put the document up."""
    for line in lines:
        found = date_in(line.text) if line.role == "published" else None
        if found:
            return found[0], line, found[1], found[2]
    return None


def _recipients(reading: Reading, lines: Sequence[HeadLine]) -> tuple[tuple[str, ...], tuple[Evidence, ...]] | None:
    """The line that ends in a colon above the text; a bulletin has a label 报送 at its foot instead."""
    for line in lines:
        if line.role == "recipients":
            above = _lines_of_recipients(lines, line)
            text = "".join(x.paragraph.passage.written(0, len(x.paragraph.text)) for x in (*above, line))
            return split_addressees(text), tuple(x.cite(0, len(x.text), "recipients-line") for x in (*above, line))
    rule = load_rules("metadata")["bulletin-recipients"]
    bulletin = any(line.role in ("issue", "bulletin") for line in lines)
    foot = reading.paragraphs[-_FOOT:] if bulletin else ()
    for paragraph in [*reading.part("imprint"), *foot]:
        if match := rule.search(paragraph.text):
            names = split_addressees(paragraph.passage.written(*match.span("value")))
            return names, (cite(paragraph, *match.span("value"), rule),)
    return None


def _lines_of_recipients(lines: Sequence[HeadLine], last: HeadLine) -> list[HeadLine]:
    """A list of addressees over several lines: what stands between the end of the title and its last line, all of it a list."""
    at = lines.index(last)
    begin = next((i + 1 for i in range(at - 1, -1, -1) if lines[i].role != "title" or ends_with_kind(lines[i].text)), at)
    above = list(lines[begin:at])
    titled = begin > 0 and (ends_with_kind(lines[begin - 1].text) or lines[begin - 1].role == "number")
    return above if titled and all(re.search(r"[、，]", x.text) and "关于" not in x.text for x in above) else []


def _year_context(reading: Reading, lines: Sequence[HeadLine], title: str | None) -> tuple[int, tuple[Evidence, ...]] | None:
    """The year that an undated document speaks of: in its title, else in a remark below its table, else in its opening."""
    candidates = [(line.passage, line.paragraph.provenance) for line in lines if line.role == "title"] if title else []
    remarks = [p for p in reading.paragraphs if re.match(r"(?:备注|说明|注)[：:]", p.text)]
    opening = [p for p in reading.paragraphs if p.part == "body"][:2]
    candidates += [(p.passage, p.provenance) for p in [*remarks, *opening]]
    for passage, place in candidates:
        if match := _YEAR.search(passage.text):
            return int(match[1]), (
                evidence_in(passage, *match.span(1), rule="year-of-context", confidence="medium", source="context_note", at=place),
            )
    return None
