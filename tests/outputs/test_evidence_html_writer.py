"""The evidence view as a reader uses it: in a real browser, offline, with a keyboard and a mouse."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor.model.document import Span
from extractor.model.notice import Deadline, Evidence, Notice, Source, Task
from extractor.model.page_view import PageView
from extractor.pipeline import read_notice
from extractor.readers.pdf_views import page_views
from outputs.evidence_html_writer import EvidenceHtmlWriter, evidence_page
from outputs.evidence_text import text_lines, visible
from outputs.evidence_values import evidence_values

Make = Callable[..., Notice]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
HOSTILE = "<script>document.title='x'</script>\n\"'><img src=x onerror=alert(1)>\n&amp;‮反了\x00终\n</main></body>"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="浏览器测试需要 playwright（pip install playwright）")
    if CHROMIUM is None:
        pytest.skip("浏览器测试需要 Chromium（apt-get install chromium）")
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    context = browser.new_context(offline=True, viewport={"width": 1200, "height": 800})
    faults: list[str] = []

    def show(notice: Notice, pages: tuple[PageView, ...] = ()) -> Any:
        (file,) = EvidenceHtmlWriter(pages).files(notice)
        path = tmp_path / "view.html"
        path.write_bytes(file.data)
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: faults.append(str(dialog)))
        page.goto(path.as_uri())
        return page

    yield show
    context.close()
    assert faults == []


def marked(page: Any) -> str:
    return re.sub(r"\s", "", "".join(page.locator("mark.now").all_text_contents()))


def words_of(notice: Notice, at: int) -> str:
    """The words behind a value, each stretch once, in the order of the text."""
    offsets = sorted({offset for item in evidence_values(notice)[at].evidence for offset in range(item.start, item.end)})
    return re.sub(r"\s", "", visible("".join(notice.source.text[offset] for offset in offsets)))


def test_evidence_html_writer_every_value_leads_to_its_words_and_back(opened: Any, sheet_notice: Make) -> None:
    notice = sheet_notice()
    page = opened(notice)
    items = page.locator("li[data-i]")
    assert items.count() == len(evidence_values(notice))
    for at in range(items.count()):
        items.nth(at).click()
        assert marked(page) == words_of(notice, at)
    for at in range(page.locator("mark").count()):
        mark = page.locator("mark").nth(at)
        values = (mark.get_attribute("data-v") or "").split()
        seen = set()
        for _ in values:
            mark.click()
            seen.add(page.locator("li.now").get_attribute("data-i"))
        assert seen == set(values)


def test_evidence_html_writer_filters_by_unit_field_and_confidence(opened: Any, sheet_notice: Make) -> None:
    page = opened(sheet_notice())
    page.select_option("[name=unit]", "市财政局")
    assert page.locator("li:visible b").all_text_contents() == ["核定经费", "2031年底前取得成效，持续推进（两段式）"]
    page.select_option("[name=field]", "任务")
    assert page.locator("li:visible").count() == 1
    page.select_option("[name=unit]", "")
    page.select_option("[name=field]", "")
    page.select_option("[name=confidence]", "check")
    assert page.locator("li:visible").count() == page.locator("li:visible .check").count() > 0
    page.select_option("[name=confidence]", "")
    page.fill("[name=words]", "归档")
    assert page.locator("li:visible b").all_text_contents()[0] == "归档"


def test_evidence_html_writer_works_with_the_keyboard_alone(opened: Any, sheet_notice: Make) -> None:
    page = opened(sheet_notice())
    page.keyboard.press("ArrowDown")
    page.keyboard.press("j")
    assert page.locator("li.now").get_attribute("data-i") == "1"
    assert marked(page).startswith("请办公室于6月10日前")
    page.keyboard.press("ArrowUp")
    assert page.locator("li.now").get_attribute("data-i") == "0"
    page.keyboard.press("/")
    page.keyboard.type("经费")
    page.keyboard.press("Escape")
    assert page.locator("li.now").count() == 0
    page.keyboard.press("ArrowDown")
    assert "经费" in page.locator("li.now").inner_text()


def test_evidence_html_writer_hostile_text_stays_text(opened: Any, sheet_notice: Make) -> None:
    found = (Evidence(quote=HOSTILE, start=0, end=len(HOSTILE), rule="test"),)
    task = Task(id="T1", title=HOSTILE, kind="action", quote=HOSTILE, lead_units=('"><svg onload=alert(2)>',), evidence=found)
    page = opened(sheet_notice(source=Source(name="a<b>.txt", format="txt", sha256="0", text=HOSTILE), tasks=(task,), deadlines=()))
    assert page.locator("script").count() == 1
    assert page.locator("img, svg").count() == 0
    page.locator("li").first.click()
    assert marked(page) == words_of(sheet_notice(source=Source(name="n", format="txt", sha256="0", text=HOSTILE), tasks=(task,)), 0)
    assert "␦反了␦终" in page.locator("main").inner_text()
    assert page.evaluate("document.title").startswith("云山市")


def test_evidence_html_writer_allows_nothing_from_outside(browser: Any, tmp_path: Path, sheet_notice: Make) -> None:
    html = evidence_page(sheet_notice())
    assert not re.search(r"https?:|url\(|@import|\bsrc=|\bon[a-z]+=", html)
    path = tmp_path / "view.html"
    path.write_text(
        html.replace("</main>", "<script>window.bad = 1</script><p onclick='window.bad = 2' id='trap'>x</p></main>"), encoding="utf-8"
    )
    page = browser.new_page()
    page.goto(path.as_uri())
    page.locator("#trap").click()
    assert page.evaluate("window.bad") is None
    page.close()


def test_evidence_html_writer_prints_the_list_then_the_text(opened: Any, sheet_notice: Make) -> None:
    page = opened(sheet_notice())
    page.emulate_media(media="print")
    assert not page.locator("form").is_visible()
    assert page.locator("nav").bounding_box()["y"] < page.locator("main").bounding_box()["y"]
    assert page.locator("nav").evaluate("e => e.scrollHeight <= e.clientHeight + 1")


def test_evidence_html_writer_opens_a_notice_of_200_pages(opened: Any, sheet_notice: Make) -> None:
    """2 s is the limit for opening; here only that it opens whole and its last value is reached."""
    line = "请各单位认真做好有关工作并按要求报送材料。\n"
    text = line * 7000
    spans = [Evidence(quote=line[:8], start=at * len(line), end=at * len(line) + 8, rule="t") for at in range(0, 7000, 4)]
    deadlines = tuple(
        Deadline.model_validate({"id": f"D{i}", "quote": "请", "class": "prompt", "evidence": (e,)}) for i, e in enumerate(spans)
    )
    source = Source(name="n.txt", format="txt", sha256="0", text=text)
    page = opened(sheet_notice(source=source, deadlines=deadlines, tasks=(), indicators=(), observations=(), contacts=(), checks=()))
    page.keyboard.press("End")
    page.locator("li").nth(len(spans) - 1).click()
    assert page.locator("mark.now").is_visible()


def test_evidence_text_marks_overlapping_values_and_keeps_every_character() -> None:
    text = "一二三四\n五六七八"
    lines = list(text_lines(text, {0: [Span(1, 7)], 1: [Span(2, 3), Span(3, 4)], 2: [Span(0, 99)]}))
    assert "".join(re.sub(r"<[^>]*>", "", line) for line in lines) == "一二三四五六七八"
    assert '<mark data-v="0 1 2">三四</mark>' in lines[0]
    assert '<mark data-v="0 2">五六</mark>' in lines[1]


@pytest.fixture(scope="module")
def paged() -> tuple[Notice, tuple[PageView, ...]]:
    path = Path(__file__).resolve().parents[2] / "corpus" / "samples" / "养老助餐实施方案.pdf"
    data = path.read_bytes()
    notice = read_notice(data, name=path.name)
    evidence = [item for value in evidence_values(notice) for item in value.evidence]
    return notice, page_views(data, evidence, text=notice.source.text, name=path.name)


def test_evidence_html_writer_frames_every_value_on_the_picture_of_its_page(opened: Any, paged: Any) -> None:
    notice, views = paged
    page = opened(notice, pages=views)
    page.keyboard.press("v")
    assert not page.locator("div.text").is_visible()
    drawn = page.locator("svg image").evaluate_all("images => images.map(i => i.getBoundingClientRect().width > 300)")
    assert drawn == [True] * notice.source.page_count
    for at, value in enumerate(evidence_values(notice)):
        page.locator("li[data-i]").nth(at).click()
        framed = page.locator("g.now")
        assert framed.count() >= bool(value.evidence)
        on = set(framed.evaluate_all("all => all.map(g => g.closest('figure').id)"))
        # a paragraph knows the page on which it begins; its words may stand overleaf
        assert on <= {f"s{(item.page or 0) + more}" for item in value.evidence for more in (0, 1)}
        if value.evidence:
            assert page.locator("div.pages").is_visible()
            assert framed.first.evaluate("g => { const b = g.getBoundingClientRect(); return b.bottom > 0 && b.top < innerHeight }")


def test_evidence_html_writer_leads_from_a_frame_to_its_value_and_filters_frames(opened: Any, paged: Any) -> None:
    notice, views = paged
    page = opened(notice, pages=views)
    page.select_option("[name=view]", "pages")
    frame = page.locator("g[data-v]").nth(3)
    frame.locator("rect").first.click()
    assert page.locator("li.now").get_attribute("data-i") in (frame.get_attribute("data-v") or "").split()
    page.select_option("[name=field]", "联系人")
    shown = page.locator("g[data-v]:visible").count()
    assert 0 < shown < page.locator("g[data-v]").count()


def test_evidence_html_writer_says_which_pages_have_no_picture_and_shows_their_text(opened: Any, paged: Any) -> None:
    notice, views = paged
    page = opened(notice, pages=views[:1])
    page.keyboard.press("v")
    assert f"原件共 {len(views)} 页，附有读出内容的 1 页图像，另有 {len(views) - 1} 页" in page.locator("div.pages").inner_text()
    elsewhere = next(
        at for at, value in enumerate(evidence_values(notice)) if value.evidence and all(i.page and i.page > 1 for i in value.evidence)
    )
    page.locator("li[data-i]").nth(elsewhere).click()
    assert page.locator("mark.now").first.is_visible()
