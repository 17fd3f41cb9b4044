"""Names and numbers that do not pair, numbers of a wrong length, mailboxes that are cut."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from extractor.assemble.checks_view import Inspected, listing
from extractor.model.notice import Contact, Evidence, ReviewFlag
from extractor.text.passage import Passage
from patterns import lazy_re as re
from patterns.rules import load_rules

__all__ = ["check_contacts"]

_CUE = re.compile(r"电话|手机|联系|传真|座机|咨询|Tel|tel|TEL")
_MAIL_CUE = re.compile(r"邮|信箱|[Mm]ail")
_WHOLE = re.compile(r"(?<!\d)[2-9]\d{6,7}(?!\d)")
_OTHER_NUMBER = re.compile(r"邮编|邮政|内线|短号|分机|房|编号|编码|代码|号码：|[账帐]号|群|QQ|证号|文号|户名|卡号|信用")
_NOT_MAIL = re.compile(r"密码|口令|账号|用户名")
_ODD = "号码位数不对："
_SHORT_AREA = re.compile(r"0(?:10|2\d)$")
_SERVICE = re.compile(r"(?:1\d{4,5}|9[56]\d{3,4}|[48]00\d{7})$")


def check_contacts(seen: Inspected) -> Iterator[ReviewFlag]:
    """Codes: contact-unpaired, contact-positional, contact-no-phone, phone-length, mailbox-truncated, contact."""
    contacts = seen.notice.contacts
    if apart := [c for c in contacts if c.pairing == "unpaired"]:
        names, phones = [c.name for c in apart if c.name], [p for c in apart for p in c.phones]
        message = f"联系人{listing(names)}与电话{listing(phones)}个数不一致，未作对应，请向发文单位核实"
        yield ReviewFlag(code="contact-unpaired", message=message, evidence=_evidence(apart))
    if ordered := [c for c in contacts if c.pairing == "positional"]:
        message = f"{listing(c.name or '' for c in ordered)}与电话按先后顺序对应（推定），联系前请核实"
        yield ReviewFlag(code="contact-positional", message=message, evidence=_evidence(ordered))
    if silent := [c for c in contacts if any("未写联系电话" in flag for flag in c.flags)]:
        message = f"联系人{listing(c.name or '' for c in silent)}未写联系电话，请向发文单位核实"
        yield ReviewFlag(code="contact-no-phone", message=message, evidence=_evidence(silent))
    yield from _phones(seen)
    yield from _mailboxes(seen)


def _evidence(contacts: list[Contact]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(e for c in contacts for e in c.evidence[:1]))


def _phones(seen: Inspected) -> Iterator[ReviewFlag]:
    odd: dict[str, Evidence | None] = {}
    for contact in seen.notice.contacts:
        for flag in contact.flags:
            if flag.startswith(_ODD):
                odd.setdefault(_described(flag.removeprefix(_ODD)), contact.evidence[0] if contact.evidence else None)
    for paragraph in seen.reading.paragraphs:
        for words, place in (*_odd_numbers(seen, paragraph.passage), *_short_numbers(seen, paragraph.passage)):
            if not any(_digits(words) in _digits(known) for known in odd):
                odd[words] = place
    odd |= dict(_uneven(seen.notice.contacts))
    if odd:
        message = f"电话号码位数可能有误：{listing(odd)}，请向发文单位核实"
        yield ReviewFlag(code="phone-length", message=message, evidence=tuple(e for e in odd.values() if e))


def _digits(words: str) -> str:
    return re.sub(r"[^0-9]", "", words.partition("（")[0])


def _described(digits: str) -> str:
    return f"{digits}（{len(_digits(digits))}位）"


def _odd_numbers(seen: Inspected, passage: Passage) -> Iterator[tuple[str, Evidence]]:
    """Numbers of a length that no telephone has."""
    rules = load_rules("checks")
    for match in rules["check-mobile-length"].finditer(passage.text):
        if _OTHER_NUMBER.search(passage.text[max(0, match.start() - 10) : match.start()]):
            continue
        yield _described(match.group()), seen.evidence(passage, *match.span(), rules["check-mobile-length"])
    for match in rules["check-landline"].finditer(passage.text):
        local = re.sub(r"\s", "", match["local"])
        if not _SERVICE.match(local) and len(local) not in ((8,) if _SHORT_AREA.match(match["area"]) else (7, 8)):
            yield f"{match['area']}-{_described(local)}", seen.evidence(passage, *match.span(), rules["check-landline"])
    for match in rules["check-labelled-number"].finditer(passage.text):
        if not _is_whole(match["number"]):
            yield _described(match["number"]), seen.evidence(passage, *match.span("number"), rules["check-labelled-number"])
    for match in rules["check-number-near"].finditer(passage.text) if _CUE.search(passage.text) else ():
        group = match.lastgroup or "number"
        yield _described(match[group]), seen.evidence(passage, *match.span(group), rules["check-number-near"])


def _short_numbers(seen: Inspected, passage: Passage) -> Iterator[tuple[str, Evidence]]:
    """Six digits where the other numbers of the line are whole telephones."""
    if not (_CUE.search(passage.text) and _WHOLE.search(passage.text)):
        return
    rule = load_rules("checks")["check-number-short"]
    for match in rule.finditer(passage.text):
        if not _OTHER_NUMBER.search(passage.text[max(0, match.start() - 6) : match.start("number")]):
            yield _described(match["number"]), seen.evidence(passage, *match.span("number"), rule)


def _is_whole(digits: str) -> bool:
    """A length that a number with this beginning may have; five digits may be an extension of the house."""
    if _SERVICE.match(digits) or len(digits) == 5:
        return True
    if digits.startswith("0"):
        return len(digits) in (11, 12) or len(digits) == 10 and not _SHORT_AREA.match(digits[:3])
    return len(digits) == 11 if digits.startswith("1") and len(digits) > 8 else len(digits) in (7, 8)


def _uneven(contacts: tuple[Contact, ...]) -> Iterator[tuple[str, Evidence | None]]:
    """One area has numbers of one length: 0571-8801234 beside 0571-88012345."""
    by_area: dict[str, dict[str, Evidence | None]] = defaultdict(dict)
    for contact in contacts:
        for phone in contact.phones:
            if match := re.match(r"(0\d{2,3})-(\d{7,8})(?:\D|$)", phone):
                by_area[match[1]][match[2]] = contact.evidence[0] if contact.evidence else None
    for area, numbers in by_area.items():
        lengths = {len(n) for n in numbers}
        if len(lengths) == 2:
            yield from ((f"{area}-{_described(n)}", e) for n, e in numbers.items() if len(n) == 7)


def _mailboxes(seen: Inspected) -> Iterator[ReviewFlag]:
    rules = load_rules("checks")
    cut: dict[str, Evidence] = {}
    for passage in seen.lines():
        if "@" not in passage.text and "protected" not in passage.text and not _MAIL_CUE.search(passage.text):
            continue
        for rule_id in ("check-mail-cut", "check-mail-hidden", "check-mail-no-at"):
            for match in rules[rule_id].finditer(passage.text):
                before = passage.text[max(0, match.start() - 12) : match.start()]
                if rule_id == "check-mail-cut" and (_NOT_MAIL.search(before) or passage.text[match.end() : match.end() + 1] == "#"):
                    continue
                cut.setdefault(match.group().strip(), seen.evidence(passage, *match.span(), rules[rule_id]))
    if cut:
        message = f"电子邮箱{listing(cut, quoted=True)}不完整，请向发文单位核实后再发送"
        yield ReviewFlag(code="mailbox-truncated", message=message, evidence=tuple(cut.values()))
