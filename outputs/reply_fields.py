"""What a reply template asks, as a list: the frame into which answers are read back.

One field is one answer; it may consist of several controls (the boxes of a choice, the parts of a date).
The list is made from the blocks of the template itself, so the two cannot part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.model.notice import AnswerType, Indicator, Notice
from outputs.reply_blocks import Block, Check, Fill, Keys, Line
from outputs.reply_docx_writer import reply_blocks
from outputs.reply_kinds import ReplyKind
from outputs.reply_questions import question_label
from outputs.reply_targets import ReplyTarget
from outputs.reply_wording import one_line
from outputs.wording import ANSWER_TYPES

__all__ = ["Control", "ReplyField", "reply_fields"]


@dataclass(frozen=True, kw_only=True)
class Control:
    """One blank or box in the file. ``key`` is its tag, told apart by #2, #3 where that comes again;
    ``shown`` is what it shows while it is empty."""

    key: str
    shown: str
    option: str | None = None
    """The words beside a box to tick; None for a blank to write in."""


@dataclass(frozen=True, kw_only=True)
class ReplyField:
    """``name`` is unique in the template. ``about``: the question or the task in words; ``asked``: the notice wants it."""

    name: str
    label: str
    about: str = ""
    number: str = ""
    type: AnswerType | None = None
    unit_of_measure: str = ""
    options: tuple[str, ...] = ()
    asked: bool = False
    controls: tuple[Control, ...]

    @property
    def type_name(self) -> str:
        return ANSWER_TYPES[self.type] if self.type else "文字"


def reply_fields(target: ReplyTarget, notice: Notice, *, kind: ReplyKind | None = None) -> tuple[ReplyField, ...]:
    """All fields of the template of ``target``, in their order."""
    keys = Keys()
    groups: dict[str, list[tuple[Fill | Check, Control]]] = {}
    for piece in _controls(reply_blocks(target, notice, kind=kind)):
        control = Control(key=keys.of(piece.tag), shown=piece.text, option=piece.text.strip() if isinstance(piece, Check) else None)
        groups.setdefault(piece.group or control.key, []).append((piece, control))
    questions = {f"Q{place}": (question_label(item, place), item) for place, item in enumerate(target.questions, start=1)}
    tasks = {task.id: task.title for task in target.tasks}
    return tuple(_field(name, parts, questions, tasks) for name, parts in groups.items())


def _controls(blocks: Iterable[Block]) -> Iterator[Fill | Check]:
    for block in blocks:
        lines = [block.pieces] if isinstance(block, Line) else [pieces for row in block.rows for pieces in row]
        for pieces in lines:
            yield from (piece for piece in pieces if not isinstance(piece, str))


def _field(
    name: str, parts: list[tuple[Fill | Check, Control]], questions: dict[str, tuple[str, Indicator]], tasks: dict[str, str]
) -> ReplyField:
    first = parts[0][0]
    number, question = questions.get(name.partition(".")[0].removesuffix("佐证"), ("", None))
    about = question.text if question is not None else tasks.get(name.partition("-")[0], "")
    unit = next((blank.unit_of_measure for blank in (question.blanks if question else ()) if blank.type == first.type), None)
    options = tuple(control.option for _, control in parts if control.option)
    return ReplyField(
        name=name,
        label=one_line((first.label if isinstance(first, Fill) else "") or (f"第{number}题" if number else first.tag)),
        about=one_line(about),
        number=number,
        type=first.type,
        unit_of_measure=unit or (question.unit_of_measure if question and first.type else None) or "",
        options=options or (first.choices if isinstance(first, Fill) else ()),
        asked=first.asked,
        controls=tuple(control for _, control in parts),
    )
