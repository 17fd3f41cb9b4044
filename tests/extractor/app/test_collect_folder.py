"""Templates go out, come back filled in, and nothing that was written is lost, altered or passed over."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from extractor.app.collect_folder import Collection, collect_folder
from extractor.errors import FileNotReadable
from extractor.model.notice import Evidence, Indicator, Metadata, Notice, Source, Task
from outputs.collection_sheets import Reply
from outputs.json_writer import JsonWriter
from outputs.reply_docx_writer import ReplyDocxWriter
from outputs.reply_fields import ReplyField, reply_fields
from outputs.reply_targets import reply_targets
from outputs.reply_xlsx_writer import ReplyXlsxWriter, sheet_fields

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "outputs"))
from filled_templates import HOSTILE, filled_docx, filled_xlsx

TEXT = "请市水务局、市财政局报送供水情况。"
QUESTIONS = (
    Indicator(number=1, text="供水厂数量", answer_type="count", unit_of_measure="座"),
    Indicator(number=2, text="水质合格率", answer_type="percentage", unit_of_measure="%"),
    Indicator(number=3, text="是否设立热线", answer_type="boolean"),
    Indicator(number=4, text="水源类型", answer_type="single_choice", options=("水库", "地下水")),
    Indicator(number=5, text="做法", answer_type="free_text"),
    Indicator(number=5, text="启用日期", answer_type="date"),
    Indicator(number=None, text="服务渠道", answer_type="multiple_choice", options=("窗口", "网上", "电话")),
)


def notice() -> Notice:
    found = (Evidence(quote=TEXT, start=0, end=len(TEXT), rule="t"),)
    task = Task(id="T1", title="报送供水情况", kind="questionnaire", quote=TEXT, responsible_units=("市水务局", "市财政局"), evidence=found)
    action = Task(id="T2", title="整改", kind="action", quote=TEXT, lead_units=("市水务局",), evidence=found)
    return Notice(
        doc_id="n7",
        source=Source(name="n7.txt", format="txt", sha256="0", text=TEXT),
        metadata=Metadata(title="关于报送供水情况的通知", issuing_authorities=("云山市人民政府",)),
        tasks=(task, action),
        indicators=QUESTIONS,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for writer in (JsonWriter(), ReplyDocxWriter(), ReplyXlsxWriter()):
        for file in writer.files(notice()):
            path = tmp_path / file.name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(file.data)
    return tmp_path


def fields(unit: str) -> dict[str, ReplyField]:
    target = next(target for target in reply_targets(notice()) if target.unit == unit)
    return {field.name: field for field in reply_fields(target, notice())}


def fill_docx(folder: Path, unit: str, answers: dict[str, Any]) -> Path:
    path = folder / "回复模板" / f"n7-{unit}.docx"
    path.write_bytes(filled_docx(path.read_bytes(), answers))
    return path


def collected(folder: Path) -> tuple[Collection, dict[str, list[Reply]]]:
    (collection,), faults = collect_folder(folder, out=folder / "汇总")
    assert faults == []
    return collection, {unit: [r for r in collection.replies if r.unit == unit] for unit in ("市水务局", "市财政局")}


def parts(reply: Reply) -> dict[str, tuple[str, ...]]:
    return {answer.field.name: answer.parts for answer in reply.answers if answer.given}


def test_collect_folder_tells_who_has_not_answered_and_what_is_missing(folder: Path) -> None:
    key = fields("市水务局")["Q1"].controls[0].key
    fill_docx(folder, "市水务局", {key: "12"})
    collection, replies = collected(folder)
    assert [reply.state for reply in replies["市财政局"]] == ["未回复"]
    (water,) = replies["市水务局"]
    assert water.state == "填写不全"
    assert parts(water) == {"Q1": ("12",)}
    assert {answer.field.name for answer in water.missing} >= {"Q2", "Q3", "Q7", "T2-进展情况"}
    assert (folder / "汇总" / collection.summary).is_file()
    assert json.loads((folder / "汇总" / "n7-汇总.json").read_text(encoding="utf-8"))["replies"][0]["state"] == "填写不全"


def hostile_docx_answers(unit: str) -> tuple[dict[str, str | bool], dict[str, tuple[str, ...]]]:
    """Answers by control key, and what each field must read back as."""
    answers: dict[str, str | bool] = {}
    expected: dict[str, tuple[str, ...]] = {}
    for at, field in enumerate(fields(unit).values()):
        words = []
        for place, control in enumerate(field.controls):
            if control.option is None:
                answers[control.key] = HOSTILE[(at + place) % len(HOSTILE)]
                words.append(HOSTILE[(at + place) % len(HOSTILE)])
            elif place == 0:
                answers[control.key] = True
                words.append(control.option)
        expected[field.name] = tuple(words)
    return answers, expected


def test_collect_folder_docx_round_trip_is_lossless(folder: Path) -> None:
    answers, expected = hostile_docx_answers("市水务局")
    fill_docx(folder, "市水务局", answers)
    assert parts(collected(folder)[1]["市水务局"][0]) == expected


def test_collect_folder_xlsx_round_trip_is_lossless(folder: Path) -> None:
    target = next(target for target in reply_targets(notice()) if target.unit == "市财政局")
    texts = {f.name: HOSTILE[at % len(HOSTILE)] for at, f in enumerate(sheet_fields(target, notice())) if f.type != "multiple_choice"}
    path = folder / "回复模板" / "n7-市财政局.xlsx"
    path.write_bytes(filled_xlsx(path.read_bytes(), texts))
    assert parts(collected(folder)[1]["市财政局"][0]) == {name: (text,) for name, text in texts.items()}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="需要 LibreOffice")
def test_collect_folder_reads_what_libreoffice_saved_again(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    answers, expected = hostile_docx_answers("市水务局")
    docx = fill_docx(folder, "市水务局", answers)
    xlsx = folder / "回复模板" / "n7-市财政局.xlsx"
    xlsx.write_bytes(filled_xlsx(xlsx.read_bytes(), {"Q1": "=1+1", "Q5": "第一行\n  第二行 ", "署名": "😀&<b>"}))
    saved, profile = tmp_path_factory.mktemp("saved"), tmp_path_factory.mktemp("profile")
    for path in (docx, xlsx):
        command = [
            "soffice",
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            path.suffix[1:],
            "--outdir",
            str(saved),
        ]
        subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=180)
        shutil.copy(saved / path.name, path)
    replies = collected(folder)[1]
    assert parts(replies["市水务局"][0]) == expected
    assert parts(replies["市财政局"][0]) == {"Q1": ("=1+1",), "Q5": ("第一行\n  第二行 ",), "署名": ("😀&<b>",)}


def test_collect_folder_reports_every_answer_that_breaks_its_type(folder: Path) -> None:
    frame = fields("市水务局")
    yes, no = (control.key for control in frame["Q3"].controls)
    year, month, day = (control.key for control in frame["Q6"].controls)
    wrong = {frame["Q1"].controls[0].key: "十几座", frame["Q2"].controls[0].key: "120", yes: True, no: True}
    wrong |= {year: "2031", month: "2", day: "30", frame["Q5"].controls[0].key: "【请填写：情况说明】已办"}
    fill_docx(folder, "市水务局", wrong)
    xlsx = folder / "回复模板" / "n7-市财政局.xlsx"
    xlsx.write_bytes(filled_xlsx(xlsx.read_bytes(), {"Q4": "海水", "Q7": "窗口；传真", "Q1": "12座", "Q2": "98.5％", "Q6": "2031年3月4日"}))
    replies = collected(folder)[1]
    assert {answer.field.name for answer in replies["市水务局"][0].faulty} == {"Q1", "Q2", "Q3", "Q5", "Q6"}
    assert {answer.field.name for answer in replies["市财政局"][0].faulty} == {"Q4", "Q7"}


def test_collect_folder_passes_over_what_is_not_a_template_and_names_what_it_cannot_read(folder: Path) -> None:
    (folder / "~$n7-市水务局.docx").write_bytes(b"lock")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04...")
    _, faults = collect_folder(folder, out=folder / "汇总")
    assert len(faults) == 1 and "坏.docx" in faults[0]


def test_collect_folder_needs_the_results_of_a_run(tmp_path: Path) -> None:
    with pytest.raises(FileNotReadable):
        collect_folder(tmp_path, out=tmp_path / "汇总")
