"""In what unit a numeric answer is to be given: what the question says, else what its words imply (SCHEMA 7)."""

from __future__ import annotations

from typing import NamedTuple

from extractor.model.notice import AnswerType, Indicator, ValueSource
from extractor.recognizers.answer_types import stem_of
from patterns.rules import Rule, load_rules

__all__ = ["NUMERIC", "Measure", "measured", "unit_of"]

NUMERIC: tuple[AnswerType, ...] = ("count", "number", "percentage", "score", "amount")


class Measure(NamedTuple):
    """``source`` is "inferred" where the words only imply the unit; ``flagged``: a clerk should look at it."""

    unit: str
    source: ValueSource
    flagged: bool = False


def unit_of(text: str, answer_type: AnswerType | None, *, instruction: str = "") -> Measure | None:
    """The unit of the answer to ``text``; None where nothing says it, or the answer is no number."""
    if answer_type not in NUMERIC:
        return None
    words = {"text": "".join(text.split()).replace("（）", "（ ）"), "stem": stem_of(text), "instruction": "".join(instruction.split())}
    for rule in load_rules("units_of_measure"):
        if answer_type in rule.yields.get("types", NUMERIC):
            for name in str(rule.yields["on"]).split("+"):
                unit = _said(rule, words[name])
                if unit and _fits(unit, answer_type):
                    return Measure(unit, rule.yields["source"], bool(rule.yields.get("flagged")))
    return None


def measured(indicator: Indicator) -> Indicator:
    """``indicator`` with its unit, where a column or nothing at all has not said it yet."""
    if indicator.unit_of_measure:
        return indicator
    found = unit_of(indicator.text, indicator.answer_type, instruction=indicator.instruction or "")
    if found is None:
        return indicator
    flags = (*indicator.flags, f"计量单位“{found.unit}”为推定") if found.flagged else indicator.flags
    return indicator.model_copy(update={"unit_of_measure": found.unit, "unit_source": found.source, "flags": flags})


def _fits(unit: str, answer_type: AnswerType) -> bool:
    """A share is not counted in pieces, an amount only in money."""
    if answer_type == "percentage":
        return unit in ("%", "‰")
    if answer_type == "amount":
        return "元" in unit and "%" not in unit
    return answer_type != "score" or unit in ("分", "%")


def _said(rule: Rule, text: str) -> str | None:
    match = rule.search(text)
    if match is None:
        return None
    return str(match.groupdict().get("unit") or rule.yields.get("unit") or "").replace("％", "%") or None
