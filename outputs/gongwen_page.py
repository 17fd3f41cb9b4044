"""A Word file with the page of GB/T 9704—2012: type area, grid, fonts, page numbers.

The only module that knows python-docx. Fonts that a machine lacks are named with a stand-in in the
font table, so that WPS, Word and LibreOffice fall back to something Chinese. The same content gives
the same bytes: dates are fixed, in the properties and in the archive.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

__all__ = ["gongwen_docx"]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_SONG_TITLE, _FANGSONG, _KAITI, _HEITI, _SONG = "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"
_STAND_INS = {_SONG_TITLE: "宋体", _FANGSONG: "仿宋", _KAITI: "楷体", _HEITI: "SimHei", _SONG: "SimSun"}
_LINE = 579
"""Line pitch in twentieths of a point: 22 lines in 225 mm, the standard's type area, are 28.95 pt each."""
_CHARACTER_SPACE = -848
"""28 characters of 16 pt in 156 mm: each is set 0.207 pt closer, in 4096ths of a point."""
_LONG_AGO = datetime(2000, 1, 1)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)

_STYLES: tuple[tuple[str, str, str, int, str], ...] = (
    # id, name that users see, font, size in half points, paragraph properties
    ("GwTitle", "公文标题", _SONG_TITLE, 44, '<w:spacing w:line="680" w:lineRule="exact"/><w:jc w:val="center"/>'),
    ("GwRecipient", "主送机关", _FANGSONG, 32, '<w:spacing w:before="579"/>'),
    ("GwBody", "公文正文", _FANGSONG, 32, '<w:ind w:firstLineChars="200" w:firstLine="640"/>'),
    ("GwHeading1", "一级标题（黑体）", _HEITI, 32, '<w:ind w:firstLineChars="200" w:firstLine="640"/><w:outlineLvl w:val="0"/>'),
    ("GwHeading2", "二级标题（楷体）", _KAITI, 32, '<w:ind w:firstLineChars="200" w:firstLine="640"/><w:outlineLvl w:val="1"/>'),
    ("GwPlain", "核对单文字", _FANGSONG, 28, '<w:spacing w:line="520" w:lineRule="exact"/>'),
    ("GwCheck", "核对单勾选", _FANGSONG, 28, '<w:spacing w:line="520" w:lineRule="exact"/><w:ind w:left="280" w:hanging="280"/>'),
    ("GwNumber", "发文字号", _FANGSONG, 32, '<w:spacing w:after="579"/><w:jc w:val="right"/>'),
    ("GwSignature", "署名", _FANGSONG, 32, '<w:ind w:rightChars="400" w:right="1280"/><w:jc w:val="right"/>'),
    ("GwAttachment", "附件说明", _FANGSONG, 32, '<w:ind w:leftChars="500" w:left="1600" w:hangingChars="300" w:hanging="960"/>'),
    ("GwNote", "附注", _FANGSONG, 28, '<w:ind w:firstLineChars="200" w:firstLine="560"/>'),
    (
        "GwCell",
        "表格文字",
        _FANGSONG,
        24,
        '<w:snapToGrid w:val="0"/><w:spacing w:before="30" w:after="30" w:line="240" w:lineRule="auto"/>',
    ),
    (
        "GwCellHead",
        "表头",
        _HEITI,
        24,
        '<w:keepNext/><w:snapToGrid w:val="0"/><w:spacing w:before="30" w:after="30" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>',
    ),
    ("GwGap", "表后空行", _FANGSONG, 12, '<w:snapToGrid w:val="0"/><w:spacing w:line="160" w:lineRule="exact"/>'),
)


def gongwen_docx(body: Iterable[str], *, title: str) -> bytes:
    """The body (WordprocessingML elements, in order) on the standard's page, as the bytes of a DOCX.

    The elements may use the prefixes w and w14 without declaring them, and the styles of ``_STYLES``.
    """
    from docx import Document as new_document

    document = new_document()
    _set_styles(document)
    _set_page(document.sections[0])
    _set_footers(document)
    _set_fonts(document)
    _set_properties(document, title)
    last = document.element.body.sectPr
    for element in body:
        last.addprevious(_element(element))
    return _dated(document)


def _element(xml: str) -> Any:
    from docx.oxml import parse_xml

    end = min(place for place in (xml.find(" "), xml.find(">"), xml.find("/>")) if place > 0)
    return parse_xml(f'{xml[:end]} xmlns:w="{_W}" xmlns:w14="{_W14}"{xml[end:]}')


def _fonts_xml(font: str) -> str:
    return f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}" w:hint="eastAsia"/>'


def _set_styles(document: Document) -> None:
    """Our styles, and defaults without theme fonts: those would win over the fonts named here."""
    styles = document.styles.element
    defaults = styles.find(f"{{{_W}}}docDefaults")
    if defaults is not None:
        styles.replace(defaults, _element(_defaults_xml()))
    for style_id, name, font, size, paragraph in _STYLES:
        spacing = "" if "<w:spacing" in paragraph and "w:line=" in paragraph else "exact"
        styles.append(_element(_style_xml(style_id, name, font, size, paragraph, exact=bool(spacing))))


def _defaults_xml() -> str:
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_fonts_xml(_FANGSONG)}<w:sz w:val="32"/><w:szCs w:val="32"/>{language}</w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )


def _style_xml(style_id: str, name: str, font: str, size: int, paragraph: str, *, exact: bool) -> str:
    """A paragraph style; ``exact`` sets the lines of the standard's grid."""
    grid = f'w:line="{_LINE}" w:lineRule="exact"'
    if exact and "<w:spacing " in paragraph:
        paragraph = paragraph.replace("<w:spacing ", f"<w:spacing {grid} ")
    elif exact:
        paragraph = f"<w:spacing {grid}/>{paragraph}"
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style_id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f'<w:pPr>{paragraph}</w:pPr><w:rPr>{_fonts_xml(font)}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def _set_page(section: Section) -> None:
    """A4; margins 37, 26, 35 and 28 mm leave a type area of 156 mm × 225 mm."""
    from docx.shared import Mm

    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(22)
    properties = section._sectPr
    for grid in properties.findall(f"{{{_W}}}docGrid"):
        properties.remove(grid)
    properties.append(_element(f'<w:docGrid w:type="linesAndChars" w:linePitch="{_LINE}" w:charSpace="{_CHARACTER_SPACE}"/>'))


def _set_footers(document: Document) -> None:
    """— 1 — in 14 pt: at the right on odd pages, at the left on even ones, one character in."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        element = footer._element
        for paragraph in list(element):
            element.remove(paragraph)
        element.append(_element(_footer_xml(side)))


def _footer_xml(side: str) -> str:
    size = f'<w:rPr>{_fonts_xml(_SONG)}<w:sz w:val="28"/></w:rPr>'
    field = (
        f'<w:r>{size}<w:fldChar w:fldCharType="begin"/></w:r><w:r>{size}<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        f'<w:r>{size}<w:fldChar w:fldCharType="separate"/></w:r><w:r>{size}<w:t>1</w:t></w:r><w:r>{size}<w:fldChar w:fldCharType="end"/></w:r>'
    )
    dash = f'<w:r>{size}<w:t xml:space="preserve">'
    place = f'<w:ind w:{side}Chars="100" w:{side}="280"/><w:jc w:val="{side}"/>'
    return f"<w:p><w:pPr>{place}</w:pPr>{dash}— </w:t></w:r>{field}{dash} —</w:t></w:r></w:p>"


def _set_fonts(document: Document) -> None:
    """Name a stand-in for each font that is not on every machine."""
    for part in document.part.package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            fonts = "".join(
                f'<w:font w:name="{font}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>'
                for font, other in _STAND_INS.items()
            )
            part._blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="{_W}">{fonts}</w:fonts>'.encode()


def _set_properties(document: Document, title: str) -> None:
    """Fixed dates and no author: the sender is the unit, and the same reply has the same bytes."""
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title[:200], "fenban", "fenban"
    properties.comments, properties.keywords, properties.revision = "", "", 1
    properties.created = properties.modified = _LONG_AGO
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            package.rels.pop(key)


def _dated(document: Document) -> bytes:
    """The saved file, packed again with one fixed time for all members."""
    saved, packed = BytesIO(), BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, date_time=_ZIP_DATE), source.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
