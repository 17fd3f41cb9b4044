"""Where a notice names its attachments: in the list below the text, in the text, over the pages themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.model.notice import Evidence
from extractor.recognizers.evidence import cite, printed
from extractor.text.passage import Passage
from extractor.text.reading import Paragraph, Reading
from patterns import lazy_re as re
from patterns.rules import load_rules, load_words

__all__ = ["AttachmentMention", "listed", "mentioned", "pages", "title_lines"]

_OWN_NUMBER = re.compile(r"^(\d{1,2})[.、．]?\s?")
_HAN_DIGIT = {c: str(i + 1) for i, c in enumerate("一二三四五六七八九十")}
_NO_TITLE = re.compile(r"[。；：]|^附件|^.{61}")
_FILE = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|zip|rar|pptx?)$", re.IGNORECASE)
_SENTENCE_START = re.compile(r".*(?:按照|填写|填好|填报|对照|依据|根据|见|将|把|和|及|与|的|请|按|、|，|。|；|：)")


@dataclass(frozen=True, slots=True)
class AttachmentMention:
    """``number`` as printed or None; ``title`` None where only the number is given."""

    number: str | None
    title: str | None
    evidence: Evidence
    follows_table: bool = False


def listed(reading: Reading) -> list[AttachmentMention]:
    """The entries of the list “附件：1.… 2.…”, below the letter or at the end of the plan that it issues."""
    rule = load_rules("attachments")["attachment-list"]
    found: list[AttachmentMention] = []
    open_list = False
    paragraphs = [p for p in reading.paragraphs if p.part in ("closing", "instrument", "body")]
    for paragraph in paragraphs:
        match = rule.search(paragraph.text) if paragraph.part != "body" or paragraph.text.startswith("附") else None
        if match and "。" not in match["items"].rstrip("。"):
            open_list = True
            if match["items"]:
                found += _entries(paragraph, match.start("items"), number=match["number"], count=len(found))
        elif open_list and found and _goes_on(found[-1], paragraph):
            found[-1] = _longer(found[-1], paragraph)
        elif open_list and (own := _OWN_NUMBER.match(paragraph.text)) and int(own[1]) == len(found) + 1 and len(paragraph.text) <= 120:
            found += _entries(paragraph, 0, number=None, count=len(found))
        else:
            open_list = False
    return found


def mentioned(reading: Reading) -> list[AttachmentMention]:
    """Attachments that the text speaks of, with the title that it gives them there, if any."""
    rules = load_rules("attachments")
    found: list[AttachmentMention] = []
    for paragraph in (p for p in reading.paragraphs if p.part in ("body", "instrument")):
        text = paragraph.text
        if "附" not in text or rules["attachment-list"].search(text):
            continue
        for rule_id in ("attachment-after-title", "attachment-before-title", "attachment-enclosed"):
            for match in rules[rule_id].finditer(text):
                number = match.groupdict().get("number") or None
                found.append(AttachmentMention(number, _title(paragraph.passage, *match.span("title")), _cited(paragraph, match, rule_id)))
        for match in rules["attachment-after-words"].finditer(text):
            lead = _SENTENCE_START.match(match["title"])
            start = match.start("title") + (lead.end() if lead else 0)
            title = _title(paragraph.passage, start, match.end("title")) if match.end("title") - start >= 3 else None
            found.append(AttachmentMention(match["number"], title, _cited(paragraph, match, "attachment-after-words")))
        for match in rules["attachment-number"].finditer(text):
            found += [AttachmentMention(n, None, _cited(paragraph, match, "attachment-number")) for n in _numbers(match)]
        found += _unnumbered(paragraph)
    return found


def pages(reading: Reading) -> list[AttachmentMention]:
    """The attachments that are printed: a heading 附件N and the title below it, or a form after the signature."""
    rule = load_rules("attachments")["attachment-page"]
    annexes = reading.part("annex")
    found: list[AttachmentMention] = []
    for i, paragraph in enumerate(annexes):
        match = rule.search(paragraph.text)
        if match:
            number = "".join(_HAN_DIGIT.get(c, c) for c in match["number"]) or None
            below = title_lines(annexes[i + 1 : i + 4])
            title = "".join(_title(p.passage, 0, len(p.text)) for p in below) or None
            found.append(AttachmentMention(number, title, cite(paragraph, 0, len(paragraph.text), rule)))
        elif i == 0 and not paragraph.text.endswith("："):
            evidence = cite(paragraph, 0, len(paragraph.text), "form-after-signature", "medium")
            found.append(AttachmentMention(None, _title(paragraph.passage, 0, len(paragraph.text)), evidence))
    return found


def title_lines(below: Sequence[Paragraph]) -> list[Paragraph]:
    """The lines of the title under a heading 附件N: up to the first that ends like a name."""
    lines: list[Paragraph] = []
    for paragraph in below:
        if _NO_TITLE.search(paragraph.text) or (lines and _OWN_NUMBER.match(paragraph.text)):
            break
        lines.append(paragraph)
        if paragraph.text.rstrip("》”").endswith(load_words("attachments")["name_ends"]) and not paragraph.text.endswith("》"):
            break
    return lines


def _entries(paragraph: Paragraph, start: int, *, number: str | None, count: int) -> list[AttachmentMention]:
    """The entries in ``paragraph.text[start:]``, parted by their running numbers."""
    text = paragraph.text
    cuts: list[tuple[int, int, str | None]] = []
    own = _OWN_NUMBER.match(text[start:])
    inner = re.match(r"附[件表]\s?(\d{1,2})[：:.、]?\s?", text[start:])
    if inner:
        number = inner[1]
        cuts.append((start, start + inner.end(), number))
    elif own and number is None and int(own[1]) == count + 1:
        cuts.append((start, start + own.end(), own[1]))
        number = own[1]
    else:
        cuts.append((start, start, number))
    while number is not None:
        following = re.compile(
            rf"(?<![\d年])(?:附[件表]\s?)?{int(number) + 1}(?:[.、．]|(?<=件{int(number) + 1})|(?<=表{int(number) + 1}))\s?(?=[《“\u4e00-\u9fff\d])"
        )
        match = following.search(text, cuts[-1][1] + 2)
        if not match:
            break
        number = str(int(number) + 1)
        cuts.append((match.start(), match.end(), number))
    ends = [c[0] for c in cuts[1:]] + [len(text)]
    found = []
    for (_, begin, no), end in zip(cuts, ends, strict=True):
        title = _title(paragraph.passage, begin, end) if end > begin else ""
        if title or no:
            found.append(AttachmentMention(no, title or None, cite(paragraph, begin, end, "attachment-list", "certain")))
    return found


def _goes_on(entry: AttachmentMention, paragraph: Paragraph) -> bool:
    """A name that the line end cut: the line above does not end like a name and this one does."""
    title = entry.title or ""
    ends = load_words("attachments")["name_ends"]
    if title.rstrip("》”").endswith(ends) or _FILE.search(title) or title.endswith("）"):
        return False
    return (
        paragraph.part != "body"
        and len(paragraph.text) <= 40
        and paragraph.text.rstrip("》”。").endswith(ends)
        and not _OWN_NUMBER.match(paragraph.text)
    )


def _longer(entry: AttachmentMention, paragraph: Paragraph) -> AttachmentMention:
    more = _title(paragraph.passage, 0, len(paragraph.text))
    return AttachmentMention(entry.number, (entry.title or "") + more, entry.evidence)


def _title(passage: Passage, start: int, end: int) -> str:
    """The name as printed, without 《》 around the whole, final marks and remarks such as （另发）."""
    text = printed(passage, start, end).rstrip("。；;，、")
    text = re.sub(r"[（(](?:另发|另附|另行印发|略|见附件\d*|电子版)[）)]$", "", text)
    if text.startswith("《") and text.endswith("》") and text.count("《") == 1:
        text = text[1:-1]
    return "" if re.fullmatch(r"\.?[A-Za-z]{2,5}", text) else text


def _numbers(match: re.Match[str]) -> Iterator[str]:
    first, last = int(match["number"]), int(match["last"] or match["number"])
    yield from (str(n) for n in range(first, last + 1) if last - first < 30)
    yield from re.findall(r"\d{1,2}", match["more"])


def _unnumbered(paragraph: Paragraph) -> list[AttachmentMention]:
    """“从附件中下载”: the form in 《》 that the same paragraph spoke of last."""
    rule = load_rules("attachments")["attachment-unnumbered"]
    found = []
    for match in rule.finditer(paragraph.text):
        titles = list(re.finditer(r"《([^《》]{2,60}表)》", paragraph.text[: match.start()]))
        title = _title(paragraph.passage, *titles[-1].span(1)) if titles else None
        found.append(AttachmentMention(None, title, _cited(paragraph, match, rule.id)))
    return found


def _cited(paragraph: Paragraph, match: re.Match[str], rule_id: str) -> Evidence:
    return cite(paragraph, *match.span(), load_rules("attachments")[rule_id])
