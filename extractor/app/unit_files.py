"""``--units``: the office's directory of units, a CSV or XLSX file that somebody keeps by hand."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from pathlib import Path

from extractor.errors import FileNotReadable, UsageFault
from extractor.model.unit_directory import ListedUnit, UnitDirectory, directory_of

__all__ = ["HEADER", "read_units"]

HEADER = ("单位", "别名", "层级", "分组")
_ADVICE = f"第一行请写栏目：{'、'.join(HEADER)}（后三栏可以没有）；一格里有几个名称的，用顿号或分号隔开。"
_TITLES = {"单位": "name", "单位名称": "name", "全称": "name", "单位全称": "name", "别名": "aliases", "简称": "aliases"} | {
    "层级": "level",
    "级别": "level",
    "分组": "groups",
    "组别": "groups",
}


def read_units(path: Path) -> UnitDirectory:
    """Raises FileNotReadable, UsageFault for a file that is no directory, DamagedFile and the like."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileNotReadable(f"无法打开单位名录“{path}”") from error
    rows = _xlsx_rows(data, path.name) if data.startswith((b"PK", b"\xd0\xcf")) else _csv_rows(data, path.name)
    try:
        return directory_of(_units(rows, path.name))
    except ValueError as error:
        raise UsageFault(f"单位名录“{path.name}”里“{error}”对应了两个单位", advice="一个别名只能指一个单位，请改正后再试。") from error


def _units(rows: Iterable[Sequence[str]], name: str) -> Iterator[ListedUnit]:
    lines = iter(rows)
    columns = {_TITLES[title.strip()]: at for at, title in reversed(list(enumerate(next(lines, ())))) if title.strip() in _TITLES}
    if "name" not in columns:
        raise UsageFault(f"“{name}”里没有“单位”一栏", advice=_ADVICE)
    for row in lines:
        cells = {field: row[at].strip() if at < len(row) else "" for field, at in columns.items()}
        if cells["name"]:
            yield ListedUnit(
                name=cells["name"],
                aliases=_names(cells.get("aliases", "")),
                level=cells.get("level", ""),
                groups=_names(cells.get("groups", "")),
            )


def _names(cell: str) -> tuple[str, ...]:
    """、 inside brackets parts nothing: 各县（市、区）."""
    return tuple(name for part in re.split(r"[、；;|\n](?![^（(]*[）)])", cell) if (name := part.strip()))


def _csv_rows(data: bytes, name: str) -> Iterator[list[str]]:
    from extractor.readers.encodings import decode_text

    yield from csv.reader(StringIO(decode_text(data, name=name)))


def _xlsx_rows(data: bytes, name: str) -> Sequence[Sequence[str]]:
    from extractor.readers.xlsx_cells import read_filled_xlsx

    return read_filled_xlsx(data, name=name).rows
