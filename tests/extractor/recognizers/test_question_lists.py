"""Questions that stand in numbered paragraphs, not in a table."""

from __future__ import annotations

from datetime import date

from extractor.model.draft import TaskDraft
from extractor.model.notice import Indicator
from extractor.readers.txt_reader import document_of_text
from extractor.recognizers.indicators import recognize_indicators
from extractor.recognizers.table_tasks import recognize_table_tasks
from extractor.tables.grid import build_grids
from extractor.text.reading import read_text

LIST = """清河县数据局
数据质量测评问题清单

一、基础建设（分管领导：吴江；责任科室：信息科、规划科；5月6日前）

1、机房是否双路供电？如是，请附照片。（信息科）
2、服务器（　　）台，其中国产（　　）台。（信息科）
3、年度运维经费投入多少万元？填写到账金额。（规划科）

二、应用推广（分管领导：周敏；责任科室：业务科；5月8日前）

4、线上办件占比；
5、推广渠道有：（可多选）
A.网站　B.公众号　C.窗口
6、请简述推广做法。
"""


def read(text: str) -> tuple[tuple[Indicator, ...], tuple[TaskDraft, ...]]:
    document = document_of_text(text, name="t.txt", sha256="0")
    reading, grids = read_text(document), build_grids(document)
    days = {"5月6日": date(2024, 5, 6), "5月8日": date(2024, 5, 8)}
    found = recognize_indicators(
        reading, grids, due_at=lambda span: next((day for key, day in days.items() if key in text[span.start : span.end]), None)
    )
    return found, recognize_table_tasks(reading, grids, issuer=("清河县数据局",))


def test_question_lists_know_who_answers_by_when() -> None:
    found, _ = read(LIST)
    assert [i.answer_type for i in found] == ["boolean", "count", "amount", "percentage", "multiple_choice", "free_text"]
    assert [i.office for i in found] == ["信息科", "信息科", "规划科", "业务科", "业务科", "业务科"]
    assert [i.leader for i in found] == ["吴江"] * 3 + ["周敏"] * 3
    assert [i.due for i in found] == [date(2024, 5, 6)] * 3 + [date(2024, 5, 8)] * 3
    assert found[0].path == ("基础建设",)


def test_question_lists_tell_the_question_from_how_to_answer_it() -> None:
    found, _ = read(LIST)
    assert (found[0].text, found[0].instruction) == ("机房是否双路供电？", "如是，请附照片。")
    assert found[1].text == "服务器（ ）台，其中国产（ ）台。"
    assert found[4].options == ("网站", "公众号", "窗口")


def test_question_lists_give_one_task_per_leader_and_office() -> None:
    _, tasks = read(LIST)
    assert [(t.persons, t.offices, t.indicator_numbers) for t in tasks] == [
        (("吴江",), ("信息科",), ("1", "2")),
        (("吴江",), ("规划科",), ("3",)),
        (("周敏",), ("业务科",), ("4", "5", "6")),
    ]
    assert {LIST[t.span.start : t.span.end] for t in tasks} == {"清河县数据局\n数据质量测评问题清单"}


def test_question_lists_take_the_leader_from_a_line_below_the_heading() -> None:
    lines = "一、基础建设\n责任领导：吴江　责任科室：信息科　完成时限：5月6日前\n（1）机房面积\n（2）服务器数量为___台\n（3）是否双路供电\n"
    found, _ = read(f"附件1\n\n测评题目及分工\n\n{lines}")
    assert [(i.answer_type, i.leader, i.office) for i in found] == [(kind, "吴江", "信息科") for kind in ("number", "count", "boolean")]


def test_question_lists_orders_and_explanations_ask_nothing() -> None:
    for text in (
        "二、检查内容\n1.检查制度是否健全。\n2.检查台账是否完整。\n3.检查责任是否落实。\n",
        "填报说明\n1.单位名称填写全称。\n2.是否完成填写是或否。\n3.数量填写总数。\n",
        "一、工作任务\n1.建立工作台账。\n2.完善制度，提高办结率。\n3.加强宣传，报送信息不少于5条。\n",
    ):
        assert read(text)[0] == ()
