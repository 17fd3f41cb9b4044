"""The office's own form of the task sheet: the titles of its header row decide which columns there are and in what order.

A title that says nothing known stays as an empty column to be written in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from extractor.model.notice import Notice
from outputs.task_rows import TaskRow, task_rows
from outputs.wording import joined, reading_text, title_of
from outputs.workbook import Cell, Column, HeadLine, Sheet, workbook_bytes

__all__ = ["header_of", "office_sheet_bytes"]

_Reading = Callable[[TaskRow, Notice], Cell]
_COLUMNS: tuple[tuple[str, _Reading], ...] = (
    # the first rule whose words stand in the title is taken
    (r"序号|^序$|编号", lambda row, _: row.number),
    (r"来源|文号|文件名", lambda _, notice: joined((title_of(notice), notice.metadata.document_number or ""), "，")),
    (r"类别|一级|分类|板块", lambda row, _: row.category),
    (r"内容|要求|措施|原文", lambda row, _: row.content),
    (r"责任领导|牵头领导|分管领导|领导", lambda row, _: row.leaders),
    (r"科室|责任人|股室|处室|经办", lambda row, _: row.offices),
    (r"配合|协助|协办", lambda row, _: row.cooperating),
    (r"牵头|主办", lambda row, _: row.lead),
    (
        r"责任(?:单位|部门)|承办|单位|部门",
        lambda row, _: "、".join(part for part in (row.lead, row.responsible) if part and part != "未写明") or row.lead,
    ),
    (r"日期|到期", lambda row, _: row.due),
    (r"时限|时间|期限|节点", lambda row, _: row.deadline),
    (r"成果|产出|佐证", lambda row, _: row.deliverables),
    (r"报送|联系", lambda row, _: row.submission),
    (r"位置|出处|条款", lambda row, _: row.place),
    (r"任务|事项|工作", lambda row, _: row.title),
    (r"备注|说明", lambda row, _: row.note),
)
_FOLLOW_UP = re.compile(r"进展|完成情况|问题|下一步|状态|销号|更新|签收|落实情况|交办")
_LEAST_TITLES = 3
_LONGEST_TITLE = 20


def header_of(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The titles of the first row that has at least three short texts of which one is known; () where there is none."""
    for row in rows:
        titles = tuple(reading_text(cell) for cell in row)
        while titles and not titles[-1]:
            titles = titles[:-1]
        short = [title for title in titles if title and len(title) <= _LONGEST_TITLE]
        if len(short) >= _LEAST_TITLES and any(_reading(title) for title in short):
            return titles
    return ()


def office_sheet_bytes(notice: Notice, titles: Sequence[str]) -> bytes:
    """The tasks of ``notice`` under the titles of the office."""
    readings = [_reading(title) for title in titles]
    columns = tuple(Column(title, 14, repeats=title == titles[0]) for title in titles)
    rows = tuple(tuple(read(row, notice) if read else None for read in readings) for row in task_rows(notice))
    head = (HeadLine(title_of(notice), align="center"),)
    sheet = Sheet(name="任务分解表", title="任务分解表", columns=columns, rows=rows, head=head, empty="本文未提取到任务。")
    return workbook_bytes([sheet], title=f"{title_of(notice)} 任务分解表")


def _reading(title: str) -> _Reading | None:
    if _FOLLOW_UP.search(title):
        return None
    return next((reading for words, reading in _COLUMNS if re.search(words, title)), None)
