"""Layouts of tables, forms and reports, read from end to end: each is a family of which notices bring new members."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.model.notice import Notice
from extractor.pipeline import read_notice_path

_HEAD = "霞屿县测试局关于做好有关工作的通知\n\n各乡镇人民政府，县直各单位：\n\n"
_FOOT = "\n\n霞屿县测试局\n2025年3月3日\n\n"
_FORM = "附件1\n\n联络员备案表\n\n姓名\t电话\n\n附件2\n\n渔港情况调查表\n\n序号\t调查内容\t填报说明\t填报值\n1\t现有渔港数量（ ）个\t以年底为准\t\n2\t是否建立台账？\t\t\n3\t存在的困难及建议\t不超过300字\t\n"


def _read(folder: Path, text: str) -> Notice:
    path = folder / "notice.txt"
    path.write_text(text, encoding="utf-8")
    return read_notice_path(path)


@pytest.mark.parametrize(
    "body",
    [
        "请于3月7日前将《联络员备案表》报我局，3月21日前填报《渔港情况调查表》并反馈我局。",
        "一、请于3月7日前报送联络员名单。\n二、各单位于3月21日前填报附件2。\n三、我局3月28日前审核汇总后录入系统提交。",
    ],
)
def test_unseen_layouts_form_takes_the_day_of_its_own_clause(tmp_path: Path, body: str) -> None:
    notice = _read(tmp_path, _HEAD + body + _FOOT + _FORM)
    assert {str(i.due) for i in notice.indicators} == {"2025-03-21"}


@pytest.mark.parametrize(
    ("cell", "lead", "others"),
    [
        ("县水务局★、县财政局", ["县水务局"], ["县财政局"]),
        ("县财政局、县水务局★", ["县水务局"], ["县财政局"]),
        ("★县水务局、县财政局", ["县水务局"], ["县财政局"]),
    ],
)
def test_unseen_layouts_star_on_either_side_marks_the_lead(tmp_path: Path, cell: str, lead: list[str], others: list[str]) -> None:
    table = f"附件\n\n任务分工表\n\n序号\t项目名称\t建设内容\t责任单位\t完成时限\n1\t河道清淤\t完成清淤3公里\t{cell}\t2025年6月30日前\n2\t泵站改造\t改造泵站2座\t★县水务局、县财政局\t2025年9月30日前\n"
    task = next(t for t in _read(tmp_path, _HEAD + "请按附件抓好落实。" + _FOOT + table).tasks if "清淤" in t.evidence[0].quote)
    assert [u.name for u in task.units if u.role == "lead"] == lead
    assert [u.name for u in task.units if u.role == "cooperating"] == others


def test_unseen_layouts_planned_column_and_title_without_year(tmp_path: Path) -> None:
    text = (
        "关于1—4月全县水利项目进展情况的通报\n\n各乡镇人民政府：\n\n截至4月底，完成投资12.5亿元，占年度计划的41.2%。\n\n霞屿县测试局\n2025年5月6日\n\n"
        "附件\n\n各乡镇情况\n\n乡镇\t年度计划投资（亿元）\t完成投资（亿元）\t投资完成率（%）\n东港镇\t8.6\t3.7\t43.3\n西港镇\t9.2\t3.8\t41.3\n"
    )
    found = {(o.period, o.kind, o.value) for o in _read(tmp_path, text).observations}
    assert {("2025-04", "actual", 41.2), ("2025", "target", 8.6), ("2025-04", "actual", 3.7), ("2025-04", "actual", 43.3)} <= found
