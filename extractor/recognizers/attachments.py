"""The attachments of a notice: one entry each, however often and however differently it is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Literal

from extractor.model.notice import Attachment, Evidence
from extractor.recognizers.attachment_mentions import AttachmentMention, listed, mentioned, pages, title_lines
from extractor.recognizers.metadata_head import head_lines
from extractor.recognizers.metadata_marks import issued_instrument
from extractor.recognizers.metadata_title import title_of
from extractor.text.reading import Paragraph, Reading
from patterns import lazy_re as re
from patterns.rules import load_rules

__all__ = ["recognize_attachments"]

_SAME = 0.72
_INSTRUCTIONS = re.compile(r"(?:填写|填报|填表|编制)?说明$")
_MARKS = re.compile(r"[《》〈〉“”\s（）()]|\.(?:docx?|xlsx?|pdf|wps|et)$")


_Presence = bool | Literal["instructions_only"]


@dataclass
class _Draft:
    """An attachment while its mentions are gathered. ``titles`` in order of trust: list, page, text."""

    number: str | None
    titles: list[str] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    present: _Presence = False


def recognize_attachments(reading: Reading) -> tuple[Attachment, ...]:
    """What the notice lists or refers to as 附件. The instrument that it issues is none, unless it is listed."""
    if any(line.role == "annex" for line in head_lines(reading)[:1]):
        return ()  # the document is itself an attachment of another
    drafts = [_draft(m) for m in listed(reading)]
    has_list = bool(drafts)
    printed = pages(reading)
    for page, stop in zip(printed, [*(p.evidence.start for p in printed[1:]), len(reading.text)], strict=False):
        _add(drafts, page, present=_what_stands_there(reading, page, stop), alone=has_list and len(drafts) == 1)
    for mention in mentioned(reading):
        if mention.title or mention.number or not drafts:
            _add(drafts, mention, present=False, alone=False)
    drafts = [d for d in drafts if not _is_instrument(reading, d, has_list=has_list)]
    _tables_below_entries(reading, drafts)
    _other_names(reading, drafts)
    return tuple(_attachment(d) for d in sorted(drafts, key=_order))


def _draft(mention: AttachmentMention) -> _Draft:
    return _Draft(mention.number, [mention.title] if mention.title else [], [mention.evidence])


def _add(drafts: list[_Draft], mention: AttachmentMention, *, present: _Presence, alone: bool) -> None:
    draft = _same(drafts, mention)
    if draft is None and alone and mention.number in (None, "1"):
        draft = drafts[0]
    if draft is None:
        draft = _Draft(mention.number)
        drafts.append(draft)
    weak = mention.evidence.confidence == "medium"  # a few words before the bracket: a name only where there is no other
    if mention.title and mention.title not in draft.titles and not (weak and draft.titles):
        draft.titles.append(mention.title)
    draft.number = draft.number or mention.number
    draft.present = draft.present or present
    draft.evidence.append(mention.evidence)


def _what_stands_there(reading: Reading, page: AttachmentMention, stop: int) -> _Presence:
    """A page titled “X表填写说明” explains a form; the form itself is not there unless a table follows before the next page (``stop``)."""
    hollow = page.title is not None and re.search(rf"(?:表|清单|台账|名单|目录){_INSTRUCTIONS.pattern}", _MARKS.sub("", page.title))
    table = any(page.evidence.end <= t.span.start < stop for t in reading.document.tables)
    return "instructions_only" if hollow and not table else True


def _same(drafts: Sequence[_Draft], mention: AttachmentMention) -> _Draft | None:
    """The same number, or nearly the same name where one side has no number."""
    for draft in drafts:
        if mention.number and draft.number == mention.number:
            return draft
    for draft in drafts:
        if mention.title and (not mention.number or not draft.number) and any(_alike(t, mention.title) for t in draft.titles):
            return draft
    if not mention.title and not mention.number:
        return drafts[0] if drafts else None
    return None


def _alike(a: str, b: str) -> bool:
    a, b = _MARKS.sub("", a), _MARKS.sub("", b)
    return a == b or SequenceMatcher(None, a, b, autojunk=False).ratio() >= _SAME


def _is_instrument(reading: Reading, draft: _Draft, *, has_list: bool) -> bool:
    """Printed after the letter as “附件”, but it is what the letter issues."""
    title = title_of(head_lines(reading))
    found = issued_instrument(reading, title[0] if title else None)
    if not found or (has_list and draft.evidence[0].rule == "attachment-list"):
        return False
    return any(_MARKS.sub("", t) == _MARKS.sub("", str(found[0])) for t in draft.titles)


def _tables_below_entries(reading: Reading, drafts: Sequence[_Draft]) -> None:
    """“附表：X” with the table right below; “X填写说明” printed where X itself is not."""
    starts = [t.span.start for t in reading.document.tables]
    paragraphs = [p.span.start for p in reading.paragraphs]
    for draft in drafts:
        here = draft.evidence[0].end
        following = min((s for s in paragraphs if s >= here), default=len(reading.text))
        if not draft.present and draft.evidence[0].quote and any(here <= s < following for s in starts):
            draft.present = True
        if not draft.present and draft.titles:
            name = _MARKS.sub("", draft.titles[0])
            for paragraph in _free_lines(reading):
                text = _MARKS.sub("", paragraph.text)
                if text == name or (len(name) >= 6 and text.startswith(name) and len(text) <= len(name) + 8):
                    draft.present = "instructions_only" if text != name and _INSTRUCTIONS.search(text) else True
                    break


def _free_lines(reading: Reading) -> list[Paragraph]:
    """Lines of the annexes and the plan that are not the title under a heading 附件N: that page is counted by its number."""
    rule = load_rules("attachments")["attachment-page"]
    lines = reading.part("annex", "instrument")
    headings = [i for i, paragraph in enumerate(lines) if rule.search(paragraph.text)]
    taken = {p.index for i in headings for p in (lines[i], *title_lines(lines[i + 1 : i + 4]))}
    return [p for p in lines if p.index not in taken]


def _other_names(reading: Reading, drafts: Sequence[_Draft]) -> None:
    """Titles in 《》 in the text that all but agree with a listed one: the same thing under another name."""
    cited = dict.fromkeys(m for p in reading.part("body") for m in re.findall(r"《([^《》]{4,60})》", p.text))
    for title in cited:
        plain = _MARKS.sub("", title)
        known = [d for d in drafts if any(_alike(t, title) for t in d.titles)]
        exact = any(_MARKS.sub("", t) == plain for d in drafts for t in d.titles)
        if len(known) == 1 and not exact:
            known[0].titles.append(title)


def _attachment(draft: _Draft) -> Attachment:
    title = draft.titles[0] if draft.titles else f"附件{draft.number or ''}"
    plain = _MARKS.sub("", title)
    others = tuple(t for t in dict.fromkeys(draft.titles[1:]) if _INSTRUCTIONS.sub("", _MARKS.sub("", t)) not in plain)
    flags = []
    if others:
        flags.append("附件名称前后不一致：" + "、".join(f"《{t}》" for t in (title, *others)))
    if draft.present is False:
        flags.append("附件未随文")
    elif draft.present == "instructions_only":
        flags.append("附件只有填写说明，没有表样")
    if not draft.titles:
        flags.append("附件没有名称")
    return Attachment(
        title=title, number=draft.number, present=draft.present, other_titles=others, evidence=tuple(draft.evidence[:4]), flags=tuple(flags)
    )


def _order(draft: _Draft) -> tuple[int, int]:
    return (int(draft.number) if draft.number and draft.number.isdigit() else 0, draft.evidence[0].start)
