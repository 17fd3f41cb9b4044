"""``fenban explain``: every value with the rule that found it, its words, its place, and how sure it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.model.notice import Deadline, Evidence, Notice, Task, Value

__all__ = ["CONFIDENCE_WORDS", "SOURCE_WORDS", "Explanation", "explain", "rows", "text"]

CONFIDENCE_WORDS = {"certain": "确定", "high": "可信", "medium": "较可信", "low": "需核实"}
SOURCE_WORDS = {
    "explicit": "原文写明",
    "inherited": "承上推定",
    "merged_cell": "合并单元格推定",
    "context": "上下文推定",
    "inferred": "推定",
    "document_date": "按成文日期推定",
    "context_note": "按备注推定",
    "not_stated": "原文未写",
}
_METADATA_WORDS = {
    "document_type": "文种",
    "document_subtype": "类型说明",
    "title": "标题",
    "document_number": "发文字号",
    "issue_number": "期号",
    "issuer_mark": "发文机关标志",
    "issuing_authorities": "发文机关",
    "issue_date": "成文日期",
    "print_date": "印发日期",
    "printing_office": "印发机关",
    "signatory": "签发人",
    "urgency": "紧急程度",
    "primary_recipients": "主送机关",
    "cc": "抄送",
    "publicity": "公开方式",
    "issued_instrument": "被印发文件",
    "references": "引用文件",
    "year_context": "年份依据",
}
_UNIT_WORDS = {"lead": "牵头单位", "responsible": "责任单位", "cooperating": "配合单位"}
_QUOTE_LENGTH = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One value of a notice and the words it rests on; ``evidence`` is None where there are none."""

    field: str
    value: str
    evidence: Evidence | None
    flags: tuple[str, ...] = ()


def explain(notice: Notice) -> Iterator[Explanation]:
    """All values in the order of the result, one explanation for each piece of evidence."""
    yield from _metadata(notice)
    for attachment in notice.attachments:
        yield from _value("附件", attachment.title, attachment)
    for contact in notice.contacts:
        reached_by = "、".join((*contact.phones, *contact.emails))
        yield from _value("联系人", f"{contact.name or contact.unit or ''} {reached_by}".strip(), contact)
    for channel in notice.submission_channels:
        yield from _value("报送方式", " ".join(filter(None, (channel.medium, channel.email, channel.address))), channel)
    for deadline in notice.deadlines:
        yield from _value(f"时限 {deadline.id}", _deadline_words(deadline), deadline)
    for plain in notice.non_deadline_dates:
        yield from _value("非时限日期", f"{plain.quote}（{plain.role}）", plain)
    for task in notice.tasks:
        yield from _task(task)
    for question in notice.indicators:
        yield from _value(f"指标问题 {question.number if question.number is not None else ''}".strip(), question.text, question)
    for observation in notice.observations:
        named, value = observation.indicator or observation.quote, "暂缺" if observation.value is None else f"{observation.value:g}"
        yield from _value("指标数值", f"{named}：{value}{observation.unit or ''}（{observation.kind}）", observation)
    for check in notice.checks:
        yield from _each("待核实", check.message, check.evidence)


def text(notice: Notice) -> Iterator[str]:
    """Plain lines for the screen: two for each value."""
    starts = _line_starts(notice.source.text)
    for entry in explain(notice):
        yield f"【{entry.field}】{entry.value}"
        if entry.evidence is not None:
            yield f"    {_basis(entry.evidence)}；{_place(entry.evidence, starts)}：“{_shortened(entry.evidence.quote)}”"
        for flag in entry.flags:
            yield f"    待核实：{flag}"


def rows(notice: Notice) -> Iterator[dict[str, object]]:
    """The same for machines: one JSON object for each value."""
    for entry in explain(notice):
        evidence = entry.evidence.model_dump(mode="json", exclude_none=True) if entry.evidence else {}
        yield {"field": entry.field, "value": entry.value, **evidence, "flags": list(entry.flags)}


def _metadata(notice: Notice) -> Iterator[Explanation]:
    for field, words in _METADATA_WORDS.items():
        value = getattr(notice.metadata, field)
        if value:
            shown = "；".join(map(str, value)) if isinstance(value, tuple) else str(value)
            yield from _each(words, shown, notice.metadata.evidence.get(field, ()))


def _task(task: Task) -> Iterator[Explanation]:
    yield from _value(f"任务 {task.id}", task.title, task)
    for unit in task.units:
        yield from _each(f"任务 {task.id} {_UNIT_WORDS[unit.role]}", unit.name, (unit.evidence,) if unit.evidence else ())


def _value(field: str, words: str, value: Value) -> Iterator[Explanation]:
    yield from _each(field, words, value.evidence, flags=value.flags)


def _each(field: str, words: str, evidence: tuple[Evidence, ...], *, flags: tuple[str, ...] = ()) -> Iterator[Explanation]:
    for position, piece in enumerate(evidence or (None,)):
        yield Explanation(field=field, value=" ".join(words.split()), evidence=piece, flags=flags if position == 0 else ())


def _deadline_words(deadline: Deadline) -> str:
    days = " 至 ".join(str(day) for day in (deadline.start, deadline.due) if day)
    parts = (f"{deadline.quote} →", days or "无确定日期", deadline.due_time, f"（{deadline.class_}，{deadline.role}）")
    return " ".join(part for part in parts if part)


def _basis(evidence: Evidence) -> str:
    return f"规则 {evidence.rule}，{CONFIDENCE_WORDS[evidence.confidence]}，{SOURCE_WORDS[evidence.source]}"


def _place(evidence: Evidence, starts: list[int]) -> str:
    parts = [f"第 {evidence.page} 页"] if evidence.page is not None else []
    if evidence.row is not None and evidence.column is not None:
        parts.append(f"表格第 {evidence.row + 1} 行第 {evidence.column + 1} 列")
    else:
        parts.append(f"文字第 {bisect_right(starts, evidence.start)} 行")
    return "".join(parts)


def _line_starts(source: str) -> list[int]:
    return [0, *(position + 1 for position, character in enumerate(source) if character == "\n")]


def _shortened(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= _QUOTE_LENGTH else f"{line[: _QUOTE_LENGTH - 1]}…"
