"""Streams of a PDF that were made to fill memory, told before pdfium unpacks them."""

from __future__ import annotations

import re
import zlib

from extractor.errors import UnsafeFile

__all__ = ["check_streams"]

_STREAM = re.compile(rb"stream\r?\n")
_NOT_TEXT = re.compile(rb"/Image\b|/Length1\b|/FontFile|/CIDFontType0C|/Type1C|/OpenType")
"""Pictures and fonts may be large, and reading text unpacks neither as a whole."""
_HEAD = 600
_PIECE = 1 << 20
_MOST_OF_ONE, _MOST_OF_ALL = 32 << 20, 128 << 20
_SMALLEST = (8 << 20) // 1032
"""Nothing packs tighter than 1032 to 1: shorter streams stay below 8 MB."""
_MOST_LAYERS = 4


def check_streams(data: bytes, *, name: str) -> None:
    """Raises UnsafeFile where the contents of pages unpack to more than any page has."""
    total = 0
    for found in _STREAM.finditer(data):
        head = data[max(0, found.start() - _HEAD) : found.start()]
        head = head[head.rfind(b" obj") + 1 :]
        layers = min(head.count(b"FlateDecode") + head.count(b"/Fl ") + head.count(b"/Fl]"), _MOST_LAYERS)
        if not layers or _NOT_TEXT.search(head) or (layers == 1 and 0 < data.find(b"endstream", found.end()) - found.end() < _SMALLEST):
            continue
        size = _unpacked(data, found.end(), layers)
        total += size
        if size > _MOST_OF_ONE or total > _MOST_OF_ALL:
            raise UnsafeFile(f"“{name}”解压后过大，疑似恶意文件")


def _unpacked(data: bytes, start: int, layers: int) -> int:
    """Bytes after all ``layers``, counted no further than the limit; what is no stream of this kind counts nothing."""
    chain = [zlib.decompressobj() for _ in range(layers)]
    view, size, at = memoryview(data), 0, start
    try:
        while not chain[0].eof and at < len(data) and size <= _MOST_OF_ONE:
            piece: bytes = view[at : at + (_PIECE >> 4)].tobytes()
            at += _PIECE >> 4
            size += _through(chain, piece, _MOST_OF_ONE - size + 1)
    except zlib.error:
        return size
    return size


def _through(chain: list[zlib._Decompress], piece: bytes, most: int) -> int:
    """How much comes out at the end of ``chain`` for ``piece``, in pieces that stay small."""
    first, rest = chain[0], chain[1:]
    size = 0
    while piece and size <= most:
        out = first.decompress(piece, _PIECE)
        size += _through(rest, out, most - size) if rest else len(out)
        piece = b"" if first.eof else first.unconsumed_tail
        if not out:
            break
    return size
