"""Cut what a converter glued together at the head of a document: date, title, recipients, first sentence.

Some converters drop the line breaks of the head, where lines are short and centred. The title is then
followed at once by the recipients ("…的通知各乡镇人民政府：") or by the text.
"""

from __future__ import annotations

from extractor.text.passage import Passage
from patterns import lazy_re as re

__all__ = ["unglue"]

_KIND = r"(?:通知|通报|函|意见|方案|公告|通告|纪要|报告|批复|决定|启事|办法|细则|要点)"
_DATE_THEN_TITLE = re.compile(r"^[^。，；]{0,40}\d{4}年\d{1,2}月\d{1,2}日 ?(?=关于[^。；]{4,80}的" + _KIND + ")")
_TITLE_THEN_RECIPIENTS = re.compile(
    r"^[^。；：]{0,40}?关于[^。；：]{4,90}的" + _KIND + r" ?(?=[各市县区省州旗驻局委办院校厂公机][^。；]{2,300}：$)"
)
_TITLE_THEN_TEXT = re.compile(r"^关于[^。；：]{4,60}的" + _KIND + r" ?(?=[^，。；、：》（要精有的等及和中所规][^。]{10,}[。：])")


def unglue(passage: Passage) -> list[Passage]:
    """``passage`` in the pieces that stood on lines of their own; itself where nothing is glued."""
    pieces: list[Passage] = []
    rest = passage
    if match := _DATE_THEN_TITLE.match(rest.text):
        pieces.append(rest.cut(0, match.end()))
        rest = rest.cut(match.end(), len(rest.text))
        if text := _TITLE_THEN_TEXT.match(rest.text):
            pieces.append(rest.cut(0, text.end()))
            rest = rest.cut(text.end(), len(rest.text))
    if match := _TITLE_THEN_RECIPIENTS.match(rest.text):
        pieces.append(rest.cut(0, match.end()))
        rest = rest.cut(match.end(), len(rest.text))
    return [*pieces, rest]
