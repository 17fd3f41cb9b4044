"""The kinds of reply that a clerk may choose."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from extractor.model.notice import Notice
from outputs.reply_blocks import plain_text
from outputs.reply_docx_writer import reply_blocks
from outputs.reply_fields import reply_fields
from outputs.reply_kinds import REPLY_KINDS, ReplyKind
from outputs.reply_targets import reply_targets

Make = Callable[..., Notice]


@pytest.mark.parametrize(("kind", "closing"), [("报告", "特此报告。"), ("函", "专此报送，请查收。"), ("复函", "特此函复。")])
def test_reply_kinds_letters_close_as_their_kind_asks(kind: ReplyKind, closing: str, sheet_notice: Make) -> None:
    notice = sheet_notice()
    text = plain_text(reply_blocks(reply_targets(notice)[0], notice, kind=kind))
    assert f"有关工作情况的{kind}" in text and closing in text
    assert "妥否" not in text


@pytest.mark.parametrize("kind", ["情况反馈表", "承诺书"])
def test_reply_kinds_forms_name_every_task_of_the_unit(kind: ReplyKind, sheet_notice: Make) -> None:
    notice = sheet_notice()
    for target in reply_targets(notice):
        text = plain_text(reply_blocks(target, notice, kind=kind))
        assert all(task.title in text for task in target.tasks)


@pytest.mark.parametrize("kind", REPLY_KINDS)
def test_reply_kinds_never_invent_an_answer(kind: ReplyKind, sheet_notice: Make) -> None:
    notice = sheet_notice()
    fields = reply_fields(reply_targets(notice)[0], notice, kind=kind)
    assert len({control.key for field in fields for control in field.controls}) == sum(len(field.controls) for field in fields)
    assert all(
        re.search("[【□]", control.shown) or control.option is not None for field in fields for control in field.controls if field.asked
    )
