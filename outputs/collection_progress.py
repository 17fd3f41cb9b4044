"""What the replies say of each task, as the ledger wants it: progress, problems, next step, and whether all have answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extractor.model.notice import Notice, Task
from outputs.collection_sheets import Reply
from outputs.deadline_words import deadlines_of
from outputs.reply_answers import Answer
from outputs.reply_targets import ReplyTarget

__all__ = ["task_progress"]

_OWN_COLUMNS = {"problems": "存在问题", "next_step": "下一步打算"}
_ASKING = ("questionnaire", "form")
_LASTING = ("open_ended", "recurring")
"""One reply does not settle what goes on or comes again."""


def task_progress(notice: Notice, replies: Mapping[str, Sequence[Reply]], targets: Sequence[ReplyTarget]) -> dict[str, dict[str, str]]:
    """Follow-up fields by task id; nothing for a task that nobody answered. ``replies`` by unit."""
    found = {}
    for task in notice.tasks:
        asked = [target for target in targets if task.id in target.roles]
        given = [(target, reply) for target in asked for reply in replies.get(target.unit, ()) if reply.file and _given(task, reply)]
        if given:
            found[task.id] = _fields(task, notice, asked, given)
    return found


def _fields(task: Task, notice: Notice, asked: Sequence[ReplyTarget], given: Sequence[tuple[ReplyTarget, Reply]]) -> dict[str, str]:
    many = len(asked) > 1 or asked[0].group
    fields = {"progress": _joined(((target, reply, _progress(task, reply)) for target, reply in given), many)}
    for field, name in _OWN_COLUMNS.items():
        fields[field] = _joined(((target, reply, _words(reply, f"{task.id}-{name}")) for target, reply in given), many)
    if not any(deadline.class_ in _LASTING for deadline in deadlines_of(task, notice)):
        fields["status"] = "已报送" if _settled(task, asked, given) else "推进中"
    return {field: value for field, value in fields.items() if value}


def _settled(task: Task, asked: Sequence[ReplyTarget], given: Sequence[tuple[ReplyTarget, Reply]]) -> bool:
    """Every addressee has answered all that the task asks, in one file or several (the letter in Word, the questions in Excel).
    How many units a group has, nobody says: it never counts as all."""
    wanted, done = set(), set()
    for target, reply in given:
        for answer in _asked(task, reply):
            wanted.add((target.unit, answer.field.name))
            if answer.given and not answer.faults:
                done.add((target.unit, answer.field.name))
    units = {unit for unit, _ in wanted}
    return wanted == done and all(target.unit in units and not target.group for target in asked)


def _asked(task: Task, reply: Reply) -> tuple[Answer, ...]:
    """The answers that belong to the task; a form that does not tell its tasks apart answers all of them."""
    own = [answer for answer in reply.asked if answer.field.name.startswith(f"{task.id}-")]
    if task.kind in _ASKING:
        own += [answer for answer in reply.asked if answer.field.number]
    return tuple(own) or reply.asked


def _given(task: Task, reply: Reply) -> bool:
    return any(answer.given for answer in _asked(task, reply))


def _progress(task: Task, reply: Reply) -> str:
    answers = _asked(task, reply)
    columns = {f"{task.id}-{name}" for name in _OWN_COLUMNS.values()}
    told = [answer for answer in answers if answer.given and not answer.field.number and answer.field.name not in columns]
    parts = [answer.text if len(told) == 1 else f"{answer.field.label.removeprefix(f'{task.id} ')}：{answer.text}" for answer in told]
    questions = [answer for answer in answers if answer.field.number]
    if questions:
        faulty = sum(bool(answer.faults) for answer in questions)
        parts.append(f"已答{sum(answer.given for answer in questions)}/{len(questions)}项" + (f"，{faulty}项需核对" if faulty else ""))
    return "；".join(parts)


def _words(reply: Reply, name: str) -> str:
    return next((answer.text for answer in reply.answers if answer.field.name == name and answer.given), "")


def _joined(said: Iterator[tuple[ReplyTarget, Reply, str]], many: bool) -> str:
    """One line per reply, headed by whose it is where several answer."""
    return "\n".join(f"{_sender(target, reply)}：{words}" if many else words for target, reply, words in said if words)


def _sender(target: ReplyTarget, reply: Reply) -> str:
    return f"{target.unit}（{reply.signed}）" if target.group and reply.signed else target.unit
