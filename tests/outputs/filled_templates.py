"""Fill in templates as clerks do: words into blanks, ticks into boxes, text into cells."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape

from outputs.reply_blocks import bookmark_name
from outputs.reply_xlsx_writer import ANSWER_TITLE, CODE_TITLE

HOSTILE = (
    '=cmd|"/c calc"!A1',
    "<w:t>&amp;</w:t>",
    "甲\t乙",
    "  前后空格  ",
    "第一行\n第二行\n",
    "😀𠮷",
    "-1",
    "@SUM(A1)",
    "'引号'\"",
    "长" * 3000,
    "_x0041_",
    "\u202egpj.表\u202c",
    "零\u200b宽",
    "{=SUM(1)}",
    "＝１＋１",
    "]]><!--",
    "%s{0}\\n",
)
_CONTROL = r'<w:bookmarkStart w:id="\d+" w:name="{name}"/><w:sdt>.*?</w:sdt>'


def filled_docx(data: bytes, answers: Mapping[str, str | bool]) -> bytes:
    """``answers`` by control key: words for a blank, True for a box."""
    source, packed = zipfile.ZipFile(BytesIO(data)), BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.namelist():
            part = source.read(member)
            target.writestr(member, _filled_xml(part.decode(), answers) if member == "word/document.xml" else part)
    return packed.getvalue()


def _filled_xml(xml: str, answers: Mapping[str, str | bool]) -> str:
    for key, answer in answers.items():
        found = re.search(_CONTROL.format(name=bookmark_name(key)), xml, re.DOTALL)
        assert found, key
        xml = xml[: found.start()] + _filled(found[0], answer) + xml[found.end() :]
    return xml


def _filled(control: str, answer: str | bool) -> str:
    if isinstance(answer, bool):
        return control.replace('w14:checked w14:val="0"', 'w14:checked w14:val="1"').replace(">□<", ">☑<")
    signs = {"\n": "<w:br/>", "\t": "<w:tab/>"}
    pieces = (signs.get(part, f'<w:t xml:space="preserve">{escape(part)}</w:t>') for part in re.split("([\n\t])", answer) if part)
    run = f"<w:r>{''.join(pieces)}</w:r>"
    return re.sub(
        r"<w:sdtContent>.*</w:sdtContent>", lambda _: f"<w:sdtContent>{run}</w:sdtContent>", control.replace("<w:showingPlcHdr/>", "")
    )


def filled_xlsx(data: bytes, answers: Mapping[str, str]) -> bytes:
    """``answers`` by the code of the row; always text, as a clerk's cell formatted as text."""
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(data))
    sheet = book.worksheets[0]
    header = next(row for row in sheet.iter_rows() if CODE_TITLE in [cell.value for cell in row])
    code, column = (next(cell.column for cell in header if cell.value == title) for title in (CODE_TITLE, ANSWER_TITLE))
    for row in range(header[0].row + 1, sheet.max_row + 1):
        name = sheet.cell(row, code).value
        if name in answers:
            cell = sheet.cell(row, column)
            cell.value, cell.data_type = answers[name], "s"
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()
