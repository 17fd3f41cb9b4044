"""A table as rules want to see it: typed columns, no repeated headers, every empty cell explained.

``build_grid`` is the only way in. The steps stand in modules of their own: ``columns`` (what a column
holds), ``realign`` (rows that slipped to the left), ``fill`` (merged, blank and missing cells).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.model.document import Document, Span, Table
from extractor.tables.columns import column_kinds
from extractor.tables.fill import fill_rows
from extractor.tables.grid_model import Grid, GridCell, GridRow, Group
from extractor.tables.header import is_page_artefact, is_repeat, split_header
from extractor.tables.realign import realign
from extractor.tables.row_groups import take_groups
from extractor.tables.row_source import source_rows
from extractor.tables.table_chains import table_chains
from extractor.tables.table_kind import kind_of_table
from extractor.tables.table_title import title_above

__all__ = ["Grid", "GridCell", "GridRow", "Group", "build_grid", "build_grids"]


def build_grids(document: Document, *, repair: bool = True) -> tuple[Grid, ...]:
    """One grid per table of ``document``, in reading order; tables that a page break parted are one.
    ``repair`` False: tables, rows and cells stay as they are."""
    chains = table_chains(document) if repair else [[table] for table in document.tables]
    return tuple(_build(tables, document, repair=repair) for tables in chains)


def build_grid(table: Table, document: Document) -> Grid:
    """Read ``table``: header, columns, groups, and rows with their empty cells resolved."""
    return _build((table,), document, repair=True)


def _build(tables: Sequence[Table], document: Document, *, repair: bool) -> Grid:
    table = replace(tables[0], span=Span(tables[0].span.start, tables[-1].span.end))
    rows = [row for part in tables for row in source_rows(part, document.text)]
    header, data = split_header(rows)
    kept = [row for row in data if not is_page_artefact(row) and not is_repeat(row, header)]
    repeats = sum(part.header_repeats for part in tables) + sum(1 for row in data if is_repeat(row, header))
    labels, kinds = column_kinds(header, kept)
    labels, kinds, aligned = realign(labels, kinds, kept) if repair else (labels, kinds, kept)
    grouped = take_groups(aligned, kinds)
    filled = fill_rows(grouped.rows, kinds, repair=repair)
    above = title_above(document, table)
    title = above[0] if above else None
    return Grid(
        table=table,
        title=title,
        title_span=above[1] if above else None,
        header=labels,
        columns=kinds,
        kind=kind_of_table(kinds, filled, title, headed=bool(header)),
        rows=tuple(filled),
        groups=tuple(grouped.groups),
        totals=tuple(fill_rows([(row, None) for row in grouped.totals], kinds)),
        header_repeats=repeats,
        header_cells=tuple(cell for row in header for cell in row.cells),
    )
