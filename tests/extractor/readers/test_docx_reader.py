"""DOCX: everything that a reader sees printed, and nothing else."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from extractor.errors import EmptyFile
from extractor.model.document import Document, Table
from extractor.readers.docx_reader import DocxReader

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def package(body: str, **parts: str) -> bytes:
    """A DOCX of raw XML; keyword arguments are the insides of further parts, by relation kind."""
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(f'<Relationship Id="r{kind}" Type="{relation}/{kind}" Target="{kind}.xml"/>' for kind in parts)
    root = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "header": "hdr", "footer": "ftr"}
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        archive.writestr(
            "_rels/.rels",
            f'<Relationships><Relationship Id="m" Type="{relation}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/_rels/document.xml.rels", f"<Relationships>{links}</Relationships>")
        archive.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>")
        for kind, inside in parts.items():
            archive.writestr(f"word/{kind}.xml", f"<w:{root[kind]} {SPACES}>{inside}</w:{root[kind]}>")
    return out.getvalue()


def p(words: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(words)}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def read(body: str, **parts: str) -> Document:
    return DocxReader().read(package(body, **parts), name="通知.docx")


def cells(document: Document, found: Table) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.column, c.row_span, c.column_span, document.text[c.span.start : c.span.end]) for c in found.cells]


def test_docx_reader_writes_paragraphs_and_rows_as_lines() -> None:
    document = read(p("关于巡护的通知") + table(cell("序号") + cell("事项"), cell("1") + cell("")) + p("完毕"))
    assert document.text == "关于巡护的通知\n序号\t事项\n1\t\n完毕\n"
    assert [block.kind for block in document.blocks] == ["paragraph", "table_row", "table_row", "paragraph"]
    assert document.text[document.tables[0].span.start : document.tables[0].span.end] == "序号\t事项\n1\t"


def test_docx_reader_knows_merged_cells() -> None:
    restart, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    document = read(
        table(
            cell("任务", '<w:gridSpan w:val="2"/>') + cell("单位"),
            cell("一", restart) + cell("甲") + cell("林业站"),
            cell("", go_on) + cell("乙") + cell("水利站"),
        )
    )
    (found,) = document.tables
    assert found.merges_known
    assert document.text == "任务\t\t单位\n一\t甲\t林业站\n\t乙\t水利站\n"
    assert cells(document, found) == [
        (0, 0, 1, 2, "任务"),
        (0, 2, 1, 1, "单位"),
        (1, 0, 2, 1, "一"),
        (1, 1, 1, 1, "甲"),
        (1, 2, 1, 1, "林业站"),
        (2, 1, 1, 1, "乙"),
        (2, 2, 1, 1, "水利站"),
    ]


def test_docx_reader_writes_a_cell_of_several_paragraphs_on_one_line() -> None:
    two = "<w:tc>" + p("第一段") + p("第二段") + "</w:tc>"
    assert read(table(two + cell("尾"))).text == "第一段 第二段\t尾\n"


def test_docx_reader_joins_tables_with_the_same_header() -> None:
    header = cell("序号") + cell("事项")
    document = read(table(header, cell("1") + cell("甲")) + "<w:p/>" + table(header, cell("2") + cell("乙")))
    (found,) = document.tables
    assert (found.row_count, found.header_repeats) == (3, 1)
    assert document.text == "序号\t事项\n1\t甲\n2\t乙\n"


def test_docx_reader_unpacks_a_table_that_only_frames() -> None:
    inner = table(cell("序号") + cell("事项"), cell("1") + cell("甲"))
    document = read(table("<w:tc>" + p("附件") + inner + "</w:tc>"))
    assert document.text == "附件\n序号\t事项\n1\t甲\n"


def test_docx_reader_reads_content_controls() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    inline = "<w:p>" + control.format("<w:r><w:t>2031年</w:t></w:r>") + "<w:r><w:t>计划</w:t></w:r></w:p>"
    row = table(cell("姓名") + control.format(cell("田七")))
    assert read(control.format(p("标题")) + inline + row).text == "标题\n2031年计划\n姓名\t田七\n"


def test_docx_reader_reads_a_text_box_once() -> None:
    box = "<w:txbxContent>" + p("加急") + "</w:txbxContent>"
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>{box}</wps:txbx></mc:Choice>'
        f"<mc:Fallback><v:textbox>{box}</v:textbox></mc:Fallback></mc:AlternateContent>"
    )
    assert read(f"<w:p><w:r>{both}</w:r><w:r><w:t>正文</w:t></w:r></w:p>").text == "正文\n加急\n"


def test_docx_reader_takes_tracked_changes_as_accepted() -> None:
    runs = (
        "<w:r><w:t>请于</w:t></w:r><w:del><w:r><w:delText>5月</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>6月</w:t></w:r></w:ins><w:r><w:t>3日前报送</w:t></w:r>"
    )
    joined = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p>" + p("后半")
    assert read(f"<w:p>{runs}</w:p>{joined}").text == "请于6月3日前报送\n前半后半\n"


def test_docx_reader_leaves_hidden_text_and_field_codes_out() -> None:
    styles = '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
    runs = (
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>内部</w:t></w:r>"
        '<w:r><w:rPr><w:rStyle w:val="h"/></w:rPr><w:t>批注</w:t></w:r>'
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>公开</w:t></w:r>'
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>"
    )
    assert read(f"<w:p>{runs}</w:p>", styles=styles).text == "公开甲\t乙\n丙\n"


def test_docx_reader_keeps_headers_and_footers_apart() -> None:
    document = read(p("正文"), header=p("某某单位文件"), footer=p("— 1 —"))
    assert document.text == "正文\n"
    assert set(document.furniture) == {"某某单位文件", "— 1 —"}


def test_docx_reader_puts_footnotes_at_the_end() -> None:
    body = '<w:p><w:r><w:t>达标率</w:t><w:footnoteReference w:id="2"/></w:r></w:p>' + p("末段")
    notes = '<w:footnote w:id="0">' + p("线") + '</w:footnote><w:footnote w:id="2">' + p("按季统计") + "</w:footnote>"
    assert read(body, footnotes=notes).text == "达标率\n末段\n按季统计\n"


def test_docx_reader_warns_of_embedded_documents() -> None:
    document = read(p("正文") + '<w:altChunk r:id="x"/>')
    assert document.text == "正文\n"
    assert "altChunk" in document.warnings[0]


def test_docx_reader_without_words_is_empty() -> None:
    with pytest.raises(EmptyFile):
        read("<w:p/>")


def level(depth: int, form: str, pattern: str, extra: str = "") -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}<w:lvlText w:val="{pattern}"/></w:lvl>'


def listed(words: str, depth: int = 0, number: int = 1) -> str:
    return p(words, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "chineseCountingThousand", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "%1-%4", "<w:isLgl/>")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def test_docx_reader_prints_automatic_numbers() -> None:
    body = listed("甲") + listed("子", 1) + listed("丑", 1) + listed("寅", 2) + listed("乙") + listed("卯", 1) + listed("辰", 3)
    assert read(body, numbering=NUMBERING).text.split("\n")[:-1] == [
        "一、甲",
        "（一）子",
        "（二）丑",
        "1. 寅",
        "二、乙",
        "（一）卯",
        "2-1 辰",
    ]


def test_docx_reader_restarts_a_list_where_the_file_says_so() -> None:
    body = listed("甲") + listed("乙") + listed("丙", number=2) + listed("丁", number=2) + listed("戊")
    assert read(body, numbering=NUMBERING).text.split("\n")[:-1] == ["一、甲", "二、乙", "一、丙", "二、丁", "三、戊"]


def test_docx_reader_numbers_by_style_and_lets_a_paragraph_switch_it_off() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    off = '<w:pStyle w:val="a"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("甲", '<w:pStyle w:val="b"/>') + p("乙", off) + p("丙", '<w:pStyle w:val="a"/>')
    assert read(body, styles=styles, numbering=NUMBERING).text == "一、甲\n乙\n二、丙\n"


def test_docx_reader_prints_numbers_of_empty_cells() -> None:
    number = '<w:tc><w:p><w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p></w:tc>'
    assert read(table(number + cell("甲"), number + cell("乙")), numbering=NUMBERING).text == "1.\t甲\n2.\t乙\n"


def test_docx_reader_prints_no_number_for_bullets() -> None:
    numbering = '<w:abstractNum w:abstractNumId="0">' + level(0, "bullet", "l") + "</w:abstractNum>"
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    assert read(listed("甲"), numbering=numbering).text == "甲\n"


def test_docx_reader_reads_the_strict_form() -> None:
    data = package(p("关于巡护的通知"))
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            words = old.read(info).replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
            new.writestr(info.filename, words)
    assert DocxReader().read(out.getvalue(), name="通知.docx").text == "关于巡护的通知\n"


TASKS = table(cell("任务") + cell("单位"), cell("更换标牌") + cell("市水务局"), cell("清理河道") + cell("市林业局"))


def holder(inside: str) -> str:
    return f"<w:tc><w:tcPr/>{inside}</w:tc>"


@pytest.mark.parametrize(
    "body",
    [
        table(holder(p("通知") + TASKS + p("落款"))),
        table(holder(p("通知")), holder(TASKS + p("落款"))),
        table(holder("<w:p/>") + holder(p("通知") + TASKS + p("落款"))),
        table(holder(table(holder(p("通知") + TASKS + p("落款"))))),
    ],
    ids=["one cell", "one cell in each row", "a margin of an empty cell", "one in another"],
)
def test_docx_reader_looks_through_a_table_that_only_arranges_the_page(body: str) -> None:
    document = read(body)
    assert document.text == "通知\n任务\t单位\n更换标牌\t市水务局\n清理河道\t市林业局\n落款\n"
    assert [found.row_count for found in document.tables] == [3]


def test_docx_reader_puts_a_table_in_a_cell_below_the_table_around_it() -> None:
    around = table(
        cell("附表") + holder(p("分工如下") + TASKS), cell("说明") + cell("请各单位抓好落实，分工如有变化，请及时报告市政府督查室。")
    )
    document = read(around)
    assert [cells(document, found)[:2] for found in document.tables] == [
        [(0, 0, 1, 1, "附表"), (0, 1, 1, 1, "分工如下")],
        [(0, 0, 1, 1, "任务"), (0, 1, 1, 1, "单位")],
    ]


def test_docx_reader_keeps_a_small_table_in_a_cell_as_words_of_the_cell() -> None:
    inner = table(cell("牵头") + cell("市林业局"), cell("配合") + cell("市水务局"))
    document = read(table(cell("任务") + cell("分工"), cell("更换界桩和标牌并逐一登记造册") + holder(inner)))
    assert [words for *_, words in cells(document, document.tables[0])][-1] == "牵头 市林业局 配合 市水务局"
    assert len(document.tables) == 1
