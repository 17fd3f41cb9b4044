"""Text as it is shown to staff."""

from __future__ import annotations

from typing import get_args

import pytest

from extractor.model import notice as model
from extractor.model.notice import Evidence, Source
from outputs import wording


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("完成时限：持续推\n\n进", "完成时限：持续推进"),
        ("Open\nAccess", "Open Access"),
        ("甲单位\t乙单位", "甲单位　乙单位"),
        ("=1\x00\x0b\u202e", "=1"),
        ("  第一行 \r\n  第二行", "第一行第二行"),
    ],
)
def test_wording_reading_text_joins_lines_and_drops_controls(quote: str, shown: str) -> None:
    assert wording.reading_text(quote) == shown


@pytest.mark.parametrize(
    ("names", "values"),
    [
        (wording.TASK_KINDS, model.TaskKind),
        (wording.DEADLINE_CLASSES, model.DeadlineClass),
        (wording.DEADLINE_ROLES, model.DeadlineRole),
        (wording.UNIT_ROLES, model.UnitRole),
        (wording.CHANNELS, model.Medium),
        (wording.ANSWER_TYPES, model.AnswerType),
    ],
)
def test_wording_has_a_chinese_name_for_every_value(names: dict[str, str], values: object) -> None:
    assert set(names) == set(get_args(values))


def test_wording_marks_what_is_not_in_the_text() -> None:
    assert wording.mark("explicit") == ""
    assert wording.mark("inherited") == wording.mark("context") == "（推定）"


def test_wording_place_counts_from_one() -> None:
    text = "甲\n乙"
    source = Source(name="a.txt", format="txt", sha256="0", text=text)
    evidence = Evidence(quote="乙", start=2, end=3, rule="r")
    assert wording.place((evidence,), source) == "第2行"
    assert wording.place((evidence.model_copy(update={"page": 3, "table": 0, "row": 4}),), source) == "第3页表1第5行"
    assert wording.place((), source) == ""
