"""``fenban sheet`` and ``fenban reply``: deliverables of a notice once more, as a clerk wants them:
the task sheet without phone numbers or in the office's own form, replies of a chosen kind."""

from __future__ import annotations

import json
from pathlib import Path

from extractor.app.atomic_files import write_file
from extractor.errors import FileNotReadable, UsageFault
from extractor.model.notice import Notice
from outputs.reply_docx_writer import ReplyDocxWriter
from outputs.reply_kinds import REPLY_KINDS, ReplyKind
from outputs.task_xlsx_writer import task_sheet_file

__all__ = ["chosen_kind", "read_result", "template_titles", "write_replies", "write_sheet"]


def write_sheet(result: Path, *, out: Path, public: bool, template: Path | None) -> str:
    """Write the sheet for the JSON result in ``result``; returns the name of the file."""
    file = task_sheet_file(read_result(result), public=public, titles=template_titles(template) if template else ())
    write_file(out / file.name, file.data)
    return file.name


def write_replies(result: Path, kind: str, *, out: Path) -> int:
    """Write the templates of the kind that the clerk chose; returns how many. Raises UsageFault for an unknown kind."""
    files = list(ReplyDocxWriter(chosen_kind(kind)).files(read_result(result)))
    for file in files:
        write_file(out / Path(file.name).name, file.data)
    return len(files)


def read_result(path: Path) -> Notice:
    """The notice in a JSON result of ``fenban run``. Raises FileNotReadable."""
    try:
        return Notice.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise FileNotReadable(f"“{path}”不是来文的读取结果", advice="请指向 fenban run 结果文件夹里与来文同名的 JSON 文件。") from error


def chosen_kind(kind: str) -> ReplyKind:
    """The kind of reply with the name ``kind``. Raises UsageFault."""
    chosen = next((known for known in REPLY_KINDS if known == kind), None)
    if chosen is None:
        raise UsageFault(f"没有“{kind}”这个文种", advice=f"可选：{'、'.join(REPLY_KINDS)}。")
    return chosen


def template_titles(template: Path) -> tuple[str, ...]:
    """The titles in the header row of the office's own form. Raises FileNotReadable, a fault of the file, or UsageFault."""
    from extractor.readers.xlsx_cells import read_filled_xlsx
    from outputs.office_template import header_of

    try:
        data = template.read_bytes()
    except OSError as error:
        raise FileNotReadable(f"无法打开文件“{template}”") from error
    titles = header_of(read_filled_xlsx(data, name=template.name).rows)
    if not titles:
        raise UsageFault(f"“{template.name}”里没有找到表头", advice="表头要在一行里，至少三列，如：序号、任务事项、责任单位、完成时限。")
    return titles
