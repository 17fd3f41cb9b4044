"""What each contestant does with one file: a function that loads the library and returns the reader.

Runs inside the contestant's own environment: nothing is imported here but the standard library. A reader takes a path and
returns how many characters came out, so that a contestant that returns nothing is seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

__all__ = ["JOBS", "Reader"]

Reader = Callable[[Path], int]
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_YARDSTICK_TURNS = 50


def fenban() -> Reader:
    from extractor.pipeline import read_notice_path

    return lambda path: len(read_notice_path(path).source.text)


def fenban_names() -> Reader:
    """With the second opinion of the name model."""
    from extractor.pipeline import read_notice_path

    return lambda path: len(read_notice_path(path, second_opinion=True).source.text)


def fenban_times() -> Reader:
    from extractor.recognizers.timex import find_times

    def read(path: Path) -> int:
        text = path.read_text(encoding="utf-8")
        find_times(text, reference=None)
        return len(text)

    return read


def pdfium() -> Reader:
    """The floor: nobody who reads a PDF through pdfium can do less."""
    import pypdfium2

    def read(path: Path) -> int:
        document, length = pypdfium2.PdfDocument(path), 0
        for page in document:
            text = page.get_textpage()
            words = text.get_text_bounded()
            _DATE.findall(words)
            length += len(words)
            text.close()
            page.close()
        document.close()
        return length

    return read


def pdfplumber() -> Reader:
    import pdfplumber

    def read(path: Path) -> int:
        length = 0
        with pdfplumber.open(path) as document:
            for page in document.pages:
                length += len(page.extract_text()) + 0 * len(page.extract_tables())
                page.close()
        return length

    return read


def markitdown() -> Reader:
    from markitdown import MarkItDown

    converter = MarkItDown(enable_plugins=False)
    return lambda path: len(converter.convert(path).text_content)


def kreuzberg() -> Reader:
    from kreuzberg import ExtractionConfig, extract_file_sync

    config = ExtractionConfig(use_cache=False)
    return lambda path: len(extract_file_sync(path, config=config).content)


def python_docx() -> Reader:
    from docx import Document

    def read(path: Path) -> int:
        document = Document(str(path))
        length = sum(len(paragraph.text) for paragraph in document.paragraphs)
        return length + sum(len(cell.text) for table in document.tables for row in table.rows for cell in row.cells)

    return read


def lxml() -> Reader:
    """The floor for DOCX: unpacked and parsed, every text node seen."""
    import zipfile

    from lxml import etree

    def read(path: Path) -> int:
        with zipfile.ZipFile(path) as package:
            root: Any = etree.fromstring(package.read("word/document.xml"))
        return sum(map(len, root.itertext()))

    return read


def regex() -> Reader:
    """A yardstick for text: one regex, so many times that the clock can see it."""

    def read(path: Path) -> int:
        text = path.read_text(encoding="utf-8")
        for _ in range(_YARDSTICK_TURNS):
            _DATE.findall(text)
        return len(text)

    return read


def jionlp() -> Reader:
    find = jionlp_times()

    def read(path: Path) -> int:
        text = path.read_text(encoding="utf-8")
        find(text, "2024-01-31")
        return len(text)

    return read


def jionlp_times() -> Callable[[str, str], list[dict[str, Any]]]:
    """(text, day of issue) → the times found, in the form of ``fenban timex``."""
    import contextlib
    import logging
    import os

    logging.disable()  # it writes a traceback for every time that it cannot read
    with open(os.devnull, "w") as silence, contextlib.redirect_stdout(silence):  # noqa: PTH123  (it greets on standard output)
        import jionlp as library

    def find(text: str, issued: str) -> list[dict[str, Any]]:
        year, month, day = map(int, issued.split("-"))
        found = library.ner.extract_time(text, time_base={"year": year, "month": month, "day": day})
        return [_as_timex(one) for one in found if one["type"] in ("time_point", "time_span")]

    return find


def _as_timex(found: dict[str, Any]) -> dict[str, Any]:
    first, last = (moment[:10] if moment[:1].isdigit() else None for moment in found["detail"]["time"])
    return {"start": found["offset"][0], "end": found["offset"][1], "from": first, "to": last}


JOBS: dict[str, Callable[[], Reader]] = {
    "fenban": fenban,
    "fenban_names": fenban_names,
    "fenban_times": fenban_times,
    "pdfium": pdfium,
    "pdfplumber": pdfplumber,
    "markitdown": markitdown,
    "kreuzberg": kreuzberg,
    "python_docx": python_docx,
    "lxml": lxml,
    "regex": regex,
    "jionlp": jionlp,
}
