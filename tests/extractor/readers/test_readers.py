"""Choosing a reader: by suffix, checked against the content; every fault a clear message."""

from __future__ import annotations

import os
import zipfile
from importlib import import_module
from io import BytesIO
from pathlib import Path
from random import Random

import pytest

import extractor.readers
from extractor.errors import DamagedFile, EmptyFile, EncryptedFile, FenbanError, FileNotReadable, UnsupportedFormat
from extractor.readers import READERS, read, read_path

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def test_readers_table_names_every_reader_file() -> None:
    folder = Path(next(iter(extractor.readers.__path__)))
    modules = {entry.partition(":")[0].rpartition(".")[2] for entry in READERS.values()}
    assert modules == {path.stem for path in folder.glob("*_reader.py")}


@pytest.mark.parametrize("entry", READERS.values())
def test_readers_table_entries_can_be_loaded(entry: str) -> None:
    module, _, name = entry.partition(":")
    assert callable(getattr(import_module(module), name)().read)


@pytest.mark.parametrize("suffix", sorted(READERS))
def test_read_empty_file_says_so(suffix: str) -> None:
    with pytest.raises(EmptyFile, match="空文件"):
        read(b"", name=f"通知{suffix}")


@pytest.mark.parametrize("suffix", sorted(READERS))
@pytest.mark.parametrize("length", [40, 5000])
def test_read_random_bytes_end_in_a_fenban_error(suffix: str, length: int) -> None:
    with pytest.raises(FenbanError):
        read(b"\x00\xff\x80" + Random(length).randbytes(length), name=f"通知{suffix}")


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("关于工作的通知.doc", "另存为"),
        ("关于工作的通知.WPS", "另存为"),
        ("通知.ofd", "OFD"),
        ("台账.xls", "表格"),
        ("台账.xlsx", "表格"),
        ("附件.zip", "解压"),
        ("扫描.jpg", "OCR"),
        ("通知.abc", "TXT、DOCX"),
    ],
)
def test_read_unsupported_suffix_says_how_to_convert(name: str, advice: str) -> None:
    with pytest.raises(UnsupportedFormat) as caught:
        read(b"something", name=name)
    assert advice in str(caught.value)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("通知.docx", b"%PDF-1.4 ...", "PDF"),
        ("通知.pdf", b"PK\x03\x04....", "压缩包"),
        ("通知.docx", b"PK\x03\x04....OFD.xml....", "OFD 文件"),
        ("通知.txt", b"%PDF-1.7 ...", "PDF"),
        ("通知.docx", OLE + b"WordDocument", "旧版"),
        ("通知.txt", b"\x89PNG\r\n", "图片"),
    ],
)
def test_read_content_that_does_not_fit_the_name_is_named(name: str, data: bytes, words: str) -> None:
    with pytest.raises(UnsupportedFormat, match=words):
        read(data, name=name)


def test_read_text_named_docx_is_damaged() -> None:
    with pytest.raises(DamagedFile):
        read("关于报送材料的通知".encode(), name="通知.docx")


def test_read_locked_office_file_asks_for_the_password() -> None:
    with pytest.raises(EncryptedFile, match="密码"):
        read(OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), name="通知.docx")


@pytest.mark.parametrize("name", ["-", "通知"])
def test_read_without_suffix_goes_by_content(name: str) -> None:
    assert read("请于6月3日前报送材料。".encode("gb18030"), name=name).format == "txt"


def test_read_zip_from_stdin_that_is_no_docx_is_unsupported() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("readme.md", "x")
    with pytest.raises(UnsupportedFormat):
        read(packed.getvalue(), name="-")


def test_read_path_missing_or_folder_is_not_readable(tmp_path: Path) -> None:
    with pytest.raises(FileNotReadable, match="找不到"):
        read_path(tmp_path / "没有.txt")
    with pytest.raises(FileNotReadable):
        read_path(tmp_path)


def test_read_path_names_the_document_without_folders(tmp_path: Path) -> None:
    path = tmp_path / "通知.txt"
    path.write_bytes("关于召开会议的通知".encode())
    assert read_path(path).name == "通知.txt"


def test_readers_refuse_a_pipe_that_nobody_writes_to(tmp_path: Path) -> None:
    pipe = tmp_path / "通知.txt"
    os.mkfifo(pipe)
    with pytest.raises(FileNotReadable, match="不是普通文件"):
        read_path(pipe)


def test_readers_invisible_characters_are_no_text() -> None:
    with pytest.raises(EmptyFile):
        read("\u200b\ufeff\u200d\u202e\n".encode(), name="通知.txt")
