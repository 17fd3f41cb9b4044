"""How sure a task in prose and its units are: what is said outright, what is carried over, what is only addressed."""

import pytest

from extractor.assemble.notice import assemble
from extractor.model.certainty import certainty, needs_check
from extractor.readers import read

HEAD = "关于做好设施检查的通知\n各科室：\n"
FOOT = "\n临江区民政局\n2024年3月4日\n"


def only_task(body):
    (task,) = assemble(read(f"{HEAD}{body}{FOOT}".encode(), name="a.txt")).tasks
    return task


@pytest.mark.parametrize(
    ("body", "task", "unit"),
    [
        ("请市财政局于4月10日前报送检查报告。", "high", "high"),  # the name begins the order
        ("请各科室于4月10日前报送检查报告。", "high", "high"),
        ("市财政局要认真开展设施检查工作。", "medium", "medium"),  # no time limit: perhaps no task at all
        ("请于4月10日前报送检查报告。", "medium", "low"),  # only addressed
    ],
)
def test_actor_confidence_of_prose(body, task, unit):
    found = only_task(body)
    assert certainty(found) == task
    assert {certainty(u) for u in found.units} == {unit}
    assert needs_check(found) is (task in ("medium", "low"))


def test_actor_confidence_of_a_responsibility_clause_is_certain():
    found = only_task("一、开展设施检查，4月10日前完成。（牵头单位：市财政局；配合单位：市审计局）")
    assert certainty(found) == "certain"
    assert {certainty(u) for u in found.units} == {"certain"}
