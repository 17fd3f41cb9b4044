"""GB/T 9704—2012, checked on every Word file that we write: page, grid, fonts, numbering, salutation."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from lxml import etree

from extractor.model.notice import Notice, Task
from outputs.dispatch_docx_writer import DispatchDocxWriter
from outputs.reply_docx_writer import ReplyDocxWriter

Make = Callable[..., Notice]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MILLIMETRE = 1440 / 25.4


def files(notice: Notice) -> Iterator[tuple[str, bytes]]:
    for writer in (ReplyDocxWriter(), DispatchDocxWriter()):
        yield from writer.files(notice)


def part(data: bytes, name: str) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(BytesIO(data)).read(f"word/{name}"))


def styles(data: bytes) -> dict[str, etree._Element]:
    return {style.get(f"{W}styleId") or "": style for style in part(data, "styles.xml").iter(f"{W}style")}


@pytest.fixture
def notices(sheet_notice: Make) -> list[Notice]:
    house = Task(id="T1", title="填报", kind="questionnaire", quote="填报", responsible_offices=("档案科",))
    group = Task(id="T2", title="报送", kind="submission", quote="报送", responsible_units=("各县（市、区）档案局",))
    return [sheet_notice(), sheet_notice(tasks=(house, group)), sheet_notice(metadata={})]


def test_page_standard_paper_and_margins(notices: list[Notice]) -> None:
    for name, data in (file for notice in notices for file in files(notice)):
        for section in part(data, "document.xml").iter(f"{W}sectPr"):
            size, margins, grid = (section.find(f"{W}{tag}") for tag in ("pgSz", "pgMar", "docGrid"))
            found = {side: int(margins.get(f"{W}{side}")) / MILLIMETRE for side in ("top", "bottom", "left", "right")}
            assert found == pytest.approx({"top": 37, "bottom": 35, "left": 28, "right": 26}, abs=0.2), name
            assert [int(size.get(f"{W}{side}")) / MILLIMETRE for side in ("w", "h")] == pytest.approx([210, 297], abs=0.2)
            assert int(grid.get(f"{W}linePitch")) / 20 == pytest.approx(28.95, abs=0.05)


def test_page_standard_twenty_two_lines_of_twenty_eight_characters(notices: list[Notice]) -> None:
    for _, data in files(notices[0]):
        body = styles(data)["GwBody"]
        line = int(body.find(f".//{W}pPr/{W}spacing").get(f"{W}line")) / 20
        size = int(body.find(f".//{W}rPr/{W}sz").get(f"{W}val")) / 2
        closer = int(body.find(f".//{W}rPr/{W}spacing").get(f"{W}val")) / 20
        assert int((297 - 37 - 35) / 25.4 * 72 / line + 0.05) == 22
        assert int((210 - 28 - 26) / 25.4 * 72 / (size + closer) + 0.1) == 28


def test_page_standard_fonts_of_title_headings_and_text(notices: list[Notice]) -> None:
    wanted = {
        "GwTitle": ("方正小标宋简体", 44),
        "GwHeading1": ("黑体", 32),
        "GwHeading2": ("楷体_GB2312", 32),
        "GwBody": ("仿宋_GB2312", 32),
        "GwRecipient": ("仿宋_GB2312", 32),
        "GwSignature": ("仿宋_GB2312", 32),
    }
    for _, data in files(notices[0]):
        own = styles(data)
        found = {
            name: (own[name].find(f".//{W}rFonts").get(f"{W}eastAsia"), int(own[name].find(f".//{W}sz").get(f"{W}val"))) for name in wanted
        }
        assert found == wanted
        stand_ins = {font.get(f"{W}name") for font in part(data, "fontTable.xml") if font.find(f"{W}altName") is not None}
        assert {font for font, _ in wanted.values()} <= stand_ins


def test_page_standard_headings_are_numbered_in_order_and_the_salutation_ends_in_a_colon(notices: list[Notice]) -> None:
    for name, data in (file for notice in notices for file in ReplyDocxWriter().files(notice)):
        texts: dict[str, list[str]] = {}
        for paragraph in part(data, "document.xml").iter(f"{W}p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            if style is not None:
                texts.setdefault(style.get(f"{W}val") or "", []).append("".join(paragraph.itertext()))
        numbers = [heading.partition("、")[0] for heading in texts.get("GwHeading1", [])]
        assert numbers == list("一二三四五六七八九十")[: len(numbers)], name
        assert all(re.match(r"（[一二三四五六七八九十]+）", heading) for heading in texts.get("GwHeading2", []))
        assert all(line.endswith("：") for line in texts.get("GwRecipient", []))


def test_page_standard_page_number_between_dashes(notices: list[Notice]) -> None:
    for _, data in files(notices[0]):
        footers = [name for name in zipfile.ZipFile(BytesIO(data)).namelist() if re.match(r"word/footer\d", name)]
        shown = {"".join(part(data, name.removeprefix("word/")).itertext()).replace(" PAGE ", "") for name in footers}
        assert shown == {"— 1 —"}
