"""Columns are typed by their headers, their layout and their contents together."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractor.readers.txt_reader import document_of_text
from extractor.tables.grid import Grid, build_grids

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "column_cases.toml").read_text(encoding="utf-8"))["case"]


def grid_of(rows: str) -> Grid:
    return build_grids(document_of_text(f"附件\n\n任务清单\n\n{rows}", name="t.txt", sha256="0"))[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_column_settling_tables_of_offices(case: dict[str, Any]) -> None:
    grid = grid_of(case["rows"])
    assert [column.kind for column in grid.columns] == case["columns"]
    assert grid.kind == case["kind"]


def test_column_settling_expected_values_with_words_of_command_are_aims() -> None:
    head = "序号\t指标名称\t2023年实际\t2024年预期\n1\t办件量（万件）\t8.2\t9\n"
    assert grid_of(f"{head}2\t退件率（%）\t3\t2.8\n").columns[3].kind == "forecast"
    assert grid_of(f"{head}2\t退件率（%）\t3\t控制在2以内\n").columns[3].kind == "target"
