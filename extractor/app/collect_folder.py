"""``fenban collect``: the filled-in templates of a folder, read back into one summary per notice."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractor.app.atomic_files import write_file, write_json
from extractor.app.filled_files import FilledFile, files_below, filled_files
from extractor.errors import FileNotReadable
from extractor.model.notice import Notice
from outputs.base import file_stem
from outputs.collection_sheets import Reply, collection_bytes, collection_record
from outputs.reply_answers import Answer
from outputs.reply_docx_writer import reply_facts, reply_file_names
from outputs.reply_fields import reply_fields
from outputs.reply_targets import ReplyTarget, reply_targets

__all__ = ["Collection", "collect_folder"]

_Addressee = tuple[Notice, ReplyTarget]


@dataclass(frozen=True, slots=True)
class Collection:
    """The replies to one notice, and the file that sums them up."""

    notice: Notice
    replies: tuple[Reply, ...]
    summary: str


def collect_folder(folder: Path, *, out: Path) -> tuple[list[Collection], list[str]]:
    """Read every template below ``folder`` and write a summary per notice to ``out``.

    Returns the collections and a sentence for each file that could not be read or belongs nowhere. The notices are the
    JSON results that lie in the folder too. Raises FileNotReadable where there is none.
    """
    notices = _notices(folder).values()
    addressees = [(notice, target) for notice in notices for target in reply_targets(notice)]
    filled, faults = filled_files(folder)
    found: dict[int, list[FilledFile]] = {}
    for entry in filled:
        at = _addressee(entry, addressees)
        if at is None:
            faults.append(
                f"“{entry.path.name}”认不出是哪份来文、哪个单位的模板（来文可能已重新提取），请在新模板里填写，或改回原来的文件名。"
            )
        else:
            found.setdefault(at, []).append(entry)
    collections = []
    for notice in notices:
        places = [at for at, (owner, _) in enumerate(addressees) if owner.doc_id == notice.doc_id]
        replies = [reply for at in places for reply in _replies(addressees[at], found.get(at, ()), folder)]
        collections.append(_collected(notice, tuple(replies), out))
    return collections, faults


def _addressee(entry: FilledFile, addressees: Sequence[_Addressee]) -> int | None:
    """Whose template a file is: by what it says, else, where an editor dropped that, by its name."""
    for at, (notice, target) in enumerate(addressees):
        if entry.facts.items() >= reply_facts(target, notice).items():
            return at
    if entry.facts:
        return None
    for at, (notice, target) in enumerate(addressees):
        (name,) = reply_file_names(notice, (target,))
        if Path(name).stem == entry.path.stem:
            return at
    return None


def _collected(notice: Notice, replies: tuple[Reply, ...], out: Path) -> Collection:
    name = f"{file_stem(notice)}-汇总表.xlsx"
    write_file(out / name, collection_bytes(replies, notice))
    write_json(out / f"{file_stem(notice)}-汇总.json", collection_record(replies, notice))
    return Collection(notice, replies, name)


def _replies(addressee: _Addressee, files: Sequence[FilledFile], folder: Path) -> list[Reply]:
    """One per file in which anything was entered; a group of units may send many. One empty reply where there is none."""
    notice, target = addressee
    read = [replace(entry.reply(target, notice), file=entry.path.relative_to(folder).as_posix()) for entry in files]
    given = [reply for reply in read if reply.state != "未回复"]
    if len(given) > 1 and not target.group:
        again = f"同一单位收到 {len(given)} 份，请核对以哪份为准"
        given = [replace(reply, notes=(*reply.notes, again)) for reply in given]
    return given or [Reply(unit=target.unit, answers=tuple(Answer(field=field) for field in reply_fields(target, notice)))]


def _notices(folder: Path) -> dict[str, Notice]:
    found: dict[str, Notice] = {}
    for path in files_below(folder, (".json",)):
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
