"""The title of a table: the line above it that ends like one, with a first half that stands on its own line."""

from __future__ import annotations

from extractor.model.document import Block, Document, Span, Table
from patterns import lazy_re as re

__all__ = ["title_above", "title_before"]

_TITLE = re.compile(
    r"(?:表|清单|细则|一览|目录|名单|名册|情况|指标|台账|分工|安排|体系|任务书?|标准|问卷|方案|计划|办法)(?:（[^（）]{1,12}）)?$"
)
_ANNEX = re.compile(r"^附\s?(?:件|表|录)\s?[\d一二三四五六七八九十]{0,3}(?:-\d{1,2})?[：:]?$")
_ENDS_SENTENCE = re.compile(r"[。；，、：:？！]$")
_CAPTION = re.compile(r"(?P<words>[^，。；：]{3,30}?)(?:详?见|如)(?:下表|下)(?:所示)?[：:]?$")
_MOST_BETWEEN = 4
_LONGEST = 70


def title_above(document: Document, table: Table) -> tuple[str, Span] | None:
    """The words without white space and where they stand, or None. Lines such as 单位（盖章）： may stand between title and table."""
    return title_before(document, table.span.start)


def title_before(document: Document, offset: int) -> tuple[str, Span] | None:
    """The same for whatever begins at ``offset``."""
    above = [block for block in document.blocks if block.span.start < offset][-_MOST_BETWEEN - 2 :]
    for at in range(len(above) - 1, -1, -1):
        if above[at].kind == "table_row":
            return None
        text = _words(document, above[at].span)
        if at == len(above) - 1 and (caption := _CAPTION.match(text)):
            return caption["words"], above[at].span
        if _TITLE.search(text) and len(text) <= _LONGEST and not _ENDS_SENTENCE.search(text):
            before = _first_half(document, above, at)
            first = above[at - 1] if before else above[at]
            return before + text, Span(first.span.start, above[at].span.end)
    return None


def _first_half(document: Document, above: list[Block], at: int) -> str:
    if at == 0 or above[at - 1].kind == "table_row":
        return ""
    text = _words(document, above[at - 1].span)
    alone = (
        _ANNEX.match(text)
        or _ENDS_SENTENCE.search(text)
        or _TITLE.search(text)
        or re.search(r"[）)日]$", text)
        or re.match(r"^[附（(#-]", text)
    )
    return "" if alone or not 4 <= len(text) <= 40 else text


def _words(document: Document, span: tuple[int, int]) -> str:
    return "".join(document.text[span[0] : span[1]].split()).lstrip("#").strip("*")
