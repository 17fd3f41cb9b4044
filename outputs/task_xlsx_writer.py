"""NAME-任务分解表.xlsx: one row per task with the words of the document, ready to filter and to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from extractor.model.certainty import CHECK_MARK
from extractor.model.notice import Notice
from outputs.base import OutputFile, file_stem
from outputs.due_colours import COLOUR_NOTE, DueColours
from outputs.notice_sheets import contact_sheet, deadline_sheet, deadlines_by_date, indicator_sheet, observation_sheet, unit_sheet
from outputs.office_template import office_sheet_bytes
from outputs.public_notice import public_notice
from outputs.review_sheet import review_sheet
from outputs.task_rows import TaskRow, task_rows
from outputs.text_layout import text_width
from outputs.wording import NOT_STATED, joined, reading_text, review_messages, title_of
from outputs.workbook import Cell, Column, HeadLine, Sheet, workbook_bytes

__all__ = ["TaskXlsxWriter", "task_cells", "task_columns", "task_sheet_file"]

_LONG_CONTENT = 400
_HEAD_UNITS = 850.0
"""Room for the list of what to verify above the frozen header: five printed lines. More goes to its own sheet."""

_FOOT = (
    "注：1. 任务按原文顺序排列，工作内容为原文摘录，依据以原文为准。2. 标“（推定）”的为系统推定，请核对；"
    "原文没有写的标“未写明”，未作猜测；标“【请核对】”的把握不大。3. 持续推进类任务不填完成日期，或以第一段时限为准，不作逾期提示。"
    f"4. {COLOUR_NOTE}"
)


class TaskXlsxWriter:
    """The task sheet with its companions: deadlines, by unit, to verify, indicators, contacts.
    ``public``, ``titles``: a second one beside it, as ``task_sheet_file`` makes it."""

    def __init__(self, *, public: bool = False, titles: Sequence[str] = ()) -> None:
        self._public, self._titles = public, tuple(titles)

    def files(self, notice: Notice) -> Iterator[OutputFile]:
        yield task_sheet_file(notice)
        if self._public or self._titles:
            yield task_sheet_file(notice, public=self._public, titles=self._titles)


def task_sheet_file(notice: Notice, *, public: bool = False, titles: Sequence[str] = ()) -> OutputFile:
    """``public``: without phone numbers and mailboxes. ``titles``: the columns of the office's own form, in its order."""
    shown = public_notice(notice) if public else notice
    name = f"{file_stem(notice)}-任务分解表{'（公开版）' if public else ''}{'（本单位格式）' if titles else ''}.xlsx"
    return OutputFile(name, office_sheet_bytes(shown, titles) if titles else _workbook(shown))


def _workbook(notice: Notice) -> bytes:
    rows = task_rows(notice)
    orders = [deadline_sheet(notice), unit_sheet(notice, rows)]
    repeated = [order.name for order in orders if _says_nothing_new(order, notice, rows)]
    sheets = [_task_sheet(notice, rows, repeated)]
    sheets += [replace(order, visibility="hidden") if order.name in repeated else order for order in orders]
    if notice.indicators:
        sheets.append(indicator_sheet(notice))
    if notice.observations:
        sheets.append(observation_sheet(notice))
    sheets += [sheet for sheet in (contact_sheet(notice), review_sheet(notice)) if sheet.rows]
    return workbook_bytes(sheets, title=f"{title_of(notice)} 任务分解表")


def _says_nothing_new(order: Sheet, notice: Notice, rows: Sequence[TaskRow]) -> bool:
    """Whether a sheet of another order has the tasks of the first one in the same order, each once: nobody prints it twice."""
    if order.name == "按单位":
        numbers = [row[2] for row in order.rows]
        return numbers == [row.number for row in rows]
    owned = [key for row in rows for key in row.task.deadline_ids]
    listed = [deadline.id for deadline in deadlines_by_date(notice)]
    return listed == list(dict.fromkeys(owned))


def task_columns(*, long_content: bool) -> tuple[Column, ...]:
    """The columns of DOMAIN practice in their order; the widths add up to an A4 landscape page at about 80 %."""
    return (
        Column("序号", 5, "center", repeats=True),
        Column("任务类别", 10, "center", repeats=True, merges=True),
        Column("任务事项", 17, repeats=True),
        Column("工作内容及要求（原文）", 54 if long_content else 40),
        Column("责任领导", 8, "center", shrinks=True),
        Column("牵头单位", 13, repeats=True),
        Column("责任单位", 17, shrinks=True, repeats=True),
        Column("配合单位", 13, shrinks=True),
        Column("责任科室／责任人", 10, shrinks=True),
        Column("完成时限（原文）", 15),
        Column("完成日期", 11.5, "center"),
        Column("成果形式", 13, shrinks=True),
        Column("报送方式／联系", 15, shrinks=True),
        Column("原文位置", 10, "center"),
        Column("备注", 9),
    )


def task_cells(row: TaskRow, *, marked: bool = False) -> tuple[Cell, ...]:
    """The cells of ``task_columns``. ``marked``: with 【请核对】 behind what a clerk should look at."""
    if marked:
        texts: dict[str, Any] = {name: getattr(row, name) for name in row.checks}
        marks: dict[str, Any] = {name: f"{text}{CHECK_MARK}" for name, text in texts.items() if text}
        row = replace(row, **marks)
    return (
        row.number,
        row.category,
        row.title,
        row.content,
        row.leaders,
        row.lead,
        row.responsible,
        row.cooperating,
        row.offices,
        row.deadline,
        row.due,
        row.deliverables,
        row.submission,
        row.place,
        row.note,
    )


def _task_sheet(notice: Notice, rows: tuple[TaskRow, ...], repeated: Sequence[str]) -> Sheet:
    columns = task_columns(long_content=any(len(row.content) > _LONG_CONTENT for row in rows))
    titles = [column.title for column in columns]
    return Sheet(
        name="任务分解表",
        title=_title(notice),
        columns=columns,
        rows=tuple(task_cells(row, marked=True) for row in rows),
        head=tuple(_head(notice)),
        empty=_without_tasks(notice),
        foot=_FOOT + _hidden_note(repeated) if rows else "",
        title_size=22 if len(title_of(notice)) <= 40 else 18,
        colours=DueColours(due=titles.index("完成日期"), words=titles.index("完成时限（原文）")),
    )


def _hidden_note(names: Sequence[str]) -> str:
    return f"5. {'、'.join(f'“{name}”' for name in names)}与本表内容、顺序相同，该页已隐藏，需要时取消隐藏即可。" if names else ""


def _title(notice: Notice) -> str:
    title = title_of(notice)
    return title if title.endswith("任务分解表") else f"{title}\n任务分解表"


def _head(notice: Notice) -> Iterator[HeadLine]:
    yield HeadLine(_meta_line(notice), align="center")
    messages = review_messages(notice)
    if messages:
        yield HeadLine(_to_verify(messages), bold=True)


def _meta_line(notice: Notice) -> str:
    metadata = notice.metadata
    issued = metadata.issue_date.isoformat() if metadata.issue_date else NOT_STATED
    number = reading_text(metadata.document_number or metadata.issue_number or "") or "无"
    parts = {
        "发文机关": joined(metadata.issuing_authorities) or NOT_STATED,
        "文号": number,
        "成文日期": issued,
        "文种": reading_text(metadata.document_type or "") or NOT_STATED,
    }
    return "　　".join(f"{label}：{value}" for label, value in parts.items())


def _to_verify(messages: tuple[str, ...]) -> str:
    """Numbered in one run of text: the lines above a frozen header must leave room for the table."""
    head = f"待核实（{len(messages)}项，详见“待核实”表）："
    shown, used = "", text_width(head)
    for at, message in enumerate(messages, start=1):
        item = f"{at}. {message.rstrip('。；')}；"
        used += text_width(item)
        if at > 1 and used > _HEAD_UNITS:
            return f"{head}{shown}……其余{len(messages) - at + 1}项见“待核实”表。"
        shown += item
    return head + shown.rstrip("；") + "。"


def _without_tasks(notice: Notice) -> str:
    kind = reading_text(notice.metadata.document_subtype or notice.metadata.document_type or "")
    said = f"本文为{kind}，" if kind else "本文"
    text = f"{said}未提取到任务和时限。" if not notice.deadlines else f"{said}未提取到任务；时限{len(notice.deadlines)}项见“时限一览”表。"
    if notice.indicators or notice.observations:
        text += f"指标 {len(notice.indicators)} 项、数值 {len(notice.observations)} 条已列入指标目录。"
    return text
