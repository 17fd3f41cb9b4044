"""Telephone numbers and mailboxes in a line, and what kind of number each is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from extractor.recognizers.person_names import alternation
from extractor.text.passage import Passage
from patterns import lazy_re as re
from patterns.rules import load_rules

__all__ = ["FoundMailbox", "FoundNumber", "mailboxes_in", "numbers_in", "sent_to"]

NumberKind = Literal["phone", "fax", "own"]
_SEPARATOR = re.compile(r"^(?:（[^（）\d]{1,8}）)?[、，,/；;或和及与\s]{0,3}$")
_WITH_PURPOSE = re.compile(r"^[、，；/]\s?[\u4e00-\u9fff]{2,4}[：\s]?$")
"""业务5550001，技术5550002: what the next number is for."""
_SHORT_LABEL = re.compile(r"(?:内线|短号|分机|小号|总机)[：:\s]{0,2}$")
_MOBILE = re.compile(r"^1[3-9]\d{9}$")
_NEAR = 16
_LONGEST_TAIL = 4
_OWNER = re.compile(r"（([\u4e00-\u9fff]{1,2}?)(?:科长|处长|主任|老师|同志|先生|女士|经理|工)?）")
"""13900000001（张）: the family name of the one whose number it is."""
_SENT_TO = re.compile(r"(?:传真|传送|回传)(?:至|到|给)[：:\s]{0,2}$")
"""传真至5550001: where to send something, nobody to ask."""


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """``value``: digits and hyphens as printed. ``kind``: "own" belongs to an office of its own (duty room). ``owner``: family name printed behind it. ``odd``: not a length that exists."""

    start: int
    end: int
    value: str
    kind: NumberKind = "phone"
    label: str = ""
    odd: bool = False
    owner: str = ""


@dataclass(frozen=True, slots=True)
class FoundMailbox:
    start: int
    end: int
    value: str
    labelled: bool


def mailboxes_in(passage: Passage) -> list[FoundMailbox]:
    """Mailboxes, also with blanks inside, with # or [at] in place of @."""
    text = passage.text
    found = []
    for match in load_rules("contacts")["mailbox"].finditer(text):
        if "#" in match.group() and "换" not in text[match.end() : match.end() + 12]:
            continue
        value = re.sub(r"\s", "", f"{match['user']}@{match['host']}")
        before = text[max(0, match.start() - 14) : match.start()]
        found.append(
            FoundMailbox(
                match.start(), match.end(), value, bool(re.search(rf"(?:{alternation('mail_labels')})(?:为|是)?[：:]?\s?$", before))
            )
        )
    return found


def numbers_in(passage: Passage, *, beside_name: frozenset[int] = frozenset()) -> list[FoundNumber]:
    """The numbers in a line that are telephones. ``beside_name``: offsets at which a name ends just before a number."""
    return [replace(n, owner=m[1]) if (m := _OWNER.match(passage.text, n.end)) else n for n in _all_numbers(passage, beside_name)]


def _all_numbers(passage: Passage, beside_name: frozenset[int]) -> list[FoundNumber]:
    found: list[FoundNumber] = []
    text = passage.text
    for match in load_rules("contacts")["phone-run"].finditer(text):
        if _is_other(text, match.start(), match.end()):
            continue
        found += _numbers_of_run(text, match, found, beside_name)
    return found


def _numbers_of_run(text: str, match: re.Match[str], before: list[FoundNumber], beside_name: frozenset[int]) -> list[FoundNumber]:
    pieces = _partition(match.group())
    label, kind = _label_before(text, match.start())
    between = text[before[-1].end : match.start()] if before else ""
    follows = bool(before) and bool(_SEPARATOR.match(between or "x") or (before[-1].label and _WITH_PURPOSE.match(between)))
    if follows and not label:
        label, kind = before[-1].label, before[-1].kind
    bracketed = bool(before) and text[before[-1].end : match.start()] == "（" and text[match.end() : match.end() + 1] == "）"
    cued = (
        bool(label)
        or follows
        or bracketed
        or match.start() in beside_name
        or bool(re.match(r"\s?联系", text[match.end() : match.end() + 4]))
    )
    if pieces is None:
        digits = re.sub(r"\D", "", match.group())
        short = follows and text[match.start() - 1] in "/、" and len(digits) <= _LONGEST_TAIL
        if short:
            return [FoundNumber(match.start(), match.end(), _completed(before[-1].value, digits), kind, label)]
        if (
            bracketed
            or _SHORT_LABEL.search(text[max(0, match.start() - _NEAR) : match.start()])
            or (label and not follows and len(digits) >= 7)
        ):
            return [FoundNumber(match.start(), match.end(), _tidy(match.group()), kind, label, odd=len(digits) >= 7)]
        return []
    certain = load_rules("contacts")["phone-with-area-or-mobile"]
    return [
        FoundNumber(match.start() + a, match.start() + b, value, kind, label)
        for a, b, value in pieces
        if cued or certain.search(value.replace("—", "-"))
    ]


def _partition(run: str) -> list[tuple[int, int, str]] | None:
    """Cut a run at its blanks into whole numbers, as many as possible; None if no cutting leaves whole numbers only."""
    whole = load_rules("contacts")["phone-whole"]
    cuts = [0] + [i for i, ch in enumerate(run) if ch == " "] + [len(run)]
    best: dict[int, list[tuple[int, int, str]]] = {len(run): []}
    for i in range(len(cuts) - 2, -1, -1):
        start = cuts[i] + (1 if i else 0)
        for j in range(i + 1, len(cuts)):
            value = _tidy(run[start : cuts[j]])
            rest = best.get(cuts[j])
            if rest is not None and (whole.search(value) or _MOBILE.match(value.replace("-", ""))):
                option = [(start, cuts[j], value), *rest]
                if len(option) > len(best.get(cuts[i], [])) or cuts[i] not in best:
                    best[cuts[i]] = option
    return best.get(0)


def _tidy(text: str) -> str:
    """Digits and hyphens; blanks inside a number are layout."""
    plain = re.sub(r"\s", "", text.replace("——", "-").replace("—", "-"))
    return re.sub(r"^（(0\d{2,3})）", r"\1-", plain)


def sent_to(text: str, number: FoundNumber) -> bool:
    """传真至…: the number is a way to hand in, not one to ask at."""
    return bool(_SENT_TO.search(text[max(0, number.start - 12) : number.start]))


def _completed(first: str, tail: str) -> str:
    """“2218663/7”, “2218663、4、5”: the second number shares all but its last digits with the first."""
    return first[: -len(tail)] + tail


def _label_before(text: str, start: int) -> tuple[str, NumberKind]:
    """The label just before a number, and what it makes of it."""
    before = text[max(0, start - _NEAR) : start].rstrip("（ ")
    own = re.search(rf"({alternation('own_number_labels')})(?:为|是)?[：:\s]{{0,2}}$", before)
    if own:
        return own[1], "own"
    match = re.search(rf"({alternation('number_labels')})(?:（[^（）\d]{{1,10}}）)?(?:为|是|号码)?[：:\s]{{0,2}}$", before)
    match = match or re.search(rf"（({alternation('number_labels')})[^（）\d]{{0,6}}）[：:]\s?$", before)
    match = match or re.search(rf"({alternation('number_labels')})[：:][\u4e00-\u9fff]{{2,4}}$", before)
    if not match:
        return "", "phone"
    fax = "传真" in match[1] and "电话" not in match[1] or match[1].lower() == "fax"
    return match[1], "fax" if fax else "phone"


def _is_other(text: str, start: int, end: int) -> bool:
    """Numbers of rooms, postcodes, accounts, dates, amounts; hotlines."""
    before, after = text[max(0, start - _NEAR) : start], text[end : end + 3]
    if re.search(rf"(?:{alternation('other_numbers')})(?:（[^（）]{{0,8}}）)?(?:为|是|号)?[：:、（\s]{{0,2}}$", before):
        return True
    return bool(re.match(r"[年月日号室楼层元万亿个人项件次页%％时分期℃号]|平方|公里|房间|房", after)) and not after.startswith("分机")
