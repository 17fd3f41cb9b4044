"""Which entry of ours answers to which entry of the gold reading."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extractor.evaluate.normal_form import Reading

__all__ = ["Pairs", "pair_best_first"]


class Pairs:
    """One-to-one pairs of positions (gold, predicted), in the order in which they were made."""

    def __init__(self, pairs: Sequence[tuple[int, int]]) -> None:
        self.all = tuple(pairs)
        self.predicted_of = dict(pairs)
        self.gold_of = {predicted: gold for gold, predicted in pairs}


def pair_best_first(
    gold: Sequence[Reading],
    predicted: Sequence[Reading],
    *,
    likeness: Callable[[Reading, Reading], float],
    least: float,
) -> Pairs:
    """Greedy pairs, the most alike first, none below ``least``. Ties keep the order of the documents."""
    scored = [(likeness(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(predicted)]
    candidates = sorted((entry for entry in scored if entry[0] >= least), key=lambda entry: -entry[0])
    free_gold, free_predicted = set(range(len(gold))), set(range(len(predicted)))
    pairs: list[tuple[int, int]] = []
    for _, i, j in candidates:
        if i in free_gold and j in free_predicted:
            free_gold.remove(i)
            free_predicted.remove(j)
            pairs.append((i, j))
    return Pairs(pairs)
