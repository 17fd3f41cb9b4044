"""The questions of a reply as a table: number, wording, type, a blank that fits the type, evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractor.model.notice import AnswerType, Blank, Indicator
from outputs.reply_blocks import EMPTY, Check, Fill, Grid, Piece, Row
from outputs.reply_wording import one_line
from outputs.wording import ANSWER_TYPES

__all__ = ["question_grid", "question_label", "type_name"]

_HEADER = ("题号", "题目", "类型", "答案", "佐证材料")
_WIDTHS = (13, 62, 19, 38, 24)
_NUMERIC = ("count", "number", "percentage", "score", "amount")
_FIXED_UNITS: dict[AnswerType, str] = {"percentage": "%", "score": "分"}
_PARTICIPATION = {"lead": "牵头", "cooperate": "配合"}


def question_label(question: Indicator, place: int) -> str:
    """The number as printed; without one the place in the list, as Q1, Q2 ..."""
    return f"Q{place}" if question.number is None else str(question.number)


def type_name(question: Indicator) -> str:
    name = ANSWER_TYPES[question.answer_type] if question.answer_type else "未判明"
    presumed = "" if question.unit_source == "explicit" or question.unit_of_measure in _FIXED_UNITS.values() else "，推定"
    return f"{name}（{question.unit_of_measure}{presumed}）" if question.unit_of_measure else name


def question_grid(questions: tuple[Indicator, ...]) -> Grid:
    """One row per question; a row across the table where the path of the indicators changes."""
    rows: list[Row] = []
    path: tuple[str, ...] = ()
    for place, question in enumerate(questions, start=1):
        if question.path != path and question.path:
            rows.append(((" — ".join(one_line(step) for step in question.path),),))
        path = question.path
        rows.append(_row(question, question_label(question, place), place))
    return Grid(header=_HEADER, widths=_WIDTHS, rows=tuple(rows))


def _row(question: Indicator, label: str, row: int) -> Row:
    role = _PARTICIPATION.get(question.participation or "", "")
    return (
        ("—" if question.number is None else label,),
        _wording(question),
        (type_name(question) + (f"\n{role}" if role else ""),),
        tuple(_answer(question, label, row)),
        (Fill(tag=label, text="【材料名称】", label=f"第{label}题 佐证材料", group=f"Q{row}佐证"),),
    )


def _wording(question: Indicator) -> tuple[Piece, ...]:
    lines = [one_line(question.text)]
    lines += [f"口径：{one_line(question.definition)}"] if question.definition else []
    lines += [f"填报说明：{one_line(question.instruction)}"] if question.instruction else []
    lines += [f"分值：{question.weight}"] if question.weight else []
    return ("\n".join(lines),)


def _answer(question: Indicator, label: str, row: int) -> Iterator[Piece]:
    blanks = question.blanks
    if not blanks:
        blanks = (Blank(type=question.answer_type, unit_of_measure=question.unit_of_measure),) if question.answer_type else ()
    if not blanks:
        yield Fill(tag=label, text="【请填写】", label=f"第{label}题", group=f"Q{row}", asked=True)
    for place, blank in enumerate(blanks):
        yield "\n" if place else ""
        yield "".join(f"{one_line(words)}：" for words in (blank.condition, blank.label) if words)
        group = f"Q{row}" if len(blanks) == 1 else f"Q{row}.{place + 1}"
        for piece in _blank(blank, question, label):
            yield piece if isinstance(piece, str) else replace(piece, group=group, asked=not blank.condition, type=blank.type)


def _blank(blank: Blank, question: Indicator, label: str) -> Iterator[Piece]:
    name = f"第{label}题" + (f" {blank.label}" if blank.label else "")
    if blank.type == "boolean":
        yield from (Check(tag=label, text="是  "), Check(tag=label, text="否"))
    elif blank.type in _NUMERIC:
        yield Fill(tag=label, text=EMPTY, label=name)
        yield blank.unit_of_measure or _FIXED_UNITS.get(blank.type, "")
    elif blank.type == "date":
        yield from _parted(label, name, "年", "月", "日")
    elif blank.type in ("single_choice", "multiple_choice"):
        yield from _options(question, label, name)
    elif blank.type == "list":
        yield from _parted(label, name, "\n", "\n", "")
    elif blank.type == "document":
        yield from (Check(tag=label, text="已附  "), Check(tag=label, text="未附"))
    else:
        yield Fill(tag=label, text="【请填写：情况说明】", label=name)


def _parted(label: str, name: str, *ends: str) -> Iterator[Piece]:
    for end in ends:
        yield Fill(tag=label, text=EMPTY, label=name)
        yield end


def _options(question: Indicator, label: str, name: str) -> Iterator[Piece]:
    for place, option in enumerate(question.options):
        yield "\n" if place else ""
        yield Check(tag=label, text=one_line(option))
    if not question.options:
        hint = "选项未随表提供，请向发文单位索取后填写" if question.options_missing else "请填写：所选选项"
        yield Fill(tag=label, text=f"【{hint}】", label=name)
