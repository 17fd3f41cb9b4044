from random import Random

import pytest

from extractor.recognizers.responsibility import Conventions
from extractor.text.passage import fold
from training.silver import digest, label
from training.templates import examples


def test_silver_same_seed_same_digest():
    first, again, other = (digest(examples(Random(seed), 200)) for seed in (7, 7, 8))
    assert first == again != other


def test_silver_names_stand_in_their_lines():
    for example in examples(Random(3), 300):
        for start, end, kind in example.names:
            assert example.text[start:end] == example.text[start:end].strip() != ""
            assert kind in ("ORG", "PERSON")


def test_silver_doubt_is_missing_not_denied():
    pytest.importorskip("jieba")
    text = "请市教育局报送材料，促进公立医院协会管理处工作。"
    example = label(fold(text, 0, len(text)), Conventions(), [])
    assert (1, 5, "ORG") in example.names
    assert all(end <= 1 or start >= 5 for start, end in example.missing)
