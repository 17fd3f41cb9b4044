"""What each line of a document's head is: mark, number, title, recipients, web dates.

Order after GB/T 9704-2012, 7.2 and 7.3; real files leave lines out or change their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.model.notice import Evidence
from extractor.recognizers.evidence import evidence_in
from extractor.text.parts import is_note_label
from extractor.text.passage import Passage
from extractor.text.reading import Paragraph, Reading
from patterns import lazy_re as re
from patterns.rules import Rule, load_rules, load_words

__all__ = ["HeadLine", "Role", "ends_with_kind", "ends_with_unit", "head_lines"]

Role = Literal[
    "mark",
    "number",
    "issue",
    "title",
    "recipients",
    "bulletin",
    "published",
    "signed",
    "adopted",
    "edition",
    "annex",
    "secret",
    "urgency",
    "other",
]
_ANNEX = re.compile(r"^附[件表录]\s?[\d一二三四五六七八九十]{0,3}[：:]?$")
_LABELLED = re.compile(r"^[^：]{1,8}：.")
_AFTER_TITLE = re.compile(
    r"(?:发布|发文|成文|公开)(?:日期|时间)[：:]|来源[：:]|（[^（）]{2,40}(?:通过|印发|发布)）$|(?<!\d)20\d{2}[-./]\d{1,2}[-./]\d{1,2}$"
)
_WEB_BEFORE_TITLE = re.compile(
    r"^[^。]{0,80}(?:日期|时间|来源)[：:][^。]{0,60}?(?:有效性[：:](?:现行)?(?:有效|失效|废止)|(?:浏览|点击|阅读)(?:次数|量)?[：:]\d{1,7}次?|大中小】?)(?=[\u4e00-\u9fff“]{0,40}关于)"
)
"""A web page's line of dates that a file joined with the title below it."""
_LONGEST = 120
_ROLE_RULES: tuple[tuple[str, Role], ...] = (
    ("number-standard", "number"),
    ("number-without-brackets", "number"),
    ("number-without-organ", "number"),
    ("issue-number", "issue"),
    ("published", "published"),
    ("head-signature", "signed"),
    ("adopted-line", "adopted"),
    ("edition-line", "edition"),
    ("bulletin-head", "bulletin"),
)
_BARE_DATE = re.compile(
    r"^(?:(?:19|20)\d{2}年\d{1,2}月\d{1,2}日|[一二三四五六七八九〇零O○]{4}年[一二三四五六七八九十廿卅]{1,3}月[一二三四五六七八九十廿卅]{1,3}日)$"
)
_BREADCRUMB = re.compile(r"^(?:当前位置|您现在的位置|您的位置|首页)|>.{1,12}>|»")
_SENTENCE = re.compile(r"，[^《》]*。$")


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One line above the text, and what it is. ``passage`` is the paragraph, or the part of it that one line was before a file joined two."""

    paragraph: Paragraph
    passage: Passage
    role: Role

    @property
    def text(self) -> str:
        return self.passage.text

    def cite(self, start: int, end: int, rule: Rule | str, confidence: str | None = None) -> Evidence:
        """Evidence for a range of this line."""
        name, trust = (rule, "high") if isinstance(rule, str) else (rule.id, rule.confidence)
        return evidence_in(self.passage, start, end, rule=name, confidence=confidence or trust, at=self.paragraph.provenance)


def head_lines(reading: Reading) -> tuple[HeadLine, ...]:
    """The lines of the head in order, each with its role."""
    paragraphs = reading.part("head")
    lines = [
        HeadLine(paragraph, passage, _role(passage.text, i, len(paragraphs)))
        for i, paragraph in enumerate(paragraphs)
        for passage in _lines_of(paragraph.passage)
    ]
    return tuple(_marks(_bulletin_lines(lines)))


def ends_with_kind(text: str) -> str | None:
    """The word for a kind of document with which ``text`` ends, the longest that fits; a bracket after it does not count."""
    bare = re.sub(r"(?:（[^（）]{1,16}）|[》”。])+$", "", text.replace(" ", ""))
    kinds = [k for k in load_words("metadata")["kinds"] if bare.endswith(k)]
    return max(kinds, key=len) if kinds else None


def ends_with_unit(text: str) -> bool:
    return text.endswith(load_words("metadata")["unit_ends"])


def _lines_of(passage: Passage) -> list[Passage]:
    """A title with the web page's date or the note of its adoption on the same line is two lines."""
    match = _AFTER_TITLE.search(passage.text)
    if match and ends_with_kind(passage.text[: match.start()]):
        return [passage.cut(0, match.start()), passage.cut(match.start(), len(passage.text))]
    web = _WEB_BEFORE_TITLE.match(passage.text)
    if web and ends_with_kind(passage.text):
        return [passage.cut(0, web.end()), passage.cut(web.end(), len(passage.text))]
    return [passage]


def _role(text: str, i: int, count: int) -> Role:
    rules = load_rules("metadata")
    if _ANNEX.match(text):
        return "annex"
    if rules["secret-mark"].search(text) or rules["secret-star"].search(text):
        return "secret"
    if rules["urgency"].search(text) and len(text) <= 8:
        return "urgency"
    for rule_id, role in _ROLE_RULES:
        if rules[rule_id].search(text):
            return role
    if i == count - 1 and text.endswith(("：", ":")) and not text.endswith(("如下：", "要求：", "附件：")) and not is_note_label(text):
        return "recipients"
    if (
        len(text) > _LONGEST
        or _BREADCRUMB.search(text)
        or _SENTENCE.search(text)
        or (_LABELLED.match(text) and not ends_with_kind(text))
        or text.startswith("（")
    ):
        return "other"
    return "title"


def _bulletin_lines(lines: list[HeadLine]) -> list[HeadLine]:
    """Below the number of an issue its office and its date may stand on lines of their own: no lines of the title."""
    issue = next((i for i, line in enumerate(lines) if line.role == "issue"), None)
    if issue is None:
        return lines
    dated = next((i for i, line in enumerate(lines) if i > issue and i <= issue + 3 and _BARE_DATE.match(line.text)), None)
    if dated is None:
        return lines
    office = [i for i in range(issue + 1, dated) if lines[i].role == "title" and ends_with_unit(lines[i].text)]
    changed = {dated, *office}
    return [HeadLine(x.paragraph, x.passage, "bulletin") if i in changed else x for i, x in enumerate(lines)]


def _marks(lines: list[HeadLine]) -> list[HeadLine]:
    """Above the number stand the issuer's mark or a bulletin's name; they are no part of the title."""
    rule = load_rules("metadata")["issuer-mark"]
    above = next((i for i, line in enumerate(lines) if line.role in ("number", "issue", "bulletin")), 0)
    bulletin = any(line.role in ("issue", "bulletin") for line in lines)
    titled_below = any(line.role == "title" and (bulletin or ends_with_kind(line.text)) for line in lines[above:])
    placed = []
    for i, line in enumerate(lines):
        apart = _letterhead(lines[i : i + 3])
        is_mark = line.role == "title" and "：" not in line.text and (bool(rule.search(line.text)) or (i < above and titled_below) or apart)
        placed.append(HeadLine(line.paragraph, line.passage, "mark") if is_mark else line)
    return placed


def _letterhead(lines: Sequence[HeadLine]) -> bool:
    """An issuer's name alone, parted by a blank line from a title whose own lines follow closely (信函格式): it is no line of the title."""
    if len(lines) < 3 or any(line.role != "title" for line in lines) or not ends_with_unit(lines[0].text):
        return False
    return "关于" in lines[1].text and _blank_lines(lines[0], lines[1]) > 0 and not _blank_lines(lines[1], lines[2])


def _blank_lines(above: HeadLine, below: HeadLine) -> int:
    """Empty lines of the source between two lines."""
    between = above.passage.source[above.passage.offsets[-1] + 1 : below.passage.offsets[0]]
    return max(0, between.count("\n") - 1)
