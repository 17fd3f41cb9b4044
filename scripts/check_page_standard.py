"""Check Word files against the page of GB/T 9704—2012: paper, margins, grid, fonts, numbering, salutation, page number.

    python scripts/check_page_standard.py [FOLDER...]

FOLDER holds notices (default: corpus/txt): every reply template and every dispatch slip of each is made and looked at. Reads the
parts of the file themselves, without the code that wrote them. Prints what is wrong; exit code 1 where anything is.
"""

from __future__ import annotations

import argparse
import re
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from extractor.errors import FenbanError  # noqa: E402
from extractor.model.notice import Notice  # noqa: E402
from extractor.pipeline import read_notice_path  # noqa: E402
from outputs.dispatch_docx_writer import DispatchDocxWriter  # noqa: E402
from outputs.reply_docx_writer import ReplyDocxWriter  # noqa: E402

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TWIPS = 1440 / 25.4
MARGINS = {"top": 37, "bottom": 35, "left": 28, "right": 26}
PAPER = {"w": 210, "h": 297}
LINES, LETTERS, PITCH = 22, 28, 28.95
FONTS = {
    "GwTitle": ("方正小标宋简体", 44),
    "GwHeading1": ("黑体", 32),
    "GwHeading2": ("楷体_GB2312", 32),
    "GwBody": ("仿宋_GB2312", 32),
    "GwRecipient": ("仿宋_GB2312", 32),
    "GwSignature": ("仿宋_GB2312", 32),
    "GwAttachment": ("仿宋_GB2312", 32),
}
"""Font and size in half points."""
DIGITS = "一二三四五六七八九十"


def page_faults(data: bytes) -> Iterator[str]:
    """What a Word file has that the standard does not allow."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {name: etree.fromstring(package.read(name)) for name in package.namelist() if re.match(r"word/[a-zA-Z]+\d*\.xml", name)}
    document = parts["word/document.xml"]
    styles = {style.get(f"{W}styleId"): style for style in parts["word/styles.xml"].iter(f"{W}style")}
    for section in document.iter(f"{W}sectPr"):
        yield from _paper(section)
    yield from _grid(styles["GwBody"])
    yield from _fonts(styles, parts["word/fontTable.xml"])
    yield from _numbering(_texts(document))
    footers = ["".join(part.itertext()).replace(" PAGE ", "") for name, part in parts.items() if name.startswith("word/footer")]
    if not footers or set(footers) != {"— 1 —"}:
        yield f"page numbers read {footers}"


def _paper(section: Any) -> Iterator[str]:
    for tag, wanted in (("pgMar", MARGINS), ("pgSz", PAPER)):
        element = section.find(f"{W}{tag}")
        for side, millimetres in wanted.items():
            found = int(element.get(f"{W}{side}")) / TWIPS
            if abs(found - millimetres) > 0.2:
                yield f"{tag} {side} is {found:.1f} mm, not {millimetres}"
    pitch = int(section.find(f"{W}docGrid").get(f"{W}linePitch")) / 20
    if abs(pitch - PITCH) > 0.05:
        yield f"the line pitch is {pitch} pt, not {PITCH}"


def _grid(body: Any) -> Iterator[str]:
    line = int(body.find(f".//{W}pPr/{W}spacing").get(f"{W}line")) / 20
    letter = int(body.find(f".//{W}rPr/{W}sz").get(f"{W}val")) / 2 + int(body.find(f".//{W}rPr/{W}spacing").get(f"{W}val")) / 20
    points = 72 / 25.4
    lines = int((PAPER["h"] - MARGINS["top"] - MARGINS["bottom"]) * points / line + 0.05)
    letters = int((PAPER["w"] - MARGINS["left"] - MARGINS["right"]) * points / letter + 0.1)
    if (lines, letters) != (LINES, LETTERS):
        yield f"{lines} lines of {letters} characters, not {LINES} of {LETTERS}"


def _fonts(styles: dict[str, Any], table: Any) -> Iterator[str]:
    stand_ins = {font.get(f"{W}name") for font in table if font.find(f"{W}altName") is not None}
    for name, wanted in FONTS.items():
        found = (styles[name].find(f".//{W}rFonts").get(f"{W}eastAsia"), int(styles[name].find(f".//{W}sz").get(f"{W}val")))
        if found != wanted:
            yield f"{name} is set in {found}, not in {wanted}"
    yield from (f"no stand-in for {font}" for font in sorted({font for font, _ in FONTS.values()} - stand_ins))


def _texts(document: Any) -> list[tuple[str, str]]:
    """(style, text) of each paragraph that has a style."""
    found = []
    for paragraph in document.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None:
            found.append((style.get(f"{W}val") or "", "".join(paragraph.itertext())))
    return found


def _numbering(texts: list[tuple[str, str]]) -> Iterator[str]:
    """一、二、… and below each （一）（二）…, in order and without a gap; a salutation ends in a full-width colon."""
    first, second = count(1), count(1)
    for style, text in texts:
        if style == "GwHeading1":
            number, second = _numeral(next(first)), count(1)
            if not text.startswith(f"{number}、"):
                yield f"“{text[:12]}” is not number {number}"
        elif style == "GwHeading2":
            number = _numeral(next(second))
            if not text.startswith(f"（{number}）"):
                yield f"“{text[:12]}” is not number （{number}）"
        elif style == "GwRecipient" and not re.fullmatch(r"(?:[^：【】]|【[^】]*】)+：", text):
            yield f"the salutation “{text[:20]}” does not end in one full-width colon"


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{DIGITS[tens - 1]}十"
    return head + (DIGITS[ones - 1] if ones else "")


def templates(notice: Notice) -> Iterator[tuple[str, bytes]]:
    for writer in (ReplyDocxWriter(), DispatchDocxWriter()):
        yield from writer.files(notice)


def main() -> int:
    parser = argparse.ArgumentParser(description="Check Word files against GB/T 9704—2012.")
    parser.add_argument("folders", nargs="*", type=Path, default=[ROOT / "corpus" / "txt"])
    files = wrong = 0
    for path in sorted(path for folder in parser.parse_args().folders for path in folder.glob("*.*")):
        try:
            notice = read_notice_path(path)
        except FenbanError as error:
            print(f"{path.name}: {error}")
            continue
        for name, data in templates(notice):
            files += 1
            for fault in page_faults(data):
                wrong += 1
                print(f"{path.name}: {name}: {fault}")
    print(f"Word files {files}, faults {wrong}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
