"""Attachments: one entry each, and whether it came with the notice."""

from __future__ import annotations

from extractor.model.notice import Attachment
from extractor.readers.txt_reader import document_of_text
from extractor.recognizers.attachments import recognize_attachments
from extractor.text.reading import read_text

HEAD = "关于报送材料的通知\n各有关单位：\n"
FOOT = "清河市商务局\n2023年5月6日\n"


def read(text: str) -> tuple[Attachment, ...]:
    return recognize_attachments(read_text(document_of_text(text, name="x.txt", sha256="x")))


def test_attachments_of_a_list_over_several_lines() -> None:
    found = read(f"{HEAD}请按时报送。\n附件：1.设备情况统计表\n2.设备情况统计表填报\n手册及口径说明\n{FOOT}")
    assert [(a.number, a.title) for a in found] == [("1", "设备情况统计表"), ("2", "设备情况统计表填报手册及口径说明")]
    assert all(a.present is False and "附件未随文" in a.flags for a in found)


def test_attachments_with_three_titles_are_one_attachment_with_a_flag() -> None:
    found = read(
        f"{HEAD}请填写《政务便利度联络人统计表》。\n附件：1.《联络人信息统计表》\n2.《便利度信息统计表》\n{FOOT}附件1\n“政务”联络人信息统计表\n单位：\n"
    )
    assert len(found) == 2
    assert found[0].present is True
    assert found[0].other_titles
    assert any("不一致" in flag for flag in found[0].flags)


def test_attachments_of_which_only_the_instructions_are_there() -> None:
    found = read(f"{HEAD}请填报。\n附件：1.事项清单统计表\n{FOOT}附件2\n其他表\n事项清单统计表填写说明\n1.按大项填写。\n")
    assert next(a for a in found if a.title == "事项清单统计表").present == "instructions_only"


def test_attachments_that_the_text_only_numbers_have_their_number_as_title() -> None:
    found = read(f"{HEAD}请将附件1-3纸质版报我局，口径见附件1《统计口径》。\n{FOOT}")
    assert [a.title for a in found] == ["统计口径", "附件2", "附件3"]


def test_attachments_do_not_hold_the_plan_that_the_notice_issues() -> None:
    text = f"关于印发《助餐方案》的通知\n各单位：\n现将《助餐方案》印发给你们。\n{FOOT}附件\n助餐方案\n一、目标\n建成助餐点。\n附件：任务分配表\n"
    assert [a.title for a in read(text)] == ["任务分配表"]


def test_attachments_of_a_document_that_is_an_attachment_itself_are_none() -> None:
    assert read("附件2\n农村供水任务分解表\n注：本表共12项。\n") == ()


def test_attachments_enclosed_form_after_the_signature_is_present() -> None:
    found = read(f"{HEAD}请填妥所附《签收回执》。\n{FOOT}签 收 回 执\n签收单位：\n")
    assert [(a.title, a.present) for a in found] == [("签收回执", True)]
