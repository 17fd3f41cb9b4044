"""What the writers are told beside the notice: what the clerk chose, pictures of the pages, the calendar handed out before."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import FenbanError
from extractor.model.notice import Notice
from extractor.model.page_view import PageView
from outputs.base import file_stem
from outputs.reply_kinds import ReplyKind

__all__ = ["Choices", "WriterOptions", "writer_options"]

WriterOptions = Mapping[str, Mapping[str, object]]
"""Keyword arguments of the writers, by the names of the writers in ``WRITERS``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """``public``, ``titles``: of a second task sheet (``task_sheet_file``); ``reply_kind``: of all reply templates."""

    public: bool = False
    titles: tuple[str, ...] = ()
    reply_kind: ReplyKind | None = None


_PROPOSED = Choices()


def writer_options(
    notice: Notice, source: Callable[[], bytes], *, earlier: Sequence[Path] = (), choices: Choices = _PROPOSED
) -> WriterOptions:
    """``source``: the bytes of the file that ``notice`` was read from, asked for only where they are needed.
    ``earlier``: where results for the same notice may lie that were handed out before, the last ones first."""
    options: dict[str, Mapping[str, object]] = {
        "tasks": {"public": choices.public, "titles": choices.titles},
        "replies": {"kind": choices.reply_kind},
    }
    if pages := _pages(notice, source) if notice.source.format == "pdf" else ():
        options["evidence"] = {"pages": pages}
    if calendar := next(filter(None, (_bytes_of(folder / f"{file_stem(notice)}.ics") for folder in earlier)), b""):
        options["calendar"] = {"previous": calendar}
    return options


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


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
