"""Compare what the readers find in generated tables with what was put in, and with what other libraries find.

python scripts/compare_readers.py            # 200 tables, drawn and as DOCX
python scripts/compare_readers.py 50 --office   # also the DOCX as PDF, made by LibreOffice

LibreOffice cuts merged cells in the middle of their words at the end of a page; such halves look like two cells, and are counted
as faults, but do not fail the comparison.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT))  # after the installed packages

import docx  # noqa: E402
import pdfplumber  # noqa: E402
from made_tables import BORDERS, MadeCell, MadeTable, docx_of, pdf_of, random_table, rows_right  # noqa: E402

from extractor.readers import read  # noqa: E402

OFFICE = "LibreOffice"


def made(count: int) -> Iterator[tuple[int, MadeTable]]:
    for seed in range(count):
        yield seed, random_table(seed, rows=6 + seed % 60, columns=2 + seed % 6)


def cells_read(data: bytes, *, name: str) -> list[MadeCell]:
    """The cells of the largest table that our reader finds."""
    document = read(data, name=name)
    table = max(document.tables, key=lambda found: len(found.cells))
    return [(c.row, c.column, c.row_span, c.column_span, document.text[c.span.start : c.span.end]) for c in table.cells]


def plumber_rows(data: bytes) -> list[list[str]]:
    """The words of all rows that pdfplumber finds, cells without words left out."""
    with pdfplumber.open(BytesIO(data)) as pdf:
        rows = [row for page in pdf.pages for table in page.extract_tables() for row in table]
    return [["".join(cell.split()) for cell in row if cell] for row in rows]


def python_docx_rows(data: bytes) -> list[list[str]]:
    """The words of all rows that python-docx finds; a cell that is merged downwards shows in its first row only."""
    rows: list[list[str]] = []
    for row in docx.Document(BytesIO(data)).tables[0].rows:
        cells = [cell for cell in row._tr.tc_lst if cell.vMerge != "continue"]
        rows.append(["".join(p.text for p in docx.table._Cell(cell, row).paragraphs) for cell in cells])
    return rows


def words_by_row(table: MadeTable) -> list[list[str]]:
    return [[words for top, *_, words in table.cells if top == row] for row in range(table.rows)]


class Score:
    def __init__(self) -> None:
        self.rows: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.faults: list[str] = []

    def ours(self, kind: str, seed: int, table: MadeTable, data: bytes, *, name: str) -> None:
        right = rows_right(table.cells, cells_read(data, name=name))
        self._add(kind, table, right)
        if right < table.rows and kind != OFFICE:
            self.faults.append(f"{kind}, table {seed}: {right} of {table.rows} rows")

    def others(self, kind: str, table: MadeTable, rows: list[list[str]]) -> None:
        self._add(kind, table, sum(words in rows for words in words_by_row(table)))

    def _add(self, kind: str, table: MadeTable, right: int) -> None:
        self.rows[kind] += table.rows
        self.right[kind] += right


def office_pdfs(files: dict[int, bytes]) -> dict[int, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        for seed, data in files.items():
            (Path(folder) / f"{seed}.docx").write_bytes(data)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        paths = [f"{folder}/{seed}.docx" for seed in files]
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *paths], check=True, capture_output=True
        )
        return {seed: (Path(folder) / f"{seed}.pdf").read_bytes() for seed in files}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=200)
    parser.add_argument("--office", action="store_true", help="also let LibreOffice make PDFs")
    arguments = parser.parse_args()
    score = Score()
    files: dict[int, bytes] = {}
    for seed, table in made(arguments.count):
        border, repeat = list(BORDERS)[seed % len(BORDERS)], bool(seed // len(BORDERS) % 2)
        drawn = pdf_of(table, border=border, repeat_header=repeat)
        score.ours(f"drawn with {border}", seed, table, drawn, name="表.pdf")
        score.others("drawn, pdfplumber", table, plumber_rows(drawn))
        files[seed] = docx_of(table, repeat_header=repeat)
        score.ours("DOCX", seed, table, files[seed], name="表.docx")
        score.others("DOCX, python-docx", table, python_docx_rows(files[seed]))
    for seed, pdf in office_pdfs(files).items() if arguments.office else ():
        score.ours(OFFICE, seed, dict(made(arguments.count))[seed], pdf, name="表.pdf")
    for kind, rows in sorted(score.rows.items()):
        print(f"{kind:24} {score.right[kind]} of {rows} rows right")
    for fault in score.faults:
        print(fault, file=sys.stderr)
    return 1 if score.faults else 0


if __name__ == "__main__":
    sys.exit(main())
