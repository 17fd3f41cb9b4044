"""CPU time per file as bars, one group for each form of file, on a logarithmic scale; SVG without a library."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Final

from benchmarks.results import Results

__all__ = ["chart"]

_WIDTH, _LEFT, _RIGHT, _ROW, _GAP = 760, 190, 90, 22, 34
_TITLES: Final = {"pdf": "PDF", "docx": "DOCX", "txt": "text"}
_YARDSTICKS: Final = ("regex",)
"""Not contestants: they do nothing that anybody wants."""
_STYLE: Final = (
    "text{font:13px sans-serif;fill:#333}.h{font-weight:bold}.b{fill:#9db4c8}.o{fill:#c8402f}"
    "svg{background:#fff}@media(prefers-color-scheme:dark){svg{background:#111}text{fill:#ddd}}"
)


def chart(results: Results) -> str:
    groups = {form: _group(results, form) for form in _TITLES}
    figures = [figure for group in groups.values() for figure in group.values()]
    low, high = min(figures, default=1.0) / 2, max(figures, default=10.0)
    body, height = [], 10
    for form, group in groups.items():
        if group:
            body += list(_bars(_TITLES[form], group, top=height, low=low, high=high))
            height += _GAP + _ROW * len(group)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height + 14}" viewBox="0 0 {_WIDTH} {height + 14}">'
    return "\n".join([head, f"<style>{_STYLE}</style>", *body, "</svg>\n"])


def _group(results: Results, form: str) -> dict[str, float]:
    figures = {key.partition("/")[0]: one["ms"] for key, one in results.contests.items() if key.endswith(f"/{form}")}
    return dict(sorted(((name, ms) for name, ms in figures.items() if name not in _YARDSTICKS), key=lambda pair: pair[1]))


def _bars(title: str, group: Mapping[str, float], *, top: int, low: float, high: float) -> Iterator[str]:
    yield f'<text class="h" x="10" y="{top + 18}">{title}: CPU ms per file (logarithmic)</text>'
    for row, (name, ms) in enumerate(group.items()):
        y = top + 26 + row * _ROW
        width = (_WIDTH - _LEFT - _RIGHT) * math.log(ms / low) / math.log(high / low)
        kind = "o" if name.startswith("fenban") else "b"
        yield f'<text x="{_LEFT - 8}" y="{y + 13}" text-anchor="end">{name.replace("_", " ")}</text>'
        yield f'<rect class="{kind}" x="{_LEFT}" y="{y}" width="{width:.0f}" height="{_ROW - 5}"/>'
        yield f'<text x="{_LEFT + width + 6:.0f}" y="{y + 13}">{ms:g}</text>'
