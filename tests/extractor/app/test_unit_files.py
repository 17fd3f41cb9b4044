"""The office's own directory of units: a file kept by hand, read as it is, and what becomes of a notice with it."""

import json

import openpyxl
import pytest

from extractor.app.unit_files import read_units
from extractor.errors import ExitCode, FileNotReadable, UsageFault

TABLE = [
    ["单位", "别名", "层级", "分组"],
    ["云山区人力资源和社会保障局", "区人社局；人社局", "区直", ""],
    ["云山区财政局", "区财政局", "区直", "各有关单位"],
    ["东山街道办事处", "东山街道", "街道", "各街道办事处"],
    ["西河街道办事处", "", "街道", "各街道办事处、各乡镇（街道、园区）"],
]
NOTICE = (
    "关于报送材料的通知\n各科室：\n请区人社局于2031年5月20日前报送培训材料。\n"
    "请各街道办事处于2031年5月25日前报送清查材料。\n请市人社局于2031年5月28日前报送汇总材料。\n云山区政府办公室\n2031年5月6日\n"
)


def csv_file(folder, rows=TABLE, encoding="utf-8-sig"):
    path = folder / "单位名录.csv"
    path.write_bytes("\n".join(",".join(row) for row in rows).encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_unit_files_csv_gives_full_names_and_members(tmp_path, encoding):
    directory = read_units(csv_file(tmp_path, encoding=encoding))
    assert directory.units_for("区 人社局") == ("云山区人力资源和社会保障局",)
    assert directory.units_for("市人社局") == ()
    assert directory.units_for("区直各部门") == ("云山区人力资源和社会保障局", "云山区财政局")
    assert directory.units_for("各街道办事处") == ("东山街道办事处", "西河街道办事处")
    assert directory.units_for("各乡镇(街道、园区)") == ("西河街道办事处",)


def test_unit_files_xlsx_is_read_alike(tmp_path):
    book = openpyxl.Workbook()
    for row in TABLE:
        book.active.append(row)
    book.save(tmp_path / "名录.xlsx")
    assert read_units(tmp_path / "名录.xlsx") == read_units(csv_file(tmp_path))


def test_unit_files_faults_are_said_plainly(tmp_path):
    with pytest.raises(UsageFault, match="“人社局”对应了两个单位"):
        read_units(csv_file(tmp_path, [*TABLE, ["北岭县人力资源和社会保障局", "人社局", "", ""]]))
    with pytest.raises(UsageFault, match="没有“单位”一栏"):
        read_units(csv_file(tmp_path, [["名字", "电话"], ["甲局", "2600011"]]))
    with pytest.raises(FileNotReadable):
        read_units(tmp_path / "没有.csv")


def test_unit_files_extract_resolves_names_and_groups_as_inferred(tmp_path, fenban):
    (tmp_path / "甲.txt").write_text(NOTICE, encoding="utf-8")
    code, stdout, _ = fenban("extract", tmp_path / "甲.txt", "--units", csv_file(tmp_path))
    assert code == ExitCode.OK
    tasks = json.loads(stdout)["tasks"]
    assert [task["lead_units"] + task["responsible_units"] for task in tasks] == [
        ["云山区人力资源和社会保障局"],
        ["东山街道办事处", "西河街道办事处"],
        ["市人社局"],
    ]
    assert [unit["source"] for task in tasks for unit in task["units"]] == ["inferred", "inferred", "inferred", "explicit"]
    assert tasks[0]["units"][0]["evidence"]["quote"] == "区人社局"
    assert tasks[1]["flags"] == ["“各街道办事处”按单位名录展开为2个单位"]


def test_unit_files_run_makes_one_reply_per_member(tmp_path, inbox, fenban):
    (inbox / "甲.txt").write_text(NOTICE, encoding="utf-8")
    code, _, stderr = fenban("run", inbox, "--out", tmp_path / "结果", "--units", csv_file(tmp_path))
    assert code == ExitCode.OK, stderr
    replies = {path.stem.rpartition("-")[2] for path in (tmp_path / "结果" / "甲" / "回复模板").glob("*.docx")}
    assert {"东山街道办事处", "西河街道办事处", "云山区人力资源和社会保障局"} <= replies
    assert "各街道办事处" not in replies
