"""Tables with random merges are read to the last cell; a sample of what ``scripts/compare_readers.py`` does in full."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "scripts"))

from made_tables import BORDERS, MadeCell, docx_of, pdf_of, random_table

from extractor.readers import read


def cells_read(data: bytes, *, name: str) -> list[MadeCell]:
    document = read(data, name=name)
    assert len(document.tables) == 1
    return [(c.row, c.column, c.row_span, c.column_span, document.text[slice(*c.span)]) for c in document.tables[0].cells]


@pytest.mark.parametrize("border", BORDERS)
@pytest.mark.parametrize("repeat_header", [False, True])
def test_pdf_reader_reads_made_tables_over_pages_to_the_last_cell(border: str, *, repeat_header: bool) -> None:
    for seed in range(3):
        table = random_table(seed, rows=45, columns=3 + 2 * seed)
        assert cells_read(pdf_of(table, border=border, repeat_header=repeat_header), name="表.pdf") == list(table.cells)


def test_docx_reader_reads_made_tables_to_the_last_cell() -> None:
    for seed in range(4):
        table = random_table(seed, rows=20, columns=2 + 2 * seed)
        assert cells_read(docx_of(table, repeat_header=True), name="表.docx") == list(table.cells)
