"""Who must answer what: nobody forgotten, the issuer left out."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.model.notice import Indicator, Metadata, Notice, Source, Task
from outputs.dispatch_docx_writer import dispatch_blocks
from outputs.issuer_names import is_issuer
from outputs.reply_blocks import plain_text
from outputs.reply_targets import UNNAMED_OFFICE, UNNAMED_UNIT, reply_targets


def notice(*tasks: Task, **fields: Any) -> Notice:
    issuer = fields.pop("issuer", ("云山市民政局",))
    metadata = Metadata(issuing_authorities=issuer, primary_recipients=fields.pop("recipients", ()))
    source = Source(name="a.txt", format="txt", sha256="0", text="")
    return Notice(doc_id="a", source=source, metadata=metadata, tasks=tasks, **fields)


def task(key: str, **fields: Any) -> Task:
    return Task(id=key, title=f"事项{key}", kind=fields.pop("kind", "action"), quote="原文", **fields)


def test_reply_targets_gives_each_unit_its_tasks_in_each_role() -> None:
    read = notice(
        task("T1", lead_units=("市财政局",), cooperating_units=("市卫健委",)),
        task("T2", responsible_units=("各县区", "市财政局")),
    )
    targets = {target.unit: target for target in reply_targets(read)}
    assert list(targets) == ["市财政局", "市卫健委", "各县区"]
    assert targets["市财政局"].roles == {"T1": "lead", "T2": "responsible"}
    assert targets["市卫健委"].roles == {"T1": "cooperating"}
    assert targets["各县区"].group
    assert not targets["市财政局"].group


def test_reply_targets_takes_width_variants_for_one_unit() -> None:
    read = notice(task("T1", responsible_units=("各县（市、区）民政局",)), task("T2", responsible_units=("各县(市、区)民政局",)))
    assert [len(target.tasks) for target in reply_targets(read)] == [2]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市水务局", "云山市水务局"),
        ("区人社局", "区人力资源和社会保障局"),
        ("区应急局", "区应急管理局"),
        ("区财政局（区国资办）", "区财政局"),
        ("区财政局(区国资办)", "区国资办"),
        ("区住建局", "区住建局（物业科）"),
    ],
)
def test_reply_targets_takes_two_spellings_for_one_unit_and_says_so(one: str, other: str) -> None:
    for first, second in ((one, other), (other, one)):
        read = notice(task("T1", lead_units=(first,)), task("T2", responsible_units=(second,)))
        (target,) = reply_targets(read)
        assert (target.unit, target.other_names) == (first, (second,))
        assert target.roles == {"T1": "lead", "T2": "responsible"}
        assert f"文中又作“{second}”，推定为同一单位" in plain_text(dispatch_blocks(target, read))


@pytest.mark.parametrize(
    "units",
    [
        ("区卫生局", "区卫生监督局"),
        ("市公安局", "市公安分局"),
        ("市水务局", "县水务局"),
        ("市水务局", "东山市水务局", "西山市水务局"),
        ("市财政局", "市财政税务局"),
        ("各县民政局", "各县（市、区）民政局"),
        ("区委办公室", "区政府办公室"),
        ("区文旅局", "区旅游局"),
    ],
)
def test_reply_targets_keeps_units_apart_that_only_look_alike(units: tuple[str, ...]) -> None:
    read = notice(*(task(f"T{at}", lead_units=(unit,)) for at, unit in enumerate(units)))
    assert [target.unit for target in reply_targets(read)] == list(units)


def test_reply_targets_leaves_out_the_issuer_and_its_own_work() -> None:
    read = notice(task("T1", lead_units=("市民政局",)), task("T2", responsible_units=("我局", "市财政局")))
    assert [target.unit for target in reply_targets(read)] == ["市财政局"]


def test_reply_targets_sends_unnamed_work_to_the_recipients() -> None:
    assert [target.unit for target in reply_targets(notice(task("T1"), recipients=("各街道", "市民政局")))] == ["各街道"]
    assert [target.unit for target in reply_targets(notice(task("T1")))] == [UNNAMED_UNIT]


def test_reply_targets_none_where_nobody_is_told_to_do_anything() -> None:
    report = notice(task("P1", kind="phase"), indicators=(Indicator(number=1, text="办件量"),), recipients=("市政府",))
    assert reply_targets(report) == ()


def test_reply_targets_hands_questions_to_their_offices() -> None:
    read = notice(
        task("T1", kind="questionnaire", responsible_units=("云山市民政局",), responsible_offices=("养老科",)),
        task("T2", kind="questionnaire", responsible_units=("云山市民政局",), responsible_persons=("方某",)),
        indicators=(
            Indicator(number=1, text="甲", office="养老科"),
            Indicator(number=2, text="乙", office="办公室、养老科"),
            Indicator(number=3, text="丙", leader="方某"),
        ),
    )
    asked = {target.unit: [question.number for question in target.questions] for target in reply_targets(read)}
    assert asked == {"养老科": [1, 2], f"{UNNAMED_OFFICE}（方某）": [3], "办公室": [2]}


def test_reply_targets_asks_every_unit_of_the_questionnaire_when_questions_name_nobody() -> None:
    read = notice(
        task("T1", kind="questionnaire", responsible_units=("市直各单位", "各县区")),
        task("T2", lead_units=("市财政局",)),
        indicators=(Indicator(number=1, text="甲"),),
    )
    assert [len(target.questions) for target in reply_targets(read)] == [1, 1, 0]


@pytest.mark.parametrize(
    ("unit", "issuer", "same"),
    [
        ("云山市人力资源和社会保障局", "云山市人力资源和社会保障局", True),
        ("市人社局", "云山市人力资源和社会保障局", True),
        ("市局", "云山市人力资源和社会保障局", True),
        ("我局", "云山市人力资源和社会保障局", True),
        ("区行政审批局", "云山市北川区行政审批服务管理局", True),
        ("市政府", "云山市人民政府办公室", True),
        ("区人社局", "云山市人力资源和社会保障局", False),
        ("市行政审批局", "云山市北川区行政审批服务管理局", False),
        ("市财政局", "云山市人力资源和社会保障局", False),
        ("市财政局", "云山市人民政府", False),
        ("各县区人社局", "云山市人力资源和社会保障局", False),
        ("市直各单位", "云山市民政局", False),
    ],
)
def test_is_issuer_knows_short_names_but_keeps_levels_apart(unit: str, issuer: str, same: bool) -> None:
    assert is_issuer(unit, (issuer,)) is same
