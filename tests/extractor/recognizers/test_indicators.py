"""Indicators of tables, lists and running text."""

from __future__ import annotations

from datetime import date

from extractor.model.document import Span
from extractor.model.notice import Indicator
from extractor.readers.txt_reader import document_of_text
from extractor.recognizers.indicators import recognize_indicators
from extractor.tables.grid import build_grids
from extractor.text.reading import read_text


def read(text: str, due: dict[str, date] | None = None) -> tuple[Indicator, ...]:
    document = document_of_text(text, name="t.txt", sha256="0")

    def due_at(span: Span) -> date | None:
        words = text[span.start : span.end]
        return next((day for key, day in (due or {}).items() if key in words), None)

    return recognize_indicators(read_text(document), build_grids(document), due_at=due_at)


FORM = """关于填报“数据开放”指标的通知

各科室：

请各科室于5月9日前将附表报送办公室。

附件
数据开放水平统计表

序号	基本信息要素	具体内容	填表说明
1	已开放数据集数量		需填写总数
2	是否建立更新机制		如已建立，请提供制度文件
3	收费情况		如有收费，请填写收费项目的名称
"""


def test_indicators_form_rows_carry_type_instruction_path_and_day() -> None:
    found = read(FORM, {"5月9日前": date(2023, 5, 9)})
    assert [(i.number, i.answer_type) for i in found] == [(1, "count"), (2, "boolean"), (3, "list")]
    assert found[1].instruction == "如已建立，请提供制度文件"
    assert {i.path for i in found} == {("数据开放", "数据开放水平")}
    assert {i.due for i in found} == {date(2023, 5, 9)}


def test_indicators_quote_is_the_cell_itself() -> None:
    found = read(FORM)
    assert found[0].evidence[0].quote == FORM[found[0].evidence[0].start : found[0].evidence[0].end] == "已开放数据集数量"


def test_indicators_topics_of_a_level_are_listed_one_by_one() -> None:
    text = "一、基本情况\n“服务能力”二级指标评价内容为事项梳理和归集情况、平台覆盖度及办理深度等；“共享水平”二级指标评价内容为数据更新、系统建设等情况。\n"
    found = read(text)
    assert [(i.text, i.path[-1]) for i in found] == [
        ("事项梳理和归集情况", "服务能力"), ("平台覆盖度", "服务能力"), ("办理深度", "服务能力"), ("数据更新", "共享水平"), ("系统建设", "共享水平"),
    ]  # fmt: skip
    assert {i.answer_type for i in found} == {None}


def test_indicators_requested_data_are_asked_for() -> None:
    found = read(
        "二、工作安排\n县财政局、县税务局负责将本系统扶持政策、享受扶持的企业数量及政策覆盖面（百分比）情况汇总后报指挥部办公室。\n"
    )
    assert [(i.text, i.answer_type) for i in found] == [
        ("本系统扶持政策", None),
        ("享受扶持的企业数量", "count"),
        ("政策覆盖面（百分比）", "percentage"),
    ]


def test_indicators_listed_questions_take_their_choices_from_below() -> None:
    found = read("问卷\n\n1. 您对环境是否满意？\nA. 满意 B. 一般 C. 不满意\n2. 您今年来过几次？\n3. 您有哪些建议？\n")
    assert [i.answer_type for i in found] == ["single_choice", "count", "list"]
    assert found[0].options == ("满意", "一般", "不满意")


def test_indicators_an_order_with_a_question_in_it_asks_nothing() -> None:
    assert read("一、总体要求\n各单位要自查制度是否健全、责任是否落实，及时整改。\n（一）核查台账。核查台账是否完整。\n") == ()


def test_indicators_scored_demands_are_cut_at_their_points() -> None:
    text = "序号\t考核项目\t分值\t考核内容\t评分标准\n1\t日常工作\t10\t制度建设\t1.建立台账（4分）；明确专人（2分）2.按时上报，每少一次扣1分（4分）。\n2\t宣传\t5\t宣传报道\t积极投稿，得5分。\n3\t其他\t5\t配合\t配合检查（5分）\n"
    found = read(text)
    assert [(i.number, i.text, i.instruction) for i in found] == [
        (1, "建立台账", "4分"), (1, "明确专人", "2分"), (2, "按时上报", "每少一次扣1分（4分）"), (None, "积极投稿", "得5分"), (None, "配合检查", "5分"),
    ]  # fmt: skip
    assert {i.answer_type for i in found} == {"score"}


def test_indicators_task_tables_ask_nothing() -> None:
    assert read("序号\t任务事项\t责任单位\t完成时限\n1\t修路\t县交通局\t3月底前\n2\t架桥\t县交通局\t5月底前\n") == ()
