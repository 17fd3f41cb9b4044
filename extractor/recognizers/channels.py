"""How and where the answer is to be handed in."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model.notice import Contact, Medium, SubmissionChannel
from extractor.recognizers.channel_sentences import HandingIn, delivery_sentences, requirements_in
from extractor.recognizers.contact_numbers import mailboxes_in, numbers_in
from extractor.recognizers.evidence import cite
from extractor.text.reading import Reading
from patterns import lazy_re as re
from patterns.rules import Rule, load_rules

__all__ = ["recognize_channels"]

_SYSTEM_RULES = ("channel-system", "channel-system-object")
_PLACE_RULES = ("channel-room", "channel-place-label", "channel-counter")
_ENTERED = re.compile(r"(?:填报|填写|上传|提交)[^，。；]{0,24}(?:表|单|情况|信息|材料|数据|台账|名单|照片|意见|回执)")
_BY_MAIL = re.compile(r"电子邮件|电子邮箱|电子信箱|邮箱|邮件(?:方式|形式|发|反馈|报)")
_REFUSAL = re.compile(
    r"(?:无需|无须|毋需|不需|不必|不用|不再|免于|免予|免去|不接受|不接收|不受理|不收|谢绝|勿|不得|严禁|不要|取消)[^，。；]{0,8}$"
)
_PAPER_RULES = ("channel-postal-address", "channel-paper")


def recognize_channels(reading: Reading, contacts: Sequence[Contact]) -> tuple[SubmissionChannel, ...]:
    """Every way that the notice names. A destination without a medium is ``unspecified`` (GOLD, finer decision 11)."""
    sentences = list(delivery_sentences(reading))
    found: list[SubmissionChannel] = []
    fax_known = any("传真" in s.text for s in sentences)
    for previous, sentence in zip([None, *sentences], sentences, strict=False):
        found += _mailboxes(sentence)
        found += _places(sentence)
        found += _by_rule(sentence, _PAPER_RULES, "paper", needs_delivery=True)
        network = _by_rule(sentence, ("channel-network",), "wechat_or_oa", needs_delivery=not _ENTERED.search(sentence.text))
        system = _by_rule(sentence, _SYSTEM_RULES, "system", needs_delivery=False)
        found += [*network, *(c for c in system if not any(_overlap(c, other) for other in network))]
        found += _faxes(sentence, previous, fax_known=fax_known)
    found += _mailbox_of_contacts(sentences, found, contacts)
    found += _mailbox_of_receiver(sentences, found, contacts)
    found += _packages(sentences, found)
    found += _rooms_of_offices(sentences)
    return tuple(_merged(found) or _destinations(sentences))


def _mailboxes(sentence: HandingIn) -> list[SubmissionChannel]:
    """A mailbox in a sentence that tells to send something, or in a list of ways."""
    if not (sentence.hands_in or sentence.listed) or (sentence.asks_only and not sentence.electronic):
        return []
    passage = sentence.paragraph.passage.cut(sentence.start, sentence.end)
    told = load_rules("channels")["channel-hands-in"].search(passage.text)
    return [
        _channel(sentence, "email", "mailbox-to-send-to", mail.start, mail.end, email=mail.value)
        for mail in mailboxes_in(passage)
        if sentence.listed or (told and told.start() < mail.start)
    ]


def _places(sentence: HandingIn) -> list[SubmissionChannel]:
    """A room or place to bring it to; with 纸质 in the sentence the medium is paper."""
    channels = []
    for rule in load_rules("channels").chosen(_PLACE_RULES).fitting(sentence.text):
        for match in rule.finditer(sentence.text):
            if _refused(sentence.text, match.start()):
                continue
            address = sentence.printed(*match.span("address"))
            medium: Medium = "paper" if "纸质" in sentence.text else "onsite"
            channels.append(_channel(sentence, medium, rule.id, *match.span(), address=address))
    return channels


def _rooms_of_offices(sentences: Sequence[HandingIn]) -> list[SubmissionChannel]:
    """“统计科：七楼715室” on a line of its own, where something is to be handed to that office."""
    rule = load_rules("channels")["channel-office-room"]
    offices = {str(c.address) for c in _destinations(sentences)}
    channels = []
    for sentence in sentences:
        match = rule.search(sentence.text) if sentence.start == 0 else None
        if match and match["office"] in offices:
            address = sentence.printed(*match.span("address"))
            channels.append(_channel(sentence, "onsite", rule.id, *match.span(), address=address))
    return channels


def _by_rule(sentence: HandingIn, rule_ids: tuple[str, ...], medium: Medium, *, needs_delivery: bool) -> list[SubmissionChannel]:
    if needs_delivery and not (sentence.hands_in or sentence.listed):
        return []
    for rule in load_rules("channels").chosen(rule_ids).fitting(sentence.text):
        match = next((m for m in rule.finditer(sentence.text) if not _refused(sentence.text, m.start())), None)
        if match:
            address = next((sentence.printed(*match.span(name)) for name, value in match.groupdict().items() if value), None)
            if medium == "paper" and not address:
                address = _destination(sentence)
            return [_channel(sentence, medium, rule.id, *match.span(), address=address)]
    return []


def _refused(text: str, at: int) -> bool:
    """“无需报送纸质版”, “不再接收纸质材料”: a way that is not wanted. Looks at the words of the clause before ``at``."""
    return bool(_REFUSAL.search(text[max(0, at - 12) : at]))


def _faxes(sentence: HandingIn, previous: HandingIn | None, *, fax_known: bool) -> list[SubmissionChannel]:
    """传真至…, or a fax number beside the place where it is to be sent."""
    rule = load_rules("channels")["channel-fax"]
    match = rule.search(sentence.text)
    if match and (match.group() != "回传" or fax_known):
        return [_channel(sentence, "fax", rule.id, *match.span())]
    goes_on = bool(previous and previous.paragraph.index == sentence.paragraph.index and previous.hands_in)
    told = sentence.hands_in or sentence.listed or (sentence.text.startswith("（") and goes_on)
    if not told or (sentence.asks_only and not sentence.listed):
        return []
    passage = sentence.paragraph.passage.cut(sentence.start, sentence.end)
    for number in numbers_in(passage):
        if number.kind == "fax" or "传真" in passage.text[number.end : number.end + 5]:
            return [_channel(sentence, "fax", "fax-number", number.start, number.end, address=number.value)]
    return []


def _mailbox_of_contacts(
    sentences: Sequence[HandingIn], found: Sequence[SubmissionChannel], contacts: Sequence[Contact]
) -> list[SubmissionChannel]:
    """An electronic version is asked for, and the only mailbox stands with the contacts (or was hidden by the web page)."""
    if any(c.medium == "email" for c in found):
        return []
    by_mail = next((s for s in sentences if s.hands_in and not s.asks_only and _BY_MAIL.search(s.text)), None)
    announced = by_mail or next((s for s in sentences if s.electronic and s.hands_in), None)
    if not announced:
        return []
    mails = [(m, c) for c in contacts for m in c.emails]
    hidden = load_rules("channels")["channel-hidden-mailbox"]
    if not mails:
        for sentence in sentences:
            if match := hidden.search(sentence.text):
                return [_channel(sentence, "email", hidden.id, *match.span())]
        return []
    return [_of_contact(announced, mail, contact) for mail, contact in (mails if by_mail else mails[:1])]


def _mailbox_of_receiver(
    sentences: Sequence[HandingIn], found: Sequence[SubmissionChannel], contacts: Sequence[Contact]
) -> list[SubmissionChannel]:
    """No way is named, but the contact of the office to which something is handed in gives 电子邮箱：…"""
    if any(c.medium == "email" for c in found):
        return []
    offices = [str(c.address) for c in _destinations(sentences)]
    for sentence in sentences:
        for mail in mailboxes_in(sentence.paragraph.passage.cut(sentence.start, sentence.end)):
            owner = next((c for c in contacts if c.name and c.unit and mail.value in c.emails), None)
            if mail.labelled and not sentence.asks_only and owner and any(str(owner.unit).startswith(office) for office in offices):
                return [_of_contact(sentence, mail.value, owner)]
    return []


def _overlap(a: SubmissionChannel, b: SubmissionChannel) -> bool:
    """Both rest on the same words: 通过政务外网公文交换系统 is the office network, not a system besides."""
    return any(x.start < y.end and y.start < x.end for x in a.evidence for y in b.evidence)


def _of_contact(sentence: HandingIn, mail: str, contact: Contact) -> SubmissionChannel:
    channel = _channel(sentence, "email", "mailbox-of-contact", 0, len(sentence.text), email=mail)
    return channel.model_copy(update={"recipient": contact.name, "evidence": (*channel.evidence, *contact.evidence[-1:])})


def _packages(sentences: Sequence[HandingIn], found: Sequence[SubmissionChannel]) -> list[SubmissionChannel]:
    """A bundle of files is a way of its own only where no mailbox or network is named for it."""
    if any(c.medium in ("email", "wechat_or_oa") for c in found):
        return []
    return [c for s in sentences for c in _by_rule(s, ("channel-package",), "package", needs_delivery=True)][:1]


def _destination(sentence: HandingIn) -> str | None:
    """The office to which the sentence hands something in."""
    match = load_rules("channels")["channel-destination"].search(sentence.text)
    return sentence.printed(*match.span("address")) if match else None


def _destinations(sentences: Sequence[HandingIn]) -> list[SubmissionChannel]:
    """Where no medium is named: whom it is to be handed to."""
    rule = load_rules("channels")["channel-destination"]
    channels: dict[str, SubmissionChannel] = {}
    for sentence in sentences:
        for match in rule.finditer(sentence.text) if sentence.hands_in and not sentence.asks_only else ():
            name = sentence.printed(*match.span("address"))
            channels.setdefault(name or "", _channel(sentence, "unspecified", rule.id, *match.span(), address=name))
    return list(channels.values())


def _channel(
    sentence: HandingIn, medium: Medium, rule_id: str, start: int, end: int, *, email: str | None = None, address: str | None = None
) -> SubmissionChannel:
    return SubmissionChannel(
        medium=medium,
        email=email,
        address=address,
        requirements=requirements_in(sentence.text, medium),
        evidence=(cite(sentence.paragraph, sentence.start + start, sentence.start + end, _rule(rule_id)),),
    )


def _rule(rule_id: str) -> Rule | str:
    """The rule by its id; a few findings rest on no rule of their own."""
    return load_rules("channels").get(rule_id) or rule_id


def _merged(found: Sequence[SubmissionChannel]) -> list[SubmissionChannel]:
    """One entry per medium, mailbox and place; paper without a place goes into the entry that names the place."""
    out: list[SubmissionChannel] = []
    for channel in sorted(found, key=lambda c: c.address is None):
        same = next((i for i, c in enumerate(out) if _same(c, channel)), None)
        if same is None:
            out.append(channel)
            continue
        first = out[same]
        medium = "paper" if {first.medium, channel.medium} == {"paper", "onsite"} else first.medium
        requirements = tuple(dict.fromkeys((*first.requirements, *channel.requirements)))
        out[same] = first.model_copy(
            update={"medium": medium, "requirements": requirements, "evidence": (*first.evidence, *channel.evidence)}
        )
    return sorted(out, key=lambda c: c.evidence[0].start)


def _same(a: SubmissionChannel, b: SubmissionChannel) -> bool:
    paper = {"paper", "onsite"}
    if not (a.medium == b.medium or {a.medium, b.medium} <= paper):
        return False
    return a.email == b.email and (a.address == b.address or not a.address or not b.address)
