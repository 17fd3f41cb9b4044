"""Writes that are refused, in the short form of scripts/soak.py: nothing is half written, what waits succeeds afterwards."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


def soak(tmp_path, phase, *options):
    command = [sys.executable, ROOT / "scripts" / "soak.py", phase, *options, "--report", tmp_path / "soak.md"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=900, env=environment)
    assert done.stdout.startswith(phase), done.stderr
    return json.loads(done.stdout.removeprefix(phase))


@pytest.mark.skipif(sys.platform != "linux", reason="gives up the rights of root the way Linux has it")
def test_watch_refusals_without_permission_files_wait_and_succeed(tmp_path):
    facts = soak(tmp_path, "denied")
    assert facts["faults"] == []
    assert len(facts["cases"]) == 12


def test_watch_refusals_an_open_ledger_is_left_alone_and_written_afterwards(tmp_path):
    assert soak(tmp_path, "held-open")["faults"] == []


def may_mount(folder):
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4096", "tmpfs", folder], check=False, capture_output=True)
    return done.returncode == 0 and subprocess.run(["umount", folder], check=False).returncode == 0


def test_watch_refusals_on_a_full_disk_every_write_may_be_the_one_that_fails(tmp_path):
    if sys.platform != "linux" or os.geteuid() != 0 or not may_mount(tmp_path):
        pytest.skip("no right to mount a small disk")
    facts = soak(tmp_path, "full-disk", "--step", "22")
    assert facts["faults"] == []
    assert facts["runs"] == 10
