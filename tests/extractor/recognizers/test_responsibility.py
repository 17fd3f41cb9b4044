"""Responsibility clauses in all their forms."""

from __future__ import annotations

import pytest

from extractor.recognizers.responsibility import Clause, Conventions, clauses_in, conventions_in
from extractor.text.passage import fold


def clauses(text: str, conventions: Conventions | None = None) -> list[Clause]:
    return clauses_in(fold(text, 0, len(text)), conventions or Conventions())


@pytest.mark.parametrize(
    ("text", "lead", "responsible", "cooperating"),
    [
        ("推动办理。〔责任部门：县民政局、县残联；完成时限：持续推进〕", [], ["县民政局", "县残联"], []),
        ("落实价格。〔县发改局牵头，县国资办、县城管局配合；完成时限：长期坚持〕", ["县发改局"], [], ["县国资办", "县城管局"]),
        ("完善机制。（牵头单位：市发改委；责任单位：各县（市、区）政府）", ["市发改委"], ["各县（市、区）政府"], []),
        ("开展检查。（市教育局、市市场监管局分别牵头，市公安局配合）", ["市教育局", "市市场监管局"], [], ["市公安局"]),
        ("提出意见。（由县财政局牵头，会同县审计局实施）", ["县财政局"], [], ["县审计局"]),
        ("支持发展。（商务部负责）", ["商务部"], [], []),
        ("支持发展。（财政部、商务部按职责分工负责）", [], ["财政部", "商务部"], []),
        ("责任单位：县财政局　　配合单位：县住建局、县残联　　时限：9月25日前", ["县财政局"], [], ["县住建局", "县残联"]),
    ],
)
def test_responsibility_roles_of_a_clause(text: str, lead: list[str], responsible: list[str], cooperating: list[str]) -> None:
    (clause,) = clauses(text)
    named = {role: [u.name for u in clause.units if u.role == role] for role in ("lead", "responsible", "cooperating")}
    assert named == {"lead": lead, "responsible": responsible, "cooperating": cooperating}


def test_responsibility_first_of_a_list_is_only_presumed_to_lead() -> None:
    (clause,) = clauses("推动办理。〔责任部门：县民政局、县残联〕")
    assert clause.presumptive_lead == "县民政局"
    assert all(u.role == "responsible" for u in clause.units)


def test_responsibility_convention_makes_the_first_the_lead() -> None:
    stated = conventions_in("（第一责任单位为牵头单位，其余为配合单位，下同）")
    (clause,) = clauses("推动办理。（责任单位：县民政局、县残联）", stated)
    assert [(u.name, u.role, u.source) for u in clause.units] == [
        ("县民政局", "lead", "context_note"),
        ("县残联", "cooperating", "context_note"),
    ]


def test_responsibility_time_limit_is_kept_apart_from_the_units() -> None:
    (clause,) = clauses("评估。〔县民政局、县财政局；2025年12月底前首次评估，以后每年一次〕")
    assert [u.name for u in clause.units] == ["县民政局", "县财政局"]
    assert len(clause.deadlines) == 1


@pytest.mark.parametrize(
    "text", ["每组（含一至六片区）通报情况。", "食品（C级、D级）培训。", "提供材料（营业执照、身份证）。", "（此件公开发布）"]
)
def test_responsibility_other_brackets_are_left_alone(text: str) -> None:
    assert clauses(text) == []
