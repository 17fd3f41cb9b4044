"""All tasks and questions of a notice stand in its reply templates, each in those of its units."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import check_templates  # noqa: E402

from extractor.pipeline import read_notice_path  # noqa: E402

NOTICES = ("c001", "c020", "c034", "c101", "c139", "c141", "c155", "c161")


@pytest.mark.parametrize("name", NOTICES)
def test_templates_complete_for_every_task_and_question(name: str) -> None:
    counts = Counter[str]()
    assert list(check_templates.faults_of(read_notice_path(ROOT / "corpus" / "txt" / f"{name}.txt"), counts)) == []
    assert counts["tasks"]


def test_templates_complete_check_sees_what_is_missing_and_what_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    notice = read_notice_path(ROOT / "corpus" / "txt" / "c001.txt")
    made = list(check_templates.templates(notice))
    words = {unit: said for unit, said, _ in made}
    unit, said = next((unit, said) for unit, said in words.items() if said)
    monkeypatch.setattr(check_templates, "templates", lambda _: [(name, "" if name == unit else text, names) for name, text, names in made])
    assert any(
        "is in no template" in fault or f"is not in the template of {unit}" in fault
        for fault in check_templates.faults_of(notice, Counter())
    )
    monkeypatch.setattr(check_templates, "templates", lambda _: [*made, ("市气象局", said, {"市气象局"})])
    assert any(fault.endswith("is in the template of 市气象局") for fault in check_templates.faults_of(notice, Counter()))
