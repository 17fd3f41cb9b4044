"""Which number belongs to whom (SCHEMA 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.model.notice import Contact, Evidence
from extractor.recognizers.contact_numbers import FoundNumber
from extractor.text.traditional import simplify

__all__ = ["Segment", "contacts_of"]


@dataclass
class Segment:
    """Names, numbers and mailboxes that stand together. ``lines``: on which line of the block each number stands.
    ``closed``: the names came after the number, so the next number is somebody else's."""

    names: list[str] = field(default_factory=list)
    numbers: list[FoundNumber] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    mails: list[str] = field(default_factory=list)
    unit: str | None = None
    purpose: str | None = None
    evidence: list[Evidence] = field(default_factory=list)
    receiver_only: bool = False
    closed: bool = False

    @property
    def reachable(self) -> bool:
        return bool(self.numbers or self.mails)


def contacts_of(segment: Segment) -> list[Contact]:
    """explicit: one name; positional: n names, n numbers of one kind (or n lines of numbers); shared: one number of a kind for all;
    unpaired: counts differ, so names and numbers are kept apart."""
    names = list(dict.fromkeys(segment.names))
    flags = tuple(f"号码位数不对：{n.value}" for n in segment.numbers if n.odd)
    phones = _unique([n.value for n in segment.numbers])
    if len(names) <= 1:
        if not names and not segment.reachable:
            return []
        return [_contact(segment, names[0] if names else None, phones, segment.mails, "explicit", flags)]
    owned = {n.value: who for n in segment.numbers if n.owner and (who := _owner(names, n.owner))}
    if owned:
        return _owned_contacts(names, owned, segment, flags)
    groups, pairing = _share(names, segment)
    mails = [[m] for m in segment.mails] if len(segment.mails) == len(names) else [segment.mails] * len(names)
    out = [_contact(segment, name, group, mail, pairing, flags) for name, group, mail in zip(names, groups, mails, strict=True)]
    if pairing == "unpaired":
        note = ("联系人与电话数量不一致，未能对应",)
        out = [c.model_copy(update={"flags": (*c.flags, *note)}) for c in out]
        out.append(_contact(segment, None, phones, (), "unpaired", (*flags, *note)))
    return out


def _owner(names: Sequence[str], family: str) -> str | None:
    """The only one of ``names`` that begins with the family name."""
    fitting = [name for name in names if simplify(name).startswith(simplify(family))]
    return fitting[0] if len(fitting) == 1 else None


def _owned_contacts(names: Sequence[str], owned: dict[str, str], segment: Segment, flags: tuple[str, ...]) -> list[Contact]:
    """“电话：5550001  手机：13900000001（张）”: the mobile is 张's, the other number everybody's, unless everybody has one of his own."""
    rest = [n.value for n in segment.numbers if n.value not in owned]
    return [
        _contact(segment, name, _unique([*rest, *(v for v, who in owned.items() if who == name)]), segment.mails, "explicit", flags)
        for name in names
    ]


def _share(names: Sequence[str], segment: Segment) -> tuple[list[list[str]], str]:
    """The numbers of each name, and the way they were paired."""
    count = len(names)
    values = [n.value for n in segment.numbers]
    if not values:
        return [[] for _ in names], "explicit"
    by_line = [
        [n.value for n, line in zip(segment.numbers, segment.lines, strict=True) if line == at] for at in dict.fromkeys(segment.lines)
    ]
    if len(by_line) == count and len(values) > count and len({len(group) for group in by_line}) == 1:
        return [_unique(group) for group in by_line], "positional"
    kinds = {(n.kind, n.label) for n in segment.numbers}
    if len(values) == count and len({kind for kind, _ in kinds}) == 1:
        return [[v] for v in values], "positional"
    phones = [v for v, n in zip(values, segment.numbers, strict=True) if n.kind != "fax"]
    if len(phones) == count:  # a number each, and one fax for all
        faxes = [n.value for n in segment.numbers if n.kind == "fax"]
        return [_unique([phone, *faxes]) for phone in phones], "positional"
    per_kind = {kind: sum(1 for n in segment.numbers if n.kind == kind) for kind, _ in kinds}
    if len(_unique(values)) == 1 or all(n == 1 for n in per_kind.values()):
        return [_unique(values) for _ in names], "shared"
    return [[] for _ in names], "unpaired"


def _contact(
    segment: Segment, name: str | None, phones: Sequence[str], mails: Sequence[str], pairing: str, flags: Sequence[str]
) -> Contact:
    notes = list(flags)
    if name and not phones and not mails and pairing == "explicit":
        notes.append("未写联系电话")
    return Contact.model_validate(
        {
            "name": name,
            "unit": segment.unit,
            "phones": tuple(phones),
            "emails": tuple(_unique(mails)),
            "purpose": segment.purpose,
            "pairing": pairing,
            "evidence": tuple(segment.evidence),
            "flags": tuple(notes),
        }
    )


def _unique(values: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(values))
