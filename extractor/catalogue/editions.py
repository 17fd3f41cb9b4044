"""Two editions of a list against each other: new, same, changed, vanished."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

from extractor.catalogue.matching import Matcher
from extractor.catalogue.wording import question

__all__ = ["Change", "edition_changes"]

_COMPARED = {"text": "题目", "answer_type": "类型", "unit": "计量单位", "options": "选项", "definition": "口径"}


class Change(NamedTuple):
    """``old`` or ``new`` is None where the question stands in one edition only; ``fields`` names what differs."""

    kind: Literal["same", "changed", "new", "vanished"]
    old: Mapping[str, Any] | None
    new: Mapping[str, Any] | None
    fields: tuple[str, ...] = ()


def edition_changes(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> list[Change]:
    """Occurrences of the newer edition in their order, then those that vanished. An order that changed is no change."""
    partners = _same_items(old, new)
    rest_old = [at for at in range(len(old)) if at not in partners.values()]
    rest_new = [at for at in range(len(new)) if at not in partners]
    partners |= _alike(old, new, rest_old, rest_new)
    changes = []
    for at, entry in enumerate(new):
        if at not in partners:
            changes.append(Change("new", None, entry))
            continue
        before = old[partners[at]]
        fields = tuple(name for key, name in _COMPARED.items() if _plain(before[key], key) != _plain(entry[key], key))
        changes.append(Change("changed" if fields else "same", before, entry, fields))
    gone = sorted(set(range(len(old))) - set(partners.values()))
    return [*changes, *(Change("vanished", old[at], None) for at in gone)]


def _same_items(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> dict[int, int]:
    """By item, in order: a question that is asked twice has two partners."""
    free: dict[str, list[int]] = {}
    for at, entry in enumerate(old):
        free.setdefault(entry["item"], []).append(at)
    return {at: free[entry["item"]].pop(0) for at, entry in enumerate(new) if free.get(entry["item"])}


def _alike(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]], rest_old: list[int], rest_new: list[int]) -> dict[int, int]:
    """Near ones that no veto parts; then the same words with another type; each once."""
    matcher = Matcher([question(old[at]["text"]) for at in rest_old])
    partners: dict[int, int] = {}
    for at in rest_new:
        for proposal in matcher.proposals(question(new[at]["text"])):
            place = rest_old[proposal.place]
            if proposal.kind in ("exact", "near") and place not in partners.values():
                partners[at] = place
                break
    return partners


def _plain(value: object, key: str) -> object:
    return question(str(value or "")).stem if key in ("text", "definition") else (value or "")
