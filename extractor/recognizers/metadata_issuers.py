"""Who issued the document, and when: signature, else mark, else the issuer printed in the title."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from extractor.model.notice import Evidence
from extractor.recognizers.evidence import cite, evidence_in, find_spaced, printed
from extractor.recognizers.metadata_dates import date_in, date_of_digits, lost_century
from extractor.recognizers.metadata_head import HeadLine, ends_with_kind, ends_with_unit
from extractor.text.passage import Passage
from extractor.text.reading import Paragraph, Part, Reading
from extractor.text.traditional import simplify
from patterns import lazy_re as re
from patterns.rules import Rule, load_rules

__all__ = ["Issuers", "issue_date", "issuers", "signing_date"]

Issuers = tuple[tuple[str, ...], tuple[Evidence, ...]]
_SEAL = re.compile(r"^（?(?P<value>[\u4e00-\u9fff（）]{3,40}?)\s?(?:章|印|盖章|公章|印章|代章)）?$")
_NOT_A_SIGNATURE = re.compile(r"特此|此函|此复|如下|附件|^附[件表]|^望|希望|请|[。，；：？！、0-9]|公开|联系|^（")
_AFTER_DATE = 2
_SHORT_LINE = 80
_HOUR = re.compile(r"(?<=日)\s?\d{1,2}(?:时|:\d{2})(?:\d{1,2}分)?$")
_SEAL_NOTE = re.compile(r"^（[^（）]{0,24}(?:代章|盖章|公章|印章)）$")
_OPENS_NAME = re.compile(r"^(?:中共|中国|中华|国家|全国|全[省市县区]|[\u4e00-\u9fff]{1,7}?[省市县区州盟旗])(?![\u4e00-\u9fff]?$)")


def signing_date(reading: Reading, published: date | None) -> tuple[date, Paragraph, int, int] | None:
    """The date under the letter's signature, the paragraph and the range where it stands."""
    letter = [p for p in reading.paragraphs if p.part in ("closing", "body")]
    end = next((i for i, p in enumerate(reading.paragraphs) if p.part in ("instrument", "annex", "imprint")), len(reading.paragraphs))
    for paragraph in reversed([p for p in letter if p.index < end or p.part == "closing"]):
        if paragraph.part != "closing" or len(paragraph.text) > 60:
            continue
        found = date_in(paragraph.text)
        if found and found[2] >= len(_HOUR.sub("", paragraph.text).rstrip("）")) and "：" not in paragraph.text:
            return found[0], paragraph, found[1], found[2]
        repaired = lost_century(paragraph.text, published) or date_of_digits(paragraph.text, published)
        if repaired:
            return repaired, paragraph, 0, len(paragraph.text)
    return None


def issue_date(
    reading: Reading,
    lines: Sequence[HeadLine],
    signed: tuple[date, Paragraph, int, int] | None,
    published: tuple[date, HeadLine, int, int] | None,
) -> tuple[date, Evidence] | None:
    """Under the signature, else in the head of a bulletin, else the day of 印发 in brackets, else the day of publication."""
    if signed:
        day, paragraph, start, end = signed
        whole = end - start == len(paragraph.text) and not date_in(paragraph.text)
        return day, cite(paragraph, start, end, "signing-date", "medium" if whole else "certain")
    for role, confidence in (("bulletin", "certain"), ("signed", "high"), ("adopted", "medium")):
        for line in lines:
            found = date_in(line.text) if line.role == role else None
            if found:
                return found[0], line.cite(found[1], found[2], f"{role}-date", confidence)
    if told := _told_date(reading):
        return told
    if published:
        day, line, start, end = published
        return day, evidence_in(
            line.passage, start, end, rule="published-date", confidence="medium", source="context", at=line.paragraph.provenance
        )
    return None


def _told_date(reading: Reading) -> tuple[date, Evidence] | None:
    """“交办日期：…” on a sheet without a signature, or “（2024年2月6日印发）” below the text."""
    rules = load_rules("metadata")
    places: tuple[tuple[str, tuple[Part, ...]], ...] = (
        ("issue-date-label", ("head", "body", "closing")),
        ("adopted-line", ("body", "closing", "instrument")),
    )
    for rule_id, parts in places:
        for paragraph in reading.part(*parts):
            match = rules[rule_id].search(paragraph.text) if len(paragraph.text) <= _SHORT_LINE else None
            found = date_in(match["date"]) if match else None
            if match and found and match.groupdict().get("act") != "通过":
                return found[0], cite(paragraph, *match.span("date"), rules[rule_id])
    return None


def issuers(reading: Reading, lines: Sequence[HeadLine], title: str | None, signed: tuple[date, Paragraph, int, int] | None) -> Issuers:
    return _signed(reading, signed) or _labelled(reading) or _in_head(lines) or _in_title(lines, title) or ((), ())


def _labelled(reading: Reading) -> Issuers | None:
    """“交办单位：…” in the head or at the foot of sheets that bear no signature."""
    rule = load_rules("metadata")["issuer-label"]
    for paragraph in reading.part("head", "closing", "body"):
        match = rule.search(paragraph.text) if len(paragraph.text) <= 60 else None
        if match:
            return (printed(paragraph.passage, *match.span("value")),), (cite(paragraph, *match.span("value"), rule),)
    return None


def _signed(reading: Reading, signed: tuple[date, Paragraph, int, int] | None) -> Issuers | None:
    """Names on the line of the date, on the lines above it, or as a seal below it. Without a date, the last lines of the closing."""
    closing = reading.part("closing")
    if not closing:
        return None
    if signed:
        at = next(i for i, p in enumerate(closing) if p.index == signed[1].index)
        if signed[2] > 2:
            return _names(signed[1], signed[1].passage.cut(0, signed[2]))
        above = [p for p in closing[max(0, at - 4) : at] if p.index >= signed[1].index - 4]
        found = _run_of_names(above[::-1])
        return found or _seal(closing[at + 1 : at + 1 + _AFTER_DATE])
    return None


def _run_of_names(upwards: Sequence[Paragraph]) -> Issuers | None:
    """The lines directly above the date that hold names only, from the bottom up."""
    names: list[str] = []
    evidence: list[Evidence] = []
    for paragraph in upwards:
        if _SEAL_NOTE.match(paragraph.text) and not names:
            continue
        if _NOT_A_SIGNATURE.search(paragraph.text) or len(paragraph.text) > 60:
            break
        if not ends_with_unit(re.sub(r"（[^（）]{1,12}）$", "", paragraph.text)):
            begun = printed(paragraph.passage, 0, len(paragraph.text))
            if names and _begins_name(paragraph, begun + names[0], names[0]):
                names[0] = begun + names[0]
                evidence[:0] = [cite(paragraph, 0, len(paragraph.text), "signature", "high")]
            break
        found = _names(paragraph, paragraph.passage)
        names[:0], evidence[:0] = found[0], found[1]
    return (tuple(names), tuple(evidence)) if names else None


def _begins_name(above: Paragraph, whole: str, below: str) -> bool:
    """Does the name of the signature begin on the line above? It does if the whole name stands elsewhere, in the mark, say.
    Else only a line that opens with a place or a rank, where the lower line has none."""
    if whole in re.sub(r"\s", "", above.passage.source[: above.span.start]):
        return True
    return bool(_OPENS_NAME.match(above.text)) and not _OPENS_NAME.match(below) and not ends_with_kind(above.text)


def _names(paragraph: Paragraph, passage: Passage) -> Issuers:
    """A joint issue puts several names on one line, parted by blanks; blanks inside one name part single characters."""
    ranges = find_spaced(passage, 0, len(passage.text.rstrip()))
    pieces = [(a, b) for a, b in ranges if b - a >= 3 and ends_with_unit(passage.text[a:b])]
    if len(pieces) != len(ranges) or not pieces:
        text = passage.text.rstrip()
        lead = len(text) - len(text.lstrip())
        pieces = [(lead, len(text))] if text.strip() else []
    pieces = [cut for piece in pieces for cut in _same_place_again(passage.text, *piece)]
    names = tuple(re.sub(r"\s|（(?:章|印|盖章|印章|公章|代章)）$", "", printed(passage, a, b)) for a, b in pieces)
    return names, tuple(evidence_in(passage, a, b, rule="signature", confidence="certain", at=paragraph.provenance) for a, b in pieces)


def _same_place_again(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """清河市民政局清河市财政局: the second issuer begins with the place of the first, right after the end of a name."""
    place = re.match(r"[\u4e00-\u9fff]{1,7}?[省市县区州盟旗]", text[start:end])
    cuts = [start]
    if place:
        found = [m.start() for m in re.finditer(re.escape(place[0]), text[start:end]) if m.start() > len(place[0])]
        cuts += [start + at for at in found if ends_with_unit(text[start : start + at])]
    return list(zip(cuts, [*cuts[1:], end], strict=True))


def _seal(below: Sequence[Paragraph]) -> Issuers | None:
    for paragraph in below:
        if match := _SEAL.match(paragraph.text):
            start, end = match.span("value")
            return (printed(paragraph.passage, start, end),), (cite(paragraph, start, end, "seal"),)
    return None


def _in_head(lines: Sequence[HeadLine]) -> Issuers | None:
    """The office in the head of a bulletin, else the issuer's mark."""
    for line in lines:
        match = load_rules("metadata")["bulletin-head"].search(line.text) if line.role == "bulletin" else None
        if match:
            start, end = match.span("office")
            return (printed(line.passage, start, end),), (line.cite(start, end, "bulletin-head"),)
        if line.role == "bulletin" and ends_with_unit(line.text):
            return (printed(line.passage, 0, len(line.text)),), (line.cite(0, len(line.text), "bulletin-head"),)
    for line in lines:
        match = load_rules("metadata")["head-signature"].search(line.text) if line.role == "signed" else None
        if match:
            start, end = match.span("office")
            return (printed(line.passage, start, end),), (line.cite(start, end, "head-signature"),)
    for line in lines:
        if line.role != "mark":
            continue
        text = re.sub(r"\s?文\s?件$", "", line.text)
        if ends_with_unit(text) and len(text) >= 3:
            names, evidence = _names(line.paragraph, line.passage.cut(0, len(text)))
            return names, tuple(e.model_copy(update={"rule": "issuer-mark"}) for e in evidence)
    return None


def _where(lines: Sequence[HeadLine], name: str, rule: Rule) -> tuple[Evidence, ...]:
    """The words of a title's line that hold ``name``, or its beginning where the name goes on in the next line."""
    for line in (x for x in lines if x.role == "title"):
        for length in range(len(name), 3, -1):
            at = line.text.find(name[:length])
            if at >= 0 and (length == len(name) or at + length == len(line.text)):
                return (line.cite(at, at + length, rule),)
    return ()


def _in_title(lines: Sequence[HeadLine], title: str | None) -> Issuers | None:
    if not title:
        return None
    for rule_id in ("issuer-before-about", "issuer-before-year", "issuer-with-place"):
        rule = load_rules("metadata")[rule_id]
        plain = simplify(title)
        match = rule.search(plain)
        if match and (rule_id != "issuer-with-place" or "关于" not in plain):
            name = title[match.start("value") : match.end("value")]
            return (name,), _where(lines, match["value"], rule)
    return None
