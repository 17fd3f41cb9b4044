"""The catalogue as files that an office opens."""

from __future__ import annotations

import csv
import io

import openpyxl

from outputs.catalogue_export import catalogue_files

TABLES = {
    "concept": [{"id": "ZB-C0001", "name": "甲", "status": "草案", "redirect": None}],
    "item": [
        {
            "id": "ZB-C0001.N1",
            "concept": "ZB-C0001",
            "text": "=1+1",
            "answer_type": "count",
            "unit": "个",
            "unit_source": "inferred",
            "status": "草案",
        },
    ],
    "occurrence": [
        {"id": "n1-Q001", "item": "ZB-C0001.N1", "path": "供水", "options": "", "definition": "@口径", "owner": None, "leader": None},
    ],
    "observation": [],
}


def test_catalogue_export_writes_every_form_and_no_formula() -> None:
    files = {file.name: file.data for file in catalogue_files(TABLES)}
    assert set(files) == {"指标目录.json", "指标目录.schema.json", "指标目录.csv", "指标数值.csv", "指标目录.xlsx"}
    rows = list(csv.DictReader(io.StringIO(files["指标目录.csv"].decode("utf-8-sig"))))
    assert rows[0]["题目（原文）"] == "'=1+1" and rows[0]["口径"] == "'@口径" and rows[0]["出处编号"] == "n1-Q001"
    sheet = openpyxl.load_workbook(io.BytesIO(files["指标目录.xlsx"])).worksheets[0]
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
