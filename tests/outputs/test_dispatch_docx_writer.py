"""The slip of one unit: all its tasks, its share, whom to ask, nothing made up."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from docx import Document

from extractor.model.notice import Notice, Task
from outputs.dispatch_docx_writer import DispatchDocxWriter, dispatch_blocks
from outputs.reply_blocks import Grid, Line, plain_text
from outputs.reply_targets import reply_targets

Make = Callable[..., Notice]


def slips(notice: Notice) -> dict[str, str]:
    return {target.unit: plain_text(dispatch_blocks(target, notice)) for target in reply_targets(notice)}


def test_dispatch_docx_writer_gives_each_unit_its_own_tasks_and_no_other(sheet_notice: Make) -> None:
    notice = sheet_notice()
    texts = slips(notice)
    for target in reply_targets(notice):
        for task in notice.tasks[1:4]:
            assert (task.title in texts[target.unit]) == (task in target.tasks)
    assert "市财政局（牵头 1 项）" in texts["市财政局"]
    assert "市审计局（配合 1 项）" in texts["市审计局"]


def test_dispatch_docx_writer_leaves_the_day_and_the_sender_open(sheet_notice: Make) -> None:
    text = slips(sheet_notice())["市财政局"]
    assert text.startswith("【交办单位】任务交办单\n编号：DB-2031-n1-市财政局　　交办日期：【")
    assert "《云山市档案局关于做好档案数字化工作的通知》（云档发〔2031〕3号）" in text
    assert "报送要求：1. 电子邮件；邮箱：da@example.com；要求：加盖公章；2. 办公室 林一" in text


def test_dispatch_docx_writer_shortens_words_but_never_drops_a_task(sheet_notice: Make) -> None:
    tasks = tuple(
        Task(id=f"T{at}", title=f"事项{at}", kind="action", quote="请认真办理" * 60, lead_units=("市水务局",)) for at in range(12)
    )
    (target,) = reply_targets(sheet_notice(tasks=tasks, indicators=()))
    (grid,) = (block for block in dispatch_blocks(target, sheet_notice(tasks=tasks)) if isinstance(block, Grid))
    assert len(grid.rows) == 12
    assert all(str(row[2][0]).endswith("……") for row in grid.rows)


def test_dispatch_docx_writer_keeps_few_tasks_whole_and_signs_at_the_end(sheet_notice: Make) -> None:
    notice = sheet_notice()
    target = next(target for target in reply_targets(notice) if target.unit == "市财政局")
    blocks = dispatch_blocks(target, notice)
    assert "由市财政局牵头，市审计局配合核定经费" in plain_text(blocks)
    assert isinstance(blocks[-1], Line) and blocks[-1].pieces == ("（交办单位盖章）",)


def test_dispatch_docx_writer_files_open_and_hostile_text_stays_text(sheet_notice: Make) -> None:
    task = Task(id="T1", title="<w:br/>&\x00‮", kind="action", quote="</w:t>", lead_units=("甲/乙",))
    (file,) = DispatchDocxWriter().files(sheet_notice(tasks=(task,), indicators=()))
    assert file.name == "任务交办单/n1-甲_乙.docx"
    table = Document(BytesIO(file.data)).tables[0]
    assert table.rows[1].cells[2].text == "</w:t>"
