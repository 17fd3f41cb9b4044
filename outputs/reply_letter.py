"""The reply of a unit: a letter that answers the notice point by point (DOMAIN c.3).

Kind of letter, closing and sender are offered, not decided: they depend on who stands above whom.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.model.notice import Notice
from outputs.reply_blocks import EMPTY, Block, Fill, Line, Piece
from outputs.reply_kinds import ReplyKind
from outputs.reply_questions import question_grid
from outputs.reply_targets import ReplyTarget
from outputs.reply_tasks import ROLE_SECTIONS, task_blocks
from outputs.reply_wording import chinese_numeral, citation, one_line, short_title

__all__ = ["letter_blocks", "recipient_line"]

_LETTER_KINDS = ("函", "复函", "报告", "情况反馈")
_CLOSINGS = ("专此报送，请查收。", "特此报告。", "特此函复。")
_CLOSING_OF: dict[str | None, str] = {"报告": _CLOSINGS[1], "复函": _CLOSINGS[2]}
_HANDED_IN = ("submission", "form", "questionnaire")
_NO_ATTACHMENT = re.compile(r"佐证|(?:纸质|电子|书面|扫描)[版件]?$")
"""Evidence has its own list; the form in which something is handed in is not a thing handed in."""
_REPORTED = ("action", "one_thing", "duty", "conditional_action")


def letter_blocks(target: ReplyTarget, notice: Notice, *, kind: ReplyKind | None = None) -> Iterator[Block]:
    """The letter; ``kind``, if the clerk has chosen one, decides what it is called and how it closes."""
    yield Line(style="number", pieces=(Fill(tag="发文字号", text="【发文字号】", label="本单位发文字号"),))
    yield from _title(target, notice, kind)
    yield recipient_line(notice)
    yield Line(pieces=(*citation(notice), "收悉。现将有关情况报送如下："))
    yield from _numbered(_sections(target, notice))
    yield Line(pieces=(Fill(tag="结束语", text=_CLOSING_OF.get(kind, _CLOSINGS[0]), label="结束语（可选）", choices=_CLOSINGS),))
    yield Line(pieces=("",))
    yield from _attachments(target)
    yield Line(pieces=("",), keep=True)
    yield from _signature(target)


def recipient_line(notice: Notice) -> Line:
    """The issuing authority in full, with a colon; a visible blank where the notice names none."""
    issuers = notice.metadata.issuing_authorities
    if issuers:
        return Line(style="recipient", pieces=(f"{'、'.join(map(one_line, issuers))}：",))
    return Line(style="recipient", pieces=(Fill(tag="主送机关", text="【请填写：主送机关（来文未写明发文机关）】"), "："))


def _title(target: ReplyTarget, notice: Notice, chosen: ReplyKind | None) -> Iterator[Block]:
    if target.group:
        yield Line(style="title", pieces=(Fill(tag="单位全称", text="【单位全称】"),), keep=True)
    else:
        yield Line(style="title", pieces=(one_line(target.unit),), keep=True)
    cited = short_title(notice) or Fill(tag="来文标题", text="【请填写：来文标题】")
    kind = Fill(tag="文种", text=chosen or _LETTER_KINDS[0], label="文种（按隶属关系选）", choices=_LETTER_KINDS)
    yield Line(style="title", pieces=("关于报送", cited, "有关工作情况的", kind))


def _sections(target: ReplyTarget, notice: Notice) -> Iterator[tuple[str, tuple[Block, ...]]]:
    for role, name in ROLE_SECTIONS:
        tasks = target.tasks_as(role)
        if tasks:
            yield name, tuple(task_blocks(tasks, target, notice))
    if target.questions:
        yield "指标填报", (question_grid(target.questions),)
    if any(task.kind in _REPORTED for task in target.tasks):
        for name in ("存在问题", "下一步打算"):
            yield name, (Line(pieces=(Fill(tag=name, text=f"【请填写：{name}，没有的写“无”】", label=name, asked=True),)),)


def _numbered(sections: Iterator[tuple[str, tuple[Block, ...]]]) -> Iterator[Block]:
    for place, (name, blocks) in enumerate(sections, start=1):
        yield Line(style="heading1", pieces=(f"{chinese_numeral(place)}、{name}",), keep=True)
        yield from blocks


def _attachments(target: ReplyTarget) -> Iterator[Block]:
    handed_in = (one_line(words) for task in target.tasks if task.kind in _HANDED_IN for words in task.deliverables)
    titles = [*dict.fromkeys(words for words in handed_in if not _NO_ATTACHMENT.match(words)), "佐证材料目录"]
    for place, title in enumerate(titles, start=1):
        lead = "附件：" if place == 1 else "　　　"
        yield Line(style="attachment", pieces=(f"{lead}{place}. {title}" if len(titles) > 1 else f"{lead}{title}",))


def _signature(target: ReplyTarget) -> Iterator[Block]:
    hint = "【单位全称】" if target.group else f"【{one_line(target.unit)}（请写全称）】"
    yield Line(style="signature", pieces=(Fill(tag="署名", text=hint, label="单位全称"), "（盖章）"), keep=True)
    yield Line(style="signature", pieces=_date_blank(), keep=True)
    name, phone = Fill(tag="联系人", text=EMPTY), Fill(tag="联系电话", text=EMPTY)
    yield Line(pieces=("（联系人：", name, "，联系电话：", phone, "）"))


def _date_blank() -> tuple[Piece, ...]:
    parts = (Fill(tag=f"成文日期-{unit}", text=EMPTY, label=f"成文日期 {unit}") for unit in "年月日")
    return tuple(piece for part, unit in zip(parts, "年月日", strict=True) for piece in (part, unit))
