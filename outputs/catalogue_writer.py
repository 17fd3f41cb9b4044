"""指标目录: the indicators of a notice with stable ids, and the values it states, as JSON and CSV.

The CSV files open in Excel and WPS with a double click (UTF-8 with BOM); a text that a spreadsheet
would take for a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence

from extractor.model.notice import Evidence, Indicator, Notice, Observation
from outputs.base import OutputFile, file_stem
from outputs.indicator_ids import IndicatorIds, fingerprint, indicator_ids, stem_of
from outputs.wording import ANSWER_TYPES, OBSERVATION_KINDS, joined, printable, reading_text, title_of, unit_origin

__all__ = ["CatalogueWriter", "catalogue", "neutralised"]

_Record = dict[str, object]

INDICATOR_TITLES = {
    "item_id": "指标编号",
    "fingerprint": "指标指纹",
    "occurrence_id": "出处编号",
    "level_1": "一级指标",
    "level_2": "二级指标",
    "level_3": "三级指标",
    "number": "题号",
    "text": "题目（原文）",
    "type_name": "类型",
    "type_code": "类型代码",
    "unit": "计量单位",
    "unit_origin": "计量单位来源",
    "options": "选项",
    "definition": "口径",
    "instruction": "填报说明",
    "office": "责任科室",
    "leader": "责任领导",
    "due": "完成日期",
    "source_title": "来源文件",
    "source_file": "文件名",
    "start": "原文起点",
    "end": "原文终点",
}
OBSERVATION_TITLES = {
    "indicator": "指标编号 INDICATOR",
    "indicator_name": "指标名称",
    "ref_area": "地区 REF_AREA",
    "time_period": "时期 TIME_PERIOD",
    "obs_value": "数值 OBS_VALUE",
    "operator_name": "比较",
    "unit_measure": "计量单位 UNIT_MEASURE",
    "obs_status": "状态 OBS_STATUS",
    "kind_name": "性质",
    "quote": "原文",
    "source_title": "来源 SOURCE",
    "source_file": "文件名",
    "start": "原文起点",
    "end": "原文终点",
}
_STATUS = {"actual": "A", "forecast": "F", "target": "T", "benchmark": "B"}
"""SDMX codes where there are any: A actual, F forecast, M missing; T and B are our own."""

_OPERATORS = {"=": "等于", ">=": "不少于", "<=": "不超过", ">": "大于", "<": "小于", "range": "区间", "text": "见原文"}

_FORMULA_STARTS = tuple("=+-@＝＋－＠\t\r\n")


class CatalogueWriter:
    """One JSON and one CSV per list. A notice without indicators and values has no catalogue: nothing is written."""

    def files(self, notice: Notice) -> Iterator[OutputFile]:
        content = catalogue(notice)
        indicators, observations = content["indicators"], content["observations"]
        if not indicators and not observations:
            return
        stem = file_stem(notice)
        document = {"schema_version": "1", "doc_id": notice.doc_id, "title": title_of(notice), **content}
        yield OutputFile(f"{stem}-指标目录.json", f"{json.dumps(document, ensure_ascii=False, indent=1)}\n".encode())
        if indicators:
            yield OutputFile(f"{stem}-指标目录.csv", _csv(indicators, INDICATOR_TITLES))
        if observations:
            yield OutputFile(f"{stem}-指标数值.csv", _csv(observations, OBSERVATION_TITLES))


def catalogue(notice: Notice) -> dict[str, list[_Record]]:
    """``indicators`` and ``observations`` as records; absent values are None."""
    ids = indicator_ids(notice)
    known = {stem_of(item.text): keys.item for item, keys in zip(notice.indicators, ids, strict=True)}
    return {
        "indicators": [_indicator(item, keys, notice) for item, keys in zip(notice.indicators, ids, strict=True)],
        "observations": [_observation(item, known, notice) for item in notice.observations],
    }


def neutralised(cell: object) -> object:
    """``cell`` as it may stand in a CSV file: numbers as they are, text never a formula, nothing for None."""
    if cell is None or isinstance(cell, int | float):
        return "" if cell is None else cell
    text = printable(str(cell))
    return f"'{text}" if text.startswith(_FORMULA_STARTS) or text.lstrip().startswith(_FORMULA_STARTS) else text


def _indicator(item: Indicator, ids: IndicatorIds, notice: Notice) -> _Record:
    path = [reading_text(level) for level in item.path]
    levels = (*path[:2], " / ".join(path[2:])) if len(path) > 3 else (*path, *[None] * (3 - len(path)))
    return {
        "item_id": ids.item,
        "fingerprint": ids.fingerprint,
        "occurrence_id": ids.occurrence,
        "level_1": levels[0],
        "level_2": levels[1],
        "level_3": levels[2],
        "number": item.number,
        "text": reading_text(item.text),
        "type_name": ANSWER_TYPES[item.answer_type] if item.answer_type else None,
        "type_code": item.answer_type,
        "unit": item.unit_of_measure,
        "unit_origin": unit_origin(item.unit_of_measure, item.unit_source),
        "options": list(item.options),
        "definition": item.definition,
        "instruction": item.instruction,
        "office": item.office,
        "leader": item.leader,
        "due": item.due.isoformat() if item.due else None,
        **_origin(item.evidence, notice),
    }


def _observation(item: Observation, known: Mapping[str, str], notice: Notice) -> _Record:
    name = item.indicator
    return {
        "indicator": (known.get(stem_of(name)) or fingerprint(name, None)) if name else None,
        "indicator_name": reading_text(name) if name else None,
        "ref_area": None,
        "time_period": item.period,
        "obs_value": None if item.missing else item.value,
        "operator": item.operator,
        "operator_name": _OPERATORS[item.operator],
        "unit_measure": item.unit,
        "obs_status": "M" if item.missing else _STATUS[item.kind],
        "kind_name": OBSERVATION_KINDS[item.kind],
        "quote": reading_text(item.quote),
        **_origin(item.evidence, notice),
    }


def _origin(evidence: Sequence[Evidence], notice: Notice) -> _Record:
    first = evidence[0] if evidence else None
    return {
        "source_title": title_of(notice),
        "source_file": notice.source.name,
        "start": first.start if first else None,
        "end": first.end if first else None,
    }


def _csv(records: Sequence[_Record], titles: Mapping[str, str]) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(titles.values())
    for record in records:
        cells = (record[key] for key in titles)
        writer.writerow([neutralised(joined(cell, "；") if isinstance(cell, list) else cell) for cell in cells])
    return buffer.getvalue().encode("utf-8-sig")
