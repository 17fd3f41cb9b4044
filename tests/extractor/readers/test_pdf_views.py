"""Frames around the words of a value, checked against what pdfium itself finds within them."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from extractor.model.notice import Evidence, Notice
from extractor.model.page_view import PageView
from extractor.pipeline import read_notice
from extractor.readers.pdf_views import page_views
from outputs.evidence_values import evidence_values

SAMPLES = sorted((Path(__file__).resolve().parents[3] / "corpus" / "samples").glob("*.pdf"))


def evidence_of(notice: Notice) -> list[Evidence]:
    return [item for value in evidence_values(notice) for item in value.evidence]


def viewed(path: Path) -> tuple[Notice, tuple[PageView, ...]]:
    data = path.read_bytes()
    notice = read_notice(data, name=path.name)
    return notice, page_views(data, evidence_of(notice), text=notice.source.text, name=path.name)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_pdf_views_frame_the_words_of_every_value_and_nothing_else(path: Path) -> None:
    notice, views = viewed(path)
    framed: dict[tuple[int, int], str] = {}
    with pypdfium2.PdfDocument(path) as document:
        for view in views:
            text = document[view.number - 1].get_textpage()
            for placed in view.spans:
                assert placed.exact
                found = [text.get_text_bounded(b.x0 + 1, view.height - b.bottom, b.x1 - 1, view.height - b.top) for b in placed.boxes]
                framed[placed.span] = framed.get(placed.span, "") + squeezed("".join(found))
    for item in evidence_of(notice):
        # pdfium gives the letters of a line in the order of the file
        wanted, found = Counter(squeezed(item.quote)), Counter(framed[item.start, item.end])
        assert wanted <= found, item.quote
        assert (found - wanted).total() <= 4, item.quote


def test_pdf_views_are_pictures_of_the_page(tmp_path: Path) -> None:
    _, views = viewed(SAMPLES[0])
    picture = Image.open(BytesIO(views[0].png))
    assert picture.size == (round(views[0].width * 96 / 72), round(views[0].height * 96 / 72))
    assert picture.convert("L").getextrema() == (0, 255)
    assert len(views[0].png) < 120_000


def test_pdf_views_of_a_text_without_places_are_none() -> None:
    data = SAMPLES[0].read_bytes()
    assert page_views(data, [Evidence(quote="某", start=0, end=1, rule="r")], text="某", name="a.pdf") == ()
