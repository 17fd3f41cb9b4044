"""What became of each file of a run: one plain line for people, one record for machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from extractor.errors import ExitCode, FenbanError
from extractor.model.notice import Notice

__all__ = ["Outcome", "Status", "exit_code", "failed", "ignored", "line", "record", "succeeded", "total_line"]

Status = Literal["read", "review", "failed", "refused", "ignored"]
"""refused: it could be read, but must not be (marked as classified, not safe to open)."""
_HEADINGS = ("phase", "group")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One file. ``folder`` and ``files`` name what was written; ``fault`` says why nothing was."""

    source: str
    status: Status
    notice: Notice | None = None
    folder: str | None = None
    files: tuple[str, ...] = ()
    fault: FenbanError | None = None
    reason: str | None = None


def succeeded(source: str, notice: Notice, *, folder: str, files: Sequence[str]) -> Outcome:
    status: Status = "review" if notice.review_flags else "read"
    return Outcome(source=source, status=status, notice=notice, folder=folder, files=tuple(files))


def failed(source: str, fault: FenbanError) -> Outcome:
    status: Status = "refused" if fault.exit_code is ExitCode.INPUT_REFUSED else "failed"
    return Outcome(source=source, status=status, fault=fault)


def ignored(source: str, reason: str) -> Outcome:
    return Outcome(source=source, status="ignored", reason=reason)


def line(outcome: Outcome) -> str:
    """One line for the screen, without a line break."""
    if outcome.fault is not None:
        state = "拒收" if outcome.status == "refused" else "失败"
        return f"{state}  {outcome.source}：{outcome.fault}".replace("\n", " ")
    if outcome.notice is None:
        return f"略过  {outcome.source}：{outcome.reason}"
    flags = len(outcome.notice.review_flags)
    state = f"待核实 {flags} 处" if flags else "已读"
    return f"{state}  {outcome.source}：{_contents(outcome.notice)}"


def total_line(outcomes: Sequence[Outcome], *, out: object) -> str:
    counts = Counter(outcome.status for outcome in outcomes)
    done = counts["read"] + counts["review"]
    if not outcomes:
        return "文件夹里没有文件，未生成任何结果。"
    parts = [f"共 {len(outcomes)} 个文件", f"已读 {done} 个" + (f"（其中 {counts['review']} 个有待核实事项）" if counts["review"] else "")]
    parts += [f"失败 {counts['failed']} 个"] if counts["failed"] else []
    parts += [f"拒收 {counts['refused']} 个（涉密或不安全，没有读取）"] if counts["refused"] else []
    parts += [f"略过 {counts['ignored']} 个"] if counts["ignored"] else []
    return "，".join(parts) + (f"。结果在“{out}”。" if done else "。没有可用的结果。")


def record(outcome: Outcome) -> dict[str, Any]:
    """The machine-readable form, one entry of 运行结果.json."""
    entry: dict[str, Any] = {"source": outcome.source, "status": outcome.status}
    if outcome.notice is not None:
        notice = outcome.notice
        entry |= {"folder": outcome.folder, "files": list(outcome.files), "doc_id": notice.doc_id, "sha256": notice.source.sha256}
        entry |= {"tasks": _task_count(notice), "deadlines": len(notice.deadlines), "indicators": len(notice.indicators)}
        entry |= {"review_flags": list(notice.review_flags)}
    elif outcome.fault is not None:
        fault = outcome.fault
        entry |= {"error": type(fault).__name__, "exit_code": int(fault.exit_code), "message": fault.message, "advice": fault.advice}
    else:
        entry |= {"reason": outcome.reason}
    return entry


def exit_code(outcomes: Sequence[Outcome]) -> ExitCode:
    return ExitCode.SOME_FAILED if any(outcome.fault for outcome in outcomes) else ExitCode.OK


def _contents(notice: Notice) -> str:
    counts = [
        (_task_count(notice), "项任务"),
        (len(notice.deadlines), "个时限"),
        (len(notice.indicators), "个指标问题"),
        (len(notice.observations), "个指标数值"),
    ]
    return "、".join(f"{count} {words}" for count, words in counts if count) or "没有需要办理的事项"


def _task_count(notice: Notice) -> int:
    return sum(task.kind not in _HEADINGS for task in notice.tasks)
