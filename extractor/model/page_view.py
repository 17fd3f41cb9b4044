"""A page of the source as a picture, and where on it the words stand that speak for a value."""

from __future__ import annotations

from extractor.model.document import Box, Span
from extractor.model.frozen import Frozen

__all__ = ["PageView", "PlacedSpan"]


class PlacedSpan(Frozen):
    """``span`` of ``Document.text`` as it is printed on one page: a box for each line of print.
    ``exact``: around the words themselves; else around the paragraph or cell that holds them."""

    span: Span
    boxes: tuple[Box, ...]
    exact: bool


class PageView(Frozen):
    """``number`` counts from 1; ``width`` and ``height`` are points, as are the boxes. ``png``: the whole page, grey."""

    number: int
    width: float
    height: float
    png: bytes
    spans: tuple[PlacedSpan, ...] = ()
