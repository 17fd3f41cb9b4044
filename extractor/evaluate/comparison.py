"""Compares readings with gold readings, document by document."""

from __future__ import annotations

from collections.abc import Mapping

from extractor.evaluate.contact_comparison import compare_channels, compare_contacts
from extractor.evaluate.deadline_comparison import compare_deadlines
from extractor.evaluate.indicator_comparison import compare_indicators, compare_observations
from extractor.evaluate.metadata_comparison import compare_attachments, compare_metadata
from extractor.evaluate.normal_form import Reading
from extractor.evaluate.report import Report, Tally
from extractor.evaluate.task_comparison import compare_tasks

__all__ = ["evaluate"]

_COMPARISONS = (
    compare_metadata,
    compare_attachments,
    compare_contacts,
    compare_channels,
    compare_deadlines,
    compare_tasks,
    compare_indicators,
    compare_observations,
)


def evaluate(gold: Mapping[str, Reading], predicted: Mapping[str, Reading]) -> Report:
    """Precision, recall and F1 by field over all documents of ``gold`` (name -> reading).

    A document without a prediction counts as an empty reading; further predictions are ignored.
    """
    tally = Tally()
    for name in sorted(gold):
        for compare in _COMPARISONS:
            compare(tally, name, gold[name], predicted.get(name, {}))
    return tally.report(documents=len(gold), missing=sorted(set(gold) - set(predicted)))
