"""Deadlines by phrase family: what a clerk would read out of one sentence."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extractor.model.document import Block, Document, Span
from extractor.recognizers.deadlines import recognize_dates
from extractor.recognizers.time_mentions import Dates, DeadlineMention
from extractor.text.passage import fold
from extractor.text.reading import read_text

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "deadline_cases.toml").read_text(encoding="utf-8"))["case"]
HEAD = ["关于做好有关工作的通知", "各科室、各下属单位："]


def document(*lines: str) -> Document:
    text = "\n".join(lines)
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block(kind="paragraph", span=Span(at, at + len(line))))
        at += len(line) + 1
    return Document(name="t.txt", format="txt", sha256="0", text=text, blocks=tuple(blocks))


def dates(*body: str, issued: date | None, head: list[str] | None = None, cells: tuple[str, ...] = ()) -> tuple[str, Dates]:
    doc = document(*(HEAD if head is None else head), *body)
    passages = [fold(cell, 0, len(cell)) for cell in cells]
    return doc.text, recognize_dates(read_text(doc), passages, issued=issued)


def flat(text: str, d: DeadlineMention) -> list[str]:
    return [text[d.span.start : d.span.end], d.class_, d.role, d.due.isoformat() if d.due else "", d.due_time or ""]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24])
def test_deadlines_phrase_family(case: dict[str, Any]) -> None:
    text, found = dates(case["text"], issued=case.get("issued"))
    assert [flat(text, d) for d in found.deadlines] == case["want"]
