"""Sums that the notice states against what it lists: announced lists, total rows of tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.assemble.checks_view import Inspected
from extractor.model.notice import ReviewFlag
from extractor.recognizers.timex_numbers import number
from extractor.tables.header import is_page_artefact, is_repeat, split_header
from extractor.tables.row_source import SourceRow, source_rows
from extractor.tables.table_chains import table_chains
from extractor.text.reading import Paragraph
from patterns import lazy_re as re
from patterns.rules import load_rules

__all__ = ["check_totals"]

_TOTAL = re.compile(r"^(?:总|合|共)计(?:（.{0,6}）)?[:：]?$")
_PART_SUM = re.compile(r"小计|其中|平均|全[省市县区]")
_NO_SUM = re.compile(r"率|比|排名|名次|均|序号|编号|电话|年份|期|[%％]|得分|指数|时限|时间|日期")
_FIGURE = re.compile(r"^-?\d{1,9}(?:\.\d{1,4})?(?:[个户家人项件亿万元分次处座台名所]{0,3})$")
_EMPTY = frozenset({"", "-", "—", "/", "－", "——"})
_ROUNDING = 0.06
_FEWEST = 2


def check_totals(seen: Inspected) -> Iterator[ReviewFlag]:
    """Codes: announced-count, total-row."""
    yield from _announced(seen)
    yield from _total_rows(seen)


def _announced(seen: Inspected) -> Iterator[ReviewFlag]:
    """以下五项工作, and four numbered paragraphs right below."""
    rule = load_rules("checks")["check-announced-count"]
    paragraphs = seen.reading.paragraphs
    for paragraph, below in pairwise(paragraphs):
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


def _total_rows(seen: Inspected) -> Iterator[ReviewFlag]:
    """A row 合计 against the rows above it, or all below it, column by column."""
    for tables in table_chains(seen.reading.document):
        source = [row for part in tables for row in source_rows(part, seen.reading.text)]
        header, data = split_header(source)
        if not header and source and not any(_figure(word) for word in source[0].words):
            header, data = source[:1], source[1:]
        rows = [row for row in data if not is_page_artefact(row) and not is_repeat(row, header)]
        labels = ["".join(row.cells[c].text for row in header) for c in range(len(rows[0].cells))] if rows and header else []
        for at, row in enumerate(rows):
            if _is_total(row):
                yield from _sums(seen, row, rows[:at] or rows[at + 1 :], labels)


def _sums(seen: Inspected, total: SourceRow, items: Sequence[SourceRow], labels: Sequence[str]) -> Iterator[ReviewFlag]:
    """The columns of one total row; a table with sums of parts inside is left alone."""
    if len(items) < _FEWEST or any(_PART_SUM.search(word) for row in items for word in row.words[:2]) or any(map(_is_total, items)):
        return
    for column, label in enumerate(labels):
        if _NO_SUM.search(label) or column >= len(total.cells):
            continue
        said = _figure(total.cells[column].text) if total.cells[column].text else None
        parts = [_figure(row.cells[column].text) if column < len(row.cells) else None for row in items]
        figures = [part for part in parts if part is not None]
        if said is None or len(figures) < len(parts) or sum(figures) == 0:
            continue
        if abs(sum(figures) - said) > _ROUNDING * max(1, len(figures) / 10):
            message = f"表中“{label}”合计为{said:g}，各行相加为{sum(figures):g}，请核实"
            yield ReviewFlag(code="total-row", message=message, evidence=(seen.at(total.places[column][0], "check-total-row"),))


def _is_total(row: SourceRow) -> bool:
    return any(_TOTAL.match(word) for word in row.words[:2])


def _figure(text: str) -> float | None:
    """The number of a cell; an empty one counts nothing."""
    text = re.sub(r"[\s，,]", "", text)
    if text in _EMPTY:
        return 0.0
    return float(re.sub(r"[^\d.-]", "", text)) if _FIGURE.match(text) else None
