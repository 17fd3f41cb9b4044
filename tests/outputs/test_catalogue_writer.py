"""The indicator catalogue as data and as tables."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest

from extractor.model.notice import Indicator, Notice
from outputs.catalogue_writer import CatalogueWriter, neutralised

Make = Callable[..., Notice]


def written(notice: Notice) -> dict[str, bytes]:
    return {file.name: file.data for file in CatalogueWriter().files(notice)}


def rows(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_catalogue_writer_lists_indicators_with_path_type_and_source(sheet_notice: Make) -> None:
    first, second = json.loads(written(sheet_notice())["n1-指标目录.json"])["indicators"]
    assert (first["level_1"], first["level_2"], first["level_3"]) == ("档案", "馆藏", None)
    assert (second["level_2"], second["level_3"]) == ("利用", "查阅 / 开放")
    assert (first["type_name"], first["type_code"], first["unit"]) == ("数量", "count", "件")
    assert (first["occurrence_id"], first["source_file"]) == ("n1-Q001", "n1.txt")


def test_catalogue_writer_links_values_to_the_questions_of_the_same_name(sheet_notice: Make) -> None:
    data = json.loads(
        written(sheet_notice(indicators=(Indicator(number=1, text="数字化率？", answer_type="percentage"),)))["n1-指标目录.json"]
    )
    assert data["observations"][0]["indicator"] == data["indicators"][0]["item_id"]


def test_catalogue_writer_marks_a_missing_value_and_never_writes_zero(sheet_notice: Make) -> None:
    actual, missing = rows(written(sheet_notice())["n1-指标数值.csv"])
    assert (actual["数值 OBS_VALUE"], actual["状态 OBS_STATUS"], actual["时期 TIME_PERIOD"]) == ("-3.5", "A", "2030")
    assert (missing["数值 OBS_VALUE"], missing["状态 OBS_STATUS"]) == ("", "M")


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@x", "＝1", "  =1", "\t=1"])
def test_catalogue_writer_disarms_formulas(text: str) -> None:
    assert str(neutralised(text)).startswith("'")


def test_catalogue_writer_leaves_ordinary_cells_alone(sheet_notice: Make) -> None:
    assert [neutralised(cell) for cell in ("是否=1", -3.5, None, 0)] == ["是否=1", -3.5, "", 0]
    table = rows(written(sheet_notice(indicators=(Indicator(text="=SUM(A1)", options=("甲", "乙")),)))["n1-指标目录.csv"])
    assert (table[0]["题目（原文）"], table[0]["选项"], table[0]["题号"]) == ("'=SUM(A1)", "甲；乙", "")


def test_catalogue_writer_writes_nothing_when_there_is_nothing(sheet_notice: Make) -> None:
    assert written(sheet_notice(indicators=(), observations=())) == {}
    assert list(written(sheet_notice(observations=()))) == ["n1-指标目录.json", "n1-指标目录.csv"]
