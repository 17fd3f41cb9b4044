"""Which line goes on where the line above it was cut?

Page breaks and hard line ends fall into the middle of sentences and words (TRAPS T11, T28). A line is
joined to the one above if that one is not finished and this one does not begin anything new.
"""

from __future__ import annotations

from extractor.text.numbering import number_at_start
from extractor.text.passage import Passage
from patterns import lazy_re as re

__all__ = ["is_continuation"]

_CUT_NUMBER = re.compile(r"(?:[月日号][前底至，内、起上中下初止（将把\d]|时[前，]|[%％]|个?工作日)")
"""What goes on with a number at the end of the line above, whatever the two lines look like: 本月25 / 日前报送."""
_FINISHED = re.compile(r"[。！？；：:;”】〕)]$|[。！？]）$|[。；]（(?:[^（）]|（[^（）]*）){2,200}）$")
"""Also a clause in brackets behind the last full stop: …投入使用。（甲科牵头，乙科配合）"""
_LABEL = re.compile(
    r"(?:索引号|名称|标题|文号|发文字号|发布机构|发文机关|主题分类|成文日期|发文日期|发布日期|发布时间|有效性|信息来源|附件?|附表|附录|抄送|抄报|报送|主送|分送|主题词|联系人|联系电话|电话|传真|邮箱|电子邮箱|地址|注|备注|说明|填表说明|参加人员|出席|列席|请假|主持|记录"
    r"|责任(?:单位|部门|领导|科室|人)|牵头(?:单位|部门)|配合单位|完成时限|时限要求?|组长|副组长|成员)\d{0,2}[：:（]|附件?\d{0,2}$|特此|（此件|（联系人"
)
_DATE_ALONE = re.compile(
    r"^[^，。；]{0,24}(?:\d{4}|[一二三四五六七八九〇零O○]{2,4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日(?:印发)?$"
)
_UNIT_ALONE = re.compile(
    r"^[^，。；：、]{2,24}(?:局|委|办|厅|部|院|会|中心|政府|公司|处|科|队|学校|大学|办公室|委员会|指挥部|小组|馆|站|所)$"
)
_TITLE = re.compile(
    r"(?:通知|通报|函|意见|方案|公告|通告|办法|细则|规定|要点|计划|清单|纪要|报告|批复|决定|通知书|责任书|分解表|安排表|指标表|启事|简报)(?:（[^）]{1,8}）)?$"
)
_RECIPIENTS = re.compile(r"^[^。；？！]{2,400}：$")
_OPEN, _CLOSE = "（〔《“「『", "）〕》”」』"
_LONG = 28
_BEGUN = re.compile(r"^请[各你贵]|日前|底前|月前|^(?:各|现)[^，。；：]{1,20}(?:要|应|须|将|于)")
"""A line with such words is the beginning of a sentence, however short the line."""
_LONG_ENOUGH = 16
_ENDS_IN_NUMBER = re.compile(r"\d{6,}$")


def is_continuation(above: Passage, below: Passage) -> bool:
    """Whether ``below`` goes on with the sentence that ``above`` leaves open."""
    if _DATE_ALONE.match(below.text) or _ENDS_IN_NUMBER.search(above.text):  # a line of telephone numbers is a line of its own
        return False
    if above.text[-1].isdigit() and _CUT_NUMBER.match(below.text):
        return True
    if _begins_something(below.text):
        return _bracket_open(above.text) and not number_at_start(below.text)
    if _bracket_open(above.text) and _closes(below.text):
        return True
    if _FINISHED.search(above.text) or (above.text[0] == "（" and above.text[-1] == "）" and not _bracket_open(above.text)):
        return False
    if above.text[-1] in "，、":
        return True
    if (_TITLE.search(above.text) and not re.search(r"[。；]|，.*，", above.text)) or _DATE_ALONE.match(above.text):
        return False
    if "。" in above.text:  # a sentence was begun and has no end
        return True
    if len(above.text) >= _LONG_ENOUGH and _BEGUN.search(above.text) and below.text[-1] in "。；" and not _short_heading(above.text):
        return True
    return len(above.text) >= _LONG and not _RECIPIENTS.match(below.text) and not _short_heading(above.text)


def _begins_something(text: str) -> bool:
    return bool(number_at_start(text) or _LABEL.match(text) or _DATE_ALONE.match(text) or (_UNIT_ALONE.match(text) and len(text) <= 24))


def _bracket_open(text: str) -> bool:
    """A bracket of the last stretch is still open. Kinds are not told apart: 〔 closed by ] is common."""
    tail = text[-400:]
    return sum(tail.count(c) for c in _OPEN) > sum(tail.count(c) for c in _CLOSE)


def _closes(text: str) -> bool:
    depth = 0
    for ch in text[:400]:
        depth += (ch in _OPEN) - (ch in _CLOSE)
        if depth < 0:
            return True
    return False


def _short_heading(text: str) -> bool:
    numbered = number_at_start(text)
    return bool(numbered and numbered.level <= 2 and len(text) <= 40 and text.count("，") < 2)
