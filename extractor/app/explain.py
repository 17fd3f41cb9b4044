"""``fenban explain``: every value with the rule that found it, its words, its place, and how sure it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from extractor.model.notice import Deadline, Evidence, Notice, Task, Value
from outputs.wording import (
    CHANNELS,
    CONFIDENCE_WORDS,
    DATE_ROLES,
    DEADLINE_CLASSES,
    DEADLINE_ROLES,
    METADATA_FIELDS,
    OBSERVATION_KINDS,
    UNIT_ROLES,
)

__all__ = ["SOURCE_WORDS", "Explanation", "explain", "rows", "text"]

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
_QUOTE_LENGTH = 60

_Naming = Callable[[Mapping[str, str], str], str]
"""How a code of the model is shown, given the table of its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One value of a notice and the words it rests on; ``evidence`` is None where there are none."""

    field: str
    value: str
    evidence: Evidence | None
    flags: tuple[str, ...] = ()


def explain(notice: Notice, *, codes: bool = False) -> Iterator[Explanation]:
    """All values in the order of the result, one explanation for each piece of evidence.
    ``codes``: kinds and roles as programs know them, not as people read them."""
    name = _as_code if codes else _as_words
    yield from _metadata(notice)
    for attachment in notice.attachments:
        yield from _value("附件", attachment.title, attachment)
    for contact in notice.contacts:
        reached_by = "、".join((*contact.phones, *contact.emails))
        yield from _value("联系人", f"{contact.name or contact.unit or ''} {reached_by}".strip(), contact)
    for channel in notice.submission_channels:
        yield from _value("报送方式", " ".join(filter(None, (name(CHANNELS, channel.medium), channel.email, channel.address))), channel)
    for deadline in notice.deadlines:
        yield from _value(f"时限 {deadline.id}", _deadline_words(deadline, name), deadline)
    for plain in notice.non_deadline_dates:
        yield from _value("非时限日期", f"{plain.quote}（{name(DATE_ROLES, plain.role)}）", plain)
    for task in notice.tasks:
        yield from _task(task)
    for question in notice.indicators:
        yield from _value(f"指标问题 {question.number if question.number is not None else ''}".strip(), question.text, question)
    for observation in notice.observations:
        named, value = observation.indicator or observation.quote, "暂缺" if observation.value is None else f"{observation.value:g}"
        yield from _value(
            "指标数值", f"{named}：{value}{observation.unit or ''}（{name(OBSERVATION_KINDS, observation.kind)}）", observation
        )
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
    for entry in explain(notice, codes=True):
        evidence = entry.evidence.model_dump(mode="json", exclude_none=True) if entry.evidence else {}
        yield {"field": entry.field, "value": entry.value, **evidence, "flags": list(entry.flags)}


def _as_code(_table: Mapping[str, str], code: str) -> str:
    return code


def _as_words(table: Mapping[str, str], code: str) -> str:
    return table.get(code, code)


def _metadata(notice: Notice) -> Iterator[Explanation]:
    for field, words in METADATA_FIELDS.items():
        value = getattr(notice.metadata, field)
        if value:
            shown = "；".join(map(str, value)) if isinstance(value, tuple) else str(value)
            yield from _each(words, shown, notice.metadata.evidence.get(field, ()))


def _task(task: Task) -> Iterator[Explanation]:
    yield from _value(f"任务 {task.id}", task.title, task)
    for unit in task.units:
        yield from _each(f"任务 {task.id} {UNIT_ROLES[unit.role]}单位", unit.name, (unit.evidence,) if unit.evidence else ())


def _value(field: str, words: str, value: Value) -> Iterator[Explanation]:
    yield from _each(field, words, value.evidence, flags=value.flags)


def _each(field: str, words: str, evidence: tuple[Evidence, ...], *, flags: tuple[str, ...] = ()) -> Iterator[Explanation]:
    for position, piece in enumerate(evidence or (None,)):
        yield Explanation(field=field, value=" ".join(words.split()), evidence=piece, flags=flags if position == 0 else ())


def _deadline_words(deadline: Deadline, name: _Naming) -> str:
    days = " 至 ".join(str(day) for day in (deadline.start, deadline.due) if day)
    parts = (
        f"{deadline.quote} →",
        days or "无确定日期",
        deadline.due_time,
        f"（{name(DEADLINE_CLASSES, deadline.class_)}，{name(DEADLINE_ROLES, deadline.role)}）",
    )
    return " ".join(part for part in parts if part)


def _basis(evidence: Evidence) -> str:
    return f"规则 {evidence.rule}，把握{CONFIDENCE_WORDS[evidence.confidence]}，{SOURCE_WORDS[evidence.source]}"


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
