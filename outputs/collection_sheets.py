"""汇总表: who answered a notice, what is missing, what has to go back, and all answers side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.model.notice import Notice
from outputs.reply_answers import Answer
from outputs.reply_wording import one_line
from outputs.wording import title_of
from outputs.workbook import Cell, Column, HeadLine, Sheet, workbook_bytes

__all__ = ["Reply", "collection_bytes", "collection_record"]


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What one file says for one addressee; ``file`` "" where nothing came. ``strays``: what was entered beside the blanks,
    line by line; ``notes``: what else a clerk must look at."""

    unit: str
    file: str = ""
    answers: tuple[Answer, ...] = ()
    strays: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def asked(self) -> tuple[Answer, ...]:
        return tuple(answer for answer in self.answers if answer.field.asked)

    @property
    def missing(self) -> tuple[Answer, ...]:
        return tuple(answer for answer in self.asked if not answer.given)

    @property
    def faulty(self) -> tuple[Answer, ...]:
        return tuple(answer for answer in self.answers if answer.faults)

    @property
    def signed(self) -> str:
        """Who filled it in, as far as the form says so: a group of units sends several forms."""
        named = {answer.field.name: answer.text for answer in self.answers}
        return named.get("单位全称") or named.get("署名") or named.get("填报人") or named.get("联系人") or ""

    @property
    def state(self) -> str:
        if not self.strays and not self.notes and not any(answer.given for answer in self.answers):
            return "未回复"
        if self.missing:
            return "填写不全"
        return "需退回核对" if self.faulty or self.strays or self.notes else "已回复"


def collection_bytes(replies: Sequence[Reply], notice: Notice) -> bytes:
    """The workbook with five sheets."""
    makers = (_state_sheet, _fault_sheet, _missing_sheet, _answer_sheet, _stray_sheet)
    sheets = [make(replies, notice) for make in makers]
    return workbook_bytes(sheets, title=f"{title_of(notice)} 汇总表")


def collection_record(replies: Sequence[Reply], notice: Notice) -> dict[str, object]:
    """The same as data."""
    return {"doc_id": notice.doc_id, "title": title_of(notice), "replies": [_record(reply) for reply in replies]}


def _record(reply: Reply) -> dict[str, object]:
    answers = [
        {
            "field": answer.field.name,
            "number": answer.field.number,
            "label": answer.field.label,
            "type": answer.field.type,
            "asked": answer.field.asked,
            "parts": list(answer.parts),
            "faults": list(answer.faults),
        }
        for answer in reply.answers
    ]
    seen = {"unit": reply.unit, "file": reply.file, "state": reply.state, "signed": reply.signed}
    return {**seen, "notes": list(reply.notes), "strays": list(reply.strays), "answers": answers}


def _state_sheet(replies: Sequence[Reply], notice: Notice) -> Sheet:
    columns = (
        Column("序号", 5, "center"),
        Column("单位", 24),
        Column("状态", 10, "center"),
        Column("署名／填报人", 20, shrinks=True),
        Column("应填", 6, "center"),
        Column("已填", 6, "center"),
        Column("未填", 6, "center"),
        Column("有问题", 6, "center"),
        Column("文件", 30, shrinks=True),
        Column("说明", 24, shrinks=True),
    )
    rows = tuple(_state_row(at, reply) for at, reply in enumerate(replies, start=1))
    counts = {state: sum(reply.state == state for reply in replies) for state in ("已回复", "需退回核对", "填写不全", "未回复")}
    words = "，".join(f"{state} {count} 份" for state, count in counts.items() if count)
    return _sheet("回复情况", notice, columns, rows, head=(HeadLine(words or "没有需要回复的单位。", bold=True),))


def _state_row(at: int, reply: Reply) -> tuple[Cell, ...]:
    asked, missing = len(reply.asked), len(reply.missing)
    numbers = (asked, asked - missing, missing, len(reply.faulty))
    strays = (f"{len(reply.strays)} 处填在框外，见“框外内容”",) if reply.strays else ()
    return (at, reply.unit, reply.state, reply.signed, *numbers, reply.file, "；".join((*strays, *reply.notes)))


def _fault_sheet(replies: Sequence[Reply], notice: Notice) -> Sheet:
    columns = (Column("单位", 20, merges=True, repeats=True), *_FIELD_COLUMNS, Column("填写内容", 30), Column("问题", 40))
    rows = tuple((reply.unit, *_field_cells(answer), answer.text, "；".join(answer.faults)) for reply in replies for answer in reply.faulty)
    return _sheet("需退回核对", notice, columns, rows, empty="没有不符合类型的答复。")


def _missing_sheet(replies: Sequence[Reply], notice: Notice) -> Sheet:
    columns = (Column("单位", 20, merges=True, repeats=True), *_FIELD_COLUMNS)
    rows = tuple((reply.unit, *_field_cells(answer)) for reply in replies if reply.state == "填写不全" for answer in reply.missing)
    return _sheet("未填事项", notice, columns, rows, empty="已回复的单位没有漏填。")


def _answer_sheet(replies: Sequence[Reply], notice: Notice) -> Sheet:
    """In the order of the notice, all units under each other: what somebody who adds up wants to see."""
    columns = (*_FIELD_COLUMNS, Column("单位", 20), Column("答复", 40), Column("问题", 20, shrinks=True))
    given = [
        (reply, answer) for reply in replies for answer in reply.answers if answer.given and (answer.field.asked or answer.field.number)
    ]
    asked = [one_line(item.text) for item in notice.indicators] + [one_line(task.title) for task in notice.tasks]
    places = {words: at for at, words in enumerate(dict.fromkeys(asked))}
    labels = {label: at for at, label in enumerate(dict.fromkeys(answer.field.label for _, answer in given))}
    given.sort(key=lambda entry: (places.get(entry[1].field.about, len(places)), labels[entry[1].field.label]))
    rows = tuple((*_field_cells(answer), reply.unit, answer.text, "；".join(answer.faults)) for reply, answer in given)
    return _sheet("答复汇总", notice, columns, rows, empty="还没有收到答复。")


def _stray_sheet(replies: Sequence[Reply], notice: Notice) -> Sheet:
    """What was entered beside the blanks: no answer to any field, and never left out."""
    columns = (Column("单位", 24, merges=True, repeats=True), Column("文件", 30, shrinks=True), Column("框外内容", 80))
    rows = tuple((reply.unit, reply.file, words) for reply in replies for words in reply.strays)
    return _sheet("框外内容", notice, columns, rows, empty="没有填在框外的内容。")


_FIELD_COLUMNS = (
    Column("题号", 6, "center", shrinks=True),
    Column("题目／任务", 40, shrinks=True),
    Column("填写项", 18),
    Column("类型", 9, "center"),
)


def _field_cells(answer: Answer) -> tuple[Cell, ...]:
    item = answer.field
    return (item.number, item.about, item.label, item.type_name)


def _sheet(
    name: str,
    notice: Notice,
    columns: tuple[Column, ...],
    rows: tuple[tuple[Cell, ...], ...],
    *,
    empty: str = "无",
    head: tuple[HeadLine, ...] = (),
) -> Sheet:
    return Sheet(name=name, title=name, columns=columns, rows=rows, head=(HeadLine(title_of(notice), align="center"), *head), empty=empty)
