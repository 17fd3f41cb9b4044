"""What stands in a stretch of contact lines, in order: names, offices, numbers, mailboxes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.recognizers.contact_names import FoundNames, names_after, names_before
from extractor.recognizers.contact_numbers import FoundMailbox, FoundNumber, mailboxes_in, numbers_in
from extractor.recognizers.person_names import is_name, split_office
from extractor.text.passage import Passage
from extractor.text.reading import Paragraph
from patterns import lazy_re as re
from patterns.rules import load_rules, load_words

__all__ = ["Block", "Event", "blocks", "events"]

_CONTACT_START = re.compile(r"^（?(?:\d{1,2}[.、]|[一二三四五六七八九十][、.]|（[一二三四五六七八九十\d]）)?\s?")
_LABELS_THAT_GO_ON = ("地址", "邮编", "邮政编码", "联系地址", "通讯地址", "通信地址")
_LONGEST_LINE = 160
_UNLABELLED = (
    "contact-for-questions",
    "contact-with",
    "name-label-without-colon",
    "name-after-purpose",
    "name-with-office-in-bracket",
    "name-opens-line",
    "mailbox-of-person",
    "comrade-as-contact",
    "handed-to-person",
)
_SPREAD_LABEL = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?: [\u4e00-\u9fff]){1,4}(?=[：:])")


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs that hold one contact listing, as one passage with a line end between them."""

    passage: Passage
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class Event:
    kind: Literal["names", "unit", "number", "mail"]
    start: int
    end: int
    names: tuple[str, ...] = ()
    unit: str | None = None
    number: FoundNumber | None = None
    mail: FoundMailbox | None = None
    receiver: bool = False
    rule: str = ""
    confidence: str = "high"


def blocks(paragraphs: Sequence[Paragraph]) -> Iterator[Block]:
    """Lines that begin with a contact label go with the contact line above; other paragraphs stand alone."""
    group: list[Paragraph] = []
    for paragraph in paragraphs:
        together = bool(group) and _goes_on(paragraph.text) and _is_contact_line(group[-1].text) and paragraph.index == group[-1].index + 1
        if group and not together:
            yield _block(group)
            group = []
        group.append(paragraph)
    if group:
        yield _block(group)


def events(block: Block) -> list[Event]:
    """Names, offices, numbers and mailboxes of a block, from left to right."""
    passage = block.passage
    named = _labelled_names(passage)
    numbers = numbers_in(passage, beside_name=frozenset(_name_ends(passage)))
    found = list(named)
    starts = sorted(e.start for e in named)
    previous = 0
    for number in numbers:
        before = len(found)
        owner = _owner(passage, number, previous, named)
        found += owner
        found.append(Event("number", number.start, number.end, number=number))
        if not any(e.names for e in owner) and bisect_left(starts, previous) == bisect_left(starts, number.start):
            found += _names_behind(passage, number, named)
        previous = max([number.end, *(e.end for e in found[before:] if e.rule == "name-after-number")])
    found += [Event("mail", m.start, m.end, mail=m) for m in mailboxes_in(passage)]
    return sorted(found, key=lambda e: (e.start, e.end))


def _labelled_names(passage: Passage) -> list[Event]:
    """Names after 联系人：, in 与…联系, and 某某同志为联络员（电话."""
    rules = load_rules("contacts")
    found = []
    for match in rules["name-label"].finditer(passage.text):
        names = names_after(passage, match.end())
        receiver = match.group().rstrip("：:为是").split("（")[0] in load_words("contacts")["receiver_labels"]
        unit = names.unit if names else None
        if not receiver:
            unit = unit or split_office(passage.text[_line_start(passage.text, match.start()) : match.start()])
        if names:
            found.append(
                Event("names", names.start, names.end, names.names, unit, receiver=receiver, rule="name-label", confidence="certain")
            )
    for rule in rules.chosen(_UNLABELLED).fitting(passage.text):
        for match in rule.finditer(passage.text):
            names = _names_within(passage, *match.span("who"))
            if not names and rule.id == "name-after-purpose":
                told = names_after(passage, match.start("who"))
                names = told if told and told.end == match.end("who") else None
            if names and not any(e.start <= names.start < e.end for e in found):
                unit = names.unit or match.groupdict().get("unit")
                found.append(
                    Event(
                        "names",
                        names.start,
                        names.end,
                        names.names,
                        unit,
                        receiver=rule.id != "contact-for-questions",
                        rule=rule.id,
                        confidence=rule.confidence,
                    )
                )
    return found


def _names_within(passage: Passage, start: int, end: int) -> FoundNames | None:
    """The names at the end of a stretch such as “市水利局张明”."""
    piece = passage.cut(start, end)
    found = names_before(piece, len(piece.text))
    return FoundNames(found.names, found.unit, found.start + start, found.end + start) if found else None


def _name_ends(passage: Passage) -> list[int]:
    """Offsets of digits right after a name without a label: these digits are a telephone even if they have no area code."""
    ends = [m.end() for m in load_rules("contacts")["name-with-office-in-bracket"].finditer(passage.text)]
    for match in re.finditer(r"(?<=[\u4e00-\u9fff\s（，、：])(?:\d{7,11}|\d{3,4}[ -]\d{3,4}|\d{3,4} \d{4} \d{4})(?!\d)", passage.text):
        least = max(_line_start(passage.text, match.start()), match.start() - _FARTHEST_OFFICE)
        if split_office(passage.text[least : match.start()].rstrip("，、 ").split("，")[-1]):
            ends.append(match.start())
        found = names_before(passage, match.start())
        if found and match.start() - found.end <= 2 and all(is_name(n, labelled=False) for n in found.names):
            ends.append(match.start())
    return ends


def _owner(passage: Passage, number: FoundNumber, previous: int, named: Sequence[Event]) -> list[Event]:
    """Whoever stands between the number before and this one: a name without label, or an office before the label."""
    text = passage.text
    if any(previous <= e.start and e.end <= number.start and "。" not in text[e.end : number.start] for e in named):
        return []
    names = names_before(passage, number.start, least=previous)
    if names and not number.label and number.start - names.end <= 2:
        return [Event("names", names.start, names.end, names.names, names.unit, rule="name-beside-number")]
    label_at = text.rfind(number.label, previous, number.start) if number.label else number.start
    if number.label and number.kind != "own" and label_at > previous:  # 规划科 李红，内线6217
        names = names_before(passage, label_at, least=previous)
        if names and names.unit and label_at - names.end <= 2 and all(is_name(n, labelled=False) for n in names.names):
            return [Event("names", names.start, names.end, names.names, names.unit, rule="name-beside-number")]
    head = text[max(previous, _line_start(text, number.start)) : max(label_at, previous)]
    unit = next((office for piece in head.split("，")[-1:-4:-1] if (office := split_office(piece))), None)
    if unit:
        start = max(previous, text.rfind(unit, previous, number.start))
        return [Event("unit", start, start + len(unit), unit=unit, rule="office-beside-number")]
    return []


_FARTHEST_OFFICE = 120
"""Characters before a number in which its office is sought; a line of 10,000 numbers would be read 10,000 times."""

_BEHIND = re.compile(r"^(?:（(?P<inside>[^（）\d：]{2,20})）|）?[，、\s]{1,2}(?P<after>[^（）\d：，；。]{2,20})(?=[。；\n]|$))")


def _names_behind(passage: Passage, number: FoundNumber, named: Sequence[Event]) -> list[Event]:
    """Names right after a number: “5556123（李红）”, “某科（5556123），李红、王强。”, all of them names and nothing else."""
    match = _BEHIND.match(passage.text[number.end : number.end + 48])
    if not match:
        return []
    start, end = (number.end + at for at in match.span("inside" if match["inside"] else "after"))
    piece = passage.cut(start, end)
    found = names_before(piece, len(piece.text))
    if not found or found.start > 0 or found.unit or any(e.start < end and start < e.end for e in named):
        return []
    return [Event("names", start, end, found.names, rule="name-after-number", confidence="medium")]


def _line_start(text: str, at: int) -> int:
    return max(text.rfind(mark, 0, at) for mark in "\n。；") + 1


def _goes_on(text: str) -> bool:
    bare = text[(m.end() if (m := _CONTACT_START.match(text)) else 0) :]
    words = load_words("contacts")
    return bool(re.match(r"[0-9（]", text) and numbers_like(text)) or bare.startswith(
        (*words["number_labels"], *words["mail_labels"], *words["own_number_labels"], *_LABELS_THAT_GO_ON, *words["name_labels"])
    )


def _is_contact_line(text: str) -> bool:
    """Short, and it says so at its start or by a label inside."""
    if len(text) > _LONGEST_LINE:
        return False
    words = load_words("contacts")
    return _goes_on(text) or any(f"{w}：" in text for w in (*words["name_labels"], *words["number_labels"], *words["mail_labels"]))


def numbers_like(text: str) -> bool:
    """A line of numbers only: “0736-7714209 18900073624”."""
    return bool(re.match(r"^[\d\s\-—、，,/（）兼传真转]{7,80}$", text))


def _block(group: Sequence[Paragraph]) -> Block:
    text = ""
    offsets: list[int] = []
    for paragraph in group:
        if text:
            text += "\n"
            offsets.append(offsets[-1] + 1)
        text += paragraph.passage.text
        offsets += paragraph.passage.offsets
    return Block(_without_spread(Passage(text, tuple(offsets), group[0].passage.source)), group[0])


def _without_spread(passage: Passage) -> Passage:
    """“传  真：” reads 传真：; layout spreads short labels to the width of long ones."""
    gone = {i for m in _SPREAD_LABEL.finditer(passage.text) for i in range(*m.span()) if passage.text[i] == " "}
    keep = [i for i in range(len(passage.text)) if i not in gone]
    return Passage("".join(passage.text[i] for i in keep), tuple(passage.offsets[i] for i in keep), passage.source) if gone else passage
