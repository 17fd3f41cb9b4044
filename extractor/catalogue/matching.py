"""Which questions of a catalogue a new question may be: exact ones are linked, all others only proposed, best first."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal, NamedTuple

from extractor.catalogue.wording import Question, differences

__all__ = ["NEAR", "Matcher", "Proposal"]

NEAR = 85.0
"""Least likeness (0-100, of the unified words) at which two questions without a veto are proposed as the same."""
_LEAST_SHARED = 20.0
"""Share (0-100) of what two questions have below which they are not even proposed as perhaps the same concept."""
_TOPIC_WEIGHT = 2.5
_CANDIDATES = 30
_MOST_LOOKED_AT = 800
"""Entries that one question looks at, rarest signs first: what many share tells little."""
_COMMONEST = 0.08
"""A pair of characters that more than this share of the catalogue has (at least 50) finds nobody."""


class Proposal(NamedTuple):
    """``place`` in the catalogue. exact: the same by itself; near: one click; topic: perhaps the same concept.
    ``vetoes``: why it was not linked or not near."""

    place: int
    kind: Literal["exact", "near", "topic"]
    score: float
    vetoes: tuple[str, ...] = ()


class Matcher:
    """The questions of a catalogue, indexed by what they share with others."""

    def __init__(self, known: Sequence[Question]) -> None:
        self._known = known
        self._exact: dict[str, int] = {}
        self._postings: dict[str, list[int]] = defaultdict(list)
        signs = [_signs(item) for item in known]
        for place, item in enumerate(known):
            self._exact.setdefault(item.fingerprint, place)
            for sign in signs[place]:
                self._postings[sign].append(place)
        most = max(50, int(_COMMONEST * len(known)))
        self._weights = {sign: _weight(sign, len(places), len(known)) for sign, places in self._postings.items()}
        self._useful = {sign for sign, places in self._postings.items() if len(places) <= most}
        self._norms = [math.sqrt(sum(self._weights[sign] ** 2 for sign in own)) or 1.0 for own in signs]

    def proposals(self, asked: Question, *, most: int = 5) -> tuple[Proposal, ...]:
        """At most ``most``, best first; one exact match is the only answer."""
        exact = self._exact.get(asked.fingerprint)
        if exact is not None and not differences(asked, self._known[exact]):
            return (Proposal(exact, "exact", 100.0),)
        from rapidfuzz import fuzz

        near, other = [], []
        for place, shared in self._candidates(asked):
            likeness = fuzz.ratio(asked.core, self._known[place].core, score_cutoff=NEAR)
            if likeness and not differences(asked, self._known[place]):
                near.append(Proposal(place, "near", likeness))
            elif shared >= _LEAST_SHARED:
                other.append((place, shared))
        near.sort(key=lambda proposal: (-proposal.score, proposal.place))
        rest = (Proposal(place, "topic", shared, differences(asked, self._known[place])) for place, shared in other[:most])
        return (*near, *rest)[:most]

    def _candidates(self, asked: Question) -> list[tuple[int, float]]:
        """Those that share most with ``asked``, by weight, as a share of what both have."""
        signs = _signs(asked)
        useful = [sign for sign in signs if sign in self._useful] or [sign for sign in signs if sign in self._postings]
        scores: defaultdict[int, float] = defaultdict(float)
        looked_at = 0
        for sign in sorted(useful, key=lambda sign: (len(self._postings[sign]), sign)):
            looked_at += len(self._postings[sign])
            if looked_at > _MOST_LOOKED_AT and scores:
                break
            weight = self._weights[sign] ** 2
            for place in self._postings[sign]:
                scores[place] += weight
        norm = math.sqrt(sum(self._weights.get(sign, 1.0) ** 2 for sign in signs)) or 1.0
        best = heapq.nlargest(_CANDIDATES * 2, [(score, -place) for place, score in scores.items()])
        shares = [(100.0 * score / (norm * self._norms[-place]), place) for score, place in best]
        return [(-place, share) for share, place in sorted(shares, reverse=True)[:_CANDIDATES]]


def _signs(item: Question) -> set[str]:
    """Pairs of characters, and topics (marked, so that they are no pair)."""
    pairs = {item.core[at : at + 2] for at in range(len(item.core) - 1)}
    return pairs | {f"#{topic}" for topic in item.topics}


def _weight(sign: str, count: int, total: int) -> float:
    return math.log(1 + total / count) * (_TOPIC_WEIGHT if sign.startswith("#") else 1.0)
