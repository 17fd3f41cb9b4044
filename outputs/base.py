"""The contract of the writers, and the table of them.

A writer takes a Notice and yields files as bytes. It reads no clock and touches no disk, and the
same notice gives the same bytes; whoever calls it decides where the files go.
To add a deliverable: one ``<what>_writer.py`` with a class ``<What>Writer``, and one line below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from extractor.model.notice import Notice

__all__ = [
    "COLLECTION_WRITERS",
    "WRITERS",
    "CollectionWriter",
    "OutputFile",
    "Writer",
    "file_stem",
    "load_collection_writer",
    "load_writer",
]

WRITERS: dict[str, str] = {
    "json": "outputs.json_writer:JsonWriter",
    "tasks": "outputs.task_xlsx_writer:TaskXlsxWriter",
    "dispatch": "outputs.dispatch_docx_writer:DispatchDocxWriter",
    "replies": "outputs.reply_docx_writer:ReplyDocxWriter",
    "forms": "outputs.reply_xlsx_writer:ReplyXlsxWriter",
    "catalogue": "outputs.catalogue_writer:CatalogueWriter",
    "calendar": "outputs.calendar_writer:CalendarWriter",
    "evidence": "outputs.evidence_html_writer:EvidenceHtmlWriter",
}
"""Deliverables of one notice, in the order in which they are written."""

COLLECTION_WRITERS: dict[str, str] = {
    "ledger": "outputs.ledger_xlsx_writer:LedgerWriter",
}
"""Deliverables of all notices of a run together."""

_LONGEST_STEM_BYTES = 180
"""File systems allow 255 bytes of UTF-8 in a name; the rest is left to the suffix ("-任务分解表.xlsx")."""


class OutputFile(NamedTuple):
    """A file to be written. ``name`` is relative, with at most one folder ("回复模板/…")."""

    name: str
    data: bytes


class Writer(Protocol):
    """Makes the files of one notice."""

    def files(self, notice: Notice) -> Iterator[OutputFile]: ...


class CollectionWriter(Protocol):
    """Makes the files of a whole run, in the order in which the notices are given."""

    def files(self, notices: Sequence[Notice]) -> Iterator[OutputFile]: ...


def load_writer(name: str, **options: object) -> Writer:
    """The writer called ``name`` in ``WRITERS``, made with ``options``. Raises KeyError for a name that is not there."""
    return cast("Writer", _load(WRITERS[name], **options))


def load_collection_writer(name: str) -> CollectionWriter:
    """The writer called ``name`` in ``COLLECTION_WRITERS``. Raises KeyError for a name that is not there."""
    return cast("CollectionWriter", _load(COLLECTION_WRITERS[name]))


def file_stem(notice: Notice) -> str:
    """``doc_id`` as a file name that Windows, WPS and Linux all accept; never empty, never a path."""
    stem = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*]', "_", notice.doc_id).strip(" .")
    return stem.encode("utf-8")[:_LONGEST_STEM_BYTES].decode("utf-8", "ignore") or "未命名"


def _load(target: str, **options: object) -> object:
    module, _, name = target.partition(":")
    return getattr(import_module(module), name)(**options)
