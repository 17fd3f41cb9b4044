"""``fenban run``: every notice of a folder, all deliverables, one ledger, one summary."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from extractor import __version__
from extractor.app.atomic_files import KEPT_FOLDER, check_writable, clear_staging, is_inside, replace_file, write_folder, write_json
from extractor.app.console import say
from extractor.app.engines import LOST, in_order, load_engine
from extractor.app.inbox import Entry, list_inbox
from extractor.app.reading import UnexpectedFault, read_file
from extractor.app.result_folders import result_folders
from extractor.app.summary import Outcome, failed, ignored, record, succeeded
from extractor.app.writer_options import Choices, WriterOptions, writer_options
from extractor.errors import FenbanError, ProcessDied, UsageFault
from extractor.model.notice import Notice
from extractor.model.unit_directory import UnitDirectory
from outputs.base import COLLECTION_WRITERS, WRITERS, OutputFile, load_collection_writer, load_writer

__all__ = ["RESULT_FILE", "check_apart", "deliverables", "inbox_below", "run_folder"]

RESULT_FILE = "运行结果.json"
_LEDGER_FILE = "督办台账.xlsx"


def run_folder(
    inbox: Path,
    *,
    out: Path,
    report: Callable[[Outcome, int], None],
    jobs: int = 1,
    units: UnitDirectory | None = None,
    choices: Choices | None = None,
) -> list[Outcome]:
    """Read every notice below ``inbox`` and write its deliverables to ``out``, with ``jobs`` processes (0: one for each core).

    ``report`` is called for each file, in the order of their names, with its outcome and the number of all files. A bad file
    never stops the others. Raises a FenbanError only where nothing can be done at all.
    """
    check_apart(inbox, out)
    entries = list_inbox(inbox)
    check_writable(out)
    outcomes: list[Outcome] = []
    try:
        work = partial(_process, units=units, choices=choices or Choices())
        with closing(in_order(_processed(_orders(entries, inbox=inbox, out=out), work, jobs=jobs))) as processed:
            for outcome in processed:
                outcomes.append(outcome)
                report(outcome, len(entries))
    finally:
        if len(outcomes) < len(entries) or any(isinstance(outcome.fault, ProcessDied) for outcome in outcomes):
            clear_staging(out)
    collections = _write_collections(outcomes, out)
    _write_result(outcomes, out, collections)
    return outcomes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """One file to be read: where its results go, and what an earlier run wrote there."""

    entry: Entry
    folder: Path
    earlier: tuple[str, ...]


def _orders(entries: Sequence[Entry], *, inbox: Path, out: Path) -> list[_Order]:
    taken = [RESULT_FILE, _LEDGER_FILE, *inbox_below(inbox, out)]
    folders = result_folders([entry.name for entry in entries if entry.ignored is None], taken=taken)
    earlier = _earlier_files(out)
    names = [folders.get(entry.name, "") for entry in entries]
    return [
        _Order(entry=entry, folder=out / name, earlier=tuple(earlier.get(name, ()))) for entry, name in zip(entries, names, strict=True)
    ]


def _processed(orders: Sequence[_Order], work: Callable[[_Order], Outcome], *, jobs: int) -> Iterator[tuple[int, Outcome]]:
    for place, outcome in load_engine("local").map(work, orders, jobs=jobs):
        if outcome is LOST:
            name = orders[place].entry.name
            yield place, failed(name, ProcessDied(f"处理“{name}”的进程意外中断"))
        else:
            yield place, outcome


def _process(order: _Order, *, units: UnitDirectory | None, choices: Choices) -> Outcome:
    entry = order.entry
    if entry.ignored is not None:
        return ignored(entry.name, entry.ignored)
    try:
        notice = read_file(entry.path, units=units)
        options = writer_options(notice, entry.path.read_bytes, earlier=[order.folder], choices=choices)
        files = write_folder(order.folder, deliverables(notice, name=entry.name, options=options), earlier=order.earlier)
    except FenbanError as fault:
        return failed(entry.name, fault)
    return succeeded(entry.name, notice, folder=order.folder.name, files=files)


def deliverables(notice: Notice, *, name: str, options: WriterOptions | None = None) -> Iterator[OutputFile]:
    """The files of one notice, writer by writer. ``options``: of the writers, by their names. Raises a FenbanError, nothing else."""
    for kind in WRITERS:
        try:
            yield from load_writer(kind, **(options or {}).get(kind, {})).files(notice)
        except FenbanError:
            raise
        except Exception as error:
            raise UnexpectedFault(f"为“{name}”生成结果（{kind}）时出现意外错误（{type(error).__name__}）") from error


def _write_collections(outcomes: Sequence[Outcome], out: Path) -> list[str]:
    """The ledger and the like, over all notices that could be read; nothing where there is none."""
    notices = [outcome.notice for outcome in outcomes if outcome.notice is not None]
    written = []
    for kind in COLLECTION_WRITERS if notices else ():
        for file in load_collection_writer(kind).files(notices):
            if replace_file(out / file.name, file.data):
                say(f"原来的“{file.name}”与新结果不同，已移到“{KEPT_FOLDER}”文件夹；您填写过的内容在那一份里。")
            written.append(file.name)
    return written


def _write_result(outcomes: Sequence[Outcome], out: Path, collections: Sequence[str]) -> None:
    result = {"fenban": __version__, "collections": list(collections), "files": [record(outcome) for outcome in outcomes]}
    write_json(out / RESULT_FILE, result)


def _earlier_files(out: Path) -> dict[str, list[str]]:
    """What the last run into ``out`` wrote, by folder; empty where that cannot be told."""
    try:
        result: dict[str, Any] = json.loads((out / RESULT_FILE).read_text(encoding="utf-8"))
        return {entry["folder"]: [name for name in entry["files"] if is_inside(name)] for entry in result["files"] if entry.get("folder")}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def check_apart(inbox: Path, out: Path) -> None:
    """Raises UsageFault where results would fall into the inbox and be read as notices."""
    source, target = inbox.resolve(), out.resolve()
    if target == source or source in target.parents:
        raise UsageFault(f"输出文件夹“{out}”在收件夹“{inbox}”里面", advice="请把 --out 指到收件夹以外的地方，以免结果被当作来文再读一遍。")


def inbox_below(inbox: Path, out: Path) -> list[str]:
    """The name under which the inbox lies in ``out``: no result may be written over it."""
    source, target = inbox.resolve(), out.resolve()
    return [source.relative_to(target).parts[0]] if target in source.parents else []
