"""回复模板: one Word file per addressee of a notice, ready to be filled in and sent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256

from extractor.model.notice import Notice
from outputs.base import OutputFile, file_stem
from outputs.gongwen_page import gongwen_docx
from outputs.reply_blocks import Block
from outputs.reply_checklist import checklist_blocks
from outputs.reply_kinds import LETTER_KINDS, ReplyKind, form_blocks
from outputs.reply_letter import letter_blocks
from outputs.reply_office_form import office_form_blocks
from outputs.reply_targets import ReplyTarget, reply_targets
from outputs.reply_wordml import body_xml, clean

__all__ = ["FOLDER", "ReplyDocxWriter", "reply_blocks", "reply_facts", "reply_file_names", "reply_template"]

FOLDER = "回复模板"
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')
_LONGEST_STEM = 30
_LONGEST_UNIT = 28
"""Together with the hyphen below 60 characters, so below the 255 bytes that file systems allow."""


class ReplyDocxWriter:
    """Writes nothing for a notice that gives nobody a task. ``kind``: what the clerk chose; else it is proposed."""

    def __init__(self, kind: ReplyKind | None = None) -> None:
        self._kind = kind

    def files(self, notice: Notice) -> Iterator[OutputFile]:
        targets = reply_targets(notice)
        for target, name in zip(targets, reply_file_names(notice, targets), strict=True):
            yield OutputFile(name, reply_template(target, notice, kind=self._kind))


def reply_template(target: ReplyTarget, notice: Notice, *, kind: ReplyKind | None = None) -> bytes:
    """The Word file of one addressee."""
    blocks = reply_blocks(target, notice, kind=kind)
    return gongwen_docx(body_xml(blocks), title=clean(f"{target.unit}回复模板"), facts=reply_facts(target, notice, kind=kind))


def reply_facts(target: ReplyTarget, notice: Notice, *, kind: ReplyKind | None = None) -> dict[str, str]:
    """What tells a file that comes back from any other: which notice, whose answer, of which kind if it was chosen."""
    facts = {"fenban-notice": clean(notice.doc_id), "fenban-unit": clean(target.unit)}
    return facts | ({"fenban-kind": kind} if kind else {})


def reply_blocks(target: ReplyTarget, notice: Notice, *, kind: ReplyKind | None = None) -> tuple[Block, ...]:
    """The reply of a unit (letter) or of an office (form), and its checklist on a page of its own."""
    if kind is not None:
        own = letter_blocks(target, notice, kind=kind) if kind in LETTER_KINDS else form_blocks(kind, target, notice)
    else:
        own = office_form_blocks(target, notice) if target.kind == "office" else letter_blocks(target, notice)
    return (*own, *checklist_blocks(target, notice))


def reply_file_names(notice: Notice, targets: Iterable[ReplyTarget], *, folder: str = FOLDER) -> tuple[str, ...]:
    """FOLDER/NAME-单位.docx, safe on Windows, unique also where case does not count."""
    stem = _limited(file_stem(notice), _LONGEST_STEM)
    names: list[str] = []
    taken: set[str] = set()
    for target in targets:
        base = f"{stem}-{_limited(_safe(target.unit), _LONGEST_UNIT)}"
        name = base if base.casefold() not in taken else f"{base[:54]}_{len(names) + 1}"
        taken.add(name.casefold())
        names.append(f"{folder}/{name}.docx")
    return tuple(names)


def _safe(name: str) -> str:
    return _FORBIDDEN.sub("_", clean(re.sub(r"\s+", "", name))).strip(". ") or "未命名单位"


def _limited(name: str, longest: int) -> str:
    """A long name is cut and told apart from its like by a digest of the whole."""
    return name if len(name) <= longest else f"{name[: longest - 7]}~{sha256(name.encode()).hexdigest()[:6]}"
