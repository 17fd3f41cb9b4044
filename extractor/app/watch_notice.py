"""One file of the inbox, read and written out: the part that runs in a process of its own, apart from the watcher.

It gets a job, writes the deliverables below the job's ``staging`` and one ``outcome.json`` beside them: the reading for the
store, or a fault, or a reason to wait. It decides nothing about the journal.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from pathlib import Path, PurePosixPath
from typing import Any

from extractor.app.watch_intake import open_plainly
from extractor.app.watch_names import file_name
from extractor.errors import FenbanError, TooDemanding, UnsafeFile
from extractor.model.unit_directory import UnitDirectory
from outputs.base import OutputFile

__all__ = ["FILES", "OUTCOME", "work_off"]

FILES, OUTCOME = "files", "outcome.json"
_LARGEST_FILE = 200 * 2**20
_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO)


def work_off(job: Mapping[str, Any], step: Callable[[str], None]) -> None:
    """Read the file of ``job`` and write its outcome. Raises OSError where not even the outcome can be written."""
    staging = Path(job["staging"])
    try:
        outcome = _outcome(job, staging, step)
    except FenbanError as fault:
        outcome = {"fault": type(fault).__name__, "words": str(fault)}
    except MemoryError:
        outcome = {"fault": TooDemanding.__name__, "words": str(TooDemanding("读取时占用内存过多，已中止"))}
    except OSError as error:
        outcome = _of_os_error(error)
    except Exception as error:
        outcome = {"fault": "UnexpectedFault", "words": f"处理时出现意外错误（{type(error).__name__}）。{FenbanError.advice}"}
    _write(staging / OUTCOME, json.dumps(outcome, ensure_ascii=False).encode())


def _outcome(job: Mapping[str, Any], staging: Path, step: Callable[[str], None]) -> dict[str, Any]:
    data = _bytes(job)
    if data is None:
        return {"gone": True}
    from extractor.app.run_folder import deliverables
    from extractor.app.writer_options import writer_options
    from extractor.pipeline import read_notice

    step("reading")
    name = PurePosixPath(file_name(job["names"][0])).name.encode("utf-8", "replace").decode("utf-8")
    notice = read_notice(data, name=name, units=UnitDirectory(**job["units"]))
    step("read")
    made = deliverables(
        notice, name=name, options=writer_options(notice, lambda: data, earlier=[Path(folder) for folder in job["earlier"]])
    )
    files = _write_files(made, staging / FILES, step, most=job["output_bytes"])
    from extractor.app.watch_facts import reading_of

    return {"reading": asdict(reading_of(notice, files=files))}


def _bytes(job: Mapping[str, Any]) -> bytes | None:
    """The content that was accepted, under whichever name it still lies; None where it is nowhere. Raises OSError if it may not be read."""
    refused: OSError | None = None
    for name in job["names"]:
        try:
            with open_plainly(os.path.join(job["inbox"], file_name(name))) as file:  # noqa: PTH118  (raw bytes in names)
                if os.fstat(file.fileno()).st_size > _LARGEST_FILE:
                    raise UnsafeFile(f"文件太大（超过 {_LARGEST_FILE // 2**20} MB）")
                data = file.read(_LARGEST_FILE + 1)
        except FileNotFoundError:
            continue
        except OSError as error:
            refused = error
            continue
        if hashlib.sha256(data).hexdigest() == job["sha256"]:
            return data
    if refused is not None:
        raise refused
    return None


def _write_files(made: Iterable[OutputFile], folder: Path, step: Callable[[str], None], *, most: int) -> list[str]:
    """All deliverables, each on the disk before the next; their names in order."""
    from extractor.app.atomic_files import is_inside

    names, total = [], 0
    for file in made:
        total += len(file.data)
        if total > most or not is_inside(file.name):
            raise TooDemanding("生成的结果过大，已中止")
        step(f"writing {file.name}")
        target = folder / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(target, file.data)
        names.append(file.name)
    return names


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _of_os_error(error: OSError) -> dict[str, Any]:
    if error.errno == errno.EFBIG:
        return {"fault": TooDemanding.__name__, "words": str(TooDemanding("生成的结果过大，已中止"))}
    if error.errno in _ROOM:
        return {"wait": "磁盘已满" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "没有读写权限，或磁盘是只读的"}
    return {"wait": f"读写出错（{errno.errorcode.get(error.errno or 0, '原因不明')}）"}
