"""The way a notice goes: bytes to a Document, a Document to a Notice."""

from __future__ import annotations

from pathlib import Path

from extractor.model.notice import Notice
from extractor.readers import read, read_path

__all__ = ["read_notice", "read_notice_path"]


def read_notice(data: bytes, *, name: str) -> Notice:
    """The reading of the file ``name`` with the content ``data``. Raises a FenbanError."""
    document = read(data, name=name)
    from extractor.assemble.notice import assemble

    return assemble(document)


def read_notice_path(path: Path) -> Notice:
    """The reading of the file at ``path``. Raises a FenbanError."""
    document = read_path(path)
    from extractor.assemble.notice import assemble

    return assemble(document)
