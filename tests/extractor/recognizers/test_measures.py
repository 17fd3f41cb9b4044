"""In what unit a question wants its number."""

from __future__ import annotations

import pytest

from extractor.model.notice import AnswerType, Indicator
from extractor.pipeline import read_notice
from extractor.recognizers.measures import measured, unit_of


@pytest.mark.parametrize(
    ("text", "answer_type", "instruction", "unit", "source"),
    [
        ("现有保洁员（ ）人，其中女性（ ）人", "count", "", "人", "explicit"),
        ("年度租用费用多少万元？", "amount", "", "万元", "explicit"),
        ("人均停水时间（小时/户）", "number", "", "小时/户", "explicit"),
        ("信息化累计投入资金", "amount", "万元，保留两位小数", "万元", "explicit"),
        ("绿道总长度", "number", "单位：公里", "公里", "explicit"),
        ("河道清理平均天数", "number", "", "天", "explicit"),
        ("植树成活率", "percentage", "", "%", "inferred"),
        ("新生儿疾病筛查率（‰）", "percentage", "", "‰", "explicit"),
        ("群众评议得分（满分100分）", "score", "", "分", "explicit"),
        ("水库调度事项总数", "count", "", "项", "inferred"),
        ("注册用户数", "count", "", "户", "inferred"),
        ("归档文件数", "count", "", "件", "inferred"),
    ],
)
def test_measures_says_what_the_words_say(text: str, answer_type: AnswerType, instruction: str, unit: str, source: str) -> None:
    found = unit_of(text, answer_type, instruction=instruction)
    assert found is not None and (found.unit, found.source) == (unit, source)


@pytest.mark.parametrize(
    ("text", "answer_type"),
    [("年度投入总额", "amount"), ("新增绿化面积", "number"), ("是否设立（个）窗口", "boolean"), ("每百元收入的能耗", "number")],
)
def test_measures_leaves_open_what_nothing_says(text: str, answer_type: AnswerType) -> None:
    assert unit_of(text, answer_type) is None


def test_measures_a_column_goes_before_the_words() -> None:
    stated = Indicator(text="河道清理天数", answer_type="number", unit_of_measure="工作日")
    assert measured(stated) is stated


def test_measures_working_days_are_presumed_and_flagged() -> None:
    found = measured(Indicator(text="备案事项承诺时限总数", answer_type="number"))
    assert (found.unit_of_measure, found.unit_source, found.flags) == ("工作日", "inferred", ("计量单位“工作日”为推定",))


TABLE = """关于填报水务经费情况的通知
各县区水务局：
请填写附件，于2031年5月20日前报送市水务局。
云山市水务局
2031年5月6日
附件：水务经费情况调查表
序号\t指标\t填报数据（万元）\t备注
1\t水利工程养护经费\t\t
2\t年度培训人次\t\t
3\t水费收缴率\t\t
"""


def test_measures_head_of_the_column_to_fill_in_speaks_for_rows_that_say_nothing() -> None:
    asked = read_notice(TABLE.encode(), name="a.txt").indicators
    assert [(item.unit_of_measure, item.unit_source) for item in asked] == [("万元", "explicit"), ("人次", "explicit"), ("%", "inferred")]
