"""任务交办单: what one unit has to do for a notice, on one page, for the head of the unit to sign (DOMAIN c.2).

Words are quoted, and cut with …… where the page would not hold them; the place says where the rest stands.
The day of handing over and the office that hands over are blanks: the tool knows neither.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.model.certainty import CHECK_MARK, needs_check
from extractor.model.notice import Notice, Task, UnitRole
from outputs.base import OutputFile
from outputs.deadline_words import deadlines_of
from outputs.gongwen_page import gongwen_docx
from outputs.reply_blocks import EMPTY, Block, Fill, Grid, Line, Row, plain_text
from outputs.reply_checklist import channel_lines, contact_lines, flags_for
from outputs.reply_docx_writer import reply_file_names
from outputs.reply_questions import question_label
from outputs.reply_targets import ReplyTarget, reply_targets
from outputs.reply_wording import also_named, citation, one_line, task_deadlines
from outputs.reply_wordml import body_xml, clean
from outputs.text_layout import wrapped
from outputs.wording import UNIT_ROLES, place

__all__ = ["FOLDER", "DispatchDocxWriter", "dispatch_blocks"]

FOLDER = "任务交办单"
_HEADER = ("序", "任务事项（原文位置）", "工作要求（原文摘录）", "角色", "完成时限（原文）", "成果形式")
_WIDTHS = (7, 40, 44, 11, 36, 18)
_ROOMS = ((400, 200, 6), (200, 120, 5), (120, 80, 4), (80, 60, 3), (56, 46, 3), (42, 36, 2), (30, 30, 2), (20, 22, 1))
"""Letters of an excerpt, letters of another cell, points below the table: the first that stays on the page is taken."""
_BRIEF = 60
_PAGE = 615.0
"""Points of the type area (225 mm), less one line of safety."""
_ROLE_ORDER: tuple[UnitRole, ...] = ("lead", "responsible", "cooperating")


class DispatchDocxWriter:
    """One slip per addressee; nothing for a notice that gives nobody a task."""

    def files(self, notice: Notice) -> Iterator[OutputFile]:
        targets = reply_targets(notice)
        for target, name in zip(targets, reply_file_names(notice, targets, folder=FOLDER), strict=True):
            yield OutputFile(name, gongwen_docx(body_xml(dispatch_blocks(target, notice)), title=clean(f"{target.unit}任务交办单")))


def dispatch_blocks(target: ReplyTarget, notice: Notice) -> tuple[Block, ...]:
    """The slip from the top down, with as many words of the notice as one page holds; all tasks in any case."""
    for room in _ROOMS:
        blocks = tuple(_blocks(target, notice, *room))
        if sum(map(_height, blocks)) <= _PAGE:
            break
    return blocks


def _height(block: Block) -> float:
    """Points that a block will take, counted generously."""
    if isinstance(block, Line):
        size, pitch = (22, 34) if block.style == "title" else (12, 20)
        return pitch * len(wrapped(plain_text((block,)), 2 * 442 / size))
    heights = [_row_height(tuple((name,) for name in block.header)), *map(_row_height, block.rows)]
    return sum(heights) + 8


def _row_height(row: Row) -> float:
    texts = ("".join(piece for piece in pieces if isinstance(piece, str)) for pieces in row)
    lines = (len(wrapped(text, 2 * (width - 2.5) / 25.4 * 72 / 9)) for text, width in zip(texts, _WIDTHS, strict=True))
    return max(lines) * 13.2 + 2


def _blocks(target: ReplyTarget, notice: Notice, longest: int, other: int, points: int) -> Iterator[Block]:
    yield Line(style="title", pieces=(Fill(tag="交办单位", text="【交办单位】"), "任务交办单"))
    date = (Fill(tag=f"交办日期-{unit}", text=EMPTY, label=f"交办日期 {unit}") for unit in "年月日")
    parts = [piece for blank, unit in zip(date, "年月日", strict=True) for piece in (blank, unit)]
    yield Line(style="slip", pieces=(f"编号：{_number(target, notice)}　　交办日期：", *parts))
    yield Line(style="slip", pieces=("来文：", *citation(notice)))
    yield Line(style="slip", pieces=(f"承办单位：{one_line(target.unit)}（{_shares(target)}）{also_named(target.other_names)}",), keep=True)
    yield _table(target, notice, longest, other)
    handing_in = [_excerpt(words, 2 * other) for words in (*channel_lines(notice), *contact_lines(notice))]
    yield from _numbered("报送要求", handing_in, points, empty="来文未写明，请与发文单位联系确认。")
    yield from _numbered("待核实", [_excerpt(one_line(flag), 2 * other) for flag in flags_for(target, notice)], points, empty="无。")
    yield from _signers()


def _number(target: ReplyTarget, notice: Notice) -> str:
    year = notice.metadata.issue_date.year if notice.metadata.issue_date else notice.metadata.year_context
    return "-".join(["DB", *([str(year)] if year else []), one_line(notice.doc_id), one_line(target.unit)])


def _shares(target: ReplyTarget) -> str:
    counts = [(UNIT_ROLES[role], len(target.tasks_as(role))) for role in _ROLE_ORDER]
    words = [f"{name} {count} 项" for name, count in counts if count]
    return "、".join([*words, *([f"填报 {len(target.questions)} 题"] if target.questions else [])])


def _table(target: ReplyTarget, notice: Notice, longest: int, other: int) -> Grid:
    ordered = [task for role in _ROLE_ORDER for task in target.tasks_as(role)]
    rows: list[Row] = [_row(at, task, target, notice, longest, other) for at, task in enumerate(ordered, start=1)]
    if target.questions:
        rows.append(_questions_row(len(rows) + 1, target, longest))
    return Grid(header=_HEADER, widths=_WIDTHS, rows=tuple(rows), small=True)


def _row(at: int, task: Task, target: ReplyTarget, notice: Notice, longest: int, other: int) -> Row:
    where = place(task.evidence, notice.source)
    number = one_line(task.number) if task.number else ""
    position = "，".join(part for part in (number, where) if part)
    check = CHECK_MARK if needs_check(task) else ""
    role = UNIT_ROLES[target.roles[task.id]] + ("（排序第一）" if task.presumptive_lead in target.names and not task.lead_units else "")
    return (
        (str(at),),
        (f"{_excerpt(one_line(task.title), other)}{check}" + (f"（{position}）" if position else ""),),
        (_excerpt(one_line(task.quote), longest),),
        (role,),
        (_excerpt("；".join(_deadlines(task, notice, brief=other < _BRIEF)), 2 * other) or "文中未写明",),
        (_excerpt("、".join(map(one_line, task.deliverables)), other) or "—",),
    )


def _deadlines(task: Task, notice: Notice, *, brief: bool) -> tuple[str, ...]:
    """The words with what they come to; where room is short, the words alone."""
    if not brief:
        return task_deadlines(task, notice)
    return tuple(one_line(deadline.quote) for deadline in deadlines_of(task, notice))


def _questions_row(at: int, target: ReplyTarget, longest: int) -> Row:
    labels = "、".join(question_label(question, place) for place, question in enumerate(target.questions, start=1))
    words = _excerpt(f"共{len(target.questions)}题：第{labels}题", max(60, longest))
    return ((str(at),), ("指标填报",), (words,), ("填报",), ("见任务时限",), ("—",))


def _excerpt(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 2]}……"


def _numbered(name: str, points: list[str], most: int, *, empty: str) -> Iterator[Line]:
    if not points:
        yield Line(style="slip", pieces=(f"{name}：{empty}",))
        return
    shown = [f"{at}. {point}" if len(points) > 1 else point for at, point in enumerate(points[:most], start=1)]
    more = f"；另有 {len(points) - most} 项见任务分解表" if len(points) > most else ""
    yield Line(style="slip", pieces=(f"{name}：{'；'.join(point.rstrip('。；') for point in shown)}{more}。",))


def _signers() -> Iterator[Line]:
    opinion = Fill(tag="承办单位意见", text="【请填写】", label="承办单位意见")
    yield Line(style="slip", pieces=("承办单位意见：", opinion), keep=True)
    names = ("承办人", "分管领导", "日期")
    pieces = [piece for name in names for piece in (f"{name}：", Fill(tag=name, text=EMPTY, label=name), "　")]
    yield Line(style="slip", pieces=tuple(pieces), keep=True)
    yield Line(style="slip_end", pieces=("（交办单位盖章）",))
