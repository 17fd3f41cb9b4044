"""Which values of a notice a clerk should look at before relying on them: 【请核对】 in every deliverable.

A value asks for a look when something was noted about it (``flags``), when it was paired or supplemented by convention, or when no
place that speaks for it is sure enough. What the text does not say at all is a matter for the checks of the notice, not for this mark.
"""

from __future__ import annotations

from collections.abc import Iterable

from extractor.model.notice import Confidence, Contact, Deadline, Evidence, Metadata, ReviewFlag, Unit, Value, ValueSource

__all__ = ["CHECK_MARK", "LEVELS", "certainty", "field_needs_check", "needs_check"]

CHECK_MARK = "【请核对】"
LEVELS: tuple[Confidence, ...] = ("low", "medium", "high", "certain")
_UNSAID: dict[ValueSource, Confidence] = {"context": "low", "inferred": "medium"}
_PAIRED: dict[str, Confidence] = {"explicit": "high", "shared": "high", "positional": "medium", "unpaired": "low"}


def needs_check(value: Value | Unit | ReviewFlag | Evidence | Iterable[Evidence], *, least: Confidence = "high") -> bool:
    """Whether ``value`` is to carry 【请核对】: it has flags, or its certainty is below ``least``.

    Takes any fact of a notice (task, deadline, contact, attachment, channel, indicator, observation, date), a unit of a task,
    a review flag (always), or bare evidence.
    """
    if isinstance(value, ReviewFlag):
        return True
    if isinstance(value, Value) and value.flags:
        return True
    if isinstance(value, Contact) and value.pairing in ("positional", "unpaired"):
        return True
    if isinstance(value, Deadline) and value.due is None and value.class_ in ("fixed", "range"):
        return True
    return LEVELS.index(certainty(value)) < LEVELS.index(least)


def field_needs_check(metadata: Metadata, field: str, *, least: Confidence = "high") -> bool:
    """``needs_check`` for one field of the metadata, by its name; a field without evidence of its own is not marked."""
    return needs_check(metadata.evidence.get(field, ()), least=least)


def certainty(value: Value | Unit | ReviewFlag | Evidence | Iterable[Evidence]) -> Confidence:
    """The confidence of the best place that speaks for ``value``: one sure place settles what others only suggest.
    Without any evidence there is nothing to doubt: "certain"; a unit that was inferred, and who is meant by a number, are less sure."""
    found = [evidence.confidence for evidence in _evidence(value)]
    best = max(found, key=LEVELS.index) if found else "certain"
    return min(best, _most(value), key=LEVELS.index)


def _most(value: object) -> Confidence:
    """No surer than this, whatever the words: a unit that stands nowhere, a number that is nobody's."""
    if isinstance(value, Unit) and value.evidence is None:
        return _UNSAID.get(value.source, "certain")
    if isinstance(value, Contact):
        return _PAIRED[value.pairing] if value.name else "medium"
    return "certain"


def _evidence(value: Value | Unit | ReviewFlag | Evidence | Iterable[Evidence]) -> tuple[Evidence, ...]:
    if isinstance(value, Evidence):
        return (value,)
    if isinstance(value, Unit):
        return (value.evidence,) if value.evidence else ()
    if isinstance(value, Value | ReviewFlag):
        return value.evidence
    return tuple(value)
