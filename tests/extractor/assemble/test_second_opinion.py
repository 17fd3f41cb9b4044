"""The name model is asked only when it is wanted, and then it must be there."""

from __future__ import annotations

import subprocess
import sys

import pytest

from extractor.errors import MissingExtra
from extractor.pipeline import read_notice

TEXT = "关于做好工作的通知\n各科室：\n请各科室于5月20日前报送总结。资料由信息中心汇总。\n某院办公室\n2024年5月6日\n"


def test_second_opinion_is_not_loaded_unless_wanted() -> None:
    code = f"import sys; from extractor.pipeline import read_notice; read_notice({TEXT.encode()!r}, name='a.txt'); print('spacy' in sys.modules, 'jieba' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.split() == ["False", "False"]


def test_second_opinion_changes_no_value_only_how_sure_they_are() -> None:
    pytest.importorskip("spacy")
    plain, asked = (read_notice(TEXT.encode(), name="a.txt", second_opinion=wanted) for wanted in (False, True))
    assert [(t.quote, t.lead_units, t.responsible_units, t.deadline_ids) for t in plain.tasks] == [
        (t.quote, t.lead_units, t.responsible_units, t.deadline_ids) for t in asked.tasks
    ]


def test_second_opinion_that_cannot_be_had_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(MissingExtra):
        read_notice(TEXT.encode(), name="a.txt", second_opinion=True)
