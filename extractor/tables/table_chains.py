"""Tables that are one: a page break parts them in the file, nothing else stands between them."""

from __future__ import annotations

from extractor.model.document import Document, Table
from extractor.tables.even_columns import with_even_columns
from extractor.tables.header import split_header
from extractor.tables.row_source import source_rows
from extractor.tables.text_lines import is_page_number

__all__ = ["table_chains"]


def table_chains(document: Document) -> list[list[Table]]:
    """The tables of ``document`` in order, with those that go on with the one before in one list."""
    chains: list[list[Table]] = []
    for table in map(with_even_columns, document.tables):
        if chains and _goes_on(chains[-1][-1], chains[-1][0], table, document):
            chains[-1].append(table)
        else:
            chains.append([table])
    return chains


def _goes_on(last: Table, first: Table, table: Table, document: Document) -> bool:
    """As wide as the one before, under no words of its own, and without a header or with the same one."""
    if table.column_count != last.column_count or not _nothing_between(last, table, document):
        return False
    above, _ = split_header(source_rows(first, document.text))
    here, _ = split_header(source_rows(table, document.text))
    return bool(above) and (not here or [row.words for row in here] == [row.words for row in above])


def _nothing_between(last: Table, table: Table, document: Document) -> bool:
    between = document.text[last.span.end : table.span.start].split("\n")
    return all(not line.strip() or is_page_number(line) for line in between)
