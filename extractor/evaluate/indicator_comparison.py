"""Questions asked of the respondents, and values that the document reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from extractor.evaluate.normal_form import Reading, folded, listed, ratio, without_enumerator
from extractor.evaluate.pairing import pair_best_first
from extractor.evaluate.report import Tally

__all__ = ["compare_indicators", "compare_observations", "judge_indicators"]

_SAME_QUESTION, _SAME_NUMBER = 85.0, 10.0
_PLAIN_FIELDS = ("office", "leader", "due", "instruction")
_TEXT_LABEL, _TEXT_NOTE = 16, 50


def judge_indicators(gold: Reading, predicted: Reading) -> Iterator[tuple[Reading, bool]]:
    """Each question of ``predicted``, and whether the document asks it."""
    found = predicted.get("indicators", []) or []
    hits = pair_best_first(gold.get("indicators", []), found, likeness=_likeness, least=_SAME_QUESTION)
    yield from ((question, j in hits.gold_of) for j, question in enumerate(found))


def compare_indicators(tally: Tally, document: str, gold: Reading, predicted: Reading) -> None:
    wanted, found = gold.get("indicators", []), predicted.get("indicators", []) or []
    hits = pair_best_first(wanted, found, likeness=_likeness, least=_SAME_QUESTION)
    count = len(hits.all)
    tally.add("indicators.found", right=count, missed=len(wanted) - count, wrong=len(found) - count)
    for i, question in enumerate(wanted):
        if i not in hits.predicted_of:
            tally.note(document, "indicators.found", f"missed  {_named(question)}")
    for j, question in enumerate(found):
        if j not in hits.gold_of:
            tally.note(document, "indicators.found", f"wrong   {_named(question)}")
    for i, j in hits.all:
        _compare_question(tally, document, wanted[i], found[j])


def compare_observations(tally: Tally, document: str, gold: Reading, predicted: Reading) -> None:
    wanted, found = gold.get("observations", []), predicted.get("observations", []) or []
    tally.compare("observations", gold=_values(wanted), predicted=_values(found), document=document)


def _compare_question(tally: Tally, document: str, wanted: Reading, found: Reading) -> None:
    label = f"{wanted.get('number')} {(wanted.get('text') or '')[:_TEXT_LABEL]}"
    if wanted.get("answer_type"):
        kinds = [[side["answer_type"]] if side.get("answer_type") else [] for side in (wanted, found)]
        tally.compare("indicators.answer_type", gold=kinds[0], predicted=kinds[1], document=document, label=label)
    for field in _PLAIN_FIELDS:
        values = [[folded(side[field])] if side.get(field) else [] for side in (wanted, found)]
        tally.compare(f"indicators.{field}", gold=values[0], predicted=values[1], document=document, label=label)
    if last := _last_heading(wanted):
        tally.compare("indicators.path", gold=last, predicted=_last_heading(found), document=document, label=label)


def _likeness(wanted: Reading, found: Reading) -> float:
    numbered = wanted.get("number") is not None and str(wanted.get("number")) == str(found.get("number"))
    return ratio(wanted.get("text"), found.get("text")) + (_SAME_NUMBER if numbered else 0.0)


def _last_heading(question: Reading) -> list[str]:
    """The lowest heading above the question: the higher ones follow from it."""
    return [without_enumerator(step) for step in listed(question.get("path")) if step][-1:]


def _values(observations: Iterable[Reading]) -> list[tuple[str, Any, str]]:
    """Period, kind and value of every observation that has a number."""
    numeric = [o for o in observations if isinstance(o.get("value"), (int, float))]
    return [(str(o.get("period")), o.get("kind"), str(float(o["value"]))) for o in numeric]


def _named(question: Reading) -> str:
    return f"{question.get('number')} {(question.get('text') or '')[:_TEXT_NOTE]}"
