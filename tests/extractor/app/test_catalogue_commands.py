"""The catalogue from the command line, in a file and on PostgreSQL: what goes in comes out of every export."""

import csv
import io
import json
import sqlite3

import jsonschema
import openpyxl
import pytest

from extractor.model.notice import Indicator, Metadata, Notice, Observation, Source

QUESTIONS = (
    Indicator(number=1, text="=1+1 供水厂数量（ ）座？", answer_type="count", unit_of_measure="座", path=("供水", "设施")),
    Indicator(number=2, text="@水质合格率", answer_type="percentage", unit_of_measure="%", definition="合格样品数÷样品总数"),
    Indicator(number="附3", text="服务渠道<b>（多选）", answer_type="multiple_choice", options=("窗口", "网上"), office="供水科"),
)
VALUES = (
    Observation(quote="-5%以上", value=-5.25, unit="%", period="2030", indicator="水质合格率"),
    Observation(quote="暂缺", missing=True, indicator="别的指标"),
)


@pytest.fixture(params=["file", "postgresql"])
def place(request, tmp_path):
    """Options that say where the catalogue is."""
    if request.param == "file":
        return ["--db", str(tmp_path / "目录" / "指标目录.db")]
    return ["--store", request.getfixturevalue("postgres_url")]


@pytest.fixture
def result(tmp_path):
    source = Source(name="n7.txt", format="txt", sha256="0", text="")
    notice = Notice(doc_id="n7", source=source, metadata=Metadata(title="通知"), indicators=QUESTIONS, observations=VALUES)
    path = tmp_path / "n7.json"
    path.write_text(notice.model_dump_json(by_alias=True), encoding="utf-8")
    return path


def rows_of(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def sheet_rows(path, name):
    """Rows below the header of a sheet, by title."""
    cells = [[cell.value for cell in row] for row in openpyxl.load_workbook(path)[name].iter_rows()]
    at = next(number for number, row in enumerate(cells) if sum(value is not None for value in row) > 5)
    return [dict(zip(cells[at], row, strict=True)) for row in cells[at + 1 :] if sum(value is not None for value in row) > 2]


def test_catalogue_every_export_reads_back_what_was_imported(fenban, place, result, tmp_path):
    assert fenban("catalogue", "import", result, "--edition", "2031", *place)[0] == 0
    out = tmp_path / "导出"
    assert fenban("catalogue", "export", "--out", out, *place)[0] == 0
    document = json.loads((out / "指标目录.json").read_text(encoding="utf-8"))
    schema = json.loads((out / "指标目录.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document, schema)
    assert [row["text"] for row in document["occurrence"]] == [item.text for item in QUESTIONS]
    assert [row["unit"] for row in document["item"]] == ["座", "%", None]
    assert [row["obs_value"] for row in document["observation"]] == [-5.25, None]
    assert document["observation"][0]["indicator"] == document["item"][1]["id"]

    items = rows_of((out / "指标目录.csv").read_bytes())
    assert (out / "指标目录.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert [row["题目（原文）"] for row in items] == [f"'{QUESTIONS[0].text}", f"'{QUESTIONS[1].text}", QUESTIONS[2].text]
    values = rows_of((out / "指标数值.csv").read_bytes())
    assert [(row["OBS_VALUE"], row["OBS_STATUS"], row["TIME_PERIOD"], row["UNIT_MEASURE"]) for row in values] == [
        ("-5.25", "A", "2030", "%"),
        ("", "M", "", ""),
    ]
    sheet = sheet_rows(out / "指标目录.xlsx", "指标目录")
    assert [row["题目（原文）"] for row in sheet] == [item.text for item in QUESTIONS]
    assert [row["出处编号"] for row in sheet] == [row["出处编号"] for row in items]
    assert sheet_rows(out / "指标目录.xlsx", "指标数值")[0]["OBS_VALUE"] == -5.25

    with sqlite3.connect(out / "指标目录.sqlite") as copy:
        stored = copy.execute("SELECT id, item, number, options, owner FROM occurrence ORDER BY position").fetchall()
    assert stored == [(row["id"], row["item"], row["number"], row["options"], row["owner"]) for row in document["occurrence"]]
    assert stored[2][2:] == ("附3", "窗口；网上", "供水科")


def test_catalogue_import_again_diff_and_accept(fenban, place, result):
    assert "新增 3 题" in fenban("catalogue", "import", result, "--edition", "2031", *place)[2]
    edited = json.loads(result.read_text(encoding="utf-8"))
    edited["indicators"][0]["text"] = "=1+1 供水厂的数量（ ）座？"
    result.write_text(json.dumps(edited, ensure_ascii=False), encoding="utf-8")
    code, proposals, words = fenban("catalogue", "import", result, "--edition", "2032", *place)
    assert code == 0 and "已有 2 题" in words
    assert "2032-Q001" in proposals and "ZB-C0001.N1" in proposals
    code, changes, words = fenban("catalogue", "diff", "2031", "2032", *place)
    assert (code, changes.split("\t")[0], "不变 2 题，有改动 1 题" in words) == (0, "有改动", True)
    assert fenban("catalogue", "accept", "2032-Q001", "ZB-C0001.N1", *place)[0] == 0
    assert "2032-Q001" not in fenban("catalogue", "import", result, "--edition", "2032", *place)[1]
    assert fenban("catalogue", "accept", "2032-Q001", "ZB-C9999.N1", *place)[0] == 2


def test_catalogue_commands_say_what_is_not_there(fenban, tmp_path):
    assert fenban("catalogue", "diff", "甲", "乙", "--db", tmp_path / "没有.db")[0] == 4
    (tmp_path / "坏.db").write_bytes(b"no database" * 100)
    code, _, words = fenban("catalogue", "export", "--out", tmp_path / "o", "--db", tmp_path / "坏.db")
    assert code == 5 and "Traceback" not in words
    assert fenban("catalogue", "export", "--out", tmp_path / "o", "--store", "nonsense://x")[0] == 2
