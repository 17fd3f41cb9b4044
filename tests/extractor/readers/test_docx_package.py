"""Packages that must not be opened, or cannot be."""

from __future__ import annotations

import tracemalloc
import zipfile
from io import BytesIO

import pytest

from extractor.errors import DamagedFile, EncryptedFile, FenbanError, UnsafeFile, UnsupportedFormat
from extractor.readers import read

BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p/></w:body></w:document>'


def packed(parts: dict[str, bytes | str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in parts.items():
            archive.writestr(name, words)
    return out.getvalue()


@pytest.mark.parametrize("share", [0.1, 0.5, 0.98])
def test_docx_package_truncated_is_damaged(share: float) -> None:
    data = packed({"word/document.xml": BODY * 50, "word/styles.xml": "<s/>"})
    with pytest.raises(DamagedFile):
        read(data[: int(len(data) * share)], name="通知.docx")


def test_docx_package_with_broken_contents_is_damaged() -> None:
    data = bytearray(packed({"word/document.xml": BODY + " " * 3000}))
    data[60:110] = b"\xff" * 50
    with pytest.raises(DamagedFile):
        read(bytes(data), name="通知.docx")


def test_docx_package_that_is_not_well_formed_is_damaged() -> None:
    with pytest.raises(DamagedFile):
        read(packed({"word/document.xml": BODY[:-20]}), name="通知.docx")


@pytest.mark.parametrize("part", ["word/document.xml", "word/footer9.xml", "word/_rels/document.xml.rels"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_docx_package_with_a_doctype_in_any_part_is_refused(part: str, encoding: str) -> None:
    declaration = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/hostname">]><x>&a;&b;</x>'
    parts: dict[str, bytes | str] = {"word/document.xml": BODY, part: declaration.encode(encoding)}
    with pytest.raises(UnsafeFile, match="DOCTYPE"):
        read(packed(parts), name="通知.docx")


@pytest.mark.parametrize("part", ["word/comments.xml", "word/media/image1.bmp"])
def test_docx_package_zip_bomb_is_refused_with_little_memory(part: str) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", BODY)
        with archive.open(part, "w") as stream:
            for _ in range(60):
                stream.write(b"\0" * 2**20)
    tracemalloc.start()
    try:
        with pytest.raises(UnsafeFile, match="过大"):
            read(out.getvalue(), name="通知.docx")
        assert tracemalloc.get_traced_memory()[1] < 32 * 2**20
    finally:
        tracemalloc.stop()


def test_docx_package_with_encrypted_parts_asks_for_the_password() -> None:
    data = bytearray(packed({"word/document.xml": BODY}))
    local, central = data.find(b"PK\x03\x04"), data.find(b"PK\x01\x02")
    data[local + 6] |= 1
    data[central + 8] |= 1
    with pytest.raises(EncryptedFile):
        read(bytes(data), name="通知.docx")


@pytest.mark.parametrize("part", ["OFD.xml", "xl/workbook.xml", "notes.txt"])
def test_docx_package_of_another_kind_is_unsupported(part: str) -> None:
    with pytest.raises(UnsupportedFormat):
        read(packed({part: "<x/>"}), name="通知.docx")


def test_docx_package_nested_without_end_ends_in_a_fenban_error() -> None:
    deep = "<w:p>" * 5000 + "</w:p>" * 5000
    with pytest.raises(FenbanError):
        read(packed({"word/document.xml": BODY.replace("<w:p/>", deep)}), name="通知.docx")
