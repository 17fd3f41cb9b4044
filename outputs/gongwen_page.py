"""A Word file with the page of GB/T 9704—2012: type area, grid, fonts, page numbers.

The only module that knows python-docx. Fonts that a machine lacks are named with a stand-in in the
font table, so that WPS, Word and LibreOffice fall back to something Chinese. The same content gives
the same bytes: dates are fixed, in the properties and in the archive.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

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
_BODY, _SMALL, _TABLE, _DENSE, _TITLE = 32, 28, 24, 18, 44
"""Type sizes in half points: 三号, 四号, 小四, 小五, 二号."""
_TIGHTER = -5
"""28 characters of 16 pt in 156 mm: each stands 0.25 pt closer (in twentieths of a point). As a character
grid of the page it would print right in Word only; LibreOffice spreads such a grid over the line."""
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)

_GRID = f'<w:spacing w:line="{_LINE}" w:lineRule="exact"/>'
_CLOSE = '<w:spacing w:line="520" w:lineRule="exact"/>'
_CELL = '<w:snapToGrid w:val="0"/><w:spacing w:before="30" w:after="30" w:line="240" w:lineRule="auto"/>'
_CLOSE_CELL = '<w:snapToGrid w:val="0"/><w:spacing w:before="10" w:after="10" w:line="240" w:lineRule="auto"/>'
_TWO_IN = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'

_STYLES: tuple[tuple[str, str, str, int, str], ...] = (
    # id, name that users see, font, size in half points, paragraph properties
    ("GwTitle", "公文标题", _SONG_TITLE, _TITLE, '<w:spacing w:line="680" w:lineRule="exact"/><w:jc w:val="center"/>'),
    ("GwRecipient", "主送机关", _FANGSONG, _BODY, f'<w:spacing w:before="{_LINE}" w:line="{_LINE}" w:lineRule="exact"/>'),
    ("GwBody", "公文正文", _FANGSONG, _BODY, f"{_GRID}{_TWO_IN}"),
    ("GwQuote", "来文原文（楷体）", _KAITI, _BODY, f"{_GRID}{_TWO_IN}"),
    ("GwHeading1", "一级标题（黑体）", _HEITI, _BODY, f'<w:keepNext/>{_GRID}{_TWO_IN}<w:outlineLvl w:val="0"/>'),
    ("GwHeading2", "二级标题（楷体）", _KAITI, _BODY, f'<w:keepNext/>{_GRID}{_TWO_IN}<w:outlineLvl w:val="1"/>'),
    ("GwNumber", "发文字号", _FANGSONG, _BODY, f'<w:spacing w:after="{_LINE}" w:line="{_LINE}" w:lineRule="exact"/><w:jc w:val="right"/>'),
    ("GwSignature", "署名", _FANGSONG, _BODY, f'{_GRID}<w:ind w:rightChars="300" w:right="960"/><w:jc w:val="right"/>'),
    ("GwAttachment", "附件说明", _FANGSONG, _BODY, f'{_GRID}<w:ind w:leftChars="500" w:left="1600" w:hangingChars="300" w:hanging="960"/>'),
    ("GwNote", "附注", _FANGSONG, _SMALL, f'{_GRID}<w:ind w:firstLineChars="200" w:firstLine="560"/>'),
    ("GwPlain", "核对单文字", _FANGSONG, _SMALL, _CLOSE),
    ("GwPart", "核对单小标题", _HEITI, _SMALL, f"<w:keepNext/>{_CLOSE}"),
    ("GwCheck", "核对单勾选", _FANGSONG, _SMALL, f'{_CLOSE}<w:ind w:left="420" w:hanging="420"/>'),
    ("GwCell", "表格文字", _FANGSONG, _TABLE, _CELL),
    ("GwCellHead", "表头", _HEITI, _TABLE, f'<w:keepNext/>{_CELL}<w:jc w:val="center"/>'),
    ("GwSlip", "交办单文字", _FANGSONG, _TABLE, '<w:snapToGrid w:val="0"/><w:spacing w:line="400" w:lineRule="exact"/>'),
    (
        "GwSlipEnd",
        "交办单落款",
        _FANGSONG,
        _TABLE,
        '<w:snapToGrid w:val="0"/><w:spacing w:line="400" w:lineRule="exact"/><w:jc w:val="right"/>',
    ),
    ("GwDense", "密排表格文字", _FANGSONG, _DENSE, _CLOSE_CELL),
    ("GwDenseHead", "密排表头", _HEITI, _DENSE, f'<w:keepNext/>{_CLOSE_CELL}<w:jc w:val="center"/>'),
    ("GwGap", "表后空行", _FANGSONG, 12, '<w:snapToGrid w:val="0"/><w:spacing w:line="160" w:lineRule="exact"/>'),
)


def gongwen_docx(body: Iterable[str], *, title: str, facts: Mapping[str, str] | None = None) -> bytes:
    """The body (WordprocessingML elements, in order) on the standard's page, as the bytes of a DOCX.

    The elements may use the prefixes w and w14 without declaring them, and the styles of ``_STYLES``.
    ``facts`` become custom properties of the file, for programs that read it back.
    """
    import docx

    document = docx.Document()
    _set_styles(document)
    _set_page(document.sections[0])
    _set_footers(document)
    _set_fonts(document)
    _set_properties(document, title)
    last = document.element.body.sectPr
    for element in body:
        last.addprevious(_element(element))
    return _dated(document, facts or {})


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
    for language in document.settings.element.iter(f"{{{_W}}}themeFontLang"):
        language.set(f"{{{_W}}}eastAsia", "zh-CN")
    for style_id, name, font, size, paragraph in _STYLES:
        styles.append(_element(_style_xml(style_id, name, font, size, paragraph)))


def _defaults_xml() -> str:
    letters = f'{_fonts_xml(_FANGSONG)}{_size_xml(_BODY)}<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{letters}</w:rPr></w:rPrDefault>"
        '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )


def _style_xml(style_id: str, name: str, font: str, size: int, paragraph: str) -> str:
    tighter = f'<w:spacing w:val="{_TIGHTER}"/>' if size == _BODY else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr>'
        f"<w:rPr>{_fonts_xml(font)}{tighter}{_size_xml(size)}</w:rPr></w:style>"
    )


def _size_xml(size: int) -> str:
    return f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


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
    properties.append(_element(f'<w:docGrid w:type="lines" w:linePitch="{_LINE}"/>'))


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
    letters = f"<w:rPr>{_fonts_xml(_SONG)}{_size_xml(_SMALL)}</w:rPr>"
    marks = [f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end")]
    code, shown = '<w:instrText xml:space="preserve"> PAGE </w:instrText>', "<w:t>1</w:t>"
    before, after = '<w:t xml:space="preserve">— </w:t>', '<w:t xml:space="preserve"> —</w:t>'
    parts = (before, marks[0], code, marks[1], shown, marks[2], after)
    runs = "".join(f"<w:r>{letters}{part}</w:r>" for part in parts)
    return f'<w:p><w:pPr><w:ind w:{side}Chars="100" w:{side}="280"/><w:jc w:val="{side}"/></w:pPr>{runs}</w:p>'


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
    properties.created = properties.modified = _UNDATED
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            package.rels.pop(key)


def _dated(document: Document, facts: Mapping[str, str]) -> bytes:
    """The saved file, packed again with one fixed time for all members."""
    saved, packed = BytesIO(), BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        members = {name: source.read(name) for name in source.namelist()}
        for name, data in _with_facts(members, facts).items():
            target.writestr(zipfile.ZipInfo(name, date_time=_ZIP_DATE), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _with_facts(members: dict[str, bytes], facts: Mapping[str, str]) -> dict[str, bytes]:
    """The members of the package with docProps/custom.xml, its type and its relation."""
    if not facts:
        return members
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    entries = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{at}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for at, (name, value) in enumerate(facts.items(), start=2)
    )
    custom = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<Properties xmlns="{office}/custom-properties" xmlns:vt="{office}/docPropsVTypes">{entries}</Properties>'
    )
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    declared = f'<Override PartName="/docProps/custom.xml" ContentType="{kind}"/></Types>'.encode()
    related = f'<Relationship Id="rIdFacts" Type="{office}/relationships/custom-properties" Target="docProps/custom.xml"/></Relationships>'
    return members | {
        "[Content_Types].xml": members["[Content_Types].xml"].replace(b"</Types>", declared),
        "_rels/.rels": members["_rels/.rels"].replace(b"</Relationships>", related.encode()),
        "docProps/custom.xml": custom.encode(),
    }
