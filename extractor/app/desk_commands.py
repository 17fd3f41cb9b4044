"""The commands for what comes after the sheets: replies that come back, the catalogue that grows."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.app.catalogue_commands import catalogue_app
from extractor.app.chinese_help import ChineseCommand
from extractor.app.clock import today
from extractor.app.console import say
from extractor.errors import ExitCode

__all__ = ["KINDS", "Public", "Template", "add_desk_commands"]

KINDS = "报告、函、复函、情况反馈表、回执、意见反馈表、承诺书"
Public = Annotated[bool, typer.Option("--public", help="另出一份公开版任务分解表，不含电话、邮箱")]
Template = Annotated[Path | None, typer.Option("--template", metavar="文件", help="另出一份任务分解表，按此表格（XLSX）的表头定列和顺序")]


def add_desk_commands(app: typer.Typer) -> None:
    """Make the commands of this module commands of ``app``."""
    app.command(cls=ChineseCommand)(collect)
    app.command(cls=ChineseCommand)(sheet)
    app.command(cls=ChineseCommand)(pack)
    app.command(cls=ChineseCommand)(reply)
    app.add_typer(catalogue_app, name="catalogue")


def collect(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="fenban run 的结果文件夹，收回的回复模板放在它下面")],
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="文件夹", help="汇总表放到哪里；不写则放在该文件夹里")] = None,
    ledger: Annotated[
        Path | None, typer.Option("--ledger", metavar="文件夹", help="台账所在的 fenban watch 结果文件夹；就是该文件夹时可不写")
    ] = None,
    store: Annotated[str | None, typer.Option("--store", metavar="地址", help="台账数据库，如 postgresql+psycopg://用户@主机/库名")] = None,
) -> int:
    """读回填好的回复模板（DOCX、XLSX），每份来文生成一份汇总表：谁已回复、缺什么、哪些填得不对。

    结果文件夹有台账的（fenban watch 建的），进展情况和办理状态一并记入台账；与人工填写不一致的列为冲突，不改人工填写的内容。
    """
    from extractor.app.collect_folder import collect_folder
    from extractor.app.collected_ledger import enter_collections, has_ledger

    collections, faults = collect_folder(folder, out=out or folder)
    for fault in faults:
        say(fault)
    for collection in collections:
        states = [reply.state for reply in collection.replies]
        counts = "，".join(f"{state} {states.count(state)} 份" for state in dict.fromkeys(states))
        say(f"{collection.notice.source.name}：{counts or '没有需要回复的单位'}。汇总表：{collection.summary}")
    ledger = ledger or (folder if has_ledger(folder) else None)
    if ledger is not None or store is not None:
        enter_collections(collections, ledger=ledger, store=store, today=today())
    return ExitCode.SOME_FAILED if faults else ExitCode.OK


def sheet(
    result: Annotated[Path, typer.Argument(metavar="结果", help="与来文同名的 JSON 文件，在 fenban run 的结果文件夹里")],
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="文件夹", help="放到哪里；不写则放在 JSON 旁边")] = None,
    public: Public = False,
    template: Template = None,
) -> None:
    """另出一份任务分解表：公开版（不含电话），或按本单位表格的格式。"""
    from extractor.app.sheet_files import write_sheet

    say(f"已生成：{write_sheet(result, out=out or result.parent, public=public, template=template)}")


def pack(
    result: Annotated[Path, typer.Argument(metavar="结果", help="与来文同名的 JSON 文件，在 fenban run 的结果文件夹里")],
    folder: Annotated[Path, typer.Argument(metavar="材料夹", help="一道题一个文件夹，放在这个文件夹下面")],
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="文件夹", help="压缩包放到哪里；不写则放在材料夹里")] = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="单位", help="为哪个单位（科室）打包；只有一个时可不写")] = None,
    prepare: Annotated[bool, typer.Option("--prepare", help="先建好每道题的文件夹和答案表，不打包")] = False,
) -> int:
    """一道题、一个答案、一套佐证资料、一个压缩包：先 --prepare 建文件夹，材料放齐后检查、打包。"""
    from extractor.app.pack_folder import pack_folder, prepare_folder

    if prepare:
        made = prepare_folder(result, folder, unit=unit)
        say(f"新建 {len(made)} 个文件夹，已有的没有动。")
        return ExitCode.OK
    packed = pack_folder(result, folder, out=out or folder, unit=unit)
    for question in packed:
        if question.faults:
            say(f"未打包  {question.name}：{'；'.join(question.faults)}")
    ready = sum(not question.faults for question in packed)
    say(f"共 {len(packed)} 题，已打包 {ready} 题" + ("。" if ready == len(packed) else f"，{len(packed) - ready} 题有问题，没有打包。"))
    return ExitCode.OK if ready == len(packed) else ExitCode.SOME_FAILED


def reply(
    result: Annotated[Path, typer.Argument(metavar="结果", help="与来文同名的 JSON 文件，在 fenban run 的结果文件夹里")],
    kind: Annotated[str, typer.Option("--reply-kind", metavar="文种", help=KINDS)],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="文件夹", help="放到哪里；不写则放在 JSON 旁边的“回复模板-文种”")
    ] = None,
) -> None:
    """按选定的文种另出一套回复模板；文种看隶属关系，由经办人选。"""
    from extractor.app.sheet_files import write_replies

    count = write_replies(result, kind, out=out or result.parent / f"回复模板-{kind}")
    say(f"已生成 {count} 份{kind}模板。")
