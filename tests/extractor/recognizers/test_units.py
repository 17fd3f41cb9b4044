"""Lists of units and subjects of sentences."""

from __future__ import annotations

import pytest

from extractor.recognizers.units import is_group, split_units, subject_at
from extractor.text.passage import fold


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("县教育局、市水务集团（东区）等县直各相关部门", ["县教育局", "市水务集团（东区）", "县直各相关部门"]),
        ("县委宣传部（县新闻出版局）、县残联", ["县委宣传部（县新闻出版局）", "县残联"]),
        ("各县（市、区）水利局，东湖新区水务局", ["各县（市、区）水利局", "东湖新区水务局"]),
        ("市住房和城乡建设局、市文化和旅游局", ["市住房和城乡建设局", "市文化和旅游局"]),
        ("市卫生健康委和市教育局", ["市卫生健康委", "市教育局"]),
        ("各县、区人民政府", ["各县、区人民政府"]),
        ("各站、各科室", ["各站", "各科室"]),
        ("县财政局、县审计局等2家单位", ["县财政局", "县审计局"]),
        ("财政、教育、卫生健康等部门", ["财政", "教育", "卫生健康"]),
        ("国网清溪供电公司、某行项目组、市住房公积金东区管理部", ["国网清溪供电公司", "某行项目组", "市住房公积金东区管理部"]),
    ],
)
def test_units_split_a_list_into_names(written: str, names: list[str]) -> None:
    passage = fold(written, 0, len(written))
    assert [u.name for u in split_units(passage, 0, len(passage.text))] == names


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("各单位务必于5月前报送", "各单位"),
        ("县财政局会同县审计局研究", "县财政局"),
        ("机构编制部门按程序办理", "机构编制部门"),
        ("地方各级人民政府要制定方案", "地方各级人民政府"),
        ("各牵头单位的落实计划须按时报送", "各牵头单位"),
        ("对各单位的检查要从严", None),
        ("加强部门协同", None),
        ("本次会议将研究三件事", None),
    ],
)
def test_units_subject_is_found_before_the_word_that_tells_it_to_act(sentence: str, subject: str | None) -> None:
    found = subject_at(sentence, 0, len(sentence))
    assert (sentence[found[0] : found[1]] if found else None) == subject


def test_units_group_stands_for_units_that_are_not_named() -> None:
    assert is_group("各乡镇人民政府") and is_group("县直相关部门") and not is_group("县民政局")
