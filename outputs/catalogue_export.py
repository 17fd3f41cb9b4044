"""The catalogue of all editions as files: JSON, CSV and XLSX of its items, a table of observations.

Records come in as plain mappings with the columns below; what is missing is empty.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from outputs.base import OutputFile
from outputs.catalogue_writer import neutralised
from outputs.wording import ANSWER_TYPES, unit_origin
from outputs.workbook import Cell, Column, Sheet, workbook_bytes

__all__ = ["catalogue_files", "catalogue_schema"]

_ITEMS = {
    "concept": "概念编号",
    "item": "指标编号",
    "status": "状态",
    "text": "题目（原文）",
    "type_name": "类型",
    "unit": "计量单位",
    "unit_origin": "计量单位来源",
    "path": "指标路径",
    "options": "选项",
    "definition": "口径",
    "owner": "责任科室",
    "leader": "责任领导",
    "editions": "出处编号",
}
_OBSERVATIONS = {
    "indicator": "INDICATOR",
    "indicator_name": "指标名称",
    "ref_area": "REF_AREA",
    "time_period": "TIME_PERIOD",
    "obs_value": "OBS_VALUE",
    "unit_measure": "UNIT_MEASURE",
    "obs_status": "OBS_STATUS",
    "quote": "原文",
    "source": "SOURCE",
    "edition": "版本",
}
_COLUMNS: dict[str, dict[str, str]] = {
    "concept": {"id": "string!", "name": "string!", "status": "string!", "redirect": "string"},
    "item": dict.fromkeys(("id", "concept", "fingerprint", "text", "status"), "string!")
    | dict.fromkeys(("answer_type", "unit", "unit_source", "supersedes"), "string"),
    "occurrence": dict.fromkeys(("id", "item", "edition", "text"), "string!")
    | dict.fromkeys(("number", "path", "options", "definition", "owner", "leader", "source", "unit", "unit_source"), "string")
    | {"position": "integer!", "start": "integer", "end": "integer"},
    "observation": dict.fromkeys(("edition",), "string!")
    | dict.fromkeys(("indicator", "indicator_name", "ref_area", "time_period", "unit_measure", "quote", "source"), "string")
    | {"obs_value": "number", "obs_status": "string"},
}
"""The columns of each table; "!" after the type: never null."""
_CODES = {"answer_type": (*ANSWER_TYPES, None), "obs_status": ("A", "F", "T", "B", "M", None)}
_WIDE = ("text", "definition", "editions", "indicator_name", "quote")


def catalogue_files(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[OutputFile]:
    """``tables``: concept, item, occurrence, observation, as the catalogue keeps them."""
    items = _items(tables)
    document = {"schema_version": "1", **{name: [dict(row) for row in tables[name]] for name in _COLUMNS}}
    yield OutputFile("指标目录.json", f"{json.dumps(document, ensure_ascii=False, indent=1)}\n".encode())
    yield OutputFile("指标目录.schema.json", f"{json.dumps(catalogue_schema(), ensure_ascii=False, indent=1)}\n".encode())
    yield OutputFile("指标目录.csv", _csv(items, _ITEMS))
    yield OutputFile("指标数值.csv", _csv(tables["observation"], _OBSERVATIONS))
    sheets = [_sheet("指标目录", items, _ITEMS), _sheet("指标数值", tables["observation"], _OBSERVATIONS)]
    yield OutputFile("指标目录.xlsx", workbook_bytes(sheets, title="指标目录"))


def catalogue_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of 指标目录.json."""
    tables = {name: {"type": "array", "items": _row_schema(columns)} for name, columns in _COLUMNS.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "catalogue.schema.json",
        "type": "object",
        "required": ["schema_version", *tables],
        "properties": {"schema_version": {"const": "1"}, **tables},
        "additionalProperties": False,
    }


def _row_schema(columns: Mapping[str, str]) -> dict[str, Any]:
    types = {name: kind.rstrip("!") if kind.endswith("!") else [kind, "null"] for name, kind in columns.items()}
    properties: dict[str, Any] = {name: {"type": kind} for name, kind in types.items()}
    for name, allowed in _CODES.items():
        if name in properties:
            properties[name] = {"enum": list(allowed)}
    return {"type": "object", "required": list(columns), "properties": properties, "additionalProperties": False}


def _items(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[dict[str, Any]]:
    """Each item with what its latest occurrence says, and where it occurs."""
    places: dict[str, list[Mapping[str, Any]]] = {}
    for row in tables["occurrence"]:
        places.setdefault(row["item"], []).append(row)
    return [_item(entry, places.get(entry["id"], [])) for entry in tables["item"]]


def _item(entry: Mapping[str, Any], places: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    latest: Mapping[str, Any] = places[-1] if places else {}
    said = {key: latest.get(key) for key in ("path", "options", "definition", "owner", "leader")}
    kind = ANSWER_TYPES.get(entry["answer_type"]) if entry["answer_type"] else None
    facts = {"concept": entry["concept"], "item": entry["id"], "status": entry["status"], "text": entry["text"], "unit": entry["unit"]}
    facts["unit_origin"] = unit_origin(entry["unit"], entry["unit_source"])
    return {**facts, **said, "type_name": kind, "editions": "；".join(row["id"] for row in places)}


def _sheet(name: str, records: Sequence[Mapping[str, Any]], titles: Mapping[str, str]) -> Sheet:
    columns = tuple(Column(title, 40 if key in _WIDE else 12, shrinks=key != "text") for key, title in titles.items())
    rows = tuple(tuple(_cell(record[key]) for key in titles) for record in records)
    return Sheet(name=name, title=name, columns=columns, rows=rows, empty="没有数值。")


def _cell(value: Any) -> Cell:
    return value if isinstance(value, int | float) else str(value or "")


def _csv(records: Sequence[Mapping[str, Any]], titles: Mapping[str, str]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(titles.values())
    writer.writerows([neutralised(record[key]) for key in titles] for record in records)
    return buffer.getvalue().encode("utf-8-sig")
