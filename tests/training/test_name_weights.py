"""The weights that are shipped are those that the record beside them speaks of, and training/ still makes their sentences."""

import json
from random import Random

from training.silver import digest
from training.templates import examples
from training.train_names import SEED, WEIGHTS, weights_digest

RECORD = json.loads((WEIGHTS / "data.json").read_text(encoding="utf-8"))
SCORES = json.loads((WEIGHTS / "scores.json").read_text(encoding="utf-8"))["test and blind"]
MEGABYTE = 2**20


def test_name_weights_are_the_recorded_ones():
    assert weights_digest() == RECORD["weights_sha256"]


def test_name_weights_learned_from_the_sentences_that_training_makes():
    assert RECORD["seed"] == SEED
    assert digest(examples(Random(SEED), RECORD["invented_lines"])) == RECORD["invented_sha256"]


def test_name_weights_reached_the_bars_on_unseen_notices():
    assert SCORES["merged ORG"]["f1"] >= 0.90
    assert SCORES["merged PERSON"]["f1"] >= 0.95
    assert min(SCORES[f"agreed {label}"]["precision"] for label in ("ORG", "PERSON")) >= 0.98


def test_name_weights_leave_the_wheel_small():
    assert sum(path.stat().st_size for path in WEIGHTS.rglob("*") if path.is_file()) < 9 * MEGABYTE
