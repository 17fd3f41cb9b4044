"""Title and kind of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.model.notice import Evidence
from extractor.recognizers.evidence import cite, printed
from extractor.recognizers.metadata_head import HeadLine, ends_with_kind, head_lines
from extractor.text.reading import Reading
from extractor.text.traditional import simplify
from patterns.rules import load_rules, load_words

__all__ = ["kind_of", "simplified_kind", "title_of"]


def title_of(lines: Sequence[HeadLine]) -> tuple[str, tuple[Evidence, ...]] | None:
    """The lines of the title, joined. It ends with a kind of document; of several such blocks the last counts."""
    block = _last_titled_block(lines) or _bulletin_title(lines)
    if not block:
        return None
    text = "".join(printed(line.passage, 0, len(line.text)) for line in block)
    number = load_rules("metadata")["number-in-brackets-after-title"].search(block[-1].text)
    if number:
        text = text[: number.start() - len(block[-1].text)]
    text = re.sub(r"^(?:标题|名称|题名)[：:]", "", text)
    text = re.sub(r"^[【〔\[][\u4e00-\u9fff]{2,6}[】〕\]]", "", text)
    if text.startswith("《") and text.endswith("》") and text.count("《") == 1:
        text = text[1:-1]
    evidence = tuple(line.cite(0, len(line.text), "title-lines") for line in block)
    return text, evidence


def kind_of(title: str | None, reading: Reading) -> tuple[str, tuple[Evidence, ...]] | None:
    """The last word of the title; without a title what the text calls itself (特此通知, 通知如下)."""
    if title and (kind := ends_with_kind(simplify(title))):
        return simplified_kind(kind), ()
    for line in head_lines(reading):
        if line.role == "mark" and (kind := ends_with_kind(line.text)):
            return simplified_kind(kind), (line.cite(0, len(line.text), "kind-of-mark"),)
    rules = load_rules("metadata")
    for rule_id, parts in (("kind-announced", ("body", "closing")), ("kind-of-keywords", ("imprint", "closing", "body"))):
        for paragraph in reading.part(*parts):
            if match := rules[rule_id].search(paragraph.text):
                start, end = match.span("value")
                return match["value"], (cite(paragraph, start, end, rules[rule_id]),)
    return None


def simplified_kind(kind: str) -> str:
    """督查通报 is a 通报, 复函 a 函: by law there are fifteen kinds (DOMAIN a.2); working kinds stay as they are."""
    for statutory in load_words("metadata")["statutory"]:
        if kind.endswith(statutory):
            return statutory
    return kind


def _bulletin_title(lines: Sequence[HeadLine]) -> list[HeadLine]:
    """A bulletin's article has a headline without a kind: the lines right below the bulletin's own head."""
    below = next((i for i, line in enumerate(lines) if line.role in ("bulletin", "issue")), None)
    if below is None or not any(line.role == "mark" for line in lines):
        return []
    rest = [line for line in lines[below:] if line.role == "title"]
    return [line for line in rest if line.paragraph.index == rest[0].paragraph.index + rest.index(line)][:3]


def _last_titled_block(lines: Sequence[HeadLine]) -> list[HeadLine]:
    """Title lines that follow one another, up to the last that ends with a kind. A second 关于 after a whole title begins another title."""
    best: list[HeadLine] = []
    block: list[HeadLine] = []
    for line in lines:
        if line.role != "title":
            if line.role == "edition" and best and block is best:
                best.append(line)
            block = []
            continue
        if block is best and block and "关于" in line.text and "关于" in "".join(x.text for x in block):
            block = []
        block = [*(x for x in block if not line.text.startswith(x.text)), line]  # web pages print the issuer once more above
        if ends_with_kind(line.text):
            best = block
    return best
