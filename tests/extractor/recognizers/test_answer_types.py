"""What kind of answer is asked for: the end of the question decides."""

from __future__ import annotations

import pytest

from extractor.recognizers.answer_types import answer_of, blanks_of, options_of, stem_of

CASES = [
    ("本县网上可办的事项总数？", "count"),
    ("回访中不满意件占比？", "percentage"),
    ("是否设立服务专窗，并公开窗口数量和办理时限？", "boolean"),
    ("办理时限总数？", "number"),
    ("进度查询是否显示以下内容？", "multiple_choice"),
    ("采用以下哪种方式报送？", "single_choice"),
    ("已编制清单的部门（ ）个？", "count"),
    ("部门覆盖率（ ）%？", "percentage"),
    ("平均用时（ ）个工作日？", "number"),
    ("安全事故次数（包括（1）泄露；（2）丢失；（3）挪用等）", "count"),
    ("向社会公布的清单有哪些?", "list"),
    ("对老年人针对性地提供上门服务？", "boolean"),
    ("政策直达清单", "document"),
    ("贷款发放金额（万元）", "amount"),
    ("首次公告日期", "date"),
    ("服务评价得分（满分100分）", "score"),
    ("宣传活动开展情况", "free_text"),
    ("城镇登记失业率（%）", "percentage"),
    ("医护比▲", "number"),
]


@pytest.mark.parametrize(("question", "expected"), CASES, ids=[q for q, _ in CASES])
def test_answer_types_follow_the_end_of_the_question(question: str, expected: str) -> None:
    assert answer_of(question).type == expected


def test_answer_types_instruction_decides_where_the_question_does_not() -> None:
    assert answer_of("帮扶改革", instruction="请提供本部门帮扶政策清单").type == "document"
    assert answer_of("岗位结构", instruction="中级以上人数/总人数×100%").type == "percentage"
    assert answer_of("岗位结构").type is None


def test_answer_types_options_stand_after_the_question() -> None:
    assert options_of("首选途径是以下哪一种？A.调解B.仲裁C.诉讼") == ("调解", "仲裁", "诉讼")
    assert options_of("是否应用以下功能（多选）？1.预警；2.评估；3.其他（请注明）") == ("预警", "评估", "其他（请注明）")
    assert options_of("事故次数（包括1.泄露；2.丢失）") == ()


def test_answer_types_stem_leaves_nested_brackets_out() -> None:
    assert stem_of("事故次数（包括（1）泄露；（2）丢失等）？") == "事故次数"


def test_answer_types_blanks_keep_their_units() -> None:
    blanks = blanks_of("查处案件（ ）件，其中移送（ ）件", "如有移送，请提供移送名单")
    assert [(b.type, b.unit_of_measure) for b in blanks[:2]] == [("count", "件"), ("count", "件")]
    assert blanks[2].condition == "如有移送"


@pytest.mark.parametrize(
    ("question", "form", "expected"),
    [
        ("人均藏书（ ）册", "数值", "number"),
        ("场馆免费开放率", "数值", "percentage"),
        ("志愿者名单", "附件", "document"),
        ("制度是否上墙", "是/否", "boolean"),
        ("经费投入", "万元", "amount"),
        ("联席会议成立", "年月日", "date"),
        ("覆盖人群（多选）", "选项", "multiple_choice"),
        ("主要困难", "文字", "free_text"),
    ],
)
def test_answer_types_column_may_say_what_the_answer_looks_like(question: str, form: str, expected: str) -> None:
    assert answer_of(question, form=form).type == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("承载业务系统（ ）个，平均使用率（ ）%", "count"),
        ("年度租用费用多少万元？", "amount"),
        ("第三方评价总分", "score"),
        ("新增绿地面积", "number"),
        ("用户平均停电时间（小时/户）", "number"),
        ("岗位津贴标准（元/月）", "amount"),
        ("典型案例", "document"),
        ("执行下列哪一项", "single_choice"),
        ("平台是否公布收费标准？", "boolean"),
    ],
)
def test_answer_types_first_blank_and_last_word_decide(question: str, expected: str) -> None:
    assert answer_of(question).type == expected
