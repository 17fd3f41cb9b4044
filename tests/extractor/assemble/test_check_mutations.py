"""Faults planted into clean notices of corpus/ are seen; a sample of what ``scripts/check_mutations.py`` does in full."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = ("c001", "c003", "c013", "c022", "c028", "c029", "c038", "c039", "c042", "c043")
MOST = 2


@pytest.fixture(scope="module")
def harness():
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        import check_mutations

        yield check_mutations
    finally:
        sys.path.remove(str(ROOT / "scripts"))


@pytest.fixture(scope="module")
def notices(harness):
    return harness.read_corpus(SAMPLE)


@pytest.fixture(scope="module")
def scores(harness, notices):
    return {codes: harness.measure(codes, notices, most=MOST) for codes in harness.PLANTERS}


def test_check_mutations_are_seen(scores):
    planted = sum(score.planted for score in scores.values())
    found = sum(score.found for score in scores.values())
    assert planted >= 60
    assert found >= 0.9 * planted, [(code, name) for code, score in scores.items() for name, *_ in score.missed]


def test_check_mutations_leave_no_code_blind(scores):
    blind = [code for code, score in scores.items() if score.planted and score.recall < 0.5]
    assert blind == []


def test_check_mutations_are_silent_on_what_is_right(scores):
    assert [code for code, score in scores.items() if score.wrong_controls] == []


def test_check_mutations_raise_few_false_alarms(harness, notices):
    wrong, judged = harness.false_alarms(notices)
    assert judged == len(SAMPLE)
    assert len(wrong) <= harness.MOST_FALSE_ALARMS * judged, wrong
