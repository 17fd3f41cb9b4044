"""A filled-in sheet as rows of text: what stands in the cells, and the custom properties of the file.

The only module that knows openpyxl. Formulas give the value that was last computed.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from extractor.errors import DamagedFile, EncryptedFile, UnsafeFile, UnsupportedFormat

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["FilledSheet", "read_filled_xlsx"]

_LARGEST_TOTAL = 200 * 2**20
_MOST_ROWS, _MOST_COLUMNS = 200_000, 200
_OLE = b"\xd0\xcf\x11\xe0"
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """``rows``: the cells of the first sheet as text, "" for an empty one. ``others``: what stands in further sheets, cell by cell."""

    facts: dict[str, str]
    rows: tuple[tuple[str, ...], ...]
    others: tuple[str, ...] = ()


def read_filled_xlsx(data: bytes, *, name: str) -> FilledSheet:
    """The first sheet of ``data``. Raises DamagedFile, EncryptedFile, UnsafeFile or UnsupportedFormat."""
    _check(data, name)
    import openpyxl

    try:
        book = openpyxl.load_workbook(BytesIO(data), data_only=True, keep_links=False)
        raw = openpyxl.load_workbook(BytesIO(data), keep_links=False)
        first, *more = (_rows(sheet, formulas) for sheet, formulas in zip(book.worksheets, raw.worksheets, strict=True))
        facts = {str(entry.name): str(entry.value or "") for entry in book.custom_doc_props.props}  # type: ignore[attr-defined]  # the stubs lack it
    except Exception as error:  # openpyxl raises whatever the broken part makes it raise
        raise DamagedFile(f"“{name}”的内容已损坏，无法解析") from error
    return FilledSheet(facts=facts, rows=first, others=tuple(cell for rows in more for row in rows for cell in row if cell.strip()))


def _rows(sheet: Worksheet, formulas: Worksheet) -> tuple[tuple[str, ...], ...]:
    """A formula that was never computed gives its own words: something was entered there."""
    rows, columns = min(sheet.max_row, _MOST_ROWS), min(sheet.max_column, _MOST_COLUMNS)
    pairs = zip(sheet.iter_rows(max_row=rows, max_col=columns), formulas.iter_rows(max_row=rows, max_col=columns), strict=True)
    return tuple(
        tuple(_text(cell.value if cell.value is not None else raw.value, cell) for cell, raw in zip(*row, strict=True)) for row in pairs
    )


def _check(data: bytes, name: str) -> None:
    if data.startswith(_OLE):
        raise EncryptedFile(f"“{name}”设有密码，或是旧格式的 XLS", advice="请去掉密码，另存为 XLSX 后再放进来。")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
            if sum(info.file_size for info in infos) > _LARGEST_TOTAL:
                raise UnsafeFile(f"“{name}”解压后过大，疑似恶意文件")
            if "xl/workbook.xml" not in {info.filename for info in infos}:
                raise UnsupportedFormat(f"“{name}”不是 XLSX 文件")
            parts = (archive.read(info) for info in infos if info.filename.endswith((".xml", ".rels")))
            if any(mark in part for part in parts for mark in _DECLARATIONS):
                raise UnsafeFile(f"“{name}”：文件里含有不应出现的 XML 声明（DOCTYPE/ENTITY）")
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, RuntimeError) as error:
        raise DamagedFile(f"“{name}”不完整或已损坏") from error


def _text(value: object, cell: Cell | MergedCell) -> str:
    """As the cell shows it: 0.985 in a cell of per cents is 98.5%."""
    if isinstance(value, int | float) and not isinstance(value, bool) and str(getattr(cell, "number_format", "")).endswith("%"):
        return f"{value * 100:.12g}%"
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
