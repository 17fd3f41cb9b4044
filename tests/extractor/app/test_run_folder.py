"""``fenban run``: what lies in the output folder afterwards, and what the summary says."""

import json
import os
from pathlib import Path

import pytest

from extractor.app.run_folder import run_folder
from extractor.errors import ExitCode

pytestmark = pytest.mark.usefixtures("stand_in")


def result(out):
    return json.loads((out / "运行结果.json").read_text(encoding="utf-8"))


def statuses(out):
    return {entry["source"]: entry["status"] for entry in result(out)["files"]}


def test_run_makes_one_folder_per_notice_and_one_ledger(fenban, inbox, tmp_path):
    (inbox / "甲.txt").write_text("请各街道填报", encoding="utf-8")
    (inbox / "乙.txt").write_text("请填报，见附件", encoding="utf-8")
    out = tmp_path / "结果"
    code, stdout, stderr = fenban("run", inbox, "--out", out)
    assert code == ExitCode.OK
    assert stdout == ""
    assert (out / "甲" / "甲.json").is_file()
    assert (out / "督办台账.xlsx").is_file()
    assert statuses(out) == {"甲.txt": "read", "乙.txt": "review"}
    assert "待核实 1 处  乙.txt" in stderr
    suffixes = {name.rsplit(".", 1)[1] for name in result(out)["files"][0]["files"]}
    assert {"json", "xlsx", "docx", "ics"} <= suffixes


def test_run_one_bad_file_does_not_stop_the_others(fenban, inbox, tmp_path):
    for name, words in (("1.txt", "坏"), ("2.txt", "意外"), ("3.txt", "机密"), ("4.txt", "请填报")):
        (inbox / name).write_text(words, encoding="utf-8")
    out = tmp_path / "o"
    code, _, stderr = fenban("run", inbox, "-o", out)
    assert code == ExitCode.SOME_FAILED
    assert statuses(out) == {"1.txt": "failed", "2.txt": "failed", "3.txt": "refused", "4.txt": "read"}
    assert "失败  1.txt：“1.txt”打不开。" in stderr
    assert "拒收  3.txt" in stderr
    assert "涉密文件不得导入" in stderr
    assert "失败 2 个，拒收 1 个" in stderr
    assert "Traceback" not in stderr
    assert not (out / "3").exists()


def test_run_names_from_other_hands_do_not_reach_the_terminal_raw(fenban, inbox, tmp_path):
    (inbox / "\x1b[31m红\x07\u202e.txt").write_text("坏", encoding="utf-8")
    _, _, stderr = fenban("run", inbox, "-o", tmp_path / "o")
    assert "红" in stderr
    assert not set(stderr) & set("\x1b\x07\u202e")


def test_run_lists_what_it_leaves_alone(fenban, inbox, tmp_path):
    (inbox / "~$甲.docx").write_bytes(b"x")
    (inbox / ".DS_Store").write_bytes(b"x")
    (inbox / "乙.pdf.crdownload").write_bytes(b"x")
    (inbox / "丙.txt").write_text("请填报", encoding="utf-8")
    (inbox / "丁.txt").symlink_to(inbox / "丙.txt")
    out = tmp_path / "o"
    code, _, stderr = fenban("run", inbox, "-o", out)
    assert code == ExitCode.OK
    assert [name for name, status in statuses(out).items() if status == "ignored"] == [
        ".DS_Store",
        "~$甲.docx",
        "丁.txt",
        "乙.pdf.crdownload",
    ]
    assert "略过  丁.txt：符号链接，不跟随" in stderr


def test_run_same_stem_does_not_collide(fenban, inbox, tmp_path):
    (inbox / "子").mkdir()
    for name in ("甲.txt", "甲.TXT.txt", "甲.docx", "子/甲.txt", "子/乙.txt"):
        (inbox / name).write_text(f"请填报{name}", encoding="utf-8")
    out = tmp_path / "o"
    assert fenban("run", inbox, "-o", out)[0] == ExitCode.OK
    folders = [entry["folder"] for entry in result(out)["files"]]
    assert len(set(folders)) == 5
    assert "甲（docx）" in folders
    assert "乙" in folders
    for entry in result(out)["files"]:
        assert all((out / entry["folder"] / name).is_file() for name in entry["files"])


def test_run_out_inside_inbox_is_refused(fenban, inbox):
    (inbox / "甲.txt").write_text("请填报", encoding="utf-8")
    code, _, stderr = fenban("run", inbox, "--out", inbox / "结果")
    assert code == ExitCode.USAGE
    assert "在收件夹" in stderr
    assert not (inbox / "结果").exists()


def test_run_missing_inbox_is_said(fenban, tmp_path):
    code, _, stderr = fenban("run", tmp_path / "没有", "-o", tmp_path / "o")
    assert code == ExitCode.INPUT_NOT_FOUND
    assert "找不到文件夹" in stderr
    assert not (tmp_path / "o").exists()


def test_run_out_that_is_a_file_is_said(fenban, inbox, tmp_path):
    (tmp_path / "o").write_text("x", encoding="utf-8")
    code, _, stderr = fenban("run", inbox, "-o", tmp_path / "o")
    assert code == ExitCode.OUTPUT_NOT_WRITABLE
    assert "无法写入" in stderr


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything is writable for root")
def test_run_out_without_permission_is_said(fenban, inbox, tmp_path):
    (tmp_path / "o").mkdir(mode=0o500)
    assert fenban("run", inbox, "-o", tmp_path / "o")[0] == ExitCode.OUTPUT_NOT_WRITABLE


def test_run_empty_inbox_says_so(fenban, inbox, tmp_path):
    code, _, stderr = fenban("run", inbox, "-o", tmp_path / "o")
    assert code == ExitCode.OK
    assert "没有文件" in stderr


def test_run_again_changes_nothing_and_keeps_what_a_clerk_edited(fenban, inbox, tmp_path):
    (inbox / "甲.txt").write_text("请各街道填报", encoding="utf-8")
    out = tmp_path / "o"
    fenban("run", inbox, "-o", out)
    first = {path.name for path in (out / "甲").rglob("*")}
    fenban("run", inbox, "-o", out)
    assert {path.name for path in (out / "甲").rglob("*")} == first
    edited = next((out / "甲").glob("*.xlsx"))
    edited.write_bytes(b"edited by hand")
    (out / "甲" / "备忘.txt").write_text("科长的话", encoding="utf-8")
    fenban("run", inbox, "-o", out)
    assert (out / "甲" / "旧版" / edited.name).read_bytes() == b"edited by hand"
    assert edited.read_bytes().startswith(b"PK")
    assert (out / "甲" / "备忘.txt").is_file()


def test_run_failing_writer_leaves_no_half_folder(fenban, inbox, tmp_path, monkeypatch):
    (inbox / "甲.txt").write_text("请各街道填报", encoding="utf-8")

    def broken(_writer, _notice):
        raise RuntimeError

    monkeypatch.setattr("outputs.calendar_writer.CalendarWriter.files", broken)
    out = tmp_path / "o"
    code, _, stderr = fenban("run", inbox, "-o", out)
    assert code == ExitCode.SOME_FAILED
    assert "生成结果" in stderr
    assert [path.name for path in out.iterdir()] == ["运行结果.json"]


def test_run_folder_keeps_a_ledger_that_was_filled_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inbox, out = tmp_path / "收件", tmp_path / "结果"
    inbox.mkdir()
    (inbox / "来文.txt").write_text("关于报送总结的通知\n各科室：\n请于5月20日前报送总结。\n某局\n2024年5月6日\n", encoding="utf-8")
    run_folder(inbox, out=out, report=lambda *_: None)
    ledger = out / "督办台账.xlsx"
    ledger.write_bytes(ledger.read_bytes() + b"filled in by the clerk")
    filled = ledger.read_bytes()
    run_folder(inbox, out=out, report=lambda *_: None)
    assert (out / "旧版" / "督办台账.xlsx").read_bytes() == filled
    assert "旧版" in capsys.readouterr().err
