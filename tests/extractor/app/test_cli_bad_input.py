"""Bad files meet the whole program: clear words, the right exit code, the other files unaffected."""

import io
import random
import zipfile

import pytest
from docx import Document

from extractor.errors import ExitCode


def docx_bytes():
    stream = io.BytesIO()
    document = Document()
    document.add_paragraph("请各街道于5月20日前填报台账。")
    document.save(stream)
    return stream.getvalue()


def docx_with(parts):
    """The small document with some of its parts replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx_bytes())) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, parts.get(name, source.read(name)))
    return stream.getvalue()


def declared_docx():
    body = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    return docx_with({"word/document.xml": body})


def bomb():
    """About 300 KB that unpack to 300 MB."""
    return docx_with({"word/document.xml": b" " * (300 * 1024 * 1024)})


def pdf_bytes(*, encrypted=False, text=False):
    from reportlab.lib import pdfencrypt
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    lock = pdfencrypt.StandardEncryption("secret", ownerPassword="owner") if encrypted else None
    canvas = Canvas(stream, encrypt=lock)
    canvas.rect(100, 100, 200, 200, fill=1)
    if text:
        canvas.drawString(100, 700, "Notice")
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


NOISE = random.Random(3).randbytes(4096)
BAD = {
    "空.txt": (lambda: b"", ExitCode.INPUT_DAMAGED),
    "空白.txt": (lambda: b" \r\n\r\n", ExitCode.INPUT_DAMAGED),
    "空.docx": (lambda: b"", ExitCode.INPUT_DAMAGED),
    "空.pdf": (lambda: b"", ExitCode.INPUT_DAMAGED),
    "乱码.txt": (lambda: NOISE, ExitCode.INPUT_DAMAGED),
    "乱码.docx": (lambda: NOISE, ExitCode.INPUT_DAMAGED),
    "乱码.pdf": (lambda: NOISE, ExitCode.INPUT_DAMAGED),
    "加密.pdf": (lambda: pdf_bytes(encrypted=True, text=True), ExitCode.INPUT_PROTECTED),
    "扫描.pdf": (pdf_bytes, ExitCode.INPUT_WITHOUT_TEXT),
    "半截.docx": (lambda: docx_bytes()[:-3000], ExitCode.INPUT_DAMAGED),
    "声明.docx": (declared_docx, ExitCode.INPUT_REFUSED),
    "炸弹.docx": (bomb, ExitCode.INPUT_REFUSED),
    "图片.jpg": (lambda: b"\xff\xd8\xff\xe0", ExitCode.INPUT_UNSUPPORTED),
    "无后缀名": (lambda: NOISE, None),
}


@pytest.mark.parametrize("name", BAD)
def test_extract_bad_file_ends_in_clear_words(fenban, tmp_path, name):
    make, expected = BAD[name]
    (tmp_path / name).write_bytes(make())
    code, stdout, stderr = fenban("extract", tmp_path / name)
    assert code == expected or (expected is None and code in (ExitCode.INPUT_DAMAGED, ExitCode.INPUT_UNSUPPORTED))
    assert stdout == ""
    assert name in stderr
    assert "请" in stderr
    assert "Traceback" not in stderr
    assert len(stderr.strip().splitlines()) <= 2


def test_extract_missing_file_is_said(fenban, tmp_path):
    code, _, stderr = fenban("extract", tmp_path / "没有.txt")
    assert code == ExitCode.INPUT_NOT_FOUND
    assert "找不到文件" in stderr


def test_run_bad_files_leave_the_good_one_alone(fenban, inbox, tmp_path):
    for name, (make, _) in BAD.items():
        if name != "炸弹.docx":
            (inbox / name).write_bytes(make())
    (inbox / "好.docx").write_bytes(docx_bytes())
    out = tmp_path / "o"
    code, _, stderr = fenban("run", inbox, "--out", out)
    assert code == ExitCode.SOME_FAILED
    assert stderr.count("失败  ") + stderr.count("拒收  ") == len(BAD) - 1
    assert (out / "好" / "好.json").is_file()
    assert sorted(path.name for path in out.iterdir() if path.is_dir()) == ["好"]
