"""Deadlines as a clerk reads them: the words of the document first, what they come to beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from extractor.model.notice import Deadline, Notice, Task
from outputs.wording import DEADLINE_CLASSES, FALLS_ON, NOT_STATED, mark, reading_text

__all__ = [
    "dated_parts",
    "deadline_hints",
    "deadline_phrase",
    "deadlines_of",
    "due_of",
    "never_overdue",
    "sorting_key",
    "task_deadline_words",
]

_BINDING = ("due", "event_time", "window")
_UNDATED_ORDER = ("recurring", "relative", "event", "prompt", "fixed", "range", "composite", "open_ended")
_GUESSED_YEAR = ("document_date", "context_note", "context")


def deadlines_of(task: Task, notice: Notice) -> tuple[Deadline, ...]:
    """Those of the task, in its order; ids that the notice does not have are passed over."""
    known = {deadline.id: deadline for deadline in notice.deadlines}
    return tuple(known[key] for key in dict.fromkeys(task.deadline_ids) if key in known)


def due_of(deadlines: Sequence[Deadline]) -> Deadline | None:
    """The dated deadline on which the task must be finished: the last binding one, else the last interim date."""
    dated = [deadline for deadline in deadlines if deadline.due is not None]
    binding = [deadline for deadline in deadlines if deadline.role in _BINDING]
    pool = [deadline for deadline in dated if deadline.role in _BINDING] if binding else dated
    return max(pool, key=lambda deadline: (deadline.due or date.min, deadline.due_time or ""), default=None)


def dated_parts(deadline: Deadline) -> tuple[tuple[str, date], ...]:
    """Words and day of each part of a deadline that names several days; nothing for one that has a single day."""
    dated = tuple((reading_text(part.text), part.due) for part in deadline.parts if part.due is not None)
    return dated if len(dated) > 1 else ()


def never_overdue(deadline: Deadline) -> bool:
    """Open-ended work has no day on which it is late, also after a dated first part."""
    return deadline.class_ == "open_ended" or any(part.class_ == "open_ended" for part in deadline.parts) or "持续" in deadline.quote


def task_deadline_words(task: Task, notice: Notice) -> str:
    """All deadlines of a task, 未写明 if there is none."""
    deadlines = deadlines_of(task, notice)
    if not deadlines:
        return f"{NOT_STATED}（常态职责）" if task.kind == "duty" else NOT_STATED
    ordered = sorted(deadlines, key=lambda deadline: deadline.role not in _BINDING)
    several = len({deadline.due for deadline in deadlines}) > 1
    return "；".join(deadline_phrase(deadline, dated=several) for deadline in ordered) + mark(task.deadline_source)


def deadline_phrase(deadline: Deadline, *, dated: bool = False) -> str:
    """The quote with its notes in one bracket. ``dated``: the date too, for where no date column can say it."""
    words = reading_text(deadline.quote)
    notes = [note for note in _notes(deadline) if note not in words]
    if dated and deadline.due is not None and not dated_parts(deadline):
        notes.insert(0, deadline.due.isoformat())
    return words + (f"（{'，'.join(notes)}）" if notes else "")


def deadline_hints(deadline: Deadline) -> tuple[str, ...]:
    """What to watch at this deadline."""
    hints = [FALLS_ON[deadline.falls_on]] if deadline.falls_on else []
    if deadline.due_time == "24:00":
        hints.append("当日24:00前")
    if deadline.business_close:
        hints.append("下班前")
    if deadline.irreversible:
        hints.append("提交后不能修改")
    return (*hints, *map(reading_text, deadline.flags))


def sorting_key(deadline: Deadline) -> tuple[bool, date, str, int]:
    """Dated first in order of time, then periodic, relative and triggered ones, open-ended last."""
    return (deadline.due is None, deadline.due or date.max, deadline.due_time or "", _UNDATED_ORDER.index(deadline.class_))


def _notes(deadline: Deadline) -> list[str]:
    notes = []
    if deadline.class_ not in ("fixed", "range", "prompt"):
        days = "、".join(due.isoformat() for _, due in dated_parts(deadline))
        notes.append(DEADLINE_CLASSES[deadline.class_] + (f"：{days}" if days else ""))
    if never_overdue(deadline) and "持续推进" not in notes:
        notes.append("持续推进")
    if deadline.role not in ("due", "window"):
        notes.append({"milestone": "阶段目标", "phase": "阶段", "goal": "目标", "event_time": "活动时间"}[deadline.role])
    if deadline.base_event and deadline.base_event not in reading_text(deadline.quote):
        notes.append(f"自{reading_text(deadline.base_event)}起算")
    if deadline.year_source in _GUESSED_YEAR and deadline.due is not None:
        notes.append(f"{deadline.due.year}年为推定")
    return notes
