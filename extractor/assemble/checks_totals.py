"""Sums that the notice states against what it lists: announced lists, total rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.assemble.checks_view import Inspected
from extractor.model.notice import ReviewFlag
from extractor.recognizers.timex_numbers import number
from extractor.tables.grid_model import Grid, GridRow
from extractor.text.reading import Paragraph
from patterns.rules import load_rules

__all__ = ["check_totals"]

_TOTAL = re.compile(r"^(?:总|合|共)计(?:（.{0,6}）)?$")
_PART_SUM = re.compile(r"小计|其中|平均|全[省市县区]")
_NO_SUM = re.compile(r"率|比|排名|名次|均|序号|编号|电话|年份|期|[%％]|得分|指数|时限|时间|日期")
_FIGURE = re.compile(r"^-?\d{1,9}(?:\.\d{1,4})?(?:[个户家人项件亿万元分次处座台名所]{0,3})$")
_EMPTY = frozenset({"", "-", "—", "/", "－", "——"})
_ROUNDING = 0.06


def check_totals(seen: Inspected) -> Iterator[ReviewFlag]:
    """Codes: announced-count, total-row."""
    yield from _announced(seen)
    for grid in seen.grids:
        yield from _total_rows(seen, grid)


def _announced(seen: Inspected) -> Iterator[ReviewFlag]:
    """以下五项工作, and four numbered paragraphs right below."""
    rule = load_rules("checks")["check-announced-count"]
    paragraphs = seen.reading.paragraphs
    for paragraph, below in zip(paragraphs, paragraphs[1:], strict=False):
        matches = list(rule.finditer(paragraph.text))
        if not matches or not re.search(r"[：。]$", paragraph.text) or below.level is None or below.level == paragraph.level:
            continue
        listed = _siblings(paragraphs[below.index :])
        said = number(matches[-1]["count"])
        if listed and said != listed and matches[-1].start() > len(paragraph.text) - 60:
            message = f"文中称“{matches[-1].group()}”，其下实列{listed}项，请核对是否有缺漏"
            evidence = seen.evidence(paragraph.passage, *matches[-1].span(), rule)
            yield ReviewFlag(code="announced-count", message=message, evidence=(evidence,))


def _siblings(paragraphs: Sequence[Paragraph]) -> int:
    """How many paragraphs in a row are numbered like the first, whatever stands below each of them."""
    first = paragraphs[0]
    count = 0
    for paragraph in paragraphs:
        if paragraph.part != first.part or paragraph.level is not None and first.level is not None and paragraph.level < first.level:
            break
        if paragraph.level == first.level:
            if paragraph.parents != first.parents:
                break
            count += 1
    return count if count > 1 else 0


def _total_rows(seen: Inspected, grid: Grid) -> Iterator[ReviewFlag]:
    """A row 合计 against the rows above it, column by column."""
    for at, row in enumerate(grid.rows):
        if not _is_total(row):
            continue
        items = grid.rows[:at] or grid.rows[at + 1 :]
        if any(_is_total(r) or any(_PART_SUM.search(c.text) for c in r.own_cells[:2]) for r in items):
            return
        for column, label in enumerate(grid.header):
            said, parts = _figure(row.cells[column].text), [_figure(r.cells[column].text) for r in items if r.cells[column].own]
            if _NO_SUM.search(label) or said is None or len(parts) < 2 or None in parts:
                continue
            total = sum(p for p in parts if p is not None)
            if abs(total - said) > _ROUNDING * max(1, len(parts) / 10):
                message = f"表中“{label}”合计为{said:g}，各行相加为{total:g}，请核实"
                cell = row.cells[column]
                yield ReviewFlag(code="total-row", message=message, evidence=(seen.at(cell.span, "check-total-row"),))


def _is_total(row: GridRow) -> bool:
    return any(_TOTAL.match(re.sub(r"\s", "", cell.text)) for cell in row.own_cells[:2])


def _figure(text: str) -> float | None:
    """The number of a cell; an empty one counts nothing."""
    text = re.sub(r"[\s，,]", "", text)
    if text in _EMPTY:
        return 0.0
    return float(re.sub(r"[^\d.-]", "", text)) if _FIGURE.match(text) else None
