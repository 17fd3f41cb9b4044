"""``fenban catalogue``: import, diff, accept, export."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.app.chinese_help import ChineseCommand, ChineseGroup
from extractor.app.console import print_result, say
from extractor.errors import FileNotReadable, UsageFault

if TYPE_CHECKING:  # every command loads this module; its libraries only the commands of the catalogue
    from extractor.catalogue.registry import Registry
    from extractor.model.notice import Notice

__all__ = ["catalogue_app"]

catalogue_app = typer.Typer(
    cls=ChineseGroup, help="指标目录：并入、比较、确认、导出。", context_settings={"help_option_names": ["-h", "--help"]}
)
Database = Annotated[Path, typer.Option("--db", metavar="文件", help="目录文件（SQLite）")]
Store = Annotated[
    str | None,
    typer.Option("--store", metavar="地址", help="目录放在数据库里，如 postgresql+psycopg://用户@主机/库名；不写则用 --db 的文件"),
]
_DEFAULT = Path("指标目录.db")
_KINDS = {"same": "不变", "changed": "有改动", "new": "新增", "vanished": "取消"}


@catalogue_app.command(cls=ChineseCommand, name="import")
def import_(
    results: Annotated[Path, typer.Argument(metavar="结果", help="fenban run 的结果文件夹，或其中一个 JSON 文件")],
    db: Database = _DEFAULT,
    store: Store = None,
    edition: Annotated[str | None, typer.Option("--edition", metavar="名称", help="版本名称，如 2031年；只有一份来文时可用")] = None,
) -> None:
    """把来文里的指标并入目录；同一题自动归并，相近的只提示，由人确认。"""
    notices = _notices(results)
    if edition and len(notices) > 1:
        raise UsageFault("--edition 只能用于一份来文，请指向它的 JSON 文件")
    with _opened(db, store) as registry:
        for notice in notices:
            report = registry.add(notice, edition=edition)
            say(f"{report.edition}：已有 {len(report.same)} 题，新增 {len(report.new)} 题，待确认 {len(report.proposed)} 题")
        texts = {row["id"]: row["text"] for row in registry.table("item")}
        prints = {row["fingerprint"]: row["text"] for row in registry.table("item")}
        places = {row["text"]: row["id"] for row in registry.table("occurrence")}
        for row in registry.table("proposal"):
            if row["kind"] == "near":
                asked = prints.get(row["fingerprint"], "")
                print_result(f"{places.get(asked, '')}\t{asked}\t可能与 {row['item']} 相同\t{texts.get(row['item'], '')}\t{row['score']}")


@catalogue_app.command(cls=ChineseCommand)
def diff(
    old: Annotated[str, typer.Argument(metavar="旧版本", help="import 时显示的版本名称")],
    new: Annotated[str, typer.Argument(metavar="新版本", help="同上")],
    db: Database = _DEFAULT,
    store: Store = None,
) -> None:
    """比较两个版本：新增、不变、有改动、取消。"""
    from extractor.catalogue.editions import edition_changes

    with _opened(db, store, must_exist=True) as registry:
        for name in (old, new):
            if name not in registry.editions():
                raise UsageFault(f"目录里没有版本“{name}”，已有：{'、'.join(registry.editions()) or '无'}")
        changes = edition_changes(registry.occurrences(old), registry.occurrences(new))
    for change in changes:
        if change.kind != "same":
            entry = change.new or change.old or {}
            print_result(f"{_KINDS[change.kind]}\t{entry['id']}\t{entry['text']}\t{'、'.join(change.fields)}")
    counts: Counter[str] = Counter(change.kind for change in changes)
    say("，".join(f"{words} {counts[kind]} 题" for kind, words in _KINDS.items()))


@catalogue_app.command(cls=ChineseCommand)
def accept(
    occurrence: Annotated[str, typer.Argument(metavar="出处编号", help="如 2031年-Q003")],
    item: Annotated[str, typer.Argument(metavar="指标编号", help="如 ZB-C0001.N1")],
    db: Database = _DEFAULT,
    store: Store = None,
    reject: Annotated[bool, typer.Option("--reject", help="确认不是同一概念，以后不再提示")] = False,
) -> None:
    """确认两题是同一概念（或用 --reject 确认不是）；记住决定，下次不再问。"""
    with _opened(db, store, must_exist=True) as registry:
        registry.accept(occurrence, item, verdict="rejected" if reject else "accepted")
    say("已记录。")


@catalogue_app.command(cls=ChineseCommand)
def export(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="文件夹", help="导出到哪里")],
    db: Database = _DEFAULT,
    store: Store = None,
) -> None:
    """导出 JSON（附格式说明）、CSV、XLSX、指标数值表和 SQLite 数据库。"""
    from extractor.app.atomic_files import write_file
    from outputs.catalogue_export import catalogue_files

    with _opened(db, store, must_exist=True) as registry:
        tables = {name: registry.table(name) for name in ("concept", "item", "occurrence", "observation")}
        files = {file.name: file.data for file in catalogue_files(tables)} | {"指标目录.sqlite": _as_sqlite(registry)}
    for name, data in files.items():
        write_file(out / name, data)
        print_result(name)


@contextmanager
def _opened(db: Path, store: str | None, *, must_exist: bool = False) -> Iterator[Registry]:
    from extractor.catalogue.registry import Registry
    from extractor.store.database import open_database

    if store is None and must_exist and not db.is_file():
        raise FileNotReadable(f"找不到目录文件“{db}”", advice="请先用 fenban catalogue import 建立目录，或用 --db 指明文件。")
    registry = Registry(open_database(store or f"sqlite:///{db.resolve()}", journal="DELETE"))
    try:
        yield registry
    finally:
        registry.close()


def _as_sqlite(registry: Registry) -> bytes:
    from extractor.store.database import open_database

    with TemporaryDirectory() as folder:
        path = Path(folder) / "catalogue.sqlite"
        copy = open_database(f"sqlite:///{path}", journal="DELETE")
        registry.copy_to(copy)
        copy.dispose()
        return path.read_bytes()


def _notices(results: Path) -> list[Notice]:
    from extractor.model.notice import Notice

    paths = sorted(results.rglob("*.json")) if results.is_dir() else [results]
    found = []
    for path in paths:
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            if isinstance(data, dict) and {"doc_id", "source", "indicators"} <= set(data):
                found.append(Notice.model_validate(data))
        except (OSError, ValueError):
            continue
    if not found:
        raise FileNotReadable(f"“{results}”里没有来文的读取结果")
    return found
