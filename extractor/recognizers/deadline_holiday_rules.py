"""What the notice says should happen where a day falls on a weekend or a holiday (TRAPS T17).

The rule holds for the time limits of its sentence; no date is moved here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import cast

from extractor.model.document import Span
from extractor.model.notice import HolidayRule
from extractor.recognizers.deadline_place import Place
from extractor.recognizers.time_mentions import DeadlineMention, PlainDateMention
from patterns.rules import load_rules

__all__ = ["with_holiday_rules"]

Mention = DeadlineMention | PlainDateMention
_MOVABLE = frozenset({"recurring", "fixed"})


def with_holiday_rules(mentions: Iterable[Mention], place: Place) -> list[Mention]:
    """``mentions`` of ``place``, those that a rule covers marked with it."""
    rules = _sentences(place)
    return [_marked(m, rules) if rules and isinstance(m, DeadlineMention) and m.class_ in _MOVABLE else m for m in mentions]


def _sentences(place: Place) -> list[tuple[Span, HolidayRule]]:
    """Source spans of the sentences that state a rule, with its name."""
    found: list[tuple[Span, HolidayRule]] = []
    for rule in load_rules("holiday_rules").fitting(place.text):
        for match in rule.finditer(place.text):
            start, end = place.sentence(match.start())
            if end > start:
                found.append((place.passage.span(start, end), cast("HolidayRule", rule.yields["holiday_rule"])))
    return found


def _marked(mention: DeadlineMention, rules: list[tuple[Span, HolidayRule]]) -> DeadlineMention:
    name = next((name for span, name in rules if span.start <= mention.span.start < span.end), None)
    return replace(mention, holiday_rule=name) if name else mention
