"""Files that came back: whose template each one is, what was entered into its blanks, and what was entered elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.app.atomic_files import KEPT_FOLDER
from extractor.errors import FenbanError, FileNotReadable
from extractor.model.notice import Notice
from extractor.readers.docx_controls import FilledForm, read_filled_docx
from extractor.readers.xlsx_cells import FilledSheet, read_filled_xlsx
from outputs.collection_sheets import Reply
from outputs.reply_answers import answers_from_cells, answers_from_controls
from outputs.reply_blocks import bookmark_name
from outputs.reply_docx_writer import FOLDER, reply_template
from outputs.reply_fields import reply_fields
from outputs.reply_kinds import REPLY_KINDS, ReplyKind
from outputs.reply_targets import ReplyTarget
from outputs.reply_xlsx_writer import ANSWER_TITLE, CODE_TITLE, sheet_fields, sheet_template

__all__ = ["FilledFile", "files_below", "filled_files"]

_READ = {".docx": "docx", ".docm": "docx", ".xlsx": "xlsx", ".xlsm": "xlsx"}
_OTHER_FORMATS = (".doc", ".wps", ".odt", ".rtf", ".xls", ".et", ".ods")
_SENT_AS = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".zip", ".rar", ".7z", ".ofd")
"""Never read; told only where templates are put back, for elsewhere they may be the notices themselves."""
_BLANK = re.compile(r"F_[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class FilledFile:
    """A template that came back. ``facts``: which notice and whose answer, as the file says; empty where it lost that."""

    path: Path
    facts: dict[str, str]
    reply: Callable[[ReplyTarget, Notice], Reply]


def filled_files(folder: Path) -> tuple[list[FilledFile], list[str]]:
    """The templates below ``folder``, and a sentence for each file that could not be read."""
    filled, faults = [], list(_unread(folder))
    for path in files_below(folder, tuple(_READ)):
        try:
            entry = _read(path)
        except FenbanError as fault:
            faults.append(str(fault))
        except OSError:
            faults.append(str(FileNotReadable(f"无法打开文件“{path.name}”")))
        else:
            filled += [entry] if entry else []
    return filled, faults


def _unread(folder: Path) -> Iterator[str]:
    for path in files_below(folder, _OTHER_FORMATS):
        yield f"“{path.name}”的格式不能读取，请用 Word、WPS 或 LibreOffice 另存为 DOCX（表格另存为 XLSX）后放回。"
    for path in files_below(folder, _SENT_AS):
        if any(part.startswith(FOLDER) for part in path.relative_to(folder).parts[:-1]):
            yield f"“{path.name}”是扫描件或压缩包，不能读回，请放入填好的模板原件（DOCX、XLSX）。"


def files_below(folder: Path, suffixes: Sequence[str]) -> Iterator[Path]:
    """Files below ``folder`` in order of name, without links, hidden and lock files and earlier versions."""
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        hidden = path.name.startswith("~$") or KEPT_FOLDER in parts or any(part.startswith(".") for part in parts)
        if path.suffix.lower() in suffixes and not hidden and path.is_file() and not path.is_symlink():
            yield path


def _read(path: Path) -> FilledFile | None:
    """None for a file that is no template of ours."""
    data = path.read_bytes()
    if _READ[path.suffix.lower()] == "xlsx":
        sheet = read_filled_xlsx(data, name=path.name)
        if not _is_ours(sheet.facts) and not _header(sheet):
            return None
        return FilledFile(path, _own(sheet.facts), lambda target, notice: _from_sheet(sheet, target, notice))
    form = read_filled_docx(data, name=path.name)
    if not _is_ours(form.facts) and not any(map(_BLANK.fullmatch, form.bookmarks)):
        return None
    return FilledFile(path, _own(form.facts), lambda target, notice: _from_form(form, target, notice))


def _is_ours(facts: dict[str, str]) -> bool:
    return facts.keys() >= {"fenban-notice", "fenban-unit"}


def _own(facts: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in facts.items() if name.startswith("fenban-")}


def _from_form(form: FilledForm, target: ReplyTarget, notice: Notice) -> Reply:
    kind: ReplyKind | None = next((kind for kind in REPLY_KINDS if kind == form.facts.get("fenban-kind")), None)
    fields = reply_fields(target, notice, kind=kind)
    blank = read_filled_docx(reply_template(target, notice, kind=kind), name="")
    keys = [control.key for field in fields for control in field.controls]
    found = {key: form.bookmarks.get(bookmark_name(key), form.tags.get(key)) for key in keys}
    gone = sum(text is None for text in found.values())
    notes = [f"{gone} 个填写位置已被删除，请对照“框外内容”核对"] if gone else []
    if form.pictures > blank.pictures:
        notes.append(f"插入了 {form.pictures - blank.pictures} 张图片，请打开原件查看")
    answers = answers_from_controls(fields, {key: text for key, text in found.items() if text is not None})
    return Reply(unit=target.unit, answers=answers, strays=_added(form.outside, blank.outside), notes=tuple(notes))


def _from_sheet(sheet: FilledSheet, target: ReplyTarget, notice: Notice) -> Reply:
    """Answers by the code of their row. What stands in any other cell, and is not ours, is told too."""
    fields = sheet_fields(target, notice)
    blank = read_filled_xlsx(sheet_template(target, notice), name="")
    header = _header(sheet)
    values, extra = _coded(sheet, header, {field.name for field in fields}) if header else ({}, [])
    answers = answers_from_cells(fields, values)
    printed = [cell for row in blank.rows for cell in row if cell.strip()]
    cells = [cell for row in sheet.rows for cell in row if cell.strip()]
    spent = [values[name] for name in values if values[name].strip()]
    strays = _added([*cells, *sheet.others], [*printed, *spent, *extra])
    gone = len(fields) - len(values)
    notes = [f"{gone} 行已被删除或改了“{CODE_TITLE}”"] if gone else []
    return Reply(unit=target.unit, answers=answers, strays=(*extra, *strays), notes=tuple(notes))


def _coded(sheet: FilledSheet, header: tuple[int, int, int], known: set[str]) -> tuple[dict[str, str], list[str]]:
    """Answers by code, the first row of each; and the answers of rows whose code comes again."""
    at, code, answer = header
    values: dict[str, str] = {}
    again = []
    for line in sheet.rows[at + 1 :]:
        name = line[code].strip()
        if name in known and name not in values:
            values[name] = line[answer]
        elif name in known and line[answer].strip():
            again.append(line[answer])
    return values, again


def _header(sheet: FilledSheet) -> tuple[int, int, int] | None:
    """Row of the header, columns of code and answer; None where the header is gone."""
    for at, row in enumerate(sheet.rows):
        if CODE_TITLE in row and ANSWER_TITLE in row:
            return at, row.index(CODE_TITLE), row.index(ANSWER_TITLE)
    return None


def _added(lines: Iterable[str], printed: Iterable[str]) -> tuple[str, ...]:
    """The ``lines`` that our template does not print, each as often as it comes too often; spaces do not count."""
    left = Counter(map(_bare, printed))
    added = []
    for line in lines:
        left[_bare(line)] -= 1
        if left[_bare(line)] < 0 and _bare(line):
            added.append(line)
    return tuple(added)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)
