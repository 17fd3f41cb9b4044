"""``fenban run --jobs``: the same results as one process makes, whatever happens to the others. Everything here is a real process."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
CORPUS = ROOT / "corpus"
NOTICES = ("txt/c001.txt", "txt/c006.txt", "docx/c002.docx", "pdf/c003.pdf", "txt/c010.txt")
SLOW = "\n".join(f"请各科室于2031年5月{day % 28 + 1}日前报送第{day}项材料，联系人：李一，电话：2600011。" for day in range(40_000))

linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")


def start(inbox, out, jobs):
    command = [sys.executable, "-m", "extractor.app.cli", "run", inbox, "--out", out, "--jobs", str(jobs)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True)


def finish(process):
    _, words = process.communicate(timeout=240)
    return process.returncode, words


def fill(inbox):
    for name in NOTICES:
        shutil.copy(CORPUS / name, inbox)
    (inbox / "空.txt").write_bytes(b"")
    (inbox / "~$c001.txt").write_bytes(b"x")


def contents(out):
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def wait_until(condition, seconds=120):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def group(process):
    """The processes of its session with their CPU time, the busiest last."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            facts = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(facts[3]) == process.pid and facts[0] != "Z":
            found.append((int(facts[11]) + int(facts[12]), int(stat.parent.name)))
    return [pid for _, pid in sorted(found)]


def test_run_jobs_same_bytes_and_lines_as_one_process(inbox, tmp_path):
    """The processes have other hash seeds, too: nothing may depend on the order of a set."""
    fill(inbox)
    (one_code, one_words), (many_code, many_words) = (finish(start(inbox, tmp_path / f"o{jobs}", jobs)) for jobs in (1, 3))
    assert one_code == many_code == 3
    assert many_words.replace("o3", "o1") == one_words
    assert contents(tmp_path / "o3") == contents(tmp_path / "o1")
    assert not list((tmp_path / "o3").glob(".fenban-*"))


@linux
def test_run_jobs_process_that_dies_costs_its_file_only(inbox, tmp_path):
    fill(inbox)
    (inbox / "空.txt").unlink()
    (inbox / "a慢.txt").write_text(SLOW, encoding="utf-8")
    out = tmp_path / "o"
    process = start(inbox, out, 2)
    wait_until(lambda: all((out / Path(name).stem).exists() for name in NOTICES))
    os.kill(group(process)[-1], signal.SIGKILL)
    code, words = finish(process)
    assert code == 3
    assert "失败  a慢.txt：处理“a慢.txt”的进程意外中断。" in words
    assert "Traceback" not in words
    entries = json.loads((out / "运行结果.json").read_text(encoding="utf-8"))["files"]
    assert [entry["source"] for entry in entries if entry["status"] == "failed"] == ["a慢.txt"]
    assert not list(out.glob(".fenban-*"))


@linux
def test_run_jobs_interrupted_leaves_nothing_half_written(inbox, tmp_path):
    for number in range(40):
        (inbox / f"{number:02d}.txt").write_bytes((CORPUS / "txt" / "c033.txt").read_bytes() + b"\n" * number)
    out = tmp_path / "o"
    process = start(inbox, out, 2)
    wait_until(lambda: len(list(out.glob("[0-9]*"))) >= 3)
    os.killpg(process.pid, signal.SIGINT)
    code, words = finish(process)
    assert code == 130
    assert "已中止" in words
    assert "Traceback" not in words
    made = sorted(out.glob("[0-9]*"))
    assert len(made) < 40
    assert len({len(list(folder.rglob("*"))) for folder in made}) == 1
    assert not list(out.glob(".fenban-*"))
    wait_until(lambda: not group(process), seconds=20)
