"""One question, one answer, one set of evidence, one package."""

from __future__ import annotations

import shutil
import sys
import zipfile
from pathlib import Path

import pytest

from extractor.app.cli import main
from extractor.app.pack_folder import pack_folder, prepare_folder
from extractor.errors import UsageFault
from extractor.model.notice import Indicator, Metadata, Notice, Source, Task

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "outputs"))
from filled_templates import filled_docx

QUESTIONS = (
    Indicator(number=3, text="供水厂数量（ ）座？", answer_type="count"),
    Indicator(number=12, text="是否设立热线/电话", answer_type="boolean"),
)


@pytest.fixture
def result(tmp_path: Path) -> Path:
    units = ("市水务局", "市财政局")
    task = Task(id="T1", title="填报", kind="questionnaire", quote="填报", responsible_units=units)
    source = Source(name="n.txt", format="txt", sha256="0", text="填报")
    notice = Notice(doc_id="n", source=source, metadata=Metadata(title="通知"), tasks=(task,), indicators=QUESTIONS)
    path = tmp_path / "n.json"
    path.write_text(notice.model_dump_json(by_alias=True), encoding="utf-8")
    return path


def test_pack_folder_lays_out_and_leaves_alone_what_is_there(result: Path) -> None:
    folder = result.parent / "材料"
    made = prepare_folder(result, folder, unit="市水务局")
    assert made == ["003-供水厂数量座-市水务局", "012-是否设立热线_电话-市水务局"]
    sheet = folder / made[0] / "答案和佐证目录.docx"
    sheet.write_bytes(b"mine")
    assert prepare_folder(result, folder, unit="市水务局") == []
    assert sheet.read_bytes() == b"mine"
    with pytest.raises(UsageFault):
        prepare_folder(result, folder, unit=None)


def test_pack_folder_packs_what_is_complete_and_says_what_is_not(result: Path) -> None:
    folder = result.parent / "材料"
    whole, lacking = prepare_folder(result, folder, unit="市水务局")
    sheet = folder / whole / "答案和佐证目录.docx"
    sheet.write_bytes(filled_docx(sheet.read_bytes(), {"3": "12"}))
    (folder / whole / "3-供水厂名录-市水务局.txt").write_text("名录", encoding="utf-8")
    (folder / lacking / "热线照片.jpg").write_bytes(b"")
    first, second = pack_folder(result, folder, out=result.parent / "包", unit="市水务局")
    assert first.archive == f"{whole}.zip" and first.faults == ()
    assert len(second.faults) == 3 and "答案没有填写" in second.faults
    with zipfile.ZipFile(result.parent / "包" / first.archive) as archive:
        assert archive.namelist() == [f"{whole}/3-供水厂名录-市水务局.txt", f"{whole}/答案和佐证目录.docx"]
        assert all(info.flag_bits & 0x800 for info in archive.infolist())
    assert not (result.parent / "包" / f"{lacking}.zip").exists()


def test_pack_folder_command_tells_by_its_exit_code(result: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(result.parent / "材料")
    assert main(["pack", str(result), folder, "--unit", "市财政局", "--prepare"]) == 0
    assert main(["pack", str(result), folder, "--unit", "市财政局"]) == 3
    assert "没有佐证材料" in capsys.readouterr().err


def test_pack_folder_nothing_stays_behind_unsaid(result: Path) -> None:
    folder = result.parent / "材料"
    whole, other = prepare_folder(result, folder, unit="市水务局")
    (folder / other).rename(folder / "热线（已改名）")
    (folder / "散落的清单.xlsx").write_bytes(b"x")
    sheet = folder / whole / "答案和佐证目录.docx"
    sheet.write_bytes(filled_docx(sheet.read_bytes(), {"3": "12", "佐证1-文件名": "3-供水厂名录-市水务局.pdf"}))
    (folder / whole / "链接.pdf").symlink_to(sheet)
    (folder / whole / "3-名录:旧-市水务局.txt").write_text("名录", encoding="utf-8")
    packed = {entry.name: entry.faults for entry in pack_folder(result, folder, out=result.parent / "包", unit="市水务局")}
    assert any("快捷方式" in fault for fault in packed[whole])
    assert any("不能用作文件名" in fault for fault in packed[whole])
    assert any("没有放进来" in fault for fault in packed[whole])
    assert packed[other] == ("没有这道题的文件夹",)
    assert packed["热线（已改名）"] and packed["散落的清单.xlsx"]


def test_pack_folder_packages_hold_every_byte_and_open_elsewhere(result: Path, tmp_path: Path) -> None:
    folder = result.parent / "材料"
    whole, _ = prepare_folder(result, folder, unit="市水务局")
    sheet = folder / whole / "答案和佐证目录.docx"
    sheet.write_bytes(filled_docx(sheet.read_bytes(), {"3": "12", "佐证1-文件名": "3-供水厂名录𠮷😀-市水务局"}))
    evidence = folder / whole / "下级" / "3-供水厂名录𠮷😀-市水务局.bin"
    evidence.parent.mkdir()
    evidence.write_bytes(bytes(range(256)) * 50)
    first, *_ = pack_folder(result, folder, out=result.parent / "包", unit="市水务局")
    assert first.faults == ()
    shutil.unpack_archive(result.parent / "包" / first.archive, tmp_path / "解开")
    assert (tmp_path / "解开" / whole / "下级" / evidence.name).read_bytes() == evidence.read_bytes()
    assert (tmp_path / "解开" / whole / sheet.name).read_bytes() == sheet.read_bytes()
