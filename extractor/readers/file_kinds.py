"""What a file really is, by its first bytes, and what to tell the clerk when that does not fit its name."""

from __future__ import annotations

from pathlib import PurePath

from extractor.errors import DamagedFile, EmptyFile, EncryptedFile, UnsupportedFormat

__all__ = ["suffix_for", "suffix_of"]

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"{\\rtf", "rtf"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
)
_PDF_WITHIN = 1024
"""Readers accept rubbish of this length before the PDF header."""
_OLE_LOCKED = ("EncryptedPackage".encode("utf-16-le"), "EncryptionInfo".encode("utf-16-le"))
_KIND_NAMES = {
    "pdf": "PDF 文件", "zip": "压缩包或 Office 文件", "ole": "旧版 Office（DOC、XLS、WPS）文件", "image": "图片",
    "rtf": "RTF 文件", "ofd": "OFD 文件", "archive": "压缩包", "text": "纯文本",
}  # fmt: skip
_SAVE_AS_DOCX = "请用 WPS 或 Word 打开，选“另存为”DOCX 格式，再放进来。"
_UNPACK = "请先解压，把里面的通知文件直接放进来。"
_OCR = "请向发文单位索取可编辑版，或先做文字识别（OCR），存成 DOCX 或 TXT 再放进来。"
_SHEET = "请用 WPS 表格或 Excel 打开，把内容复制到 Word 文档里存成 DOCX，或打印成 PDF，再放进来。"
_OFD = "请用 OFD 阅读器（如数科、福昕）打开，导出为 PDF 或 DOCX，再放进来。"
_ADVICE = {
    **dict.fromkeys((".doc", ".wps", ".wpt", ".dot", ".rtf", ".odt", ".docm", ".html", ".htm", ".mht", "ole", "rtf"), _SAVE_AS_DOCX),
    **dict.fromkeys((".xls", ".xlsx", ".xlsm", ".et", ".csv", ".ods"), _SHEET),
    **dict.fromkeys((".ppt", ".pptx", ".dps"), "请打印或导出为 PDF，再放进来。"),
    **dict.fromkeys((".zip", ".rar", ".7z", ".tar", ".gz", "archive", "zip"), _UNPACK),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".gif", ".webp", "image"), _OCR),
    **dict.fromkeys((".ofd", "ofd"), _OFD),
}
_EXPECTED = {".pdf": "pdf", ".docx": "zip", ".txt": "text"}


def suffix_of(name: str) -> str:
    """The suffix in lower case with its dot; empty for standard input and names without one."""
    return PurePath(name.replace("\\", "/")).suffix.lower()


def suffix_for(data: bytes, *, name: str, known: frozenset[str]) -> str:
    """The suffix of the reader to use, settled by name and content together.

    Raises EmptyFile, UnsupportedFormat (a kind that cannot be read), EncryptedFile (a locked Office
    file) or DamagedFile (the content is not what the name says).
    """
    suffix = suffix_of(name)
    if not data:
        raise EmptyFile(f"“{name}”是空文件（0 字节）")
    kind = _kind(data)
    if suffix and suffix not in known:
        if suffix in _ADVICE:
            raise UnsupportedFormat(f"“{name}”是 {suffix[1:].upper()} 文件，目前不能直接读取", advice=_ADVICE[suffix])
        raise UnsupportedFormat(f"“{name}”的格式（{suffix}）不能读取")
    if kind == "ole" and any(mark in data for mark in _OLE_LOCKED):
        raise EncryptedFile(f"“{name}”设有打开密码")
    return _by_name(suffix, kind, name) if suffix else _by_content(data, kind, name)


def _kind(data: bytes) -> str:
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return "ofd" if kind == "zip" and b"OFD.xml" in data and b"word/" not in data else kind
    return "pdf" if b"%PDF-" in data[:_PDF_WITHIN] else "text"


def _by_name(suffix: str, kind: str, name: str) -> str:
    expected = _EXPECTED.get(suffix, kind)
    if kind == expected or (kind == "text" and suffix == ".pdf"):
        return suffix
    if kind == "text":
        raise DamagedFile(f"“{name}”的内容不是{suffix[1:].upper()}格式")
    advice = _ADVICE.get(kind)
    if kind in {"pdf", "zip"}:
        right = "PDF" if kind == "pdf" else "DOCX"
        advice = f"请核对文件来源；如内容无误，把扩展名改为 .{right.lower()} 再放进来。"
    raise UnsupportedFormat(f"“{name}”的扩展名是 {suffix}，内容却是{_KIND_NAMES[kind]}", advice=advice)


def _by_content(data: bytes, kind: str, name: str) -> str:
    if kind == "pdf":
        return ".pdf"
    if kind == "zip" and b"word/" in data:
        return ".docx"
    if kind == "text":
        return ".txt"
    raise UnsupportedFormat(f"“{name}”是{_KIND_NAMES[kind]}，不能直接读取", advice=_ADVICE[kind])
