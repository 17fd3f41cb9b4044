"""Figures: reached, aimed at or expected, with bound and period."""

from __future__ import annotations

from datetime import date

from extractor.model.notice import Observation
from extractor.readers.txt_reader import document_of_text
from extractor.recognizers.observation_conflicts import conflicts
from extractor.recognizers.observations import recognize_observations
from extractor.tables.grid import build_grids
from extractor.text.reading import read_text


def read(text: str, issued: date | None = None) -> tuple[Observation, ...]:
    document = document_of_text(text, name="t.txt", sha256="0")
    return recognize_observations(read_text(document), build_grids(document), issued=issued)


def values(text: str, issued: date | None = None) -> list[tuple[str, float | None, str, str | None]]:
    return [(o.kind, o.value, o.operator, o.period) for o in read(text, issued)]


REPORT = "2022年全县热线办理情况的通报\n\n各乡镇：\n\n"


def test_observations_expected_is_not_reached() -> None:
    assert values(REPORT + "2021年得分为71.5分，预计2022年能提高到80分。") == [
        ("actual", 71.5, "=", "2021"),
        ("forecast", 80.0, "=", "2022"),
    ]


def test_observations_respectively_hands_out_in_order() -> None:
    assert values(REPORT + "一至三季度分别为110件、120件、130件。") == [
        ("actual", 110.0, "=", "2022Q1"), ("actual", 120.0, "=", "2022Q2"), ("actual", 130.0, "=", "2022Q3"),
    ]  # fmt: skip


def test_observations_bounds_and_ranges() -> None:
    found = values(REPORT + "开展培训40余次，回访率保持在95%以上，每个窗口配备2—3人，持续保持满分成绩。")
    assert found == [
        ("actual", 40.0, ">", "2022"),
        ("actual", 95.0, ">=", "2022"),
        ("actual", None, "range", "2022"),
        ("actual", 100.0, "=", "2022"),
    ]


def test_observations_targets_beside_results() -> None:
    found = values(REPORT + "全年完成6.2万件，完成市下达任务6万件的103.3%，低于3%以内的控制目标。")
    assert [(kind, value) for kind, value, _, _ in found] == [("actual", 6.2), ("target", 6.0), ("actual", 103.3), ("target", 3.0)]


def test_observations_times_lists_and_numbers_of_papers_are_none() -> None:
    assert values(REPORT + "资金在3个工作日内直达，24小时受理，见第8期简报；主要包括受理率、回访率、满意率3项。") == []


def test_observations_missing_is_not_zero() -> None:
    (found,) = read(REPORT + "2021年数据暂缺，无法比较。")
    assert (found.value, found.missing, found.period) == (None, True, "2021")


def test_observations_orders_set_targets_and_report_only_status() -> None:
    text = "关于做好供水工作的通知\n\n各乡镇：\n\n一、任务\n建成水厂3座，水费收缴率达到95%以上，合格率低于80%的单位要说明原因。\n会议指出，截至8月底，全县开工项目12个，开工率60.5%。\n"
    assert values(text, date(2023, 9, 18)) == [
        ("target", 95.0, ">=", None),
        ("actual", 12.0, "=", "2023-08"),
        ("actual", 60.5, "=", "2023-08"),
    ]


def test_observations_columns_give_kind_and_period() -> None:
    table = "附表：主要指标完成情况\n\n序号\t指标名称\t2021年\t2022年省定目标\t2022年完成\n1\t失业率（%）\t2.5\t≤3.5\t2.4\n2\t新增就业（万人）\t—\t1.8以上\t2.1\n"
    found = [(o.kind, o.value, o.operator, o.unit, o.period) for o in read(REPORT + "\n" + table)]
    assert found == [
        ("actual", 2.5, "=", "%", "2021"), ("target", 3.5, "<=", "%", "2022"), ("actual", 2.4, "=", "%", "2022"),
        ("actual", None, "text", "万人", "2021"), ("target", 1.8, ">=", "万人", "2022"), ("actual", 2.1, "=", "万人", "2022"),
    ]  # fmt: skip


def test_observations_same_name_two_values_is_reported() -> None:
    found = read(
        REPORT
        + "按期办结率96.2%。\n\n附表：主要指标完成情况\n\n序号\t指标名称\t2022年完成\n1\t工单按期办结率（%）\t97.5\n2\t满意率（%）\t92\n"
    )
    (flag,) = conflicts(found)
    assert "96.2%与97.5%" in flag.message


def test_observations_what_is_compared_keeps_its_own_time() -> None:
    found = values(REPORT + "一、总体情况\n合格率98.1%，比第二季度的97.5%提高0.6个百分点，平均用时由2021年的8.4天缩短至6.9天。\n")
    assert [(value, period) for _, value, _, period in found] == [
        (98.1, "2022"),
        (97.5, "2022Q2"),
        (0.6, "2022"),
        (8.4, "2021"),
        (6.9, "2022"),
    ]


def test_observations_fall_against_an_earlier_time_is_below_zero() -> None:
    found = values(REPORT + "一、总体情况\n投诉件数同比下降8.3%，相关诉求量下降12.5%。\n")
    assert [value for _, value, _, _ in found] == [-8.3, 12.5]


def test_observations_event_of_a_month_and_a_term_date_no_figure() -> None:
    found = values(REPORT + "一、总体情况\n8月上线语音导航，外呼回访19.7万件；抽查2021年秋季学期试卷74份。\n")
    assert [(value, period) for _, value, _, period in found] == [(19.7, "2022"), (74.0, "2022")]


def test_observations_sums_of_a_matrix_count_too() -> None:
    found = values(
        "2022年全县热线办理情况的通报\n\n各县区情况如下：\n\n县区\t受理件数\t办结率（%）\n甲县\t120\t98\n乙县\t88\t99\n合计\t208\t98.4\n"
    )
    assert [value for _, value, _, _ in found] == [120, 98, 88, 99, 208, 98.4]


def test_observations_aims_without_a_year_are_for_the_year_of_issue() -> None:
    found = values(
        "考核指标表\n\n类别\t序号\t指标名称\t权重\t三季度目标\n环境\t1\t处置率\t10\t95%\n\t2\t设置数\t8\t≤5处\n", date(2024, 9, 3)
    )
    assert [(kind, value, period) for kind, value, _, period in found] == [("target", 95.0, "2024Q3"), ("target", 5.0, "2024Q3")]
