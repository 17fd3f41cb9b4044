"""PDF: paragraphs, ruled tables, furniture, and files that cannot be read. All pages are drawn here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from itertools import pairwise

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extractor.errors import DamagedFile, EncryptedFile, NoTextLayer
from extractor.model.document import Document, Table
from extractor.readers import read

FONT = "STSong-Light"
SIZE = 16
LEFT, RIGHT, TOP = 80, 512, 760
XS = (80, 120, 300, 420)
ROW = 24

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def drawn(draw: Callable[[Canvas], None], **options: object) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1, **options)
    canvas.setFont(FONT, SIZE)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def read_drawn(draw: Callable[[Canvas], None]) -> Document:
    return read(drawn(draw), name="通知.pdf")


def new_page(canvas: Canvas) -> None:
    canvas.showPage()
    canvas.setFont(FONT, SIZE)


def paragraph(canvas: Canvas, words: str, y: float, *, indent: int = 2) -> float:
    """Sets a paragraph of full-width characters in lines of 27 and returns the place of the next line."""
    first = 27 - indent
    lines = [words[:first], *(words[i : i + 27] for i in range(first, len(words), 27))]
    for number, line in enumerate(lines):
        canvas.drawString(LEFT + (indent * SIZE if number == 0 else 0), y, line)
        y -= 28
    return y


def box(canvas: Canvas, words: str | Sequence[str], row: int, column: int, *, down: int = 1, across: int = 1, top: float = 700) -> None:
    """A ruled cell of the grid XS x ROW, its words at the top left, one line per item."""
    x0, x1 = XS[column], XS[column + across]
    y1, y0 = top - row * ROW, top - (row + down) * ROW
    canvas.setFont(FONT, 10)
    for a, b in pairwise([(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]):
        canvas.line(*a, *b)
    for number, line in enumerate([words] if isinstance(words, str) else words):
        canvas.drawString(x0 + 4, y1 - 11 - 11 * number, line)
    canvas.setFont(FONT, SIZE)


def cells(document: Document, table: Table) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.column, c.row_span, c.column_span, document.text[c.span.start : c.span.end]) for c in table.cells]


SENTENCE = "各镇街要在每月初前把上月巡护记录和整改台账报到林业站并由专人负责汇总分析形成书面材料后统一上报备案存档以供年终考核使用"


def test_pdf_reader_joins_the_lines_of_a_paragraph() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawCentredString(297, TOP, "关于巡护的通知")
        y = paragraph(canvas, SENTENCE + "。", TOP - 56)
        paragraph(canvas, "二、" + SENTENCE + "。", y)

    assert read_drawn(draw).text == f"关于巡护的通知\n{SENTENCE}。\n二、{SENTENCE}。\n"


def test_pdf_reader_joins_a_paragraph_over_a_page_break_and_removes_page_numbers() -> None:
    def draw(canvas: Canvas) -> None:
        paragraph(canvas, SENTENCE[:25], TOP)
        for page in range(3):
            if page:
                new_page(canvas)
            for line in range(1, 10):
                canvas.drawString(LEFT, TOP - 28 * line, (SENTENCE * 2)[line : line + 27])
            canvas.drawCentredString(297, 40, f"— {page + 1} —")

    document = read_drawn(draw)
    assert len(document.blocks) == 1
    assert document.furniture == ("— 1 —", "— 2 —", "— 3 —")
    assert "—" not in document.text
    assert document.page_count == 3


def test_pdf_reader_puts_running_headers_aside() -> None:
    def draw(canvas: Canvas) -> None:
        for page in range(4):
            canvas.drawString(LEFT, 800, "某某站内部资料")
            canvas.drawString(LEFT, 600, f"第{'一二三四'[page]}项工作按计划进行。")
            canvas.drawRightString(RIGHT, 40, f"{page + 1}")
            new_page(canvas)

    document = read_drawn(draw)
    assert document.text.count("\n") == 4
    assert document.furniture == ("某某站内部资料", "1", "2", "3", "4")


def test_pdf_reader_keeps_signature_and_date_apart() -> None:
    def draw(canvas: Canvas) -> None:
        paragraph(canvas, SENTENCE + "。", TOP)
        canvas.drawRightString(RIGHT, 500, "某某林业站")
        canvas.drawRightString(RIGHT, 472, "2031年5月6日")

    assert read_drawn(draw).text.split("\n")[1:3] == ["某某林业站", "2031年5月6日"]


def test_pdf_reader_knows_merged_cells_in_both_directions() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT, TOP, "分工表")
        for args in [("序号", 0, 0), ("单位", 0, 2), ("甲", 1, 1), ("林业站", 1, 2), ("乙", 2, 1), ("水利站", 2, 2), ("事项", 0, 1)]:
            box(canvas, *args)
        box(canvas, "1", 1, 0, down=2)
        box(canvas, "合计两项", 3, 0, across=3)
        canvas.drawString(LEFT, 500, "完毕")

    document = read_drawn(draw)
    (table,) = document.tables
    assert table.merges_known
    assert document.text == "分工表\n序号\t事项\t单位\n1\t甲\t林业站\n\t乙\t水利站\n合计两项\t\t\n完毕\n"
    assert cells(document, table)[3:] == [
        (1, 0, 2, 1, "1"),
        (1, 1, 1, 1, "甲"),
        (1, 2, 1, 1, "林业站"),
        (2, 1, 1, 1, "乙"),
        (2, 2, 1, 1, "水利站"),
        (3, 0, 1, 3, "合计两项"),
    ]


def test_pdf_reader_joins_wrapped_cells() -> None:
    def draw(canvas: Canvas) -> None:
        box(canvas, "1", 0, 0)
        box(canvas, [SENTENCE[:17], SENTENCE[17:20]], 0, 1)
        box(canvas, ["田七", "王五"], 0, 2)

    assert read_drawn(draw).text == f"1\t{SENTENCE[:20]}\t田七 王五\n"


@pytest.mark.parametrize("repeat", [True, False])
def test_pdf_reader_makes_a_table_over_pages_one(*, repeat: bool) -> None:
    def draw(canvas: Canvas) -> None:
        for page in range(2):
            header = page == 0 or repeat
            for column, words in enumerate(("序号", "事项", "单位")) if header else ():
                box(canvas, words, 0, column)
            for row in range(2):
                number = page * 2 + row
                for column, words in enumerate((str(number + 1), "甲乙丙丁"[number], "林业站")):
                    box(canvas, words, row + header, column)
            canvas.drawCentredString(297, 40, f"- {page + 1} -")
            new_page(canvas)

    document = read_drawn(draw)
    (table,) = document.tables
    assert document.text == "序号\t事项\t单位\n1\t甲\t林业站\n2\t乙\t林业站\n3\t丙\t林业站\n4\t丁\t林业站\n"
    assert table.header_repeats == (1 if repeat else 0)
    assert [cell.provenance.page for cell in table.cells if cell.column == 0] == [1, 1, 1, 2, 2]


def test_pdf_reader_mends_a_row_and_a_merged_cell_broken_by_the_page() -> None:
    def draw(canvas: Canvas) -> None:
        for column, words in enumerate(("序号", "事项", "单位")):
            box(canvas, words, 0, column)
        for row, words in enumerate(("甲", SENTENCE[:17])):
            box(canvas, str(row + 1), row + 1, 0)
            box(canvas, words, row + 1, 1)
        box(canvas, "林业站", 1, 2, down=2)
        new_page(canvas)
        box(canvas, "", 0, 0)
        box(canvas, SENTENCE[17:25], 0, 1)
        box(canvas, "3", 1, 0)
        box(canvas, "丙", 1, 1)
        box(canvas, "", 0, 2, down=2)

    document = read_drawn(draw)
    assert document.text == f"序号\t事项\t单位\n1\t甲\t林业站\n2\t{SENTENCE[:25]}\t\n3\t丙\t\n"
    assert (1, 2, 3, 1, "林业站") in cells(document, document.tables[0])


def test_pdf_reader_keeps_tables_with_other_columns_apart() -> None:
    def draw(canvas: Canvas) -> None:
        box(canvas, "序号", 0, 0)
        box(canvas, "事项", 0, 1)
        new_page(canvas)
        box(canvas, "姓名", 0, 1)
        box(canvas, "电话", 0, 2)

    assert len(read_drawn(draw).tables) == 2


def test_pdf_reader_reads_a_table_without_lines_by_its_columns() -> None:
    def draw(canvas: Canvas) -> None:
        paragraph(canvas, SENTENCE + "。", TOP)
        rows = [("序号", "事项", "单位"), ("1", "巡护", "林业站"), ("2", "抽查河道", "水利站"), ("", "排污口", ""), ("3", "汇总", "")]
        for number, row in enumerate(rows):
            for x, words in zip((90, 160, 320), row, strict=True):
                canvas.drawString(x, 500 - 28 * number, words)
        canvas.drawString(90, 500 - 28 * 5, "4")
        canvas.drawString(160, 500 - 28 * 5, "归档")
        canvas.drawString(320, 500 - 28 * 5, "档案室")
        paragraph(canvas, SENTENCE + "。", 200)

    document = read_drawn(draw)
    (table,) = document.tables
    assert not table.merges_known
    rows = "序号\t事项\t单位\n1\t巡护\t林业站\n2\t抽查河道排污口\t水利站\n3\t汇总\t\n4\t归档\t档案室\n"
    assert document.text == f"{SENTENCE}。\n{rows}{SENTENCE}。\n"


def test_pdf_reader_takes_a_frame_and_underlines_for_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(70, 600, 450, 100)
        canvas.drawString(LEFT, 660, "姓名：")
        canvas.line(130, 655, 300, 655)

    document = read_drawn(draw)
    assert (document.text, document.tables) == ("姓名：\n", ())


def test_pdf_reader_gives_page_and_box_of_everything() -> None:
    def draw(canvas: Canvas) -> None:
        new_page(canvas)
        canvas.drawString(100, 700, "二页")
        box(canvas, "甲", 5, 0)
        box(canvas, "乙", 5, 1)

    document = read_drawn(draw)
    first = document.blocks[0].provenance
    assert first.page == 2
    assert first.box is not None
    assert first.box.x0 == pytest.approx(100, abs=1)
    assert first.box.top == pytest.approx(842 - 700 - SIZE, abs=4)
    place = document.tables[0].cells[1].provenance
    assert (place.page, place.table, place.row, place.column) == (2, 0, 0, 1)
    assert place.box == pytest.approx((120, 842 - 580, 300, 842 - 556), abs=1)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("declared", [True, False])
def test_pdf_reader_reads_turned_pages(turn: int, *, declared: bool) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(300, 300)
        canvas.rotate(turn)
        canvas.drawString(0, 40, "关于巡护的通知")
        canvas.drawString(0, 10, "各站：")
        if declared:
            canvas.setPageRotation(turn)

    assert read_drawn(draw).text == "关于巡护的通知\n各站：\n"


def test_pdf_reader_prints_double_struck_bold_once_and_leaves_watermarks_out() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT, TOP, "关于巡护的通知")
        canvas.drawString(LEFT + 0.4, TOP, "关于巡护的通知")
        canvas.rotate(45)
        canvas.drawString(500, 100, "内部")

    assert read_drawn(draw).text == "关于巡护的通知\n"


def test_pdf_reader_keeps_blanks_between_names_and_latin_words() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT, TOP, "联系人：田 七 王 五")
        canvas.drawString(LEFT, TOP - 60, "Excel file, 邮箱 lyz@example.com")

    assert read_drawn(draw).text == "联系人：田 七 王 五\nExcel file, 邮箱 lyz@example.com\n"


def test_pdf_reader_sees_a_blank_between_han_words_that_printed_no_character() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT, TOP, "医院办公室")
        canvas.drawString(LEFT + 5 * SIZE + 5, TOP, "质量控制科")
        for i, char in enumerate("两端对齐的一行文字各字之间一样宽"):
            canvas.drawString(LEFT + i * (SIZE + 5), TOP - 28, char)

    assert read_drawn(draw).text.splitlines() == ["医院办公室 质量控制科", "两端对齐的一行文字各字之间一样宽"]


def test_pdf_reader_keeps_a_hyphen_at_the_end_of_a_line() -> None:
    def draw(canvas: Canvas) -> None:
        for row, words in enumerate(["题号", "填报说明"]):
            box(canvas, words, row, 1)
        box(canvas, ["格式：年-月-", "日"], 2, 1)
        for row in range(3):
            box(canvas, str(row), row, 0)

    assert "格式：年-月-" in read_drawn(draw).text


def picture(canvas: Canvas) -> None:
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(_grey()), 0, 0, 595, 842)


def _grey() -> BytesIO:
    """A grey picture as a binary PPM."""
    return BytesIO(b"P6 4 4 255\n" + b"\x80" * 48)


def test_pdf_reader_of_scans_asks_for_an_editable_file() -> None:
    def draw(canvas: Canvas) -> None:
        for _ in range(3):
            picture(canvas)
            canvas.drawString(LEFT, 40, "扫描")
            new_page(canvas)

    with pytest.raises(NoTextLayer, match="3 页"):
        read(drawn(draw), name="扫描.pdf")


def test_pdf_reader_of_blank_pages_has_no_text_layer() -> None:
    with pytest.raises(NoTextLayer):
        read(drawn(lambda canvas: canvas.showPage()), name="空白.pdf")


def test_pdf_reader_names_the_pages_without_text() -> None:
    def draw(canvas: Canvas) -> None:
        for _ in range(2):
            paragraph(canvas, SENTENCE + "。", TOP)
            new_page(canvas)
        picture(canvas)

    assert "第 3 页" in read_drawn(draw).warnings[0]


def test_pdf_reader_of_a_locked_file_asks_for_the_password() -> None:
    data = drawn(lambda canvas: canvas.drawString(LEFT, TOP, "x"), encrypt=StandardEncryption("user", "owner"))
    with pytest.raises(EncryptedFile, match="密码"):
        read(data, name="通知.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\n%%EOF", b"\x00\x01\x02 not a pdf"])
def test_pdf_reader_of_a_broken_file_says_so(data: bytes) -> None:
    with pytest.raises(DamagedFile):
        read(data, name="通知.pdf")
