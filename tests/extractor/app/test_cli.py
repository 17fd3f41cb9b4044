"""The commands as a clerk or another program meets them."""

import io
import json
import os
import subprocess
import sys

import pytest

from extractor.app.cli import main
from extractor.errors import ExitCode


@pytest.fixture
def typed(monkeypatch):
    """Puts bytes on standard input."""

    def put(data):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))

    return put


def test_cli_help_is_chinese(fenban):
    for arguments in ([], ["--help"], ["run", "-h"], ["eval", "--help"], ["patterns", "--help"]):
        code, stdout, _ = fenban(*arguments)
        assert code == ExitCode.OK
        assert stdout.startswith("用法：fenban")
        assert not {"Usage", "Options", "Show this message"} & set(stdout.replace(":", " ").split())


def test_cli_every_command_has_words(fenban):
    _, stdout, _ = fenban("--help")
    listed = stdout.partition("命令：")[2].strip().splitlines()
    assert {"run", "extract", "explain", "timex", "eval", "schema", "patterns"} <= {line.split()[0] for line in listed}
    assert all(len(line.split()) > 1 for line in listed)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["rnu"], "没有这个命令：rnu"),
        (["run"], "缺少参数：收件夹"),
        (["run", "来文"], "缺少参数：--out 文件夹"),
        (["run", "来文", "--oot", "x"], "没有“--oot”这个选项"),
        (["explain", "a.txt", "b.txt"], "多写了内容：b.txt"),
        (["timex"], "请写明 --jsonl"),
        (["patterns"], "后面还要写一个命令"),
    ],
)
def test_cli_usage_faults_are_said_in_chinese(fenban, arguments, words):
    code, stdout, stderr = fenban(*arguments)
    assert code == ExitCode.USAGE
    assert words in stderr
    assert stdout == ""


def test_cli_version(fenban):
    from extractor import __version__

    assert fenban("--version")[1].strip() == f"fenban {__version__}"


@pytest.mark.usefixtures("stand_in")
def test_extract_one_file_is_json_several_are_json_lines(fenban, tmp_path):
    for name in ("甲", "乙"):
        (tmp_path / f"{name}.txt").write_text("请各街道填报", encoding="utf-8")
    _, stdout, stderr = fenban("extract", tmp_path / "甲.txt")
    assert json.loads(stdout)["doc_id"] == "甲"
    assert stderr == ""
    _, stdout, _ = fenban("extract", tmp_path / "甲.txt", tmp_path / "乙.txt")
    assert [json.loads(line)["doc_id"] for line in stdout.splitlines()] == ["甲", "乙"]


@pytest.mark.usefixtures("stand_in")
def test_extract_result_has_evidence_beside_values(fenban, tmp_path):
    (tmp_path / "甲.txt").write_text("请各街道填报", encoding="utf-8")
    deadline = json.loads(fenban("extract", tmp_path / "甲.txt")[1])["deadlines"][0]
    assert deadline["class"] == "fixed"
    assert deadline["evidence"][0]["rule"] == "task-please"


@pytest.mark.usefixtures("stand_in")
def test_extract_out_writes_one_file_each(fenban, tmp_path):
    (tmp_path / "子").mkdir()
    for name in ("甲.txt", "子/甲.txt"):
        (tmp_path / name).write_text("请各街道填报", encoding="utf-8")
    code, stdout, _ = fenban("extract", tmp_path / "甲.txt", tmp_path / "子" / "甲.txt", "--out", tmp_path / "o")
    assert code == ExitCode.OK
    assert stdout == ""
    assert len(list((tmp_path / "o").glob("*.json"))) == 2


@pytest.mark.usefixtures("stand_in")
def test_extract_standard_input(fenban, typed):
    typed("请各街道填报".encode())
    code, stdout, _ = fenban("extract", "-")
    assert code == ExitCode.OK
    assert json.loads(stdout)["tasks"][0]["title"] == "填报台账"


@pytest.mark.usefixtures("stand_in")
def test_extract_bad_file_among_others_is_named(fenban, tmp_path):
    (tmp_path / "甲.txt").write_text("坏", encoding="utf-8")
    (tmp_path / "乙.txt").write_text("请填报", encoding="utf-8")
    code, stdout, stderr = fenban("extract", tmp_path / "甲.txt", tmp_path / "乙.txt")
    assert code == ExitCode.SOME_FAILED
    assert len(stdout.splitlines()) == 1
    assert "甲.txt" in stderr


@pytest.mark.usefixtures("stand_in")
def test_extract_fault_of_the_program_is_words_not_a_traceback(fenban, tmp_path):
    (tmp_path / "甲.txt").write_text("意外", encoding="utf-8")
    code, _, stderr = fenban("extract", tmp_path / "甲.txt")
    assert code == ExitCode.INTERNAL
    assert "甲.txt" in stderr
    assert "Traceback" not in stderr
    assert "Traceback" in fenban("extract", tmp_path / "甲.txt", "--debug")[2]


@pytest.mark.usefixtures("stand_in")
def test_explain_names_rule_words_place_and_confidence(fenban, tmp_path):
    (tmp_path / "甲.txt").write_text("请各街道填报", encoding="utf-8")
    code, stdout, _ = fenban("explain", tmp_path / "甲.txt")
    assert code == ExitCode.OK
    after = stdout.splitlines()[stdout.splitlines().index("【任务 T1】填报台账") + 1]
    for words in ("规则 task-please", "把握较高", "原文写明", "第 1 行", "“请各街道填报”"):
        assert words in after
    rows = [json.loads(line) for line in fenban("explain", "--jsonl", tmp_path / "甲.txt")[1].splitlines()]
    assert {"field", "value", "rule", "quote", "start", "confidence", "source"} <= set(rows[-1])
    (words,), (codes,) = (
        [line for line in lines if "2024-05-20" in line] for lines in (stdout.splitlines(), [row["value"] for row in rows])
    )
    assert words.endswith("（固定时点，完成时限）")
    assert codes.endswith("（fixed，due）")


def test_timex_answers_row_by_row(fenban, typed):
    rows = [
        {"id": "1", "text": "请于2024年5月20日前报送", "reference": "2024-05-06"},
        {"id": "2", "text": "没有时间", "reference": "2024-05-06"},
    ]
    typed("\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode())
    _, stdout, _ = fenban("timex", "--jsonl")
    first, second = (json.loads(line) for line in stdout.splitlines())
    assert first["id"] == "1"
    assert first["times"][0]["to"] == "2024-05-20"
    assert set(first["times"][0]) == {"start", "end", "from", "to", "time"}
    assert second == {"id": "2", "times": []}


def test_timex_row_that_is_no_row_is_named(fenban, typed):
    typed('{"id": "1", "text": "明天", "reference": "2024-05-06"}\n这不是JSON\n'.encode())
    code, _, stderr = fenban("timex", "--jsonl")
    assert code == ExitCode.INPUT_DAMAGED
    assert "第 2 行" in stderr


def test_eval_of_given_readings(fenban, tmp_path):
    reading = {"metadata": {"title": "关于填报的通知"}, "tasks": []}
    for folder in ("gold", "pred"):
        (tmp_path / folder).mkdir()
    (tmp_path / "gold" / "甲.json").write_text(json.dumps(reading), encoding="utf-8")
    (tmp_path / "gold" / "乙.json").write_text(json.dumps(reading), encoding="utf-8")
    (tmp_path / "pred" / "甲.json").write_text(json.dumps(reading), encoding="utf-8")
    code, stdout, _ = fenban("eval", tmp_path / "gold", "--pred", tmp_path / "pred", "--show", "乙", "--json", tmp_path / "r.json")
    assert code == ExitCode.OK
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert report["rows"]["metadata.title"]["recall"] == 0.5
    assert report["missing"] == ["乙"]
    assert "== 乙" in stdout


@pytest.mark.usefixtures("stand_in")
@pytest.mark.parametrize("place", ["gold", ".", "txt"])
def test_eval_finds_the_texts_near_the_gold(fenban, tmp_path, place):
    (tmp_path / "gold").mkdir()
    (tmp_path / place).mkdir(exist_ok=True)
    gold = {"metadata": {"title": "关于填报台账的通知"}, "tasks": []}
    (tmp_path / "gold" / "甲.json").write_text(json.dumps(gold), encoding="utf-8")
    (tmp_path / place / "甲.txt").write_text("请各街道填报", encoding="utf-8")
    code, stdout, _ = fenban("eval", tmp_path / "gold")
    assert code == ExitCode.OK
    assert "metadata.title                 1.000" in stdout


def test_eval_folder_without_gold_is_said(fenban, tmp_path):
    code, _, stderr = fenban("eval", tmp_path)
    assert code == ExitCode.INPUT_NOT_FOUND
    assert "没有标准答案" in stderr


def test_patterns_check_lists_all_faults(fenban, monkeypatch):
    monkeypatch.setattr("extractor.app.pattern_check.check_all", lambda: ["a.toml: r1: bad", "b.toml: r2: bad"])
    code, _, stderr = fenban("patterns", "check")
    assert code == ExitCode.PATTERNS_FAULTY
    assert "a.toml: r1" in stderr
    assert "b.toml: r2" in stderr
    assert "2 处问题" in stderr


def test_schema_describes_a_result(fenban):
    schema = json.loads(fenban("schema")[1])
    assert "deadlines" in schema["properties"]
    assert "class" in schema["$defs"]["Deadline"]["properties"]


def test_cli_reader_that_has_gone_is_no_fault(monkeypatch):
    def gone(_words, **_options):
        raise BrokenPipeError

    monkeypatch.setattr("extractor.app.cli.print_json", gone)
    monkeypatch.setattr("sys.stdout", io.StringIO())
    assert main(["schema"]) == ExitCode.OK


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_cli_works_on_a_console_that_lacks_characters(encoding, tmp_path):
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "extractor.app.cli"]
    helped = subprocess.run([*command, "--help"], env=environment, capture_output=True, check=True)
    assert b"fenban" in helped.stdout
    failed = subprocess.run([*command, "extract", str(tmp_path / "㐀没有.txt")], env=environment, capture_output=True, check=False)
    assert failed.returncode == ExitCode.INPUT_NOT_FOUND
    assert b"Traceback" not in failed.stderr
