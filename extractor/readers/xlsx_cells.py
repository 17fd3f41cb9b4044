"""A filled-in sheet as rows of text: what stands in the cells, and the custom properties of the file.

The only module that knows openpyxl. Formulas give the value that was last computed.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO

from extractor.errors import DamagedFile, EncryptedFile, UnsafeFile, UnsupportedFormat

__all__ = ["FilledSheet", "read_filled_xlsx"]

_LARGEST_TOTAL = 200 * 2**20
_MOST_ROWS, _MOST_COLUMNS = 200_000, 200
_OLE = b"\xd0\xcf\x11\xe0"
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """``rows``: the cells of the first sheet as text, "" for an empty one."""

    facts: dict[str, str]
    rows: tuple[tuple[str, ...], ...]


def read_filled_xlsx(data: bytes, *, name: str) -> FilledSheet:
    """The first sheet of ``data``. Raises DamagedFile, EncryptedFile, UnsafeFile or UnsupportedFormat."""
    _check(data, name)
    import openpyxl

    try:
        book = openpyxl.load_workbook(BytesIO(data), data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        cells = sheet.iter_rows(max_row=min(sheet.max_row, _MOST_ROWS), max_col=min(sheet.max_column, _MOST_COLUMNS), values_only=True)
        rows = tuple(tuple(map(_text, row)) for row in cells)
        facts = {str(entry.name): str(entry.value or "") for entry in book.custom_doc_props.props}  # type: ignore[attr-defined]  # the stubs lack it
    except Exception as error:  # openpyxl raises whatever the broken part makes it raise
        raise DamagedFile(f"“{name}”的内容已损坏，无法解析") from error
    return FilledSheet(facts=facts, rows=rows)


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


def _text(value: object) -> str:
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
