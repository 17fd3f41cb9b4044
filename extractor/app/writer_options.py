"""What the writers are told beside the notice: pictures of its pages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from extractor.errors import FenbanError
from extractor.model.notice import Notice
from extractor.model.page_view import PageView

__all__ = ["WriterOptions", "writer_options"]

WriterOptions = Mapping[str, Mapping[str, object]]
"""Keyword arguments of the writers, by the names of the writers in ``WRITERS``."""


def writer_options(notice: Notice, source: Callable[[], bytes]) -> WriterOptions:
    """``source``: the bytes of the file that ``notice`` was read from, asked for only where they are needed."""
    pages = _pages(notice, source) if notice.source.format == "pdf" else ()
    return {"evidence": {"pages": pages}} if pages else {}


def _pages(notice: Notice, source: Callable[[], bytes]) -> tuple[PageView, ...]:
    """None where the file has changed or gone meanwhile: a picture of another file would be worse than none."""
    from extractor.readers.pdf_views import page_views
    from outputs.evidence_values import evidence_values

    try:
        data = source()
        if hashlib.sha256(data).hexdigest() != notice.source.sha256:
            return ()
        evidence = [item for value in evidence_values(notice) for item in value.evidence]
        return page_views(data, evidence, text=notice.source.text, name=notice.source.name)
    except (OSError, FenbanError):
        return ()
