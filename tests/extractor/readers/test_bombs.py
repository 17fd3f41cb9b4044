"""Small files that want to become large or endless are refused before they are unpacked."""

import sys
import zlib
from pathlib import Path

import pytest

from extractor.errors import UnsafeFile
from extractor.readers import read
from extractor.readers.pdf_bombs import check_streams

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "scripts"))
from soak_bombs import bombs

REFUSED = ("zip-300MB.docx", "zip-30MB.docx", "zip-65000-parts.docx", "laughs.docx", "utf16-doctype.docx", "many-paragraphs.docx")
REFUSED += ("stream-300MB.pdf", "million-pages.pdf", "one-line-20MB.txt", "lines-5MB.txt", "digits-5MB.txt", "zeros-100MB.txt")


def test_bombs_are_refused_with_a_reason():
    refused = []
    for name, data in bombs():
        if name in REFUSED:
            with pytest.raises(UnsafeFile, match=name.partition(".")[0]):
                read(data, name=name)
            refused.append(name)
    assert sorted(refused) == sorted(REFUSED)


def stream(data, head=b"/Filter/FlateDecode"):
    return b"1 0 obj\n<<" + head + b">>stream\n" + data + b"\nendstream\nendobj\n"


def test_bombs_packed_twice_are_unpacked_twice():
    packed = zlib.compress(zlib.compress(bytes(64 << 20)))
    with pytest.raises(UnsafeFile):
        check_streams(stream(packed, b"/Filter[/FlateDecode/FlateDecode]"), name="a.pdf")


def test_bombs_pictures_and_fonts_may_be_large():
    packed = zlib.compress(bytes(64 << 20))
    for head in (b"/Subtype/Image/Filter/FlateDecode", b"/Length1 9/Filter/FlateDecode"):
        check_streams(stream(packed, head), name="a.pdf")
    check_streams(stream(zlib.compress(bytes(1 << 20))) * 20, name="a.pdf")
    check_streams(stream(b"not packed at all"), name="a.pdf")
