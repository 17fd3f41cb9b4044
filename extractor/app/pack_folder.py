"""``fenban pack``: lay out the folders of a questionnaire, check what was put into them, and make one ZIP per question."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.app.atomic_files import write_file
from extractor.app.sheet_files import read_result
from extractor.errors import FenbanError, UsageFault
from extractor.model.notice import Notice
from extractor.readers.docx_controls import read_filled_docx
from outputs.evidence_package import ANSWER_SHEET, LIST_ROWS, answer_sheets, package_names
from outputs.reply_blocks import EMPTY, bookmark_name
from outputs.reply_targets import ReplyTarget, reply_targets

__all__ = ["PackedQuestion", "pack_folder", "prepare_folder"]

_CONSTANT_TIME = (1980, 1, 1, 0, 0, 0)
_MOST_BYTES = 2 * 2**30
_EMPTY_MARKS = ("【", "□")
_NOT_ON_WINDOWS = re.compile(r'[\x00-\x1f<>:"\\|?*]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)', re.IGNORECASE)
_LONGEST_NAME = 120
"""Characters; with the folder around it a path of Windows holds 260."""


@dataclass(frozen=True, slots=True)
class PackedQuestion:
    """One question: its ZIP, and what is wrong with its folder. With faults there is no ZIP."""

    name: str
    archive: str = ""
    faults: tuple[str, ...] = ()


def prepare_folder(result: Path, folder: Path, *, unit: str | None) -> list[str]:
    """Lay out one folder per question; a folder that is there stays as it is. Returns the new ones."""
    notice = read_result(result)
    made = []
    for file in answer_sheets(_target(notice, unit), notice):
        if not (folder / file.name).exists():
            write_file(folder / file.name, file.data)
            made.append(file.name.partition("/")[0])
    return made


def pack_folder(result: Path, folder: Path, *, out: Path, unit: str | None) -> list[PackedQuestion]:
    """Check every question's folder below ``folder``; a whole one becomes NAME.zip in ``out``."""
    notice = read_result(result)
    names = package_names(_target(notice, unit))
    return [*(_packed(folder / name, out) for name in names), *_strangers(folder, names)]


def _strangers(folder: Path, names: Sequence[str]) -> Iterator[PackedQuestion]:
    """What lies beside the folders of the questions and would silently stay behind: a folder that was renamed, a loose file."""
    known = {*names, *(f"{name}.zip" for name in names)}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name not in known and not path.name.startswith((".", "~$")):
            yield PackedQuestion(path.name, faults=("不属于任何一道题，没有打包；文件夹请改回原名，文件请放进对应题目的文件夹",))


def _target(notice: Notice, unit: str | None) -> ReplyTarget:
    asked = [target for target in reply_targets(notice) if target.questions]
    chosen = [target for target in asked if unit in (None, *target.names)]
    if len(chosen) != 1:
        names = "、".join(target.unit for target in asked) or "无"
        raise UsageFault(
            "没有说明为哪个单位打包" if chosen else "这份来文没有要该单位填报的题目", advice=f"请用 --unit 写明单位：{names}。"
        )
    return chosen[0]


def _packed(folder: Path, out: Path) -> PackedQuestion:
    files = [
        path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink() and not path.name.startswith((".", "~$"))
    ]
    faults = tuple(_faults(folder, files))
    if faults:
        return PackedQuestion(folder.name, faults=faults)
    write_file(out / f"{folder.name}.zip", _archive(folder, files))
    return PackedQuestion(folder.name, archive=f"{folder.name}.zip")


def _faults(folder: Path, files: list[Path]) -> Iterator[str]:
    if not folder.is_dir():
        yield "没有这道题的文件夹"
        return
    sheet = folder / ANSWER_SHEET
    if sheet not in files:
        yield f"缺“{ANSWER_SHEET}”"
    else:
        yield from _sheet_faults(sheet)
    yield from _left_out(folder)
    evidence = [path for path in files if path != sheet]
    if not evidence:
        yield "没有佐证材料"
    yield from _name_faults(evidence)
    number = folder.name.partition("-")[0].lstrip("0")
    for path in evidence:
        if path.name.partition("-")[0].lstrip("0") != number or path.stem.count("-") < 2:
            yield f"“{path.name}”应命名为“题号-材料名称-单位”"
        if not path.stat().st_size:
            yield f"“{path.name}”是空文件"
    if sum(path.stat().st_size for path in files) > _MOST_BYTES:
        yield "文件超过 2 GB，请压缩图片或分开报送"


def _left_out(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            yield f"“{path.name}”是快捷方式（链接），请放入文件本身"


def _name_faults(evidence: Sequence[Path]) -> Iterator[str]:
    """Names that Windows cannot unpack, or would unpack over each other."""
    seen: set[str] = set()
    for path in evidence:
        if _NOT_ON_WINDOWS.search(path.name) or len(path.name) > _LONGEST_NAME:
            yield f"“{path.name}”在 Windows 上不能用作文件名，请改名"
        key = unicodedata.normalize("NFC", path.as_posix()).casefold()
        if key in seen:
            yield f"“{path.name}”与另一个文件只差大小写，解压后会互相覆盖"
        seen.add(key)


def _sheet_faults(sheet: Path) -> Iterator[str]:
    """Whether anything was entered in the answer: its controls are tagged with the number of the question."""
    try:
        form = read_filled_docx(sheet.read_bytes(), name=sheet.name)
    except (FenbanError, OSError) as error:
        yield f"“{sheet.name}”无法读取（{error}）"
        return
    number = sheet.parent.name.partition("-")[0].lstrip("0")
    names = {number, *(f"{number}#{again}" for again in range(2, 40))}
    keys = names if any(bookmark_name(key) in form.bookmarks for key in names) else set()
    texts = [form.bookmarks[bookmark_name(key)] for key in keys if bookmark_name(key) in form.bookmarks]
    listed = [form.bookmarks.get(bookmark_name(f"佐证{at}-文件名"), EMPTY).strip() for at in range(1, LIST_ROWS + 1)]
    there = {_bare(path.name) for path in sheet.parent.rglob("*")} | {_bare(path.stem) for path in sheet.parent.rglob("*")}
    yield from (f"佐证材料目录里的“{name}”没有放进来" for name in listed if name and name != EMPTY and _bare(name) not in there)
    if keys and not any(text.strip() and not text.strip().startswith(_EMPTY_MARKS) for text in texts):
        yield "答案没有填写"


def _bare(name: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFC", name)).casefold()


def _archive(folder: Path, files: list[Path]) -> bytes:
    """Names in UTF-8, marked as such, below one folder; the same files give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            info = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}", date_time=_CONSTANT_TIME)
            info.create_system = 0  # as Windows writes it: no file rights to be misread
            archive.writestr(info, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
