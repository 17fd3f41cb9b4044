"""The ratchet: figures go up, or the gate closes."""

from extractor.evaluate import evaluate
from extractor.evaluate.floors import corpus_digest, raised, shortfalls


def report(found):
    gold = {"metadata": {"title": "通知"}, "tasks": []}
    return evaluate({"a": gold}, {"a": gold if found else {}})


def test_floors_figure_below_its_floor_is_named():
    assert shortfalls(report(found=True), {"metadata.title": 1.0}) == []
    assert "metadata.title" in shortfalls(report(found=False), {"metadata.title": 0.9})[0]


def test_floors_row_that_vanished_counts_as_zero():
    assert shortfalls(report(found=True), {"tasks.items": 0.5})


def test_floors_never_go_down_on_the_same_corpus():
    assert raised(report(found=False), {"metadata.title": 0.9}, rows=["metadata.title"]) == {"metadata.title": 0.9}
    assert raised(report(found=False), {"metadata.title": 0.9}, rows=["metadata.title"], afresh=True) == {"metadata.title": 0.0}


def test_floors_digest_follows_contents_not_places(tmp_path):
    digests = []
    for place, words in (("x/txt", "甲"), ("y/txt", "甲"), ("z/txt", "乙")):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "a.txt").write_text(words, encoding="utf-8")
        digests.append(corpus_digest((tmp_path / place).iterdir()))
    assert digests[0] == digests[1] != digests[2]
