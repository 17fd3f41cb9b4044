"""The pipeline as the commands use it: a file or bytes in, a Notice or one clear error out."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from extractor.errors import FenbanError, FileNotReadable
from extractor.model.notice import Notice
from extractor.model.stages import ALL_STAGES, Stages
from extractor.model.unit_directory import UnitDirectory

__all__ = [
    "STANDARD_INPUT",
    "UnexpectedFault",
    "public_bytes",
    "public_form",
    "read_bytes",
    "read_file",
    "read_source",
    "read_standard_input",
]

STANDARD_INPUT = "-"


class UnexpectedFault(FenbanError):
    """A fault of this program; the message names the file. The cause is kept for ``--debug``."""

    advice = "请将此文件和本提示一并反馈给维护人员；加 --debug 可显示详细信息。"


def read_file(path: Path, *, units: UnitDirectory | None = None, stages: Stages = ALL_STAGES) -> Notice:
    """The notice in ``path``. Raises a FenbanError, nothing else."""
    from extractor.pipeline import read_notice_path

    return _guarded(lambda: read_notice_path(path, second_opinion=_wants_second_opinion(), units=units, stages=stages), name=path.name)


def read_bytes(data: bytes, *, name: str, shown_as: str | None = None, units: UnitDirectory | None = None) -> Notice:
    """The notice in ``data``. Raises a FenbanError, nothing else."""
    from extractor.pipeline import read_notice

    return _guarded(lambda: read_notice(data, name=name, second_opinion=_wants_second_opinion(), units=units), name=shown_as or name)


def read_standard_input(*, units: UnitDirectory | None = None) -> Notice:
    """The notice on standard input; its form is told from its bytes. Raises a FenbanError, nothing else."""
    return read_bytes(sys.stdin.buffer.read(), name=STANDARD_INPUT, shown_as="标准输入", units=units)


def _wants_second_opinion() -> bool:
    """The office decides once for all commands: the model costs two seconds at the start of each."""
    return os.environ.get("FENBAN_SECOND_OPINION", "") not in ("", "0")


def read_source(source: str, *, units: UnitDirectory | None = None) -> Notice:
    """``-`` is standard input, anything else a path."""
    return read_standard_input(units=units) if source == STANDARD_INPUT else read_file(Path(source), units=units)


def public_bytes(notice: Notice) -> bytes:
    """The public JSON of a notice, as the deliverable has it."""
    from outputs.base import load_writer

    return next(iter(load_writer("json").files(notice))).data


def public_form(notice: Notice) -> dict[str, Any]:
    form: dict[str, Any] = json.loads(public_bytes(notice))
    return form


def _guarded(read: Callable[[], Notice], *, name: str) -> Notice:
    try:
        return read()
    except FenbanError:
        raise
    except OSError as error:
        raise FileNotReadable(f"无法打开文件“{name}”") from error
    except Exception as error:
        raise UnexpectedFault(f"处理“{name}”时出现意外错误（{type(error).__name__}）") from error
