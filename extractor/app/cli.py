"""The command ``fenban``. Each command is a few lines: options in, a call, words and an exit code out."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from extractor.app.chinese_help import ChineseCommand, ChineseGroup, usage_error_words
from extractor.app.clock import today
from extractor.app.console import advancing, prepare_streams, print_json, print_result, say
from extractor.app.desk_commands import KINDS, Public, Template, add_desk_commands
from extractor.errors import ExitCode, FenbanError, UsageFault

__all__ = ["app", "main"]

_SETTINGS = {"help_option_names": ["-h", "--help"]}
_DEBUG = "--debug"
_INTERRUPTED = 130

app = typer.Typer(cls=ChineseGroup, add_completion=False, context_settings=_SETTINGS)
patterns_app = typer.Typer(cls=ChineseGroup, help="检查规则文件。", context_settings=_SETTINGS)
app.add_typer(patterns_app, name="patterns")
add_desk_commands(app)

Store = Annotated[str | None, typer.Option("--store", metavar="地址", help="数据库地址；不写则用结果文件夹里的 SQLite")]
Results = Annotated[Path | None, typer.Option("--out", "-o", metavar="文件夹", help="fenban watch 的结果文件夹")]
Units = Annotated[Path | None, typer.Option("--units", metavar="单位名录", help="本单位的单位名录（CSV 或 XLSX）：简称写成全称，分组展开")]
Jobs = Annotated[int, typer.Option("--jobs", "-j", metavar="个数", min=0, help="同时处理几个文件；0 表示有几个核就几个")]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取")]
Sources = Annotated[list[str], typer.Argument(metavar="文件", help="TXT、DOCX 或带文字的 PDF；- 表示标准输入")]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: every fault becomes one or two lines of words."""
    prepare_streams()
    words = list(sys.argv[1:] if arguments is None else arguments)
    debug = _DEBUG in words
    try:
        result = app(args=[word for word in words if word != _DEBUG] or ["--help"], prog_name="fenban", standalone_mode=False)
        sys.stdout.flush()
        if result == _INTERRUPTED:  # what typer makes of Ctrl+C
            say("已中止。")
        return int(result or ExitCode.OK)
    except Exception as error:
        if debug:
            traceback.print_exc()
        return int(_explained(error))
    except KeyboardInterrupt:
        say("已中止。")
        return _INTERRUPTED


def _explained(error: Exception) -> ExitCode:
    """One place where faults become words and exit codes."""
    if isinstance(error, BrokenPipeError):
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123  (the reader has gone: nothing more to say)
        return ExitCode.OK
    if isinstance(error, TyperException):
        error = UsageFault(usage_error_words(error))
    if not isinstance(error, FenbanError):
        error = FenbanError(f"出现意外错误（{type(error).__name__}）", advice="请将本提示反馈给维护人员；加 --debug 可显示详细信息。")
    say(f"错误：{error}")
    return error.exit_code


def _version(wanted: bool) -> None:
    if wanted:
        from extractor import __version__

        print_result(f"fenban {__version__}")
        raise typer.Exit


@app.callback()
def fenban(
    version: Annotated[bool, typer.Option("--version", "-V", help="显示版本", callback=_version, is_eager=True)] = False,
    debug: Annotated[bool, typer.Option(_DEBUG, help="出错时显示详细信息，供维护人员使用；写在哪里都可以")] = False,
) -> None:
    """分办：读来文，拆任务，拟回复，建指标目录。"""


@app.command(cls=ChineseCommand)
def run(
    inbox: Annotated[Path, typer.Argument(metavar="收件夹", help="放来文的文件夹，子文件夹一并处理")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="文件夹", help="结果放到哪里；不能在收件夹里面")],
    units: Units = None,
    jobs: Jobs = 1,
    public: Public = False,
    template: Template = None,
    kind: Annotated[str | None, typer.Option("--reply-kind", metavar="文种", help=f"回复模板的文种：{KINDS}；不写则自动拟定")] = None,
) -> int:
    """处理整个文件夹：每份来文生成任务分解表、回复模板、指标目录、日程，另有一份督办台账。

    每个文件一行说明写到屏幕（标准错误），供程序读取的写到“运行结果.json”。
    """
    from extractor.app import summary
    from extractor.app.run_folder import run_folder
    from extractor.app.sheet_files import chosen_kind, template_titles
    from extractor.app.unit_files import read_units
    from extractor.app.writer_options import Choices

    directory = read_units(units) if units else None
    titles, reply_kind = template_titles(template) if template else (), chosen_kind(kind) if kind else None
    choices = Choices(public=public, titles=titles, reply_kind=reply_kind)
    with advancing("正在处理") as advance:
        outcomes = run_folder(
            inbox,
            out=out,
            jobs=jobs,
            report=lambda outcome, total: advance(summary.line(outcome), total),
            units=directory,
            choices=choices,
        )
    say(summary.total_line(outcomes, out=out))
    return summary.exit_code(outcomes)


@app.command(cls=ChineseCommand)
def batch(
    source: Annotated[str, typer.Argument(metavar="来源", help="文件夹，或对象存储的地址（如 s3://桶/前缀）")],
    store: Annotated[str, typer.Option("--store", metavar="地址", help="数据库地址，如 sqlite:///档案.sqlite3 或 postgresql+psycopg://…")],
    engine: Annotated[str, typer.Option("--engine", "-e", metavar="方式", help="local（本机多进程）、ray 或 dask")] = "local",
    jobs: Jobs = 0,
    out: Annotated[str | None, typer.Option("--out", "-o", metavar="地址", help="每份的读取结果（JSON）另存到此文件夹或对象存储")] = None,
) -> int:
    """成批读取整个档案库，结果进数据库，每份只记一次；中断后再运行一次，从断处接着做。"""
    from extractor.app.batch import exit_code, run_batch, total_line
    from extractor.app.watch_names import shown

    with advancing("正在处理") as advance:
        counts = run_batch(
            source, store=store, engine=engine, jobs=jobs, out=out,
            report=lambda done, total: advance(f"失败  {shown(done.name)}：{done.words}" if done.verdict == "failed" else "", total),
        )  # fmt: skip
    say(total_line(counts))
    return exit_code(counts)


@app.command(cls=ChineseCommand)
def watch(
    inbox: Annotated[Path, typer.Argument(metavar="收件夹", help="放来文的文件夹，子文件夹一并处理")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="文件夹", help="结果放到哪里；不能在收件夹里面")],
    once: Annotated[bool, typer.Option("--once", help="处理完现有文件就结束，供定时任务使用")] = False,
    store: Store = None,
    archive: Annotated[Path | None, typer.Option("--archive", metavar="文件夹", help="处理完的原文件移到这里；不写则不动原文件")] = None,
    settle: Annotated[float, typer.Option("--settle", metavar="秒", help="文件多久没有变化才处理")] = 3.0,
    interval: Annotated[float, typer.Option("--interval", metavar="秒", help="每隔多久看一次收件夹")] = 10.0,
    seconds: Annotated[float, typer.Option("--time-limit", metavar="秒", help="读一个文件最多用多少时间")] = 120.0,
    memory: Annotated[int, typer.Option("--memory-limit", metavar="MB", help="读一个文件最多用多少内存")] = 1024,
    output: Annotated[int, typer.Option("--output-limit", metavar="MB", help="一个文件的结果最多有多大")] = 200,
    units: Units = None,
    log_json: Annotated[bool, typer.Option("--log-json", help="每行说明写成 JSON，供程序读取")] = False,
) -> int:
    """守着收件夹：放进来的文件自动处理，一个不丢、一个不重；按 Ctrl+C 停止。

    可以几台机器同时守一个收件夹（用 --store 指向同一个数据库）。
    """
    from extractor.app.watch_commands import watch_inbox
    from extractor.app.watch_reading import Limits
    from extractor.app.watch_settings import WatchSettings, store_url

    limits = Limits(seconds=seconds, memory=memory, output=output)
    settings = WatchSettings(
        inbox=inbox, out=out, store=store_url(out, store), archive=archive, settle=settle, interval=interval, limits=limits, units=units
    )
    return watch_inbox(settings, once=once, log_json=log_json)


@app.command(cls=ChineseCommand)
def status(out: Results = None, store: Store = None, as_json: AsJson = False) -> None:
    """看一看队列：各有多少文件在等候、处理中、已读、失败，失败的原因是什么。"""
    from extractor.app.watch_commands import show_status

    show_status(out, store, as_json=as_json)


@app.command(cls=ChineseCommand)
def retry(
    names: Annotated[list[str] | None, typer.Argument(metavar="文件名", help="只重试这些；不写则重试全部失败的文件")] = None,
    out: Results = None,
    store: Store = None,
) -> None:
    """失败的文件重新排队，由 fenban watch 再处理一遍。"""
    from extractor.app.watch_commands import retry_failed

    retry_failed(names or [], out, store)


@app.command(cls=ChineseCommand)
def tasks(
    code: Annotated[str | None, typer.Argument(metavar="任务编号", help="只看或更新这一项")] = None,
    out: Results = None,
    store: Store = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="单位", help="只列此单位的")] = None,
    status: Annotated[str | None, typer.Option("--status", metavar="状态", help="只列此状态的")] = None,
    notice: Annotated[str | None, typer.Option("--notice", metavar="来文", help="只列此来文的（标题、文号或文件名的一部分）")] = None,
    due: Annotated[str | None, typer.Option("--due", metavar="日期", help="只列此日及以前到期的")] = None,
    changes: Annotated[list[str] | None, typer.Option("--set", metavar="栏目=内容", help="更新一栏，可写多次")] = None,
    as_json: AsJson = False,
) -> None:
    """督办台账：列出、筛选、更新所有来文的任务。台账表格里填写的内容会先读回来。"""
    from extractor.app import ledger_commands

    ledger_commands.tasks(
        out, store, unit=unit, status=status, notice=notice, due=due, code=code, changes=changes or (), as_json=as_json, today=today()
    )


@app.command(cls=ChineseCommand)
def remind(
    out: Results = None,
    store: Store = None,
    days: Annotated[int, typer.Option("--days", metavar="天数", help="提前多少天提醒")] = 3,
    form: Annotated[str, typer.Option("--format", "-f", metavar="格式", help="text、json 或 ics")] = "text",
) -> None:
    """提醒：已逾期的和几天内到期的任务，供定时任务使用。"""
    from extractor.app import ledger_commands

    ledger_commands.remind(out, store, days=days, form=form, today=today())


@app.command(cls=ChineseCommand)
def learn(
    out: Results = None,
    store: Store = None,
    accept: Annotated[list[str] | None, typer.Option("--accept", metavar="原写法[=全称]", help="收入词库，可写多次")] = None,
    forget: Annotated[list[str] | None, typer.Option("--forget", metavar="原写法", help="从词库删除，可写多次")] = None,
) -> None:
    """本单位词库：列出在台账里更正过的单位名称，由您决定收入哪些；软件不会自行套用。"""
    from extractor.app import ledger_commands

    ledger_commands.learn(out, store, accept=accept or (), forget=forget or (), today=today())


@app.command(cls=ChineseCommand)
def extract(
    sources: Sources,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="文件夹", help="每份写成一个 JSON 文件；不写则输出到屏幕")] = None,
    units: Units = None,
) -> int:
    """读取来文，输出 JSON；几个文件时每份一行（JSON Lines）。"""
    from extractor.app.extract_files import extract_files
    from extractor.app.unit_files import read_units

    return extract_files(sources, out=out, units=read_units(units) if units else None)


@app.command(cls=ChineseCommand)
def explain(
    source: Annotated[str, typer.Argument(metavar="文件", help="TXT、DOCX 或带文字的 PDF；- 表示标准输入")],
    as_json: Annotated[bool, typer.Option("--jsonl", "-j", help="每个值一行 JSON，供程序读取")] = False,
) -> None:
    """逐项说明依据：每个值由哪条规则得出、原文怎么写、在什么位置、把握多大。"""
    from extractor.app import explain as explaining
    from extractor.app.reading import read_source

    notice = read_source(source)
    if as_json:
        for row in explaining.rows(notice):
            print_json(row)
    else:
        for line in explaining.text(notice):
            print_result(line)


@app.command(cls=ChineseCommand)
def timex(
    jsonl: Annotated[bool, typer.Option("--jsonl", help="按行读写 JSON（目前唯一的格式）")] = False,
) -> None:
    """只认时间：从标准输入逐行读 {"id","text","reference"}，逐行输出找到的时间。"""
    from extractor.app.time_rows import time_rows

    if not jsonl:
        raise UsageFault("timex 目前只有一种格式，请写明 --jsonl")
    lines = sys.stdin.buffer.read().decode("utf-8-sig", errors="replace").splitlines()
    for row in time_rows(lines):
        print_json(row)


@app.command(cls=ChineseCommand, name="eval")
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="标准答案文件夹", help="内有 NAME.json")],
    pred: Annotated[Path | None, typer.Option("--pred", "-p", metavar="文件夹", help="已有的结果；不写则现读原文")] = None,
    sources: Annotated[Path | None, typer.Option("--sources", "-s", metavar="文件夹", help="原文所在；不写则在答案旁边找")] = None,
    form: Annotated[str | None, typer.Option("--format", "-f", metavar="后缀", help="只用这一种原文：txt、docx 或 pdf")] = None,
    show: Annotated[list[str] | None, typer.Option("--show", metavar="名称", help="列出此文件的差异，可写多次")] = None,
    calibration: Annotated[bool, typer.Option("--calibration", help="按把握程度统计：各档各有多少个值，其中多少是对的")] = False,
    ablation: Annotated[bool, typer.Option("--ablation", help="逐一去掉各道工序再读一遍，看每道工序值多少")] = False,
    json_file: Annotated[Path | None, typer.Option("--json", "-j", metavar="文件", help="另存为 JSON")] = None,
) -> int:
    """对照标准答案，逐字段算准确率、召回率和 F1。"""
    from extractor.app.evaluation import print_ablation, print_figures

    if ablation:
        return print_ablation(gold, sources=sources, form=form)
    return print_figures(gold, pred=pred, sources=sources, form=form, show=show or (), calibration=calibration, json_file=json_file)


@patterns_app.command(cls=ChineseCommand)
def check() -> int:
    """检查全部规则文件：格式、编号、例句，有问题的一次列全。"""
    from extractor.app.pattern_check import pattern_faults

    faults = pattern_faults()
    for fault in faults:
        say(fault)
    say(f"规则文件有 {len(faults)} 处问题。" if faults else "规则文件全部通过。")
    return ExitCode.PATTERNS_FAULTY if faults else ExitCode.OK


@app.command(cls=ChineseCommand)
def schema() -> None:
    """输出结果文件的 JSON Schema。"""
    from outputs.json_writer import schema as notice_schema

    print_json(notice_schema(), indent=1)


if __name__ == "__main__":
    sys.exit(main())
