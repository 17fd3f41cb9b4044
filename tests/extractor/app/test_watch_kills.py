"""kill -9 at each labelled step, then one clean start: nothing lost, nothing twice, nothing half. The long run is scripts/soak.py."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
NOTICE = "关于报送{0}材料的通知\n各科室：\n请办公室于2031年5月20日前报送{0}材料。\n云山市档案局\n2031年5月6日\n"
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}
STEPS = ("accepted", "taken", "reading", "read", "writing", "publishing", "published", "before commit", "after commit", "ledger")


def run(script, *arguments):
    command = [sys.executable, ROOT / "scripts" / script, *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=600, env=ENVIRONMENT)


@pytest.mark.parametrize("steps", [STEPS], ids=["each-step"])
def test_watch_kills_leave_every_file_in_one_final_state(tmp_path, store_url, steps):
    inbox, out, reference = (tmp_path / name for name in ("来文", "结果", "对照"))
    inbox.mkdir()
    for number in range(4):
        (inbox / f"{number}.txt").write_text(NOTICE.format(f"第{number}项"), encoding="utf-8")
    (inbox / "坏.docx").write_bytes(b"PK\x05\x06" + bytes(18) + b"x")
    (inbox / "又一份.txt").write_bytes((inbox / "1.txt").read_bytes())
    run("watch_and_die.py", inbox, reference, f"sqlite:///{tmp_path}/r.sqlite3")
    ended = json.loads(run("watch_and_die.py", inbox, out, store_url, "--kills", *(f"{step}:1" for step in steps)).stdout)
    assert ended.count(-signal.SIGKILL) >= len(steps) - 4  # later steps find less left to do
    assert run("watch_and_die.py", inbox, out, store_url).returncode == 0
    checked = run("check_watched.py", inbox, out, store_url, reference)
    story = json.loads(checked.stdout)
    assert story["faults"] == []
    assert story["states"].pop("failed") == story["states"].pop("duplicate") == 1
    assert sum(story["states"].values()) == 4


def test_watch_kills_two_watchers_share_one_inbox(tmp_path, store_url):
    inbox, out, reference = (tmp_path / name for name in ("来文", "结果", "对照"))
    inbox.mkdir()
    for number in range(12):
        (inbox / f"{number}.txt").write_text(NOTICE.format(f"第{number}项"), encoding="utf-8")
    run("watch_and_die.py", inbox, reference, f"sqlite:///{tmp_path}/r.sqlite3")
    command = [sys.executable, ROOT / "scripts" / "watch_and_die.py", inbox, out, store_url]
    both = [subprocess.Popen(command, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    lines = [line for process in both for line in process.communicate(timeout=600)[1].splitlines()]
    assert sum(line.startswith(("已读", "待核实")) for line in lines) == 12
    assert json.loads(run("check_watched.py", inbox, out, store_url, reference).stdout)["faults"] == []
