"""The figures of ``evaluate``: what counts as right, and that they equal those of the reference scorer."""

import copy
import importlib.util
import json
import random
from pathlib import Path

import pytest

from extractor.evaluate import evaluate

ROOT = Path(__file__).resolve().parents[3]
GOLD = ROOT / "corpus" / "gold"
REFERENCE = ROOT.parent / "shared" / "eval" / "score.py"


def reading(**parts):
    return {"metadata": {}, "tasks": [], **parts}


def task(quote, **more):
    return {"id": "T1", "title": quote[:10], "kind": "action", "quote": quote, **more}


def f1(gold, predicted, row):
    return evaluate({"a": gold}, {"a": predicted}).rows[row].f1


def test_comparison_gold_against_itself_is_perfect():
    gold = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLD.glob("*.json"))}
    report = evaluate(gold, gold)
    assert report.core == 1.0
    assert report.documents == len(gold) > 0
    assert not any(report.notes.values())


def test_comparison_missing_prediction_counts_as_empty():
    gold = reading(contacts=[{"name": "方晴", "phones": ["2600011"]}])
    report = evaluate({"a": gold}, {})
    assert report.missing == ("a",)
    assert report.rows["contacts.linked"].recall == 0.0


def test_comparison_width_and_spaces_make_no_difference():
    assert (
        f1(reading(metadata={"title": "关于 填报（2024）的通知"}), reading(metadata={"title": "关于填报(2024)的通知"}), "metadata.title")
        == 1.0
    )


def test_comparison_contact_needs_name_with_its_own_number():
    gold = reading(contacts=[{"name": "方晴", "phones": ["2600011"]}, {"name": "贺远", "phones": ["2600022"]}])
    swapped = reading(contacts=[{"name": "方晴", "phones": ["2600022"]}, {"name": "贺远", "phones": ["2600011"]}])
    assert f1(gold, swapped, "contacts.linked") == 0.0
    assert f1(gold, swapped, "contacts.phones") == 1.0


def test_comparison_deadline_with_wrong_day_is_found_but_not_right():
    gold = reading(deadlines=[{"id": "D1", "quote": "5月20日前", "class": "fixed", "role": "due", "due": "2024-05-20"}])
    wrong = reading(deadlines=[{"id": "D1", "quote": "5月20日前", "class": "fixed", "role": "due", "due": "2025-05-20"}])
    assert f1(gold, wrong, "deadlines.found") == 1.0
    assert f1(gold, wrong, "deadlines.value") == 0.0


def test_comparison_plain_date_as_deadline_is_noted():
    gold = reading(deadlines=[], non_deadline_dates=[{"quote": "2024年5月6日", "role": "issue_date"}])
    wrong = reading(deadlines=[{"id": "D1", "quote": "2024年5月6日", "class": "fixed", "role": "due", "due": "2024-05-06"}])
    report = evaluate({"a": gold}, {"a": wrong})
    assert report.rows["dates.kept_apart"].recall == 0.0
    assert any("2024年5月6日" in note for note in report.notes["a"])


def test_comparison_single_unit_may_lead_or_be_responsible():
    quote = "建立经营主体名录并动态更新"
    gold = reading(tasks=[task(quote, lead_units=["区市场监管局"])])
    answer = reading(tasks=[task(quote, responsible_units=["区市场监管局"])])
    assert f1(gold, answer, "tasks.unit_roles") == 1.0


def test_comparison_role_matters_among_several_units():
    quote = "建立经营主体名录并动态更新"
    gold = reading(tasks=[task(quote, lead_units=["区市场监管局"], cooperating_units=["区财政局"])])
    answer = reading(tasks=[task(quote, lead_units=["区财政局"], cooperating_units=["区市场监管局"])])
    assert f1(gold, answer, "tasks.units") == 1.0
    assert f1(gold, answer, "tasks.unit_roles") == 0.0


def test_comparison_phase_headings_are_no_tasks():
    report = evaluate({"a": reading()}, {"a": reading(tasks=[task("第一阶段（5月）", kind="phase")])})
    assert report.rows["no_task_documents"].recall == 1.0


def test_comparison_task_where_there_is_none_is_wrong():
    report = evaluate({"a": reading()}, {"a": reading(tasks=[task("全区共办件三万余件")])})
    assert report.rows["tasks.found"].precision == 0.0
    assert report.rows["no_task_documents"].recall == 0.0


def _altered(value, chance, pick):
    """A reading with fields dropped, cut, emptied, repeated and shuffled."""
    if isinstance(value, dict):
        kept = {key: part for key, part in value.items() if key in ("id", "metadata") or pick.random() > chance / 3}
        return {key: part if key == "id" else _altered(part, chance, pick) for key, part in kept.items()}
    if isinstance(value, list):
        kept = [_altered(part, chance, pick) for part in value if pick.random() > chance / 2]
        return kept + [copy.deepcopy(part) for part in kept if pick.random() < chance / 4]
    if isinstance(value, str) and value and pick.random() < chance:
        return value[: pick.randrange(len(value)) + 1]
    return value


@pytest.mark.skipif(not REFERENCE.is_file(), reason="the reference scorer is not beside this checkout")
@pytest.mark.parametrize("chance", [0.0, 0.1, 0.3, 0.6])
def test_comparison_equals_the_reference_scorer(chance):
    spec = importlib.util.spec_from_file_location("reference_scorer", REFERENCE)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    gold = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLD.glob("*.json"))}
    pick = random.Random(7)
    predicted = {name: _altered(value, chance, pick) for name, value in gold.items() if pick.random() > chance / 4}
    tally = scorer.Tally()
    for name in gold:
        scorer.score_document(tally, name, gold[name], predicted.get(name, {}))
    theirs = {row: tally.figures(row) for row in scorer.ROWS if tally.tp[row] + tally.fp[row] + tally.fn[row]}
    ours = evaluate(gold, predicted).as_dict()
    assert ours["rows"] == theirs
    assert ours["core"] == sum(theirs[row]["f1"] for row in scorer.CORE) / len(scorer.CORE)
