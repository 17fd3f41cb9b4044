"""一道题、一个答案、一套佐证资料、一个压缩文件包: the folders of a questionnaire, one per question.

Each holds an answer sheet in Word with the list of its evidence; the files themselves are put beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.model.notice import Indicator, Notice
from outputs.base import OutputFile
from outputs.gongwen_page import gongwen_docx
from outputs.reply_blocks import EMPTY, Block, Fill, Grid, Line, Row
from outputs.reply_questions import question_grid, question_label
from outputs.reply_targets import ReplyTarget
from outputs.reply_wording import citation, one_line
from outputs.reply_wordml import body_xml, clean

__all__ = ["ANSWER_SHEET", "LIST_ROWS", "answer_sheets", "package_names"]

ANSWER_SHEET = "答案和佐证目录.docx"
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\s]')
_LONGEST_NAME = 24
_LIST_HEADER = ("序号", "材料名称", "文号/日期", "页码", "文件名")
_LIST_WIDTHS = (14, 52, 34, 18, 38)
LIST_ROWS = 6


def package_names(target: ReplyTarget) -> tuple[str, ...]:
    """题号-指标名称-单位 for each question: the name of its folder and of its ZIP; unique."""
    names: list[str] = []
    for place, question in enumerate(target.questions, start=1):
        title = _safe(re.sub(r"[（(]\s*[）)]|[？?。]$", "", one_line(question.text)))[:_LONGEST_NAME]
        name = f"{_number(question, place)}-{title}-{_safe(target.unit)[:_LONGEST_NAME]}"
        names.append(name if name not in names else f"{name}_{place}")
    return tuple(names)


def answer_sheets(target: ReplyTarget, notice: Notice) -> Iterator[OutputFile]:
    """FOLDER/答案和佐证目录.docx for each question of ``target``."""
    for name, question in zip(package_names(target), target.questions, strict=True):
        title = clean(f"第{name.partition('-')[0]}题答案和佐证目录")
        yield OutputFile(f"{name}/{ANSWER_SHEET}", gongwen_docx(body_xml(tuple(_sheet(question, target, notice))), title=title))


def _sheet(question: Indicator, target: ReplyTarget, notice: Notice) -> Iterator[Block]:
    yield Line(style="title", pieces=("答案和佐证资料目录",))
    yield Line(style="plain", pieces=("来文：", *citation(notice)))
    yield Line(style="plain", pieces=(f"填报单位：{one_line(target.unit)}",), keep=True)
    yield question_grid((question,))
    yield Line(style="part", pieces=("佐证材料目录",), keep=True)
    yield Grid(header=_LIST_HEADER, widths=_LIST_WIDTHS, rows=tuple(_row(at) for at in range(1, LIST_ROWS + 1)))
    yield Line(style="note", pieces=("文件名请写成“题号-材料名称-单位”，与本表放在同一个文件夹里。",))


def _row(at: int) -> Row:
    return ((str(at),), *((Fill(tag=f"佐证{at}-{column}", text=EMPTY, label=column),) for column in _LIST_HEADER[1:]))


def _number(question: Indicator, place: int) -> str:
    label = question_label(question, place)
    return label.zfill(3) if label.isdecimal() else _safe(label)[:_LONGEST_NAME]


def _safe(name: str) -> str:
    return _FORBIDDEN.sub("_", clean(name)).strip(". ") or "未命名"
