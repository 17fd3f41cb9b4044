"""Where one paragraph of a page ends and the next begins. The lines are made up, in points on a page of 595."""

from __future__ import annotations

from extractor.model.document import Box
from extractor.readers.pdf_lines import Field, Line, join_words
from extractor.readers.pdf_paragraphs import margins_of, paragraphs_of

SIZE = 16.0


def line(text: str, x0: float, row: int, *, x1: float | None = None, size: float = SIZE) -> Line:
    right = x0 + size * len(text) if x1 is None else x1
    box = Box(x0, 100 + 28 * row, right, 116 + 28 * row)
    return Line(text, box, size, 1, size, False, True, (Field(text, *box_of(box)),))


def box_of(box: Box) -> tuple[float, float, float, float]:
    return box.x0, box.top, box.x1, box.bottom


def paragraphs(*lines: Line) -> list[str]:
    margins = margins_of(lines, page_width=595.0)
    assert margins is not None
    return [p.text for p in paragraphs_of(lines, {1: margins})]


WORDS = "各镇街要在每月初前把上月巡护记录和整改台账报到林业站并由专"


def test_pdf_paragraphs_keep_a_signature_from_a_full_line_above() -> None:
    found = paragraphs(
        line(WORDS[:25], 112, 0, x1=520),
        line(WORDS[:20] + "。", 80, 1),
        line("附件：" + WORDS[:22], 112, 2, x1=520),
        line(WORDS[:26], 80, 3, x1=505),
        line("清河市林业局", 380, 4),
        line("2024年5月6日", 370, 5),
    )
    assert found[-2:] == ["清河市林业局", "2024年5月6日"]


def test_pdf_paragraphs_keep_the_date_of_a_web_page_from_a_title_that_fills_its_line() -> None:
    found = paragraphs(
        line("关于公开征集下一年度审计项目建议的公告", 87, 0, x1=514, size=22.0),
        line("发布日期：2024-05-06", 200, 1, x1=400, size=22.0),
        line(WORDS[:25], 112, 2, x1=520),
        line(WORDS[:27], 80, 3, x1=520),
        line(WORDS[:9] + "。", 80, 4),
    )
    assert found[:2] == ["关于公开征集下一年度审计项目建议的公告", "发布日期：2024-05-06"]
    assert len(found) == 3


def test_pdf_paragraphs_keep_addressees_from_a_title_of_their_size() -> None:
    found = paragraphs(
        line("清河市林业局关于做好今年春季森林防火巡护工作有关事项的通知", 80, 0, x1=520),
        line("各县（市、区）林业局：", 80, 1),
        line(WORDS[:25], 112, 2, x1=520),
        line(WORDS[:9] + "。", 80, 3),
    )
    assert found[1] == "各县（市、区）林业局："


def test_pdf_paragraphs_find_the_margin_where_most_lines_are_indented() -> None:
    found = paragraphs(
        line("各养护站：", 80, 0),
        line(WORDS[:25], 112, 1, x1=512),
        line(WORDS[:6] + "。", 80, 2),
        line("一、整治范围：办公楼、机料库房、职工宿舍", 112, 3, x1=480),
        line("二、安全科逐点查看。", 112, 4, x1=425),
        line(WORDS[:25], 112, 5, x1=512),
        line(WORDS[:6] + "。", 80, 6),
    )
    assert found[2:4] == ["一、整治范围：办公楼、机料库房、职工宿舍", "二、安全科逐点查看。"]


def test_pdf_paragraphs_join_what_a_line_end_cut() -> None:
    assert join_words("邮箱：wudi@example.co", "m", blank=False) == "邮箱：wudi@example.com"
    assert join_words("发布时间：2024-12-19", "16:42", blank=False) == "发布时间：2024-12-19 16:42"
    assert join_words("abc@example.com", "Tel", blank=False) == "abc@example.com Tel"
