"""What rules alone find in a line: names of single units and of persons."""

from __future__ import annotations

from extractor.recognizers.name_spans import NameSpan, without_overlaps
from extractor.recognizers.person_name_rules import find_persons
from extractor.recognizers.unit_name_rules import find_units

__all__ = ["find_names_by_rule"]


def find_names_by_rule(line: str) -> list[NameSpan]:
    """All names in ``line``, in order, without overlaps. ``line`` is folded text (see ``extractor.text.passage``)."""
    return without_overlaps([*find_units(line), *find_persons(line)])
