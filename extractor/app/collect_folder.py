"""``fenban collect``: the filled-in templates of a folder, read back into one summary per notice."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.app.atomic_files import KEPT_FOLDER, write_file, write_json
from extractor.errors import FenbanError, FileNotReadable
from extractor.model.notice import Notice
from extractor.readers.docx_controls import read_filled_docx
from extractor.readers.xlsx_cells import FilledSheet, read_filled_xlsx
from outputs.base import file_stem
from outputs.collection_sheets import Reply, collection_bytes, collection_record
from outputs.reply_answers import Answer, answers_from_cells, answers_from_controls
from outputs.reply_blocks import bookmark_name
from outputs.reply_docx_writer import reply_facts
from outputs.reply_fields import ReplyField, reply_fields
from outputs.reply_kinds import REPLY_KINDS, ReplyKind
from outputs.reply_targets import ReplyTarget, reply_targets
from outputs.reply_xlsx_writer import ANSWER_TITLE, CODE_TITLE, sheet_fields

__all__ = ["Collection", "collect_folder"]

_KINDS = (".docx", ".xlsx")


@dataclass(frozen=True, slots=True)
class Collection:
    """The replies to one notice, and the file that sums them up. ``strangers``: files that are no template of ours."""

    notice: Notice
    replies: tuple[Reply, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class _Filled:
    """A file that came back: whose it says it is, and a way to its answers for the fields of that target."""

    path: Path
    facts: dict[str, str]
    answers: Callable[[ReplyTarget, Notice], tuple[Answer, ...]]


def collect_folder(folder: Path, *, out: Path) -> tuple[list[Collection], list[str]]:
    """Read every template below ``folder`` and write a summary per notice to ``out``.

    Returns the collections and a sentence for each file that could not be read. The notices are the
    JSON results that lie in the folder too. Raises FileNotReadable where there is none.
    """
    notices = _notices(folder)
    filled, faults = _filled(folder)
    collections = [_collected(notice, filled, folder, out) for notice in notices.values()]
    return collections, faults


def _collected(notice: Notice, filled: Sequence[_Filled], folder: Path, out: Path) -> Collection:
    replies = tuple(reply for target in reply_targets(notice) for reply in _replies(target, notice, filled, folder))
    name = f"{file_stem(notice)}-汇总表.xlsx"
    write_file(out / name, collection_bytes(replies, notice))
    write_json(out / f"{file_stem(notice)}-汇总.json", collection_record(replies, notice))
    return Collection(notice, replies, name)


def _replies(target: ReplyTarget, notice: Notice, filled: Sequence[_Filled], folder: Path) -> list[Reply]:
    """One per file with answers; a group of units may send many. One empty reply where no file has any."""
    own = [entry for entry in filled if entry.facts.items() >= reply_facts(target, notice).items()]
    replies = [
        Reply(unit=target.unit, file=entry.path.relative_to(folder).as_posix(), answers=entry.answers(target, notice)) for entry in own
    ]
    given = [reply for reply in replies if reply.state != "未回复"]
    blank = Reply(unit=target.unit, answers=tuple(Answer(field=field) for field in reply_fields(target, notice)))
    return given or [blank]


def _notices(folder: Path) -> dict[str, Notice]:
    found: dict[str, Notice] = {}
    for path in _files(folder, (".json",)):
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            if isinstance(data, dict) and {"doc_id", "source", "tasks"} <= set(data):
                notice = Notice.model_validate(data)
                found.setdefault(notice.doc_id, notice)
        except (OSError, ValueError):
            continue
    if not found:
        raise FileNotReadable(f"“{folder}”里没有来文的读取结果", advice="请指向 fenban run 的结果文件夹，收回的模板也放在它下面。")
    return found


def _filled(folder: Path) -> tuple[list[_Filled], list[str]]:
    filled, faults = [], []
    for path in _files(folder, _KINDS):
        try:
            entry = _read(path)
        except FenbanError as fault:
            faults.append(str(fault))
            continue
        except OSError:
            faults.append(str(FileNotReadable(f"无法打开文件“{path.name}”")))
            continue
        if entry.facts.keys() >= {"fenban-notice", "fenban-unit"}:
            filled.append(entry)
    return filled, faults


def _read(path: Path) -> _Filled:
    data = path.read_bytes()
    if path.suffix.lower() == ".xlsx":
        sheet = read_filled_xlsx(data, name=path.name)
        return _Filled(path, _own(sheet.facts), lambda target, notice: answers_from_cells(sheet_fields(target, notice), _cells(sheet)))
    form = read_filled_docx(data, name=path.name)

    def answers(target: ReplyTarget, notice: Notice) -> tuple[Answer, ...]:
        fields = reply_fields(target, notice, kind=_kind(form.facts))
        return answers_from_controls(fields, _values(fields, form.bookmarks, form.tags))

    return _Filled(path, _own(form.facts), answers)


def _kind(facts: dict[str, str]) -> ReplyKind | None:
    """The kind that was chosen for the template; an unknown one counts as none."""
    return next((kind for kind in REPLY_KINDS if kind == facts.get("fenban-kind")), None)


def _own(facts: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in facts.items() if name.startswith("fenban-")}


def _values(fields: Sequence[ReplyField], bookmarks: dict[str, str], tags: dict[str, str]) -> dict[str, str]:
    """Text by control key: what stands in its bookmark, else in the control with its tag."""
    keys = [control.key for field in fields for control in field.controls]
    found = {key: bookmarks.get(bookmark_name(key), tags.get(key)) for key in keys}
    return {key: text for key, text in found.items() if text is not None}


def _cells(sheet: FilledSheet) -> dict[str, str]:
    """Answers by the code of their row; nothing where the header is gone."""
    for at, row in enumerate(sheet.rows):
        if CODE_TITLE in row and ANSWER_TITLE in row:
            code, answer = row.index(CODE_TITLE), row.index(ANSWER_TITLE)
            return {line[code]: line[answer] for line in reversed(sheet.rows[at + 1 :]) if line[code]}
    return {}


def _files(folder: Path, suffixes: Sequence[str]) -> Iterator[Path]:
    """Files below ``folder`` in order of name, without links, lock files and earlier versions."""
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        hidden = path.name.startswith("~$") or KEPT_FOLDER in parts or any(part.startswith(".") for part in parts)
        if path.suffix.lower() in suffixes and not hidden and path.is_file() and not path.is_symlink():
            yield path
