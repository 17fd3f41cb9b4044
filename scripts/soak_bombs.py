"""Small files that want to become large, deep or endless."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO

__all__ = ["bombs"]

_MB = 1 << 20
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{0}</w:body></w:document>'
_PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R{more}>>"
_CATALOG, _PAGES = "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>"
_A4 = "0 0 595 842"


def bombs() -> Iterator[tuple[str, bytes]]:
    """Name and content of each."""
    yield "zip-300MB.docx", _docx(b" " * (300 * _MB))
    yield "zip-30MB.docx", _docx(_BODY.format("").encode() + b" " * (30 * _MB))
    yield "zip-false-sizes.docx", _with_false_sizes(_docx(b" " * (300 * _MB)))
    yield "zip-in-zip.docx", _docx(_docx(_docx(b" " * (50 * _MB))))
    yield "zip-65000-parts.docx", _zip({f"word/{number}.xml": b"" for number in range(65_000)})
    yield "deep-xml.docx", _docx(("<a>" * 200_000 + "</a>" * 200_000).encode())
    yield "deep-tables.docx", _docx(_BODY.format("<w:tbl><w:tr><w:tc>" * 3000 + "</w:tc></w:tr></w:tbl>" * 3000).encode())
    yield "laughs.docx", _docx(_laughs())
    yield "xxe.docx", _docx(b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>')
    yield "utf16-doctype.docx", _docx('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16"))
    yield "many-paragraphs.docx", _docx(_BODY.format("<w:p><w:r><w:t>甲</w:t></w:r></w:p>" * 300_000).encode())
    yield "stream-300MB.pdf", _pdf([_CATALOG, _PAGES, _PAGE.format(box=_A4, more="")], zlib.compress(b"0 0 m\n" * (50 * _MB)))
    yield "giant-page.pdf", _pdf([_CATALOG, _PAGES, _PAGE.format(box="0 0 1000000000 1000000000", more="")], zlib.compress(b"0 0 m"))
    yield "cyclic-pages.pdf", _pdf([_CATALOG, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>", "<<>>"], b"")
    yield "million-pages.pdf", _pdf([_CATALOG, "<</Type/Pages/Kids[3 0 R]/Count 1000000>>", _PAGE.format(box=_A4, more="")], b"")
    yield (
        "cyclic-form.pdf",
        _pdf([_CATALOG, _PAGES, _PAGE.format(box=_A4, more="/Resources<</XObject<</X 4 0 R>>>>")], zlib.compress(b"/X Do " * 9)),
    )
    yield "one-line-20MB.txt", "请于2031年5月20日前报送".encode() * (20 * _MB // 33)
    yield "brackets-5MB.txt", "（".encode() * (5 * _MB // 3)
    yield "digits-5MB.txt", b"1" * (5 * _MB)
    yield "lines-5MB.txt", "一、\n".encode() * (5 * _MB // 7)
    yield "zeros-100MB.txt", bytes(100 * _MB - 64) + b"x" * 64


def _docx(document: bytes) -> bytes:
    return _zip({"[Content_Types].xml": _TYPES.encode(), "word/document.xml": document})


def _zip(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def _with_false_sizes(data: bytes) -> bytes:
    """The directory says that the large part has ten bytes."""
    size = (300 * _MB).to_bytes(4, "little")
    return data.replace(size, (10).to_bytes(4, "little"))


def _laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10))
    return f'<!DOCTYPE a [<!ENTITY l0 "ha">{entities}]><a>&l9;</a>'.encode()


def _pdf(objects: Sequence[str], stream: bytes) -> bytes:
    parts = [text.encode() for text in objects]
    parts.append(b"<</Length %d/Filter/FlateDecode/Subtype/Form/BBox[0 0 9 9]>>stream\n" % len(stream) + stream + b"\nendstream")
    body, places = b"%PDF-1.5\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n" % number + part + b"\nendobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(body))
