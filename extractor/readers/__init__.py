"""Readers: the bytes of a file in, a ``Document`` out. One module per format, one line each in ``READERS``."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Final, Protocol

from extractor.errors import EmptyFile, FileNotReadable, UnsafeFile
from extractor.model.document import Document
from extractor.readers.file_kinds import suffix_for

__all__ = ["READERS", "Reader", "read", "read_path"]

READERS: Final[dict[str, str]] = {
    ".txt": "extractor.readers.txt_reader:TxtReader",
    ".docx": "extractor.readers.docx_reader:DocxReader",
    ".pdf": "extractor.readers.pdf_reader:PdfReader",
}
LARGEST_FILE = 200 * 1024 * 1024
"""Bytes. No notice comes near; a bigger file would only eat the memory of the office machine."""

MOST_CHARACTERS, MOST_BLOCKS = 2_000_000, 100_000
"""Ten times the longest notice that anybody has seen; what is longer was made to keep the machine busy."""
_TOO_LONG = "来文不会这样长，请核实来源；确需处理的，拆成几个文件再放进来。"


class Reader(Protocol):
    """What every reader class offers. ``name`` is used in messages and in the Document, never opened."""

    def read(self, data: bytes, *, name: str) -> Document: ...


def read(data: bytes, *, name: str) -> Document:
    """The document in ``data``. The reader is chosen by the suffix of ``name``, checked against the
    content; without a suffix (``-``) by the content alone. Raises a FenbanError, nothing else.
    """
    if len(data) > LARGEST_FILE:
        raise UnsafeFile(f"“{name}”太大（{len(data) // 2**20} MB）")
    suffix = suffix_for(data, name=name, known=frozenset(READERS))
    if suffix == ".txt" and (len(data) > 4 * MOST_CHARACTERS or data.count(b"\n") > MOST_BLOCKS):
        raise UnsafeFile(f"“{name}”太长", advice=_TOO_LONG)
    document = _reader(suffix).read(data, name=name)
    if len(document.text) > MOST_CHARACTERS or len(document.blocks) > MOST_BLOCKS:
        raise UnsafeFile(f"“{name}”太长（{len(document.text)} 字，{len(document.blocks)} 段）", advice=_TOO_LONG)
    if not any(map(str.isalnum, document.text)):  # zero-width characters and control characters are no text
        raise EmptyFile(f"“{name}”里没有文字")
    return document


def read_path(path: Path) -> Document:
    """The document in the file ``path``; its ``name`` is the file name without folders."""
    try:
        status = path.stat()
        if not (S_ISREG(status.st_mode) or S_ISDIR(status.st_mode)):  # reading a pipe without a writer never ends
            raise FileNotReadable(f"“{path}”不是普通文件", advice="管道里的内容请交给标准输入：fenban extract -")
        if status.st_size > LARGEST_FILE:
            raise UnsafeFile(f"“{path.name}”太大（{status.st_size // 2**20} MB）")
        data = path.read_bytes()
    except IsADirectoryError as error:
        raise FileNotReadable(f"“{path}”是文件夹，不是文件", advice="请指定其中的文件，或用 fenban run 处理整个文件夹。") from error
    except FileNotFoundError as error:
        raise FileNotReadable(f"找不到文件“{path}”") from error
    except (OSError, ValueError) as error:
        raise FileNotReadable(f"无法打开文件“{path}”") from error
    return read(data, name=path.name.encode("utf-8", "backslashreplace").decode())  # a name that is no UTF-8 can be written, too


def _reader(suffix: str) -> Reader:
    module, _, name = READERS[suffix].partition(":")
    reader: Reader = getattr(import_module(module), name)()
    return reader
