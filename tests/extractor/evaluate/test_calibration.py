"""A confidence must mean what docs/accuracy.md says that it means."""

from pathlib import Path

import pytest

from extractor.app.gold_folder import load_gold, read_sources
from extractor.evaluate import calibrate

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def cells():
    folder = ROOT / "corpus" / "gold"
    gold = load_gold(folder)
    readings, faults = read_sources(folder, list(gold), sources=ROOT / "corpus" / "txt", forms=["txt"], report=lambda *_: None)
    assert faults == []
    return {(cell.field, cell.level): cell for cell in calibrate(gold, readings)}


def test_calibration_levels_mean_what_the_documentation_says(cells):
    assert cells["all", "certain"].share >= 0.98
    assert 0.92 <= cells["all", "high"].share < cells["all", "certain"].share
    assert 0.60 <= cells["all", "medium"].share < 0.92
    assert cells["all", "low"].share < 0.60


@pytest.mark.parametrize("field", ["deadline value", "task", "unit role"])
def test_calibration_levels_are_ordered_in_every_field(cells, field):
    shares = [cells[field, level].share for level in ("certain", "high", "medium", "low")]
    assert shares == sorted(shares, reverse=True)


def deadline(due, confidence):
    evidence = {"quote": "5月20日前", "start": 0, "end": 6, "rule": "r", "confidence": confidence}
    return {"id": "D1", "quote": "5月20日前", "role": "due", "class": "fixed", "due": due, "evidence": [evidence]}


def unit(name, **said):
    return {"name": name, "role": "responsible", **said}


def test_calibration_counts_wrong_values_at_their_own_level():
    gold = {"a": {"deadlines": [deadline("2024-05-20", "high")]}, "b": {"deadlines": []}}
    found = {"a": {"deadlines": [deadline("2024-05-20", "certain")]}, "b": {"deadlines": [deadline("2024-05-20", "low")]}}
    counted = {(c.field, c.level): (c.count, c.right) for c in calibrate(gold, found)}
    assert counted["deadline value", "certain"] == (1, 1)
    assert counted["deadline value", "low"] == (1, 0)


def test_calibration_takes_addressees_for_guesses():
    task = {"id": "T1", "title": "报送报告", "kind": "action", "quote": "请报送检查报告", "responsible_units": ["各科室"]}
    ours = task | {"units": [unit("各科室", source="context", group=True)]}
    counted = {(c.field, c.level): (c.count, c.right) for c in calibrate({"a": {"tasks": [task]}}, {"a": {"tasks": [ours]}})}
    assert counted["unit role", "low"] == (1, 1)
