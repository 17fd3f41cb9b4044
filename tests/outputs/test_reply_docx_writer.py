"""The reply templates as Word files: what stands in them, the page, safe names, same bytes."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from lxml import etree

from extractor.model.notice import (
    Attachment,
    Blank,
    Contact,
    Deadline,
    Indicator,
    Metadata,
    Notice,
    ReviewFlag,
    Source,
    SubmissionChannel,
    Task,
)
from outputs.reply_blocks import Grid, plain_text
from outputs.reply_checklist import flags_for
from outputs.reply_docx_writer import ReplyDocxWriter, reply_blocks, reply_file_names
from outputs.reply_targets import reply_targets

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TITLE = "云山市民政局关于印发《养老服务提升方案》的通知"


def sample(**changes: Any) -> Notice:
    fields: dict[str, Any] = {
        "doc_id": "n1",
        "source": Source(name="n1.txt", format="txt", sha256="0", text=""),
        "metadata": Metadata(title=TITLE, document_number="云民发〔2031〕5号", issuing_authorities=("云山市民政局",)),
        "deadlines": (
            Deadline(id="D1", quote="3月14日前", **{"class": "fixed"}, due=date(2031, 3, 14), year_source="document_date"),
            Deadline(id="D2", quote="每月5日前", **{"class": "recurring"}),
        ),
        "contacts": (Contact(name="方某", unit="养老科", phones=("0999-2011223",), pairing="positional"),),
        "submission_channels": (SubmissionChannel(medium="email", email="a@b.example", requirements=("加盖公章扫描件",)),),
        "attachments": (Attachment(title="统计表"),),
        "tasks": (
            Task(
                id="T1",
                number="（一）",
                title="新建日间照料中心",
                kind="action",
                quote="新建日间照料\n中心20个 <b>&",
                lead_units=("市住建局",),
                cooperating_units=("市财政局",),
                deadline_ids=("D1",),
            ),
            Task(
                id="T2",
                title="报送统计表",
                kind="submission",
                quote="请各县区每月5日前报送统计表",
                responsible_units=("各县区",),
                deadline_ids=("D2",),
                deliverables=("统计表", "电子版"),
            ),
        ),
    }
    return Notice(**(fields | changes))


def questionnaire(*questions: Indicator) -> Notice:
    asked = Task(
        id="Q",
        title="指标填报",
        kind="questionnaire",
        quote="指标清单",
        responsible_units=("云山市民政局",),
        responsible_offices=("养老科",),
    )
    return sample(tasks=(asked,), indicators=tuple(question.model_copy(update={"office": "养老科"}) for question in questions))


def text_for(notice: Notice, unit: str) -> str:
    target = next(target for target in reply_targets(notice) if target.unit == unit)
    return plain_text(reply_blocks(target, notice))


def document_of(data: bytes, part: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(part))


def test_reply_docx_writer_one_safe_file_per_unit() -> None:
    names = [file.name for file in ReplyDocxWriter().files(sample())]
    assert names == ["回复模板/n1-市住建局.docx", "回复模板/n1-市财政局.docx", "回复模板/n1-各县区.docx"]


def test_reply_docx_writer_names_are_short_unique_and_free_of_forbidden_characters() -> None:
    long = "各" + "县市区及" * 30
    units = (f"{long}甲", f"{long}乙", 'a/b\\c:d*e?"<f>|', "a_b_c_d_e___f__", "A_B_C_D_E___F__", "..")
    notice = sample(tasks=(Task(id="T", title="报", kind="action", quote="报", responsible_units=units),), doc_id="长" * 200)
    names = [name.removeprefix("回复模板/") for name in reply_file_names(notice, reply_targets(notice))]
    assert len({name.casefold() for name in names}) == len(units)
    assert not any(re.search(r'[/\\:*?"<>|\x00-\x1f]', name) for name in names)
    assert all(len(name.removesuffix(".docx")) <= 60 and len(name.encode()) <= 255 for name in names)


def test_reply_docx_writer_writes_nothing_without_tasks() -> None:
    assert not list(ReplyDocxWriter().files(sample(tasks=(), indicators=(Indicator(number=1, text="办件量"),))))


def test_reply_docx_writer_same_notice_same_bytes() -> None:
    first, second = (list(ReplyDocxWriter().files(sample())) for _ in range(2))
    assert first == second
    with zipfile.ZipFile(BytesIO(first[0].data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any("thumbnail" in name for name in archive.namelist())


def test_reply_docx_writer_letter_cites_the_notice_and_quotes_each_task() -> None:
    text = text_for(sample(), "市住建局")
    assert "云山市民政局：" in text
    assert "《云山市民政局关于印发〈养老服务提升方案〉的通知》（云民发〔2031〕5号）收悉。现将有关情况报送如下：" in text
    assert "（一）新建日间照料中心（编号：（一））" in text
    assert "原文：新建日间照料中心20个 <b>&" in text
    assert "“3月14日前”（2031年3月14日，推定）" in text
    assert "进展情况：【请填写：进展情况】" in text
    assert "报送统计表" not in text


def test_reply_docx_writer_all_files_together_ask_for_every_task_in_its_units() -> None:
    notice = sample()
    for target in reply_targets(notice):
        text = plain_text(reply_blocks(target, notice))
        assert all(task.quote.replace("\n", "") in text and task.title in text for task in target.tasks)
    covered = {(target.unit, task.id) for target in reply_targets(notice) for task in target.tasks}
    assert covered == {("市住建局", "T1"), ("市财政局", "T1"), ("各县区", "T2")}


def test_reply_docx_writer_letter_of_a_group_lists_what_to_hand_in() -> None:
    text = text_for(sample(), "各县区")
    assert "【单位全称】（盖章）" in text
    assert "□统计表" in text
    assert "附件：1. 统计表\n　　　2. 佐证材料目录" in text
    assert "“每月5日前”" in text


def test_reply_docx_writer_missing_title_and_issuer_are_visible_blanks() -> None:
    text = text_for(sample(metadata=Metadata()), "市住建局")
    assert "【请填写：来文标题】" in text
    assert "【请填写：来文文号" in text
    assert "【请填写：主送机关" in text


def test_reply_docx_writer_checklist_names_channel_contact_and_doubts() -> None:
    text = text_for(sample(), "各县区").split("报送核对单")[1]
    assert "□ 电子邮件；邮箱：a@b.example；要求：加盖公章扫描件" in text
    assert "养老科 方某　0999-2011223（姓名与电话按顺序对应，推定）" in text
    assert "□ 来文未写明报送方式" in text_for(sample(submission_channels=()), "各县区")


def test_reply_docx_writer_checklist_keeps_flags_of_others_out() -> None:
    flags = ("附件未随文提供", "市财政局的职责未写明")
    notice = sample(review_flags=flags, checks=(ReviewFlag(code="x", message=flags[0]),))
    by_unit = {target.unit: flags_for(target, notice) for target in reply_targets(notice)}
    assert by_unit["各县区"] == flags[:1]
    assert by_unit["市财政局"] == flags


def test_reply_docx_writer_office_gets_a_form_without_stamp() -> None:
    notice = questionnaire(Indicator(number=4, text="是否提供上门服务？", answer_type="boolean", leader="方某", path=("服务",)))
    text = text_for(notice, "养老科")
    assert "责任领导：方某" in text
    assert "□是  □否" in text
    assert "（盖章）" not in text
    assert "不加盖公章" in text


@pytest.mark.parametrize(
    ("question", "blank"),
    [
        (Indicator(text="床位数", answer_type="count", unit_of_measure="张"), "【】张"),
        (Indicator(text="覆盖率", answer_type="percentage"), "【】%"),
        (Indicator(text="印发日期", answer_type="date"), "【】年【】月【】日"),
        (Indicator(text="渠道", answer_type="multiple_choice", options=("网站", "窗口")), "□网站\n□窗口"),
        (Indicator(text="渠道", answer_type="multiple_choice", options_missing=True), "【选项未随表提供"),
        (Indicator(text="渠道：甲；乙", answer_type="single_choice"), "【请填写：所选选项】"),
        (Indicator(text="做法", answer_type="free_text"), "【请填写：情况说明】"),
        (Indicator(text="机制文件", answer_type="document"), "□已附"),
        (Indicator(text="其他"), "【请填写】"),
        (
            Indicator(
                text="是否；几个",
                answer_type="boolean",
                blanks=(Blank(type="boolean"), Blank(type="count", condition="如是", unit_of_measure="个")),
            ),
            "□是  □否\n如是：【】个",
        ),
    ],
)
def test_reply_docx_writer_blank_fits_the_type_of_the_question(question: Indicator, blank: str) -> None:
    notice = questionnaire(question)
    grid = next(block for block in reply_blocks(reply_targets(notice)[0], notice) if isinstance(block, Grid))
    assert blank in plain_text((grid,)).replace("\u00a0", "")


def test_reply_docx_writer_blanks_are_controls_tagged_with_the_question_number() -> None:
    notice = questionnaire(
        Indicator(number=17, text="床位数", answer_type="count"), Indicator(number=18, text="有无", answer_type="boolean")
    )
    document = document_of(next(ReplyDocxWriter().files(notice)).data)
    tags = [tag.get(f"{W}val") for tag in document.iter(f"{W}tag")]
    assert tags.count("17") == 2
    assert tags.count("18") == 3
    ids = [key.get(f"{W}val") for control in document.iter(f"{W}sdtPr") for key in control.iter(f"{W}id")]
    assert len(ids) == len(set(ids))


def test_reply_docx_writer_page_follows_the_standard() -> None:
    data = next(ReplyDocxWriter().files(sample())).data
    section = document_of(data).find(f".//{W}sectPr")
    assert section is not None
    margins, size, grid = (section.find(f"{W}{name}") for name in ("pgMar", "pgSz", "docGrid"))
    millimetres = [round(int(margins.get(f"{W}{side}")) * 25.4 / 1440) for side in ("top", "left", "bottom", "right")]
    assert millimetres == [37, 28, 35, 26]
    assert [round(int(size.get(f"{W}{side}")) * 25.4 / 1440) for side in ("w", "h")] == [210, 297]
    assert grid.get(f"{W}linePitch") == "579"
    fonts = {font.get(f"{W}name") for font in document_of(data, "word/fontTable.xml")}
    assert {"方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体"} <= fonts


def test_reply_docx_writer_takes_hostile_text_as_text() -> None:
    nasty = "</w:t><w:br/>\x00\x07\ud800\u202e{{7*7}}"
    notice = sample(tasks=(Task(id="T\x01", title=nasty, kind="action", quote=nasty, responsible_units=(nasty,)),))
    data = next(ReplyDocxWriter().files(notice)).data
    shown = "".join(document_of(data).itertext())
    assert "</w:t><w:br/>{{7*7}}" in shown
    assert "\u202e" not in shown
