"""The public result and its published schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import outputs
from extractor.model.notice import Notice
from outputs.json_writer import JsonWriter, schema, schema_text

Make = Callable[..., Notice]


def test_json_writer_round_trips(sheet_notice: Make) -> None:
    (file,) = JsonWriter().files(sheet_notice())
    assert file.name == "n1.json"
    assert Notice.model_validate_json(file.data) == sheet_notice()


def test_json_writer_writes_readable_chinese_and_the_public_names(sheet_notice: Make) -> None:
    (file,) = JsonWriter().files(sheet_notice())
    text = file.data.decode()
    assert "云山市档案局" in text
    data = json.loads(text)
    assert data["deadlines"][0]["class"] == "fixed"
    assert data["deadlines"][0]["due"] == "2031-06-10"
    assert data["metadata"]["printing_office"] is None


def test_json_writer_published_schema_is_in_step_with_the_model() -> None:
    published = Path(outputs.__file__).parent / "schema" / "notice.schema.json"
    assert published.read_text(encoding="utf-8") == schema_text(), "run: python scripts/publish_schema.py"


def test_json_writer_schema_speaks_of_public_names(sheet_notice: Make) -> None:
    known = schema()
    assert "class" in known["$defs"]["Deadline"]["properties"]
    (file,) = JsonWriter().files(sheet_notice())
    assert set(json.loads(file.data)) == set(known["properties"])
