"""Whether a file is all there, by its own structure: the end mark of a PDF, the directory at the end of a ZIP container."""

from __future__ import annotations

import re
import struct
from typing import BinaryIO

__all__ = ["what_is_missing"]

_PDF_TAIL = 2048
_PDF_END = re.compile(rb"startxref\s{1,8}(\d{1,12})\s{1,8}%%EOF")
_LINEARIZED = re.compile(rb"/Linearized.{0,200}?/L\s{1,4}(\d{1,12})", re.DOTALL)
_ZIP_TAIL = 65_557
_ZIP_END, _ZIP_ENTRY = b"PK\x05\x06", b"PK\x01\x02"
_ZEROS = bytes(64)
_OLE = b"\xd0\xcf\x11\xe0"
"""Older Office files may end in zeros."""


def what_is_missing(file: BinaryIO, size: int) -> str | None:
    """In plain words what the file still lacks; None where it is whole, or of a kind that does not say.

    ``file`` is open for reading at any place. A damaged file lacks its end for ever: the caller's patience is limited.
    """
    head = _at(file, 0, 1024)
    tail = _at(file, max(0, size - 64), 64)
    if size >= len(_ZEROS) and tail == _ZEROS and not head.startswith(_OLE):
        return "末尾还是空的"  # space was set aside before the content came
    if b"%PDF-" in head:
        return _missing_in_pdf(file, head, size)
    if head.startswith(b"PK\x03\x04"):
        return _missing_in_zip(file, size)
    return None


def _missing_in_pdf(file: BinaryIO, head: bytes, size: int) -> str | None:
    promised = _LINEARIZED.search(head)
    if promised and size < int(promised.group(1)):
        return "PDF 还没有传完"
    ends = _PDF_END.findall(_at(file, max(0, size - _PDF_TAIL), _PDF_TAIL))
    if not ends or int(ends[-1]) >= size:
        return "PDF 缺少结束标记"
    return None


def _missing_in_zip(file: BinaryIO, size: int) -> str | None:
    start = max(0, size - _ZIP_TAIL)
    tail = _at(file, start, _ZIP_TAIL)
    at = tail.rfind(_ZIP_END)
    if at < 0 or len(tail) - at < 22:
        return "文件缺少结尾目录"
    entries, length, _, comment = struct.unpack("<HIIH", tail[at + 10 : at + 22])
    directory = start + at - length
    if at + 22 + comment > len(tail):
        return "文件缺少结尾目录"
    if entries and length != 0xFFFFFFFF and (directory < 0 or _at(file, directory, 4) != _ZIP_ENTRY):
        return "文件缺少结尾目录"
    return None


def _at(file: BinaryIO, place: int, length: int) -> bytes:
    file.seek(place)
    return file.read(length)
