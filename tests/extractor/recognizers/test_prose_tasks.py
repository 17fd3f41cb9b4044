"""What is a task, where it is cut, and who must do it."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.model.draft import TaskDraft
from extractor.readers import read
from extractor.recognizers.deadlines import recognize_dates
from extractor.recognizers.prose_tasks import recognize_prose_tasks
from extractor.recognizers.task_context import TaskContext
from extractor.text.reading import read_text

ISSUED = date(2024, 5, 6)


def tasks_of(body: str, *, recipients: tuple[str, ...] = ("各乡镇",), report: bool = False) -> list[tuple[str, TaskDraft]]:
    text = f"关于做好工作的{'通报' if report else '通知'}\n{'、'.join(recipients)}：\n{body}\n清溪县水利局\n2024年5月6日\n"
    reading = read_text(read(text.encode(), name="来文.txt"))
    dates = recognize_dates(reading, [], issued=ISSUED)
    context = TaskContext(issuers=("清溪县水利局",), recipients=recipients, dues=dates.deadlines, is_report=report)
    return [(text[d.span.start : d.span.end], d) for d in recognize_prose_tasks(reading, context)]


def names(draft: TaskDraft, role: str) -> list[str]:
    return [u.name for u in draft.units if u.role == role]


def test_prose_tasks_clause_makes_one_task_of_all_its_sentences() -> None:
    found = tasks_of("（一）摸清底数。开展入户调查。编制布局图。〔责任单位：县民政局、县住建局；完成时限：2024年6月底前〕")
    assert len(found) == 1
    assert "编制布局图" in found[0][0] and "责任单位" not in found[0][0]


def test_prose_tasks_clause_on_its_own_line_governs_the_paragraphs_above() -> None:
    found = tasks_of(
        "（一）分批建设。首批完成选址。\n组织验收，不合格的取消资格。\n〔责任单位：县民政局、县住建局〕\n（二）加强监管。开展巡查。〔责任单位：县市场监管局〕"
    )
    assert len(found) == 2
    assert found[0][0].startswith("（一）")
    assert "组织验收" in found[0][0]


def test_prose_tasks_two_dates_two_acts_two_tasks() -> None:
    found = tasks_of("各乡镇在5月17日12:00前对填报内容全面复核确认，在5月18日17:00前正式提交。")
    assert [q.rstrip("，。")[-4:] for q, _ in found] == ["复核确认", "正式提交"]


def test_prose_tasks_list_of_actors_is_cut_at_each() -> None:
    found = tasks_of("一是县财政局负责拨付资金；二是县审计局负责开展审计；三是各乡镇负责组织实施。")
    assert [names(d, "lead") + names(d, "responsible") for _, d in found] == [["县财政局"], ["县审计局"], ["各乡镇"]]


def test_prose_tasks_unnamed_actor_is_the_addressee_and_marked_as_context() -> None:
    ((_, draft),) = tasks_of("登记表请于5月20日前报送我局。")
    assert [(u.name, u.source) for u in draft.units] == [("各乡镇", "context")]


def test_prose_tasks_helper_after_huitong_cooperates() -> None:
    ((_, draft),) = tasks_of("请县财政局会同县发展改革委先行研究，于5月13日前将测算依据反馈我局。")
    assert names(draft, "lead") == ["县财政局"]
    assert names(draft, "cooperating") == ["县发展改革委"]


@pytest.mark.parametrize(
    "body",
    [
        "各单位要高度重视，加强领导，认真贯彻落实。",
        "4月2日，县政府组织召开了全县动员会。",
        "对逾期不报的，将予以通报批评。",
        "如有疑问，请与张三联系，电话6620011。",
        "为进一步做好防汛工作，保障群众安全，现就有关事项通知如下：",
        "一、指导思想\n坚持以人民为中心，建立健全工作机制。",
    ],
)
def test_prose_tasks_what_tells_nobody_to_act_is_no_task(body: str) -> None:
    assert tasks_of(body) == []


def test_prose_tasks_report_of_measures_has_none() -> None:
    body = "一、主要做法\n（一）实行预约服务。对办件量大的事项实行周末预约。\n（二）建立帮办制度。已帮办事项11个。"
    assert tasks_of(body, report=True) == []


def test_prose_tasks_companion_of_the_subject_helps() -> None:
    ((_, draft),) = tasks_of("县教育局会同县公安局、县应急局组成检查组赴各校抽查。")
    assert (names(draft, "lead"), names(draft, "cooperating")) == (["县教育局"], ["县公安局", "县应急局"])


def test_prose_tasks_bracket_may_name_units_and_time() -> None:
    ((_, draft),) = tasks_of("（一）送戏下乡。全年演出不少于60场。（公共服务科、县文化馆，11月30日前）")
    assert names(draft, "responsible") == ["公共服务科", "县文化馆"]


def test_prose_tasks_those_who_sit_in_a_body_do_not_act() -> None:
    assert [names(d, "responsible") for _, d in tasks_of("领导小组由县教育局、县财政局等部门负责同志组成。")] == []


def test_prose_tasks_papers_go_to_the_issuer_not_from_it() -> None:
    found = tasks_of("5月16日15:00，清溪县水利局召开动员会。参会名单5月14日前报送办公室。")
    assert [u.name for u in found[-1][1].units] == ["各乡镇"]


def test_prose_tasks_what_the_issuer_announces_is_no_task() -> None:
    assert tasks_of("经研究，县水利局决定自即日起至6月底在全县开展水库安全检查，现将有关事项通知如下：") == []


def test_prose_tasks_zeal_alone_is_no_task() -> None:
    assert tasks_of("一、工作要求\n各单位要提高思想认识，压实各方责任，确保工作落到实处。") == []


def test_prose_tasks_those_who_join_in_help_the_single_actor() -> None:
    ((_, draft),) = tasks_of("县住建局每周一15:00召开安全例会，县公安局、县消防大队参加。")
    assert (names(draft, "lead"), names(draft, "cooperating")) == (["县住建局"], ["县公安局", "县消防大队"])


def test_prose_tasks_your_bureau_is_the_addressee_by_name() -> None:
    ((_, draft),) = tasks_of("请贵局于5月20日前反馈意见。", recipients=("县审计局",))
    assert [(u.name, u.source) for u in draft.units] == [("县审计局", "context")]


def test_prose_tasks_how_a_paper_is_signed_is_no_task() -> None:
    assert tasks_of("一、有关要求\n自查表经校长签字后存档备查。") == []
