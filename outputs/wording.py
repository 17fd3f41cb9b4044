"""The words in which a Notice is shown to office staff: names of kinds, marks of inference, places.

Nothing here decides what is true; it only says it in plain Chinese. A value that the text does not
state never prints as "None": it is empty, or “未写明”.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from extractor.model.notice import Confidence, Evidence, Notice, Source, ValueSource

__all__ = [
    "ANSWER_TYPES",
    "CHANNELS",
    "CONFIDENCE_WORDS",
    "DATE_ROLES",
    "DEADLINE_CLASSES",
    "DEADLINE_ROLES",
    "FALLS_ON",
    "METADATA_FIELDS",
    "NOT_STATED",
    "OBSERVATION_KINDS",
    "PRESUMED",
    "TASK_KINDS",
    "UNIT_ROLES",
    "joined",
    "mark",
    "place",
    "printable",
    "reading_text",
    "review_messages",
    "title_of",
    "unit_origin",
]

NOT_STATED = "未写明"
PRESUMED = "（推定）"

TASK_KINDS = {
    "action": "工作任务",
    "submission": "材料报送",
    "form": "表格填报",
    "questionnaire": "指标填报",
    "meeting": "会议活动",
    "phase": "阶段",
    "group": "任务组",
    "one_thing": "“一件事”事项",
    "duty": "常态职责",
    "conditional_action": "有前提的任务",
}
DEADLINE_CLASSES = {
    "fixed": "固定时点",
    "range": "起止区间",
    "relative": "相对期限",
    "recurring": "周期报送",
    "event": "事件触发",
    "open_ended": "持续推进",
    "composite": "两段式",
    "prompt": "即时办理",
}
DEADLINE_ROLES = {
    "due": "完成时限",
    "milestone": "阶段目标",
    "phase": "阶段起止",
    "goal": "远期目标",
    "event_time": "活动时间",
    "window": "受理时段",
}
UNIT_ROLES = {"lead": "牵头", "responsible": "责任", "cooperating": "配合"}
CHANNELS = {
    "paper": "纸质报送",
    "email": "电子邮箱",
    "system": "系统填报",
    "fax": "传真",
    "package": "资料包",
    "onsite": "现场送交",
    "wechat_or_oa": "办公平台或工作群",
    "unspecified": "方式未写明",
}
ANSWER_TYPES = {
    "boolean": "是否",
    "count": "数量",
    "number": "数值",
    "percentage": "比率",
    "score": "得分",
    "amount": "金额",
    "date": "日期",
    "single_choice": "单选",
    "multiple_choice": "多选",
    "list": "列举",
    "free_text": "文字说明",
    "document": "提供材料",
}
OBSERVATION_KINDS = {"actual": "实际值", "target": "目标值", "forecast": "预计值", "benchmark": "对标值"}
CONFIDENCE_WORDS: dict[Confidence, str] = {"certain": "确定", "high": "较高", "medium": "中等", "low": "较低"}
DATE_ROLES = {
    "edition_year": "评价或版本年度",
    "issue_date": "成文日期",
    "information_period": "所述情况的时期",
    "observation_year": "数值所属年份",
    "past_event": "已发生的事",
    "data_period": "统计期",
    "data_cutoff": "统计截止日",
    "print_date": "印发日期",
    "service_standard": "服务时限标准",
    "publication_date": "发布日期",
    "service_hours": "办公时间",
}
"""Dates that bind nobody."""
METADATA_FIELDS = {
    "document_type": "文种",
    "document_subtype": "文种细类",
    "title": "标题",
    "document_number": "发文字号",
    "issue_number": "期号",
    "issuer_mark": "发文机关标志",
    "issuing_authorities": "发文机关",
    "issue_date": "成文日期",
    "print_date": "印发日期",
    "printing_office": "印发机关",
    "signatory": "签发人",
    "urgency": "紧急程度",
    "primary_recipients": "主送机关",
    "cc": "抄送",
    "publicity": "公开属性",
    "issued_instrument": "印发的文件",
    "references": "引用文件",
    "year_context": "所属年度",
}
FALLS_ON = {"weekend": "当日为周末", "holiday": "当日为法定节假日", "makeup_workday": "当日为调休上班日"}

_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_LINE_END = re.compile(r"[ \u3000]*\n\s*")


def printable(text: str) -> str:
    """``text`` without characters that no office program shows (controls, surrogates, direction marks)."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n"))


def reading_text(quote: str) -> str:
    """A quote as it is read: line breaks joined (a space stays only between two Latin words), cells parted."""
    text = printable(quote).strip().replace("\t", "　")
    return _LINE_END.sub(lambda found: _joint(text, found), text)


def joined(names: Iterable[str], separator: str = "、") -> str:
    """Non-empty names in order, each once."""
    return separator.join(dict.fromkeys(name for name in (reading_text(name) for name in names) if name))


def unit_origin(unit: str | None, source: ValueSource | None) -> str | None:
    """Whether the text says the unit of measure or only implies it."""
    return ("原文" if source in ("explicit", None) else "推定") if unit else None


def mark(source: ValueSource) -> str:
    """（推定） for what the text does not say in so many words."""
    return "" if source in ("explicit", "not_stated") else PRESUMED


def place(evidence: Iterable[Evidence], source: Source) -> str:
    """Where the first piece of evidence stands: page, table row, else line or paragraph, from 1."""
    first = next(iter(evidence), None)
    if first is None:
        return ""
    page = f"第{first.page}页" if first.page is not None else ""
    if first.table is not None and first.row is not None:
        return f"{page}表{first.table + 1}第{first.row + 1}行"
    line = source.text.count("\n", 0, first.start) + 1
    return page or f"第{line}{'行' if source.format == 'txt' else '段'}"


def title_of(notice: Notice) -> str:
    """The title, else the file name: every sheet names its document."""
    return reading_text(notice.metadata.title or "") or reading_text(notice.source.name) or notice.doc_id


def review_messages(notice: Notice) -> tuple[str, ...]:
    """What a clerk must check, each once, in the order of the result."""
    messages = (*notice.review_flags, *(check.message for check in notice.checks))
    return tuple(dict.fromkeys(text for text in (reading_text(message) for message in messages) if text))


def _joint(text: str, found: re.Match[str]) -> str:
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    return " " if _is_latin(before) and _is_latin(after) else ""


def _is_latin(character: str) -> bool:
    return character.isalnum() and unicodedata.east_asian_width(character) in ("Na", "N", "H")
