"""A file whose name holds bytes that are no UTF-8: it is read under a name that can be written, and the run goes on."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from extractor.app.run_folder import RESULT_FILE, run_folder

NOTICE = "关于报送材料的通知\n各县区：\n请于4月5日前报送材料。\n清河市商务局\n2024年3月1日\n"


def test_run_folder_reads_a_file_whose_name_is_no_utf8(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    try:
        Path(os.fsdecode(os.fsencode(inbox) + b"/\xb9\xab\xce\xc4.txt")).write_text(NOTICE, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    run_folder(inbox, out=tmp_path / "out", report=lambda *_: None)
    (entry,) = json.loads((tmp_path / "out" / RESULT_FILE).read_text(encoding="utf-8"))["files"]
    assert entry["tasks"] == 1
    assert (tmp_path / "out" / entry["folder"]).is_dir()
