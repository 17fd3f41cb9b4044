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
from outputs.wording import ANSWER_TYPES
from outputs.workbook import Column, Sheet, workbook_bytes

__all__ = ["catalogue_files", "catalogue_schema"]

_ITEMS = {
    "concept": "概念编号",
    "item": "指标编号",
    "status": "状态",
    "text": "题目（原文）",
    "type_name": "类型",
    "unit": "计量单位",
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
_WIDE = ("text", "definition", "editions")


def catalogue_files(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[OutputFile]:
    """``tables``: concept, item, occurrence, observation, as the catalogue keeps them."""
    items = [_item(entry, tables) for entry in tables["item"]]
    document = {"schema_version": "1", **{name: list(map(dict, rows)) for name, rows in tables.items()}}
    yield OutputFile("指标目录.json", f"{json.dumps(document, ensure_ascii=False, indent=1)}\n".encode())
    yield OutputFile("指标目录.schema.json", f"{json.dumps(catalogue_schema(), ensure_ascii=False, indent=1)}\n".encode())
    yield OutputFile("指标目录.csv", _csv(items, _ITEMS))
    yield OutputFile("指标数值.csv", _csv(tables["observation"], _OBSERVATIONS))
    columns = tuple(Column(title, 40 if key in _WIDE else 12, shrinks=key != "text") for key, title in _ITEMS.items())
    rows = tuple(tuple(str(item[key] or "") for key in _ITEMS) for item in items)
    yield OutputFile(
        "指标目录.xlsx", workbook_bytes([Sheet(name="指标目录", title="指标目录", columns=columns, rows=rows)], title="指标目录")
    )


def catalogue_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of 指标目录.json."""
    identified = {"type": "array", "items": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}}
    plain = {"type": "array", "items": {"type": "object"}}
    parts = {"concept": identified, "item": identified, "occurrence": identified, "observation": plain}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "catalogue.schema.json",
        "type": "object",
        "required": ["schema_version", *parts],
        "properties": {"schema_version": {"const": "1"}, **parts},
    }


def _item(entry: Mapping[str, Any], tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, Any]:
    """An item with what its latest occurrence says, and where it occurs."""
    places = [row for row in tables["occurrence"] if row["item"] == entry["id"]]
    latest: Mapping[str, Any] = places[-1] if places else {}
    said = {key: latest.get(key) for key in ("path", "options", "definition", "owner", "leader")}
    kind = ANSWER_TYPES.get(entry["answer_type"]) if entry["answer_type"] else None
    facts = {"concept": entry["concept"], "item": entry["id"], "status": entry["status"], "text": entry["text"], "unit": entry["unit"]}
    return {**facts, **said, "type_name": kind, "editions": "；".join(row["id"] for row in places)}


def _csv(records: Sequence[Mapping[str, Any]], titles: Mapping[str, str]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(titles.values())
    writer.writerows([neutralised(record[key]) for key in titles] for record in records)
    return buffer.getvalue().encode("utf-8-sig")
