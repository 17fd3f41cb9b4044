"""When a task counts as handed in."""

from __future__ import annotations

from extractor.model.notice import Metadata, Notice, Source, Task
from outputs.collection_progress import task_progress
from outputs.collection_sheets import Reply
from outputs.reply_answers import Answer
from outputs.reply_fields import ReplyField
from outputs.reply_targets import reply_targets

TASK = Task(id="T1", title="填报", kind="questionnaire", quote="填报", responsible_units=("市水务局",))
NOTICE = Notice(doc_id="n", source=Source(name="n.txt", format="txt", sha256="0", text=""), metadata=Metadata(), tasks=(TASK,))
FIELDS = (
    ReplyField(name="T1-完成情况", label="T1 完成情况", asked=True, controls=()),
    ReplyField(name="Q1", label="第1题", number="1", asked=True, controls=()),
    ReplyField(name="Q2", label="第2题", number="2", asked=True, controls=()),
)


def reply(file: str, faulty: str = "", **parts: str) -> Reply:
    values = {name.replace("_", "-"): words for name, words in parts.items()}
    answers = tuple(
        Answer(field=field, parts=(values[field.name],) if field.name in values else (), faults=("不对",) if field.name == faulty else ())
        for field in FIELDS
    )
    return Reply(unit="市水务局", file=file, answers=answers)


def progress(*replies: Reply) -> dict[str, str]:
    return task_progress(NOTICE, {"市水务局": replies}, reply_targets(NOTICE)).get("T1", {})


def test_collection_progress_letter_and_sheet_together_answer_a_task() -> None:
    letter, sheet = reply("a.docx", T1_完成情况="已办结"), reply("a.xlsx", Q1="1", Q2="2")
    assert progress() == {}
    assert progress(letter)["status"] == "推进中"
    assert progress(letter, sheet)["status"] == "已报送"


def test_collection_progress_a_faulty_answer_is_no_answer() -> None:
    found = progress(reply("a.docx", "Q2", T1_完成情况="已办结", Q1="1", Q2="几座"))
    assert (found["status"], found["progress"]) == ("推进中", "已办结；已答2/2项，1项需核对")
