"""The benchmark measures what it says; how fast anything is stands in docs/benchmarks.md, not here."""

import hashlib
import json

import pytest

from benchmarks.bars import BARS, GUARDED, ratio
from benchmarks.bulk import long_pdf, make_bulk
from benchmarks.contests import CONTESTS, Contest, play
from benchmarks.environments import ENVIRONMENTS, ROOT
from benchmarks.jobs import JOBS
from benchmarks.report import write_report
from benchmarks.results import Results, load_results
from extractor.pipeline import read_notice_path


def test_bars_compare_contests_that_exist():
    keys = {contest.key for contest in CONTESTS}
    assert {key for bar in BARS for key in (bar.over, bar.under) if key} <= keys
    assert {contest.job for contest in CONTESTS} == set(JOBS)
    assert {contest.environment for contest in CONTESTS} == {"fenban", *ENVIRONMENTS}


def test_bars_guarded_ratios_have_been_measured():
    assert set(GUARDED) <= set(load_results().values)


def test_contests_rounds_count_what_came_out():
    """A contestant that fails on a file, or returns nothing, shows in the figures."""
    contests = [Contest(job="lxml", form="docx"), Contest(job="lxml", form="txt")]
    (played,) = play(contests, rounds=1, files=4)
    assert played["lxml/docx"]["faults"] == 0
    assert played["lxml/docx"]["characters"] > 0
    assert played["lxml/txt"]["faults"] == 4


def test_bars_ratio_is_the_median_of_the_rounds():
    bar = next(bar for bar in BARS if bar.id == "pdf-floor")
    rounds = [{bar.over: {"ms": ours}, bar.under: {"ms": theirs}} for ours, theirs in ((4, 2), (300, 100), (9, 1))]
    assert ratio(bar, rounds) == 3
    assert ratio(bar, [{bar.over: {"ms": 1}}]) is None


@pytest.mark.parametrize("form", ["txt", "docx", "pdf"])
def test_bulk_copies_differ_in_bytes_and_read_the_same(tmp_path, form):
    first, *_, second = make_bulk(tmp_path, 107, forms=[form])
    assert hashlib.sha256(first.read_bytes()).digest() != hashlib.sha256(second.read_bytes()).digest()
    one, other = read_notice_path(first), read_notice_path(second)
    assert [task.title for task in one.tasks] == [task.title for task in other.tasks]
    assert one.deadlines == other.deadlines


def test_bulk_long_pdf_has_its_pages(tmp_path):
    import pypdfium2

    long_pdf(tmp_path / "long.pdf", 25)
    with pypdfium2.PdfDocument(tmp_path / "long.pdf") as document:
        assert len(document) == 25


def test_report_is_what_the_results_say(tmp_path, monkeypatch):
    """The committed page and picture are those of the committed figures."""
    for name, file in (("_PAGE", "page.md"), ("_PICTURE", "picture.svg")):
        monkeypatch.setattr(f"benchmarks.report.{name}", tmp_path / file)
    write_report(load_results())
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    assert (tmp_path / "picture.svg").read_text(encoding="utf-8") == (ROOT / "docs" / "images" / "benchmarks.svg").read_text(
        encoding="utf-8"
    )


def test_results_survive_the_file(tmp_path):
    results = Results(machine="a machine", rounds=3)
    results.note(txt_speed=123456.0)
    results.save(tmp_path / "results.json")
    assert json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))["values"] == {"txt-speed": 123000.0}
    assert load_results(tmp_path / "results.json") == results
