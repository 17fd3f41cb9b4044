"""Deadlines by phrase family: what a clerk would read out of one sentence."""

from __future__ import annotations

import itertools
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extractor.model.document import Block, Document, Span
from extractor.recognizers.deadlines import recognize_dates
from extractor.recognizers.time_mentions import Dates, DeadlineMention
from extractor.text.passage import fold
from extractor.text.reading import read_text

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "deadline_cases.toml").read_text(encoding="utf-8"))["case"]
HEAD = ["关于做好有关工作的通知", "各科室、各下属单位："]


def document(*lines: str) -> Document:
    text = "\n".join(lines)
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block(kind="paragraph", span=Span(at, at + len(line))))
        at += len(line) + 1
    return Document(name="t.txt", format="txt", sha256="0", text=text, blocks=tuple(blocks))


def dates(*body: str, issued: date | None, head: list[str] | None = None, cells: tuple[str, ...] = ()) -> tuple[str, Dates]:
    doc = document(*(HEAD if head is None else head), *body)
    passages = [fold(cell, 0, len(cell)) for cell in cells]
    return doc.text, recognize_dates(read_text(doc), passages, issued=issued)


def flat(text: str, d: DeadlineMention) -> list[str]:
    return [text[d.span.start : d.span.end], d.class_, d.role, d.due.isoformat() if d.due else "", d.due_time or ""]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24])
def test_deadlines_phrase_family(case: dict[str, Any]) -> None:
    head = [case["title"], HEAD[1]] if "title" in case else None
    text, found = dates(case["text"], issued=case.get("issued"), head=head)
    assert [flat(text, d) for d in found.deadlines] == case["want"]


def test_deadlines_report_orders_only_where_it_says_so() -> None:
    told = "截至6月底，全县完成投资12亿元；6月15日前应开工的项目有3个未动工，10日内可复工。"
    head = ["关于重点项目建设情况的通报", "各乡镇："]
    _, found = dates(told, issued=date(2025, 7, 5), head=head)
    assert found.deadlines == ()
    text, found = dates(told, "三、整改要求", "各单位于7月20日前完成整改。", issued=date(2025, 7, 5), head=head)
    assert [flat(text, d)[0] for d in found.deadlines] == ["7月20日前"]


def test_deadlines_year_of_title_stands_in_for_issue_date() -> None:
    _, found = dates("请于9月15日前报送。", issued=None, head=["关于做好2023年度评优工作的通知", "各学院："])
    (deadline,) = found.deadlines
    assert (deadline.due, deadline.year_source, found.year_context) == (date(2023, 9, 15), "context_note", 2023)


def test_deadlines_without_any_year_stay_open_and_flagged() -> None:
    _, found = dates("请于9月15日前报送。", issued=None)
    (deadline,) = found.deadlines
    assert deadline.due is None
    assert deadline.flags


def test_deadlines_weekend_is_a_hint_and_moves_nothing() -> None:
    _, found = dates("（一）准备阶段（12月12日前）：", issued=date(2021, 12, 10))
    assert [(d.due, d.falls_on) for d in found.deadlines] == [(date(2021, 12, 12), "weekend")]


def test_deadlines_weekend_rule_of_the_text_is_kept() -> None:
    _, found = dates("请各地于每月9日、19日前（如遇周末则提前到星期五）报送。", issued=date(2025, 4, 1))
    (deadline,) = found.deadlines
    assert deadline.recurrence == "FREQ=MONTHLY;BYMONTHDAY=9,19"
    assert any("如遇周末则提前到星期五" in flag for flag in deadline.flags)


def test_deadlines_wrong_weekday_is_flagged() -> None:
    _, found = dates("请于3月14日（星期一）前反馈。", issued=date(2025, 3, 1))
    assert any("星期" in flag for d in found.deadlines for flag in d.flags)


def test_deadlines_final_submission_is_irreversible() -> None:
    _, found = dates("在4月17日17:00前正式提交（提交后不能再修改）。", issued=date(2025, 4, 1))
    assert [d.irreversible for d in found.deadlines] == [True]


def test_deadlines_every_date_is_in_one_list_only() -> None:
    body = "我局于3月1日召开了部署会，请于3月20日前报送2024年数据，每月5日前更新，收到后3日内反馈。"
    _, found = dates(body, "某某市教育局", "2025年3月10日", issued=date(2025, 3, 10))
    spans = sorted(m.span for m in (*found.deadlines, *found.plain))
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert {p.role for p in found.plain} >= {"past_event", "issue_date"}


CELLS = {
    "2025年底前": ("fixed", "2025-12-31"),
    "持续推进，2025年底取得明显成效": ("composite", "2025-12-31"),
    "立即整改并长期坚持": ("open_ended", ""),
    "6月30日前完成；12月底前验收": ("composite", "2025-12-31"),
    "年底前完成并长期坚持": ("composite", "2025-12-31"),
    "2025年3月—12月": ("range", "2025-12-31"),
    "3月底、6月底、9月底": ("recurring", ""),
    "收到任务后5个工作日": ("relative", ""),
    "每季度": ("recurring", ""),
}


@pytest.mark.parametrize("cell", CELLS)
def test_deadlines_cell_is_one_field(cell: str) -> None:
    passage = fold(cell, 0, len(cell))
    found = recognize_dates(read_text(document("任务分解表")), [passage], issued=date(2025, 1, 10))
    assert [(d.class_, d.due.isoformat() if d.due else "") for d in found.deadlines] == [CELLS[cell]]


def test_deadlines_columns_of_a_statistic_are_no_time_limits() -> None:
    header = [fold(word, 0, len(word)) for word in ("1月", "2月", "3月")]
    found = recognize_dates(read_text(document("统计表")), header, issued=date(2025, 1, 10))
    assert found.deadlines == ()


def test_deadlines_birthday_in_a_table_is_none() -> None:
    cells = [fold(word, 0, len(word)) for word in ("王某", "1985-05-01", "2024年9月底前")]
    found = recognize_dates(read_text(document("2024年度联络员名册")), cells, issued=None)
    assert [d.due for d in found.deadlines] == [date(2024, 9, 30)]


@pytest.mark.parametrize("unit", ["每月", "2021年", "请于7月9日前报送，", "“2021年7月1日", "完成时限：2021年7月1日，"])
def test_deadlines_hostile_repetition_ends(unit: str) -> None:
    _, found = dates(unit * 1500, issued=date(2021, 1, 1))
    assert isinstance(found, Dates)


def test_deadlines_day_of_approval_stands_in_for_the_issue_date() -> None:
    head = ["秋粮收购工作方案", "（经2024年8月16日县政府常务会议审定）"]
    _, found = dates("一、到2026年底，建成示范仓5座。", "二、10月15日前完成验收，次年3月底前完成总结。", issued=None, head=head)
    assert [d.due.isoformat() for d in found.deadlines if d.due] == ["2026-12-31", "2024-10-15", "2025-03-31"]


def test_deadlines_day_before_the_first_of_next_month() -> None:
    _, found = dates("请于30日夜间至9月1日安排专人值守。", issued=date(2025, 8, 29))
    assert [(d.start, d.due) for d in found.deadlines] == [(date(2025, 8, 30), date(2025, 9, 1))]
