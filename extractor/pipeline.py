"""The way a notice goes: bytes to a Document, a Document to a Notice."""

from __future__ import annotations

from pathlib import Path

from extractor.model.document import Document
from extractor.model.notice import Notice
from extractor.model.stages import ALL_STAGES, Stages
from extractor.model.unit_directory import UnitDirectory
from extractor.readers import read, read_path

__all__ = ["read_notice", "read_notice_path"]


def read_notice(
    data: bytes, *, name: str, second_opinion: bool = False, units: UnitDirectory | None = None, stages: Stages = ALL_STAGES
) -> Notice:
    """The reading of the file ``name`` with the content ``data``. Raises a FenbanError.

    ``second_opinion``: the name model (extra ``nlp``) confirms or doubts units that the rules left unsure.
    ``units``: the office's own directory of short names and groups. ``stages``: what takes place.
    """
    return _assembled(read(data, name=name), second_opinion=second_opinion, units=units, stages=stages)


def read_notice_path(
    path: Path, *, second_opinion: bool = False, units: UnitDirectory | None = None, stages: Stages = ALL_STAGES
) -> Notice:
    """The reading of the file at ``path``. Raises a FenbanError. Options as above."""
    return _assembled(read_path(path), second_opinion=second_opinion, units=units, stages=stages)


def _assembled(document: Document, *, second_opinion: bool, units: UnitDirectory | None, stages: Stages) -> Notice:
    from extractor.assemble.notice import assemble

    return assemble(document, second_opinion=second_opinion, units=units, stages=stages)
