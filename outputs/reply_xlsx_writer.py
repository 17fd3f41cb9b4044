"""回复模板 as a sheet: the same fields as the Word template, one row each, for units that fill in tables.

The column 填写代码 ties a row to its field; it is what the answers are read back by.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.model.notice import Notice
from outputs.base import OutputFile
from outputs.reply_docx_writer import reply_facts, reply_file_names
from outputs.reply_fields import ReplyField, reply_fields
from outputs.reply_targets import ReplyTarget, reply_targets
from outputs.wording import title_of
from outputs.workbook import Column, HeadLine, Sheet, workbook_bytes

__all__ = ["ANSWER_TITLE", "CODE_TITLE", "ReplyXlsxWriter", "sheet_fields", "sheet_template"]

CODE_TITLE, ANSWER_TITLE = "填写代码", "答复（请填写）"
_SIGNED = ("署名", "联系人", "联系电话", "填报人", "科室负责人", "情况说明")
_COLUMNS = (
    Column(CODE_TITLE, 9, "center"),
    Column("题号", 6, "center", shrinks=True),
    Column("题目／任务", 40, shrinks=True),
    Column("填写项", 20),
    Column("类型", 9, "center"),
    Column(ANSWER_TITLE, 44),
    Column("计量单位", 8, "center", shrinks=True),
)
_HINT = "请只填“答复”一列，不要增删行、不要改“填写代码”；多选和列举的几项之间用“；”隔开；没有的填“无”。"


class ReplyXlsxWriter:
    """One form per addressee that has questions to answer."""

    def files(self, notice: Notice) -> Iterator[OutputFile]:
        targets = reply_targets(notice)
        for target, name in zip(targets, reply_file_names(notice, targets), strict=True):
            if target.questions:
                yield OutputFile(f"{name.removesuffix('.docx')}.xlsx", sheet_template(target, notice))


def sheet_fields(target: ReplyTarget, notice: Notice) -> tuple[ReplyField, ...]:
    """The fields that a sheet asks for: what the notice wants, its evidence, and who signs."""
    fields = reply_fields(target, notice)
    return tuple(item for item in fields if item.asked or item.number or item.name in _SIGNED)


def sheet_template(target: ReplyTarget, notice: Notice) -> bytes:
    """The Excel file of one addressee."""
    fields = sheet_fields(target, notice)
    rows = tuple((item.name, item.number, item.about, item.label, item.type_name, None, item.unit_of_measure) for item in fields)
    choices = {(at, 5): item.options for at, item in enumerate(fields) if item.options and item.type != "multiple_choice"}
    head = (HeadLine(f"来文：{title_of(notice)}", align="center"), HeadLine(f"填报单位：{target.unit}", align="center"))
    sheet = Sheet(name="填报表", title="填报表", columns=_COLUMNS, rows=rows, head=head, foot=_HINT, cell_choices=choices)
    return workbook_bytes([sheet], title=f"{target.unit}填报表", facts=reply_facts(target, notice))
