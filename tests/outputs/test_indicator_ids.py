"""Ids that survive re-typing, and that keep different questions apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractor.model.notice import Indicator, Notice
from outputs.indicator_ids import fingerprint, indicator_ids

Make = Callable[..., Notice]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("馆藏档案数量？", " 馆藏 档案\n数量 "),
        ("网上APP办理件数", "网上ＡＰＰ办理件数"),
        ("查阅方式有哪些？（多选）", "查阅方式有哪些"),
        ("本地区馆藏档案数量（ ）", "馆藏档案数量"),
        ("“一件事”办理量", '"一件事"办理量'),
    ],
)
def test_indicator_ids_ignore_space_width_and_marks(one: str, other: str) -> None:
    assert fingerprint(one, "count") == fingerprint(other, "count")


@pytest.mark.parametrize(
    ("one", "other"), [("一级事项数", "二级事项数"), ("达到3.5%", "达到35%"), ("准确率", "准确数"), ("可网办事项", "不可网办事项")]
)
def test_indicator_ids_keep_different_questions_apart(one: str, other: str) -> None:
    assert fingerprint(one, "count") != fingerprint(other, "count")


def test_indicator_ids_depend_on_the_type_of_answer() -> None:
    assert fingerprint("事项占比", "percentage") != fingerprint("事项占比", "count")


def test_indicator_ids_do_not_change_with_order(sheet_notice: Make) -> None:
    indicators = (
        Indicator(number=1, text="甲数量", answer_type="count"),
        Indicator(number=1, text="乙比率", answer_type="percentage"),
        Indicator(number="２", text="丙", answer_type="boolean"),
        Indicator(text="丁"),
    )
    forth = indicator_ids(sheet_notice(indicators=indicators))
    back = indicator_ids(sheet_notice(indicators=indicators[::-1]))
    assert forth == back[::-1]
    assert len({ids.occurrence for ids in forth}) == 4
    assert forth[2].occurrence == "n1-Q002"
    assert [ids.item[-2:] for ids in forth] == [".N", ".P", ".B", ".U"]


def test_indicator_ids_tell_a_repeated_question_apart(sheet_notice: Make) -> None:
    same = Indicator(number=1, text="甲数量", answer_type="count")
    first, second = indicator_ids(sheet_notice(indicators=(same, same)))
    assert first.item == second.item
    assert first.occurrence != second.occurrence
