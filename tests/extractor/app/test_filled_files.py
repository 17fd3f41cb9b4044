"""Templates as they really come back: controls deleted, rows added, changes tracked, saved in other forms. Nothing goes unseen."""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from extractor.app.collect_folder import collect_folder
from extractor.model.notice import Evidence, Indicator, Metadata, Notice, Source, Task
from outputs.collection_sheets import Reply
from outputs.json_writer import JsonWriter
from outputs.reply_docx_writer import ReplyDocxWriter
from outputs.reply_fields import reply_fields
from outputs.reply_targets import reply_targets
from outputs.reply_xlsx_writer import ReplyXlsxWriter

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "outputs"))
from filled_templates import filled_docx

TEXT = "请市水务局报送供水情况。"
QUESTIONS = (
    Indicator(number=1, text="供水厂数量", answer_type="count", unit_of_measure="座"),
    Indicator(number=2, text="水质合格率", answer_type="percentage", unit_of_measure="%"),
    Indicator(number=3, text="做法", answer_type="free_text"),
)
UNIT = "市水务局"


def notice() -> Notice:
    task = Task(id="T1", title="报送供水情况", kind="questionnaire", quote=TEXT, responsible_units=(UNIT,))
    task = task.model_copy(update={"evidence": (Evidence(quote=TEXT, start=0, end=len(TEXT), rule="t"),)})
    source = Source(name="n7.txt", format="txt", sha256="0", text=TEXT)
    return Notice(doc_id="n7", source=source, metadata=Metadata(title="通知"), tasks=(task,), indicators=QUESTIONS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for writer in (JsonWriter(), ReplyDocxWriter(), ReplyXlsxWriter()):
        for file in writer.files(notice()):
            path = tmp_path / file.name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(file.data)
    return tmp_path


def docx(folder: Path) -> Path:
    return folder / "回复模板" / f"n7-{UNIT}.docx"


def xlsx(folder: Path) -> Path:
    return docx(folder).with_suffix(".xlsx")


def key(name: str) -> str:
    (target,) = reply_targets(notice())
    return next(field for field in reply_fields(target, notice()) if field.name == name).controls[0].key


def edit(path: Path, change: Callable[[str], str], *, part: str = "word/document.xml", drop: str = "") -> None:
    """Change one part of a package, as an editor would; ``drop``: a part that it does not keep."""
    source, packed = zipfile.ZipFile(BytesIO(path.read_bytes())), BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for member in source.namelist():
            data = source.read(member)
            if member != drop:
                target.writestr(member, change(data.decode()).encode() if member == part else data)
    path.write_bytes(packed.getvalue())


def collected(folder: Path) -> tuple[list[Reply], list[str]]:
    (collection,), faults = collect_folder(folder, out=folder / "汇总")
    return list(collection.replies), faults


def answers(reply: Reply) -> dict[str, str]:
    return {answer.field.name: answer.text for answer in reply.answers if answer.given}


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def test_filled_files_deleted_controls_lose_no_words(folder: Path) -> None:
    control = r'<w:bookmarkStart w:id="\d+" w:name="F_[0-9a-f]{16}"/><w:sdt>.*?</w:sdt><w:bookmarkEnd w:id="\d+"/>'
    edit(docx(folder), lambda xml: re.sub(control, lambda _: run("已建成12座"), xml, flags=re.DOTALL))
    (reply,), faults = collected(folder)
    assert faults == [] and reply.state == "填写不全" and reply.file
    assert any("已建成12座" in words for words in reply.strays)
    assert any("填写位置已被删除" in note for note in reply.notes)


def test_filled_files_rows_and_paragraphs_that_were_added_are_told(folder: Path) -> None:
    docx(folder).write_bytes(filled_docx(docx(folder).read_bytes(), {key("Q1"): "12"}))
    row = f"<w:tr><w:tc><w:p>{run('补充：农村水站')}</w:p></w:tc><w:tc><w:p>{run('另有3座在建')}</w:p></w:tc></w:tr></w:tbl>"
    edit(docx(folder), lambda xml: xml.replace("</w:tbl>", row, 1).replace("<w:sectPr", f"<w:p>{run('文末补充说明')}</w:p><w:sectPr", 1))
    (reply,), _ = collected(folder)
    assert answers(reply)["Q1"] == "12"
    assert set(reply.strays) == {"补充：农村水站", "另有3座在建", "文末补充说明"}


def test_filled_files_tracked_changes_count_as_accepted(folder: Path) -> None:
    docx(folder).write_bytes(filled_docx(docx(folder).read_bytes(), {key("Q1"): "12"}))
    author = 'w:id="900" w:author="王某" w:date="2031-05-06T00:00:00Z"'
    deleted = f"<w:del {author}><w:r><w:delText>12</w:delText></w:r></w:del><w:ins {author}>{run('13')}</w:ins>"
    edit(docx(folder), lambda xml: xml.replace(run("12"), deleted, 1))
    (reply,), _ = collected(folder)
    assert (answers(reply)["Q1"], reply.strays) == ("13", ())


def test_filled_files_words_beside_a_control_and_pictures_are_told(folder: Path) -> None:
    docx(folder).write_bytes(filled_docx(docx(folder).read_bytes(), {key("Q1"): "12"}))
    picture = '<w:r><w:drawing><a:blip xmlns:a="urn:a"/></w:drawing></w:r>'
    edit(docx(folder), lambda xml: xml.replace("</w:sdt>", f"</w:sdt>{run('（含在建）')}{picture}", 1))
    (reply,), _ = collected(folder)
    assert any("（含在建）" in words for words in (*reply.strays, *answers(reply).values()))
    assert any("图片" in note for note in reply.notes)


def test_filled_files_a_template_without_properties_is_known_by_its_name(folder: Path) -> None:
    docx(folder).write_bytes(filled_docx(docx(folder).read_bytes(), {key("Q1"): "12"}))
    edit(docx(folder), str, drop="docProps/custom.xml")
    (reply,), faults = collected(folder)
    assert (answers(reply), faults) == ({"Q1": "12"}, [])
    docx(folder).rename(folder / "回复模板" / "新建文档.docx")
    (reply,), faults = collected(folder)
    assert reply.state == "未回复"
    assert len(faults) == 1 and "新建文档.docx" in faults[0]


def test_filled_files_other_formats_are_named_and_macro_files_are_read(folder: Path) -> None:
    filled = filled_docx(docx(folder).read_bytes(), {key("Q1"): "12"})
    docx(folder).with_suffix(".docm").write_bytes(filled)
    for name in ("n7-市水务局.odt", "n7-市水务局.wps", "盖章扫描.pdf"):
        (folder / "回复模板" / name).write_bytes(b"whatever")
    (reply,), faults = collected(folder)
    assert answers(reply) == {"Q1": "12"}
    assert [name for name in ("odt", "wps", "pdf") if any(name in fault for fault in faults)] == ["odt", "wps", "pdf"]


def test_filled_files_of_an_addressee_that_is_gone_are_told(folder: Path) -> None:
    docx(folder).write_bytes(filled_docx(docx(folder).read_bytes(), {key("Q1"): "12"}))
    edit(docx(folder), lambda xml: xml.replace(UNIT, "市水利局"), part="docProps/custom.xml")
    _, faults = collected(folder)
    assert len(faults) == 1 and docx(folder).name in faults[0]


def test_filled_files_two_replies_of_one_unit_are_both_shown(folder: Path) -> None:
    original = docx(folder).read_bytes()
    docx(folder).write_bytes(filled_docx(original, {key("Q1"): "12"}))
    (folder / "第二份.docx").write_bytes(filled_docx(original, {key("Q1"): "13"}))
    replies, _ = collected(folder)
    assert {answers(reply)["Q1"] for reply in replies} == {"12", "13"}
    assert all("同一单位收到 2 份" in reply.notes[-1] for reply in replies)


def test_filled_files_sheet_what_stands_outside_the_answers_is_told(folder: Path) -> None:
    book = openpyxl.load_workbook(xlsx(folder))
    sheet = book.worksheets[0]
    rows = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
    answer = next(cell.column for row in sheet.iter_rows() for cell in row if cell.value == "答复（请填写）")
    sheet.cell(rows["Q1"], answer).value = "=SUM(A1:A2)+12"
    share = sheet.cell(rows["Q2"], answer)
    share.value, share.number_format = 0.985, "0.0%"
    sheet.cell(rows["Q1"], answer + 4).value = "另附说明一句"
    sheet.cell(sheet.max_row + 2, 2).value = "表下备注"
    sheet.cell(rows["Q3"], 1).value = "改掉的代码"
    sheet.cell(rows["Q3"], answer).value = "张榜公布"
    book.create_sheet("附页").append(["附页里的数"])
    book.save(xlsx(folder))
    (reply,), _ = collected(folder)
    assert answers(reply)["Q2"] == "98.5%"
    assert {answer.field.name for answer in reply.faulty} == {"Q1"}
    assert set(reply.strays) >= {"另附说明一句", "表下备注", "附页里的数", "张榜公布", "改掉的代码"}
    assert any("行已被删除" in note for note in reply.notes)


def test_filled_files_sheet_a_row_that_was_copied_keeps_both_answers(folder: Path) -> None:
    book = openpyxl.load_workbook(xlsx(folder))
    sheet = book.worksheets[0]
    rows = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
    answer = next(cell.column for row in sheet.iter_rows() for cell in row if cell.value == "答复（请填写）")
    sheet.cell(rows["Q1"], answer).value = 12
    sheet.cell(rows["Q2"], 1).value = "Q1"
    sheet.cell(rows["Q2"], answer).value = 34
    book.save(xlsx(folder))
    (reply,), _ = collected(folder)
    assert answers(reply)["Q1"] == "12" and "34" in reply.strays
