"""处理失败/NAME.txt beside the results: why a file could not be read and what to do, in plain Chinese."""

from __future__ import annotations

import contextlib
from pathlib import Path

from extractor.app.atomic_files import write_file
from extractor.app.watch_names import shown

__all__ = ["FAILURES", "remove_failure_note", "write_failure_note"]

FAILURES = "处理失败"


def write_failure_note(out: Path, folder: str, *, name: str, words: str) -> None:
    """Raises OutputNotWritable."""
    text = f"文件：{shown(name)}\n原因：{shown(words)}\n\n原文件没有改动，仍在收件夹里。改好后放回即可；原样重试请运行 fenban retry。\n"
    write_file(out / FAILURES / f"{folder}.txt", text.encode("utf-8-sig"))


def remove_failure_note(out: Path, folder: str) -> None:
    """It could be read after all. A note that cannot be removed now does no harm."""
    with contextlib.suppress(OSError):
        (out / FAILURES / f"{folder}.txt").unlink(missing_ok=True)
        (out / FAILURES).rmdir()
