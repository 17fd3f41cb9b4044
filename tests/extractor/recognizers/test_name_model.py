import subprocess
import sys

import pytest

from extractor.errors import MissingExtra
from extractor.recognizers import name_model
from extractor.recognizers.name_merge import find_names
from extractor.recognizers.name_model import USER_MODEL, NameModel
from extractor.recognizers.name_spans import NameSpan


@pytest.fixture(autouse=True)
def _no_user_model(monkeypatch):
    monkeypatch.delenv(USER_MODEL, raising=False)


def own_model():
    pytest.importorskip("spacy")
    pytest.importorskip("jieba")
    model = NameModel.load()
    assert model is not None
    return model


def test_name_model_absence_is_silent(monkeypatch):
    monkeypatch.setattr(name_model, "find_spec", lambda _: None)
    assert NameModel.load() is None
    found = find_names(["由市教育局牵头，市财政局配合。"], None)[0]
    assert [(name.start, name.end, name.confidence) for name in found] == [(1, 5, "medium"), (8, 12, "medium")]


def test_name_model_without_weights_is_none(tmp_path):
    assert NameModel.load(weights=tmp_path) is None


def test_name_model_asked_for_and_missing_says_what_to_install(monkeypatch):
    monkeypatch.setattr(name_model, "find_spec", lambda _: None)
    with pytest.raises(MissingExtra, match="nlp"):
        NameModel.load(required=True)
    monkeypatch.setenv(USER_MODEL, "zh_core_web_none")
    with pytest.raises(MissingExtra):
        NameModel.load()


def test_name_model_user_model_that_is_not_installed_is_named(monkeypatch):
    pytest.importorskip("spacy")
    with pytest.raises(MissingExtra, match="zh_core_web_none"):
        NameModel.load(user_model="zh_core_web_none")


def test_name_model_is_not_imported_before_it_is_needed():
    code = "import sys, extractor.pipeline, extractor.assemble.notice, extractor.recognizers.name_merge; print({'spacy', 'jieba', 'thinc'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_name_model_finds_the_names_of_a_plain_line():
    line = "由云泉市教育局牵头，市财政局、市审计局配合，联系人：李晓东，电话：2218663。"
    expected = [NameSpan(1, 7, "ORG"), NameSpan(10, 14, "ORG"), NameSpan(15, 19, "ORG"), NameSpan(26, 29, "PERSON")]
    assert own_model().find_names([line, ""]) == [expected, []]


def test_name_model_weights_fit_into_the_wheel():
    folder = name_model._WEIGHTS
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert {"config.cfg", "data.json", "scores.json"} <= {path.name for path in files}
    assert sum(path.stat().st_size for path in files) <= 10_000_000
