"""Whom to ask, and how to hand things in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from extractor.evaluate.normal_form import Reading, folded, listed, phone_digits
from extractor.evaluate.report import Tally

__all__ = ["compare_channels", "compare_contacts", "judge_contacts"]


def compare_contacts(tally: Tally, document: str, gold: Reading, predicted: Reading) -> None:
    wanted, found = gold.get("contacts", []), predicted.get("contacts", []) or []
    tally.compare("contacts.linked", gold=set(_links(wanted)), predicted=set(_links(found)), document=document)
    tally.compare("contacts.phones", gold=_numbers(wanted), predicted=_numbers(found), document=document)


def judge_contacts(gold: Reading, predicted: Reading) -> Iterator[tuple[Reading, bool]]:
    """Each contact of ``predicted``, and whether all its numbers and mailboxes are that person's."""
    wanted = set(_links(gold.get("contacts", [])))
    for contact in predicted.get("contacts", []) or []:
        yield contact, wanted.issuperset(_links([contact]))


def compare_channels(tally: Tally, document: str, gold: Reading, predicted: Reading) -> None:
    wanted, found = gold.get("submission_channels", []), predicted.get("submission_channels", []) or []
    tally.compare("channels", gold=_channels(wanted), predicted=_channels(found), document=document)


def _links(contacts: Iterable[Reading]) -> Iterator[tuple[str, str]]:
    """Each name with each of its numbers and mailboxes; a name alone stands with an empty number."""
    for contact in contacts:
        who = folded(contact.get("name"))
        reached_by = [phone_digits(x) for x in listed(contact.get("phones"))] + [folded(x) for x in listed(contact.get("emails"))]
        for way in reached_by or [""]:
            yield who, way


def _numbers(contacts: Iterable[Reading]) -> set[str]:
    return {phone_digits(number) for contact in contacts for number in listed(contact.get("phones"))}


def _channels(channels: Iterable[Reading]) -> set[tuple[Any, str]]:
    """Medium and mailbox. Paper handed in at a room is paper and onsite at once; an unstated medium is not compared."""
    stated = [channel for channel in channels if channel.get("medium") != "unspecified"]
    return {("paper" if c.get("medium") == "onsite" else c.get("medium"), folded(c.get("email"))) for c in stated}
