"""Lines become paragraphs: cut sentences are joined, headings, lists and signatures stay apart."""

from __future__ import annotations

import pytest

from extractor.readers import read
from extractor.text.reading import Reading, read_text


def reading_of(text: str) -> Reading:
    return read_text(read(text.encode(), name="来文.txt"))


def test_reading_joins_a_sentence_cut_by_a_page_break() -> None:
    reading = reading_of("各股室：\n请各股室在系统开放后，按照一道题、一个答案、一套材料、一个压\n\n缩文件包的形式报送。\n")
    assert reading.body[0].text == "请各股室在系统开放后，按照一道题、一个答案、一套材料、一个压缩文件包的形式报送。"


def test_reading_joins_a_clause_whose_bracket_is_open() -> None:
    reading = reading_of("各股室：\n（一）推动办理。〔责任部门：县民政局；完成\n\n时限：2025年12月底前]\n（二）下一项。\n")
    assert [p.text[-4:] for p in reading.body] == ["月底前〕", "下一项。"]


@pytest.mark.parametrize("below", ["二、第二项任务的要求", "附件：1.登记表", "联系人：王五", "2024年5月6日", "清溪县水利局"])
def test_reading_keeps_apart_what_begins_something(below: str) -> None:
    above = "各单位要认真组织开展本辖区内的隐患排查整治工作并建立台账做到底数清情况明"
    reading = reading_of(f"各股室：\n一、总的要求如此。\n{above}\n{below}\n")
    assert below in [p.text for p in reading.paragraphs]


def test_reading_does_not_join_the_title_and_the_recipients() -> None:
    reading = reading_of("清溪县水利局关于开展2024年度汛前安全检查工作并报送总结材料的通知\n各乡镇水管站：\n请按时报送。\n")
    assert [p.text for p in reading.part("head")] == ["清溪县水利局关于开展2024年度汛前安全检查工作并报送总结材料的通知", "各乡镇水管站："]


def test_reading_knows_the_parts_of_a_document() -> None:
    text = (
        "清溪县人民政府办公室文件\n清政办〔2024〕3号\n关于印发《清溪县河湖管护实施方案》的通知\n各乡镇人民政府：\n现将方案印发给你们，请认真执行。\n"
        "清溪县人民政府办公室\n2024年3月1日\n（此件公开发布）\n清溪县河湖管护实施方案\n一、工作目标\n到2025年全部达标。\n"
        "附件1\n登记表\n抄送：县委办公室。\n清溪县人民政府办公室 2024年3月1日印发\n"
    )
    parts = [(p.part, p.text[:6]) for p in reading_of(text).paragraphs]
    assert ("body", "现将方案印发") in parts
    assert ("closing", "清溪县人民政") in parts
    assert ("closing", "2024年3") in [(a, b[:6]) for a, b in parts]
    assert ("instrument", "清溪县河湖管") in parts
    assert ("annex", "附件1") in parts
    assert ("imprint", "抄送：县委办") in parts


def test_reading_hangs_paragraphs_under_their_headings() -> None:
    reading = reading_of("各股室：\n一、安排\n（一）准备阶段：\n1.制定方案。\n2.动员部署。\n（二）实施阶段：\n1.开展检查。\n")
    last = reading.paragraphs[-1]
    assert [reading.paragraphs[i].text for i in last.parents] == ["一、安排", "（二）实施阶段："]


def test_reading_parts_a_title_that_is_glued_to_the_recipients() -> None:
    reading = reading_of("清溪县水利局关于开展汛前检查的 通 知各乡镇水管站，县水库管理处：\n请按时报送。\n")
    assert [p.text for p in reading.part("head")] == ["清溪县水利局关于开展汛前检查的通知", "各乡镇水管站，县水库管理处："]


def test_reading_parts_the_glued_head_of_a_bulletin() -> None:
    reading = reading_of("工作简报\n清溪县水利局 2024 年 1 月 5 日关于汛前检查情况的通报县水利局开展了检查，情况如下：\n一、基本情况\n")
    assert [p.text for p in reading.paragraphs[1:4]] == [
        "清溪县水利局2024年1月5日",
        "关于汛前检查情况的通报",
        "县水利局开展了检查，情况如下：",
    ]


def test_reading_leaves_a_cited_title_in_its_sentence() -> None:
    reading = reading_of("各股室：\n现将县政府关于开展汛前检查的通知转发给你们，请各单位执行：\n一、工作安排\n")
    assert "现将县政府关于开展汛前检查的通知转发给你们，请各单位执行：" in [p.text for p in reading.paragraphs]
