"""The pages of the source as pictures with a frame around every value's words, as SVG: places are attributes there, for the
security policy of the page allows no inline styles."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from extractor.model.document import Box
from extractor.model.page_view import PageView
from outputs.evidence_values import EvidenceValue

__all__ = ["page_figures"]

_AROUND = 1.0
"""Points between the words and their frame."""


def page_figures(views: Sequence[PageView], values: Sequence[EvidenceValue], *, page_count: int | None) -> Iterator[str]:
    """A line that says which pages there are, then a figure for each."""
    owners: dict[tuple[int, int], list[int]] = {}
    for at, value in enumerate(values):
        for item in value.evidence:
            owners.setdefault((item.start, item.end), []).append(at)
    named = {(item.start, item.end): item.page for value in values for item in value.evidence if item.page is not None}
    left_out = len(set(named.values()) - {view.number for view in views})
    cut = f"，另有 {left_out} 页有读出的内容而未附图像，请看文字" if left_out else ""
    yield f"<p>原件{f'共 {page_count} 页，' if page_count else ''}附有读出内容的 {len(views)} 页图像{cut}。</p>"
    yield from (_figure(view, owners) for view in views)


def _figure(view: PageView, owners: Mapping[tuple[int, int], Sequence[int]]) -> str:
    frames: dict[tuple[Box, ...], set[int]] = {}
    for placed in view.spans:
        frames.setdefault(placed.boxes, set()).update(owners.get((placed.span.start, placed.span.end), ()))
    # the widest first: what lies within lies above and can be clicked
    ordered = sorted(((boxes, owned) for boxes, owned in frames.items() if owned), key=lambda entry: -_area(entry[0]))
    shapes = "".join(_frame(boxes, owned) for boxes, owned in ordered)
    source = base64.b64encode(view.png).decode()
    picture = f'<image href="data:image/png;base64,{source}" width="{view.width:.1f}" height="{view.height:.1f}"/>'
    label = escape(f"第{view.number}页")
    return (
        f'<figure id="s{view.number}"><svg viewBox="0 0 {view.width:.1f} {view.height:.1f}" role="img" aria-label="{label}">'
        f"{picture}{shapes}</svg><figcaption>{label}</figcaption></figure>"
    )


def _frame(boxes: Sequence[Box], owned: set[int]) -> str:
    shapes = "".join(
        f'<rect x="{box.x0 - _AROUND:.1f}" y="{box.top - _AROUND:.1f}" '
        f'width="{box.x1 - box.x0 + 2 * _AROUND:.1f}" height="{box.bottom - box.top + 2 * _AROUND:.1f}"/>'
        for box in boxes
    )
    return f'<g data-v="{" ".join(map(str, sorted(owned)))}">{shapes}</g>'


def _area(boxes: Sequence[Box]) -> float:
    return sum((box.x1 - box.x0) * (box.bottom - box.top) for box in boxes)
