"""The tables of ``fenban eval``: every stage that can be left out does something, and the tables say so."""

import shutil
from pathlib import Path

import pytest

from extractor.app.ablation import VARIANTS
from extractor.assemble.notice import assemble
from extractor.errors import ExitCode
from extractor.readers import read

ROOT = Path(__file__).resolve().parents[3]
NOTICE = """关于开展设施检查的通知
各科室：
2023年8月1日起施行的办法已经废止。请市财政局会同市审计局把全部检查材料和整改情况一并汇总成册，
于4月10日前报送综合科。
序号\t任务\t责任单位\t完成时限
1\t检查设施\t市教育局\t4月20日前
检查场地\t市民政局\t4月25日前
临江区民政局
2024年3月4日
"""


def reading(variant):
    return assemble(read(NOTICE.encode(), name="a.txt"), stages=VARIANTS[variant])


@pytest.mark.parametrize(
    ("variant", "what"),
    [
        ("no line repair", lambda n: [t.quote for t in n.tasks]),
        ("no table repair", lambda n: [(t.units, t.deadline_ids) for t in n.tasks]),
        ("no roles of dates", lambda n: [d.quote for d in n.deadlines]),
        ("no roles of units", lambda n: [t.cooperating_units for t in n.tasks]),
    ],
)
def test_evaluation_each_stage_left_out_changes_what_it_is_for(variant, what):
    assert what(reading(variant)) != what(reading("all stages"))


@pytest.fixture
def gold(tmp_path):
    for folder in ("gold", "txt"):
        (tmp_path / folder).mkdir()
        for path in (ROOT / "corpus" / folder).glob("c00[1-3].*"):
            shutil.copy(path, tmp_path / folder)
    return tmp_path / "gold"


def test_evaluation_ablation_has_a_column_per_variant(fenban, gold):
    code, stdout, _ = fenban("eval", gold, "--ablation")
    assert code == ExitCode.OK
    assert all(name in stdout.splitlines()[0] for name in VARIANTS)
    core = next(line for line in stdout.splitlines() if line.startswith("core")).split()[1:]
    assert len(core) == len(VARIANTS)
    assert float(core[0]) == max(map(float, core))


def test_evaluation_calibration_counts_every_value_at_its_level(fenban, gold):
    code, stdout, _ = fenban("eval", gold, "--calibration")
    assert code == ExitCode.OK
    rows = [line.rsplit(maxsplit=3) for line in stdout.splitlines()[1:]]
    total = sum(int(count) for field, _, count, _ in rows if field == "all")
    assert total == sum(int(count) for field, _, count, _ in rows if field != "all") > 0
