"""NAME.json: the whole result as data, and the JSON Schema that describes it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from extractor.model.notice import Notice
from outputs.base import OutputFile, file_stem

__all__ = ["JsonWriter", "schema", "schema_text"]

_SCHEMA_ID = "notice.schema.json"


class JsonWriter:
    """One JSON file: UTF-8, one level of indent, empty values kept so that every field is always there."""

    def files(self, notice: Notice) -> Iterator[OutputFile]:
        text = notice.model_dump_json(by_alias=True, indent=1)
        yield OutputFile(f"{file_stem(notice)}.json", f"{text}\n".encode())


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of NAME.json, generated from the model."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": _SCHEMA_ID}
    return head | Notice.model_json_schema(by_alias=True, mode="serialization")


def schema_text() -> str:
    """``schema()`` as the published file has it."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"
