"""The table of writers is complete, loads, and keeps its promises for every writer in it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

import outputs
from extractor.model.notice import Notice
from outputs.base import COLLECTION_WRITERS, WRITERS, file_stem, load_collection_writer, load_writer

Make = Callable[..., Notice]


def test_base_lists_every_writer_of_the_folder() -> None:
    modules = {f"outputs.{path.stem}" for path in Path(outputs.__file__).parent.glob("*_writer.py")}
    assert modules == {target.partition(":")[0] for target in (*WRITERS.values(), *COLLECTION_WRITERS.values())}


@pytest.mark.parametrize("target", [*WRITERS.values(), *COLLECTION_WRITERS.values()])
def test_base_names_classes_by_their_role(target: str) -> None:
    module, _, name = target.partition(":")
    assert name.endswith("Writer")
    assert isinstance(getattr(import_module(module), name), type)


@pytest.mark.parametrize("name", list(WRITERS))
def test_base_writers_are_pure(name: str, sheet_notice: Make) -> None:
    first, second = list(load_writer(name).files(sheet_notice())), list(load_writer(name).files(sheet_notice()))
    assert first
    assert first == second
    assert all(file.name.count("/") <= 1 and not file.name.startswith("/") and ".." not in file.name for file in first)


@pytest.mark.parametrize("name", list(WRITERS))
def test_base_writers_accept_a_notice_with_nothing_in_it(name: str, sheet_notice: Make) -> None:
    empty = dict.fromkeys(("attachments", "contacts", "submission_channels", "deadlines", "tasks", "indicators", "observations"), ())
    bare = sheet_notice(**empty, review_flags=(), checks=(), metadata={})
    assert all(b"None" not in file.data for file in load_writer(name).files(bare))


def test_base_ledger_is_pure(sheet_notice: Make) -> None:
    notices = [sheet_notice(), sheet_notice(doc_id="n2")]
    assert list(load_collection_writer("ledger").files(notices)) == list(load_collection_writer("ledger").files(notices))


@pytest.mark.parametrize(
    ("doc_id", "stem"), [("通知", "通知"), ("../a/b", "_a_b"), ("a:b?", "a_b_"), ("...", "未命名"), ("长" * 300, "长" * 60)]
)
def test_base_file_stem_is_safe(doc_id: str, stem: str, sheet_notice: Make) -> None:
    assert file_stem(sheet_notice(doc_id=doc_id)) == stem
