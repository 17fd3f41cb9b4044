"""Whom to ask: persons and offices with a number or a mailbox."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model.notice import Contact
from extractor.recognizers.contact_events import Block, Event, blocks, events
from extractor.recognizers.contact_numbers import sent_to
from extractor.recognizers.contact_pairing import Segment, contacts_of
from extractor.recognizers.contact_tables import contacts_of_table
from extractor.recognizers.evidence import evidence_in
from extractor.text.passage import Passage
from extractor.text.reading import Reading
from patterns import lazy_re as re
from patterns.rules import load_rules

__all__ = ["recognize_contacts"]

_DELIVERS = re.compile(r"(?:发|传|报|送|寄|交|反馈|投递)[^，。；]{0,16}$")
_FARTHEST = 200
_SEPARATOR = re.compile(r"^[、，,/；;或和及与\s]{0,3}$")
_CONTACT_CUE = re.compile(r"(?:电话|传真|联系人|接收人|咨询|手机)[^，。；：]{0,4}[：:]|(?:电话|手机)\s?\d|[与和].{2,20}联系")
_PURPOSE = re.compile(
    r"^(?:（?\d{1,2}[.、）]|[一二三四五六七八九十]、|（[一二三四五六七八九十]）)?\s?(?P<value>[\u4e00-\u9fff]{2,12}(?:咨询|支持|解读|操作|报名|业务|对接|事宜|问题|联系))[：:]"
)

_DUTY_BEFORE_BRACKET = re.compile(
    r"(?:负责将|负责|将|把|请)?(?P<duty>[^，。；]{2,80}?(?:报送|报|交|送|反馈|提交|汇总|发)(?:至|给|到)?[^，。；（）报交送发]{0,16})（$"
)
"""…汇总后报对应责任人（: whoever stands in the bracket is asked about this duty only (TRAPS T23)."""
_LONGEST_PURPOSE = 60
_NAME_BEHIND = re.compile(r"[\s，、；）]{0,3}(?:值班(?:员|人员|领导)|带班领导|联系人|联络人|联络员|接线员)(?:：|:|为)\s?")
"""应急办值班电话：5550001  值班员：李红: the number came first."""
_NUMBER_NEXT = re.compile(r"[^。\n]{0,24}\d{4}")
_WEB_FOOTER = re.compile(
    r"^(?:版权所有|主办(?:单位)?[：:]|承办(?:单位)?[：:]|网站(?:主办|管理|标识码)).*(?:承办|标识码|网站|备案|技术支持|网安备)"
)
"""The foot of a web page: its telephone is for questions about the site."""


def recognize_contacts(reading: Reading, cells: Sequence[Sequence[Sequence[Passage]]]) -> tuple[Contact, ...]:
    """Contacts of the prose, then of the tables (``cells``: tables, rows, cells). One entry for a name with its numbers."""
    found: list[Contact] = []
    for block in blocks([p for p in reading.paragraphs if p.part != "head" and not _WEB_FOOTER.search(p.text)]):
        for segment in _segments(block):
            found += contacts_of(segment)
    for number, table in enumerate(cells):
        found += contacts_of_table(table, number)
    return tuple(_merged(found))


def _segments(block: Block) -> list[Segment]:
    """Cut the block where somebody new is named who has a number of his own."""
    text = block.passage.text
    done: list[Segment] = []
    now = Segment()
    last = 0
    for event in events(block):
        if _parts(text, last, event, now):
            done.append(now)
            now = Segment()
        if event.kind == "mail" and not _belongs(text, event, now):
            continue
        _take(block, now, event)
        last = event.end
    return [s for s in [*done, now] if _counts(s, text)]


def _parts(text: str, last: int, event: Event, now: Segment) -> bool:
    """Does somebody new begin here?"""
    between = text[last : event.start]
    if event.rule == "name-after-number":
        return False
    if now.closed and event.kind in ("number", "names", "unit"):
        return True
    if event.kind == "names":
        if not now.names and _NAME_BEHIND.fullmatch(between) and not _NUMBER_NEXT.match(text, event.end):
            return False
        return (
            bool(now.names)
            and (now.reachable or "。" in between)
            or bool(now.numbers and (now.unit or now.numbers[-1].kind == "own"))
            or ("。" in between and now.reachable)
        )
    if event.kind == "unit":
        return now.reachable or bool(now.names)
    if event.kind == "number" and event.number:
        return (event.number.kind == "own" and bool(now.names or now.numbers) and not _SEPARATOR.match(between)) or (
            "。" in between and bool(now.numbers)
        )
    return False


def _belongs(text: str, event: Event, now: Segment) -> bool:
    """A mailbox is a contact's if it stands beside one in its sentence; one to send to is only a channel (GOLD, finer decision 12)."""
    before = re.split(r"[。\n]", text[max(0, event.start - _FARTHEST) : event.start])[-1]
    after = re.split(r"[。\n]", text[event.end : event.end + _FARTHEST], maxsplit=1)[0]
    if _CONTACT_CUE.search(before) or _CONTACT_CUE.search(after):
        return True
    if bool(event.mail and event.mail.labelled) and not _DELIVERS.search(before):
        return True
    if now.numbers and now.numbers[-1].end > event.start - len(before) and not _DELIVERS.search(before):
        return True
    return any(name in before for name in now.names)


def _take(block: Block, now: Segment, event: Event) -> None:
    now.evidence.append(
        evidence_in(
            block.passage,
            event.start,
            event.end,
            rule=event.rule or f"contact-{event.kind}",
            confidence=event.confidence,
            at=block.paragraph.provenance,
        )
    )
    if event.kind == "names":
        now.receiver_only = event.receiver and (not now.names or now.receiver_only)
        now.closed = event.rule == "name-after-number"
        now.names += event.names
    if event.unit and not now.unit:
        now.unit = event.unit
    if event.number:
        now.numbers.append(event.number)
        now.lines.append(block.passage.text.count("\n", 0, event.start))
    if event.mail:
        now.mails.append(event.mail.value)
    now.purpose = now.purpose or _purpose(block.passage.text, event)


def _purpose(text: str, event: Event) -> str | None:
    """What this contact is for: the label of its line, the office it holds (…同志为联络员), or the duty in whose bracket it stands."""
    begin = max(text.rfind(mark, 0, event.start) for mark in "\n；。") + 1
    if label := _PURPOSE.match(text[begin:]):
        return label["value"]
    if event.rule == "comrade-as-contact":
        match = load_rules("contacts")[event.rule].regex.match(text, event.start)
        return match["duty"] if match else None
    duty = _DUTY_BEFORE_BRACKET.search(text[max(begin, event.start - _FARTHEST) : event.start]) if event.kind == "names" else None
    return duty["duty"][-_LONGEST_PURPOSE:] if duty else None


def _counts(segment: Segment, text: str) -> bool:
    if segment.receiver_only and not segment.reachable:
        return False
    if not segment.names and not segment.reachable:
        return False
    if not segment.names and not segment.mails and all(sent_to(text, n) for n in segment.numbers):
        return False
    if not segment.unit and not segment.names:
        office = re.match(r"^(?:\d{1,2}[.、])?(?P<value>[\u4e00-\u9fff]{2,16}(?:室|科|处|办|局|中心|部|股|站|委|客服))[：:]", text)
        segment.unit = office["value"] if office else None
    return True


def _merged(found: Sequence[Contact]) -> list[Contact]:
    """One entry for the same name: a person named twice keeps all numbers; a name without a number gives way to one with."""
    out: list[Contact] = []
    for contact in found:
        same = next((i for i, c in enumerate(out) if c.name and c.name == contact.name), None)
        if same is None:
            if contact.name or not any(set(contact.phones) <= set(c.phones) and set(contact.emails) <= set(c.emails) for c in out):
                out.append(contact)
            continue
        first = out[same]
        update = {
            "phones": tuple(dict.fromkeys((*first.phones, *contact.phones))),
            "emails": tuple(dict.fromkeys((*first.emails, *contact.emails))),
            "unit": first.unit or contact.unit,
            "evidence": (*first.evidence, *contact.evidence),
            "flags": tuple(
                f for f in dict.fromkeys((*first.flags, *contact.flags)) if f != "未写联系电话" or not (first.phones or contact.phones)
            ),
        }
        out[same] = first.model_copy(update=update)
    return out
