"""Lay every notice of corpus/txt out as an office would: corpus/docx (python-docx) and corpus/pdf (LibreOffice).

    python scripts/render_corpus.py [NAME ...] [--no-pdf]

The text files stay the source; DOCX and PDF are products, committed so that the tests need no LibreOffice.
What a text file shows of a page (page numbers, a header row repeated on the next page) is laid out as a page again.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
PAGE_NUMBER = re.compile(r"\s*(?:[-—－–]\s*\d{1,3}\s*[-—－–]|第\s*\d{1,3}\s*页(?:\s*共\s*\d{1,3}\s*页)?)\s*")
SAMPLES = {
    "年度自评通知.txt": "c001",
    "农村供水任务分解表.docx": "c033",
    "信访积案督办单.docx": "c036",
    "养老助餐实施方案.pdf": "c037",
    "科室考核指标表.pdf": "c040",
}
"""The notices of the first command of the README: each form of file, each kind of deliverable."""
SENTENCE_END = "。！？；：:;!?…”）)〕]"
DATE = re.compile(r"[\d○〇零一二三四五六七八九十]{4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月")
DATE_ONLY = re.compile(r"\s*" + DATE.pattern + r"\s*[\d一二三四五六七八九十]{1,3}\s*日\s*")
FIXED = datetime(2024, 1, 1)  # noqa: DTZ001  (document properties carry no time zone)
SONG, FANGSONG, HEI = "宋体", "仿宋", "黑体"
BODY_SIZE, TABLE_SIZE, TITLE_SIZE = Pt(16), Pt(10.5), Pt(22)


@dataclass
class Part:
    """A run of lines of one kind: one paragraph, or the rows of one table."""

    rows: list[list[str]] | None = None
    text: str = ""


def parts_of(text: str) -> list[Part]:
    """Paragraphs and tables; pages that the text file shows are put together again."""
    parts: list[Part] = []
    page_turned = False
    for line in text.splitlines():
        if PAGE_NUMBER.fullmatch(line):
            page_turned = True
        elif "\t" in line:
            _add_row(parts, line.split("\t"), continued=page_turned)
            page_turned = False
        elif line.strip():
            _add_line(parts, line, continued=page_turned)
            page_turned = False
        elif not page_turned:
            parts.append(Part())
    return [part for part in parts if part.rows or part.text]


def _add_row(parts: list[Part], cells: list[str], *, continued: bool) -> None:
    open_table = next((part for part in reversed(parts) if part.rows or part.text), None) if continued else (parts[-1] if parts else None)
    if open_table is None or not open_table.rows:
        open_table = Part(rows=[])
        parts.append(open_table)
    rows = open_table.rows if open_table.rows is not None else []
    if not (rows and cells == rows[0]):
        rows.append([cell.strip() for cell in cells])


def _add_line(parts: list[Part], line: str, *, continued: bool) -> None:
    last = next((part for part in reversed(parts) if part.rows or part.text), None)
    if continued and last and last.text and last.text.rstrip()[-1] not in SENTENCE_END:
        last.text = last.text.rstrip() + line.strip()
    else:
        parts.append(Part(text=line))


def lay_out(text: str) -> DocxDocument:
    document = Document()
    _set_page(document)
    parts = parts_of(text)
    head, signature = _head_length(parts), _signature(parts)
    for position, part in enumerate(parts):
        if part.rows:
            _table(document, part.rows)
        else:
            _paragraph(document, part.text, centred=position < head, signed=position in signature)
    properties = document.core_properties
    properties.author, properties.created, properties.modified = "", FIXED, FIXED
    return document


def _head_length(parts: list[Part]) -> int:
    """Title and number stand above the first line that ends like an address or a sentence."""
    for position, part in enumerate(parts[:6]):
        if part.rows or part.text.rstrip()[-1] in "：:。；;" or len(part.text) > 60:
            return position
    return min(len(parts), 1)


def _signature(parts: list[Part]) -> set[int]:
    """The line that is a date, and the short line above it."""
    found: set[int] = set()
    for position, part in enumerate(parts):
        if position > 2 and part.text and DATE_ONLY.fullmatch(part.text):
            found.add(position)
            above = parts[position - 1]
            if above.text and len(above.text) < 30 and above.text.rstrip()[-1] not in SENTENCE_END:
                found.add(position - 1)
    return found


def _paragraph(document: DocxDocument, text: str, *, centred: bool, signed: bool) -> None:
    paragraph = document.add_paragraph()
    numbered = "〕" in text and "号" in text and len(text) < 30
    size = TITLE_SIZE if centred and not numbered else BODY_SIZE
    _run(paragraph, text.strip() if not centred else text.strip(" 　"), size=size, font=SONG if size == TITLE_SIZE else FANGSONG)
    form = paragraph.paragraph_format
    form.space_after, form.line_spacing = Pt(0), Pt(34 if size == TITLE_SIZE else 28)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif signed:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        form.right_indent = Pt(32)
    elif not text.rstrip().endswith(("：", ":")) or len(text) > 60:
        form.first_line_indent = Pt(32)


def _run(paragraph: Paragraph, text: str, *, size: Pt, font: str, bold: bool = False) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.name, run.bold = size, "Times New Roman", bold
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _table(document: DocxDocument, rows: list[list[str]]) -> None:
    width = max(map(len, rows))
    rows = [row + [""] * (width - len(row)) for row in rows]
    table = document.add_table(len(rows), width, style="Table Grid")
    for column in range(width):
        for start, end in _blocks(rows, column):
            cell = table.cell(start, column)
            if end > start:
                cell = cell.merge(table.cell(end, column))
            _run(cell.paragraphs[0], rows[start][column], size=TABLE_SIZE, font=HEI if start == 0 else SONG)
    _set_widths(table, rows)
    _repeat_header(table)


def _set_widths(table: Table, rows: list[list[str]]) -> None:
    """Wide columns for long words, none narrower than a heading of two characters."""
    weights = [max(3.0, max(len(row[column]) for row in rows) ** 0.6) for column in range(len(rows[0]))]
    table.autofit = False
    for column, weight in zip(table.columns, weights, strict=True):
        column.width = Mm(round(156 * weight / sum(weights)))


def _repeat_header(table: Table) -> None:
    for row in table.rows:
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
    header = table.rows[0]._tr.get_or_add_trPr()
    header.append(OxmlElement("w:tblHeader"))


def _blocks(rows: list[list[str]], column: int) -> Iterator[tuple[int, int]]:
    """First and last row of each cell of a column: empty cells of a merged column belong to the cell above."""
    merged = _is_merged(rows, column)
    start = 0
    for row in range(1, len(rows) + 1):
        if row == len(rows) or rows[row][column] or row == 1 or not merged or _shifted(rows, row):
            yield start, row - 1
            start = row


def _is_merged(rows: list[list[str]], column: int) -> bool:
    """Empty cells are a merge where they are frequent and some words stand above them; a lone one is a gap."""
    body = [row[column] for row in rows[1:]]
    empty = sum(not cell for cell in body)
    return len(body) > 2 and bool(body[0]) and 0.1 <= empty / len(body) < 1


def _shifted(rows: list[list[str]], row: int) -> bool:
    """The row's date stands one column too far left: its last cell is empty for that reason."""
    return not rows[row][-1] and bool(DATE.search(rows[row][-2]))


def _set_page(document: DocxDocument) -> None:
    """GB/T 9704: A4, margins 37/35/28/26 mm, page number below."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(footer, "— ", size=Pt(14), font=SONG)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    footer._p.append(field)
    _run(footer, " —", size=Pt(14), font=SONG)


def make_pdfs(files: list[Path], folder: Path) -> None:
    """One LibreOffice for the whole batch, with a profile of its own."""
    with tempfile.TemporaryDirectory() as profile:
        arguments = [f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
        subprocess.run(["soffice", *arguments, *map(str, files)], check=True, stdout=subprocess.DEVNULL, timeout=900)
    missing = [file.stem for file in files if not (folder / f"{file.stem}.pdf").is_file()]
    if missing:
        raise SystemExit(f"no PDF came out for: {', '.join(missing)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="stems of corpus/txt; all when none is given")
    parser.add_argument("--no-pdf", action="store_true")
    arguments = parser.parse_args()
    texts = [path for path in sorted((CORPUS / "txt").glob("*.txt")) if not arguments.names or path.stem in arguments.names]
    for folder in ("docx", "pdf"):
        (CORPUS / folder).mkdir(exist_ok=True)
    made = []
    for path in texts:
        target = CORPUS / "docx" / f"{path.stem}.docx"
        lay_out(path.read_text(encoding="utf-8")).save(str(target))
        made.append(target)
    if not arguments.no_pdf and shutil.which("soffice"):
        make_pdfs(made, CORPUS / "pdf")
    copy_samples()
    print(f"{len(made)} notices laid out")


def copy_samples() -> None:
    (CORPUS / "samples").mkdir(exist_ok=True)
    for name, stem in SAMPLES.items():
        target = CORPUS / "samples" / name
        if target.suffix == ".txt":  # as an older office PC saves it
            target.write_bytes((CORPUS / "txt" / f"{stem}.txt").read_text(encoding="utf-8").encode("gb18030"))
        else:
            shutil.copyfile(CORPUS / target.suffix[1:] / f"{stem}{target.suffix}", target)


if __name__ == "__main__":
    main()
