"""Tasks of tables: blocks, stars, rosters, shares of a questionnaire; and what a clerk must check."""

from __future__ import annotations

from extractor.model.draft import TaskDraft
from extractor.model.notice import ReviewFlag
from extractor.readers.txt_reader import document_of_text
from extractor.recognizers.table_checks import numbers_in_short, table_checks
from extractor.recognizers.table_tasks import grid_passages, recognize_table_tasks
from extractor.tables.grid import build_grids
from extractor.text.reading import read_text


def tasks(text: str, *, issuer: tuple[str, ...] = ()) -> tuple[TaskDraft, ...]:
    document = document_of_text(text, name="t.txt", sha256="0")
    return recognize_table_tasks(read_text(document), build_grids(document), issuer=issuer)


def checks(text: str) -> list[str]:
    document = document_of_text(text, name="t.txt", sha256="0")
    flags: tuple[ReviewFlag, ...] = table_checks(read_text(document), build_grids(document))
    return [flag.message for flag in flags]


def roles(task: TaskDraft) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for unit in task.units:
        found.setdefault(unit.role, []).append(unit.name)
    return found


STARRED = """一件事清单

序号\t“一件事”名称\t具体事项\t责任部门（★为牵头部门）\t完成时限
1\t开店\t核发执照\t★审批部门\t2023年底
\t\t刻章备案\t公安部门\t
\t\t食品许可\t\t
2\t入学\t信息采集\t★教育部门\t
"""


def test_table_tasks_star_leads_its_whole_block() -> None:
    first, second = tasks(STARRED)
    assert roles(first) == {"lead": ["审批部门"], "cooperating": ["公安部门"]}
    assert (first.kind, first.title, first.number) == ("one_thing", "开店", "1")
    assert [(i.item, i.departments) for i in first.items] == [
        ("核发执照", ("审批部门",)),
        ("刻章备案", ("公安部门",)),
        ("食品许可", ("公安部门",)),
    ]
    assert roles(second) == {"lead": ["教育部门"]}


def test_table_tasks_deadline_cells_are_handed_on() -> None:
    first, second = tasks(STARRED)
    assert [STARRED[a:b] for a, b in first.deadline_spans] == ["2023年底"]
    assert second.deadline_spans == ()
    assert [STARRED[a:b] for a, b in second.inherit_spans] == ["2023年底"]


def test_table_tasks_lead_and_cooperating_columns() -> None:
    (task,) = tasks(
        "序号\t任务事项\t牵头单位\t配合单位\t完成时限\n1\t水源保护\t市环境局、市水利局\t市规划局（市林业局）、各县（市、区）政府\t6月底前\n合计\t1项\t\t\t\n"
    )
    assert roles(task) == {"lead": ["市环境局", "市水利局"], "cooperating": ["市规划局（市林业局）", "各县（市、区）政府"]}


def test_table_tasks_first_of_an_unranked_list_only_presumably_leads() -> None:
    (task,) = tasks("序号\t任务事项\t责任单位\t完成时限\n1\t清淤\t县水利局、县财政局\t6月底前\n")
    assert roles(task) == {"responsible": ["县水利局", "县财政局"]}
    assert task.presumptive_lead == "县水利局"


def test_table_tasks_header_may_say_that_the_first_leads() -> None:
    (task,) = tasks("序号\t任务事项\t责任单位（第一个为牵头单位）\t完成时限\n1\t清淤\t县水利局、县财政局\t6月底前\n")
    assert roles(task) == {"lead": ["县水利局"], "responsible": ["县财政局"]}


def test_table_tasks_without_numbers_each_measure_with_units_is_one() -> None:
    text = "重点任务\t具体措施\t牵头单位\t完成时限\n完善平台\t升级系统\t市数据局\t6月底前\n\t归集证照\t市审批局\t9月底前\n优化流程\t压减材料\t市审批局\t9月底前\n"
    assert [(t.title, t.category) for t in tasks(text)] == [("升级系统", "完善平台"), ("归集证照", "完善平台"), ("压减材料", "优化流程")]


def test_table_tasks_roster_gives_one_duty_per_row() -> None:
    text = "汛期值班安排表\n\n值班时段\t值班单位\t带班领导\t值班电话\n6月1日—6月7日\t县水利局\t周国强\t2201111\n6月8日—6月14日\t县住建局、县交通局\t李 敏\t2202222\n"
    first, second = tasks(text)
    assert (first.kind, roles(first), first.persons) == ("duty", {"lead": ["县水利局"]}, ("周国强",))
    assert roles(second) == {"responsible": ["县住建局", "县交通局"]}
    assert second.persons == ("李敏",)


def test_table_tasks_questionnaire_is_shared_out_by_leader_and_office() -> None:
    text = "指标责任清单\n\n题号\t填报内容\t责任领导\t责任科室\t完成时限\n1\t是否公开？\t周国强\t综合科\t6月1日前\n2\t是否更新？\t李敏\t信息科\t6月1日前\n3\t是否回应？\t周国强\t综合科\t6月1日前\n"
    first, second = tasks(text, issuer=("县数据局",))
    assert (first.persons, first.offices, first.indicator_numbers) == (("周国强",), ("综合科",), ("1", "3"))
    assert second.title == "完成指标填报（信息科，第2题）"
    assert roles(first) == {"responsible": ["县数据局"]}


def test_table_tasks_indicator_tables_give_none() -> None:
    assert tasks("序号\t指标名称\t2021年\t2022年完成\n1\t失业率（%）\t2.5\t2.4\n2\t就业率（%）\t92\t93\n") == ()


def test_table_tasks_passages_are_the_own_cells() -> None:
    document = document_of_text(STARRED, name="t.txt", sha256="0")
    words = [passage.text for passage in grid_passages(build_grids(document))]
    assert words.count("2023年底") == 1
    assert "★审批部门" in words


def test_table_checks_remark_against_rows() -> None:
    text = "题号\t二级指标\t填报内容\t责任科室\n1\t一、制度建设\t是否公开？\t综合科\n2\t\t是否更新？\t综合科\n3\t二、平台运行\t是否回应？\t信息科\n4\t\t是否归档？\t信息科\n\n备注：共5题，其中制度建设1-3题、平台运行3-4题；信息科承担2题。\n"
    found = checks(text)
    assert "说明称共5项，表内实为4项，请核实" in found
    assert any("“制度建设”为1—3项，表内为1—2项" in message for message in found)
    assert not any("平台运行" in message or "信息科" in message for message in found)


def test_table_checks_groups_numbers_and_points() -> None:
    text = "序号\t任务事项\t责任单位\t完成时限\n首批（3项）\n1\t修路\t县交通局\t3月底前\n2\t架桥\t县交通局\t5月底前\n4\t清淤\t县水利局\t6月底前\n4\t植树\t县林业局\t6月底前\n5\t造林\t县林业局\t7月底前\n6\t护林\t县林业局\t8月底前\n7\t巡林\t县林业局\t8月底前\n8\t育林\t县林业局\t8月底前\n"
    found = checks(text)
    assert any("序号4重复" in message for message in found)
    assert any("缺第3项" in message for message in found)
    assert any("首批（3项）" in message for message in found)
    scored = "考核项目\t序号\t考核指标\t分值\t评分办法\n质量（10分）\t1\t合格率\t6\t按比例计分\n\t2\t返工数\t3\t每起扣1分\n"
    assert any("合计9分" in message for message in checks(scored))


def test_table_checks_numbers_read_like_a_clerk_writes_them() -> None:
    assert numbers_in_short(["72", "73", "74", "97", None, "99"]) == "第72—74、97、99项"


def test_table_tasks_after_the_stated_first_the_others_help() -> None:
    found = tasks(
        "序号\t议定事项\t承办单位（首位为主办）\t办理时限\n1\t修订办法\t市城管局、市司法局\t5月底前\n2\t梳理建议\t市政府办、各县区\t6月底前\n"
    )
    assert roles(found[0]) == {"lead": ["市城管局"], "cooperating": ["市司法局"]}


def test_table_tasks_role_may_stand_behind_the_name() -> None:
    found = tasks(
        "序号\t任务事项\t责任单位\t完成时限\n1\t修路\t县交通局（牵头）、县财政局（配合）\t5月底前\n2\t架桥\t县交通局（牵头）\t6月底前\n"
    )
    assert roles(found[0]) == {"lead": ["县交通局"], "cooperating": ["县财政局"]}


def test_table_tasks_names_with_one_tail_stay_whole() -> None:
    found = tasks(
        "序号\t任务事项\t牵头单位\t责任单位\n1\t修路\t县交通局\t东山镇、西山镇人民政府\n2\t宣传\t县委宣传部\t各县（市、区）党委、政府，县融媒体中心\n"
    )
    assert roles(found[0])["responsible"] == ["东山镇、西山镇人民政府"]
    assert roles(found[1])["responsible"] == ["各县（市、区）党委、政府", "县融媒体中心"]


def test_table_tasks_post_is_no_part_of_the_name() -> None:
    found = tasks(
        "序号\t任务事项\t牵头领导\t责任单位\t完成时限\n1\t修路\t副县长石榴\t县交通局\t5月底前\n2\t架桥\t吴江（副县长）\t县交通局\t6月底前\n"
    )
    assert [task.persons for task in found] == [("石榴",), ("吴江",)]


QUESTIONS = """题号	评估问题	责任科室	分管领导	完成时间
1	是否上线？	信息科	吴江	7月8日前
2	接入率		吴江	7月8日前
3	用户满意度得分		吴江	7月8日前
4	办件数量	业务科	吴江	7月8日前

说明：1.编号2由局属信息中心直接填报，中心主任周敏负责。2.编号3为第三方测评，不需填报。
"""


def test_table_tasks_notes_may_give_a_question_to_others_or_nobody() -> None:
    found = tasks(QUESTIONS, issuer=("县数据局",))
    assert sorted(task.indicator_numbers for task in found) == [("1",), ("2",), ("4",)]
    other = next(task for task in found if task.indicator_numbers == ("2",))
    assert roles(other) == {"lead": ["信息中心"]}
    assert other.persons == ("周敏",)
