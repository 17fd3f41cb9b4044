"""``fenban patterns check``: the pattern files, their examples, and what recognizers make of them."""

from __future__ import annotations

import extractor.recognizers
from patterns.rules import check_all

__all__ = ["pattern_faults"]


def pattern_faults() -> list[str]:
    """Every fault, one line each: first of form and examples, then of the values that examples must give."""
    faults = check_all()
    semantic_faults = getattr(extractor.recognizers, "semantic_faults", None)
    if not faults and semantic_faults is not None:
        faults += semantic_faults()
    return faults
