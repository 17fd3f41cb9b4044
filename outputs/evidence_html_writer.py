"""NAME-原文依据.html: the text of a notice with every value marked in it, in one file that needs no network.

The page may load nothing and run nothing but its own two blocks, which the content security policy
names by their digests: whatever a notice contains, it stays text.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files

from extractor.model.document import Span
from extractor.model.notice import Notice
from extractor.model.page_view import PageView
from outputs.base import OutputFile, file_stem
from outputs.evidence_pages import page_figures
from outputs.evidence_text import text_lines, visible
from outputs.evidence_values import EvidenceValue, evidence_values
from outputs.wording import CONFIDENCE_WORDS, joined, place, reading_text, title_of

__all__ = ["EvidenceHtmlWriter", "evidence_page"]

_HELP = "点左边一项，右边标出原文；点原文，左边回到那一项。↑ ↓ 上下移动，N 下一处原文，/ 查找，Esc 取消。"
_HELP_PAGES = "V 在文字和页面图像之间切换。"


class EvidenceHtmlWriter:
    """One self-contained page per notice. ``pages``: pictures of its pages, where the source has any."""

    def __init__(self, pages: Sequence[PageView] = ()) -> None:
        self._pages = pages

    def files(self, notice: Notice) -> Iterator[OutputFile]:
        yield OutputFile(f"{file_stem(notice)}-原文依据.html", evidence_page(notice, pages=self._pages).encode())


def evidence_page(notice: Notice, *, pages: Sequence[PageView] = ()) -> str:
    """The whole page. The same notice gives the same page."""
    values = evidence_values(notice)
    style, script = _resource("evidence_view.css"), _resource("evidence_view.js")
    marks = {at: [Span(item.start, item.end) for item in value.evidence] for at, value in enumerate(values)}
    text = "\n".join(text_lines(notice.source.text, marks))
    figures = "\n".join(page_figures(pages, values, page_count=notice.source.page_count)) if pages else ""
    shown = f'<div class="text">\n{text}\n</div>' + (f'\n<div class="pages">\n{figures}\n</div>' if pages else "")
    title = _text(title_of(notice))
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n{_policy(style, script)}\n'
        f'<meta name="viewport" content="width=device-width">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{title} 原文依据</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"<header>\n<h1>{title}</h1>\n<p>{_text(_about(notice))}</p>\n{_form(values, pages=bool(pages))}\n</header>\n"
        f'<nav aria-label="读出的内容">\n{_list(values, notice)}\n</nav>\n<main aria-label="原文">\n{shown}\n</main>\n'
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def _policy(style: str, script: str) -> str:
    rules = (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; img-src data:; base-uri 'none'; form-action 'none'"
    )
    return f'<meta http-equiv="Content-Security-Policy" content="{rules}">'


def _digest(block: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(block.encode()).digest()).decode()}'"


def _resource(name: str) -> str:
    return files("outputs").joinpath(name).read_text(encoding="utf-8")


def _about(notice: Notice) -> str:
    metadata = notice.metadata
    parts = (
        joined(metadata.issuing_authorities),
        reading_text(metadata.document_number or ""),
        metadata.issue_date.isoformat() if metadata.issue_date else "",
        f"文件：{notice.source.name}",
    )
    return "　".join(part for part in parts if part)


def _form(values: Sequence[EvidenceValue], *, pages: bool) -> str:
    units = sorted({unit for value in values for unit in value.units})
    fields = list(dict.fromkeys(value.field for value in values))
    sure = [("check", "只看需核对的"), *CONFIDENCE_WORDS.items()]
    views = '<label>原文 <select name="view"><option value="text">文字</option><option value="pages">页面图像</option></select></label>'
    return (
        "<form>"
        f"<label>单位 {_select('unit', [(unit, unit) for unit in units])}</label>"
        f"<label>类别 {_select('field', [(field, field) for field in fields])}</label>"
        f"<label>把握 {_select('confidence', sure)}</label>"
        '<label>查找 <input name="words" type="search" autocomplete="off"></label><output></output>'
        f'{views if pages else ""}</form>\n<p class="keys">{_HELP}{_HELP_PAGES if pages else ""}</p>'
    )


def _select(name: str, options: Sequence[tuple[str, str]]) -> str:
    choices = "".join(f'<option value="{_text(value)}">{_text(words)}</option>' for value, words in options)
    return f'<select name="{name}"><option value="">全部</option>{choices}</select>'


def _list(values: Sequence[EvidenceValue], notice: Notice) -> str:
    sections = []
    for field in dict.fromkeys(value.field for value in values):
        own = [(at, value) for at, value in enumerate(values) if value.field == field]
        rows = "\n".join(_item(at, value, notice) for at, value in own)
        sections.append(f"<section><h2>{_text(field)}（{len(own)}）</h2>\n<ol>\n{rows}\n</ol></section>")
    return "\n".join(sections)


def _item(at: int, value: EvidenceValue, notice: Notice) -> str:
    check = ' <span class="check">【请核对】</span>' if value.check else ""
    where = place(value.evidence, notice.source) or "原文没有直接写明"
    lines = [*(f"{label}：{text}" for label, text in value.details), f"{where}　把握：{CONFIDENCE_WORDS[value.confidence]}"]
    details = "".join(f"<small>{_text(line)}</small>" for line in lines)
    units = _text(json.dumps(value.units, ensure_ascii=False))
    data = f'data-i="{at}" data-field="{_text(value.field)}" data-confidence="{value.confidence}" data-units="{units}"'
    return f'<li tabindex="0" {data}{" data-check" if value.check else ""}><b>{_text(value.title)}</b>{check}{details}</li>'


def _text(text: str) -> str:
    """Text as it may stand in HTML, in attributes too."""
    return escape(visible(text), quote=True)
