"""``fenban batch``: every file of an archive is read once, whoever dies on the way. Stores and processes are real."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from extractor.app import batch_work
from extractor.app.batch_work import Bundle, BundleWork
from extractor.app.cli import main
from extractor.app.places import open_place
from extractor.errors import ExitCode
from extractor.store import journal
from extractor.store.database import open_store

ROOT = Path(__file__).resolve().parents[3]
CORPUS = ROOT / "corpus"

linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")


@pytest.fixture
def archive(tmp_path):
    """Notices in sub-folders, one of them twice, one damaged, one that is not finished."""
    folder = tmp_path / "档案"
    for place, name in (("2023", "txt/c001.txt"), ("2024/一季度", "docx/c002.docx"), ("2024", "pdf/c003.pdf"), ("2024", "txt/c033.txt")):
        (folder / place).mkdir(parents=True, exist_ok=True)
        shutil.copy(CORPUS / name, folder / place)
    shutil.copy(CORPUS / "txt" / "c001.txt", folder / "2024" / "又一份.txt")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 cut off")
    (folder / "没传完.pdf.part").write_bytes(b"%PDF")
    return folder


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'store.sqlite3'}"


def large(folder, number):
    folder.mkdir()
    for position in range(number):
        (folder / f"{position:03d}.txt").write_bytes((CORPUS / "txt" / "c033.txt").read_bytes() + b"\n" * position)
    return folder


def rows(url, query):
    with sqlite3.connect(url.removeprefix("sqlite:///"), timeout=60) as store:
        return store.execute(query).fetchall()


def results(url):
    try:
        return rows(url, "select count(*) from results")[0][0]
    except sqlite3.OperationalError:  # no tables yet
        return 0


def start(*arguments, **environment):
    command = [sys.executable, "-m", "extractor.app.cli", "batch", *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | environment
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True)


def wait_until(condition, seconds=240):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def assert_each_read_once(url, number):
    assert rows(url, "select state, count(*) from items group by state") == [("needs_review", number)]
    assert results(url) == number
    assert rows(url, "select count(*) from notices") == [(number,)]
    assert len({tasks for _, tasks in rows(url, "select notice_id, count(*) from tasks group by notice_id")}) == 1
    assert rows(url, "select count(*) from tasks where not present") == [(0,)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_batch_reads_an_archive_and_does_nothing_twice(fenban, archive, url, tmp_path, jobs):
    code, stdout, stderr = fenban("batch", archive, "--store", url, "--jobs", jobs, "--out", tmp_path / "json")
    assert code == ExitCode.SOME_FAILED
    assert stdout == ""
    assert "失败  坏.docx：" in stderr
    assert "共 6 个文件" in stderr
    assert "失败 1 个" in stderr
    assert "内容重复 1 个" in stderr
    before = rows(url, "select * from results")
    assert len(before) == 4
    for (files,) in rows(url, "select files from results"):
        assert json.loads((tmp_path / "json" / json.loads(files)[0]).read_text(encoding="utf-8"))["doc_id"]
    code, _, stderr = fenban("batch", archive, "--store", url, "--jobs", jobs)
    assert "共 6 个文件：以前已处理 6 个。" in stderr
    assert rows(url, "select * from results") == before


def test_batch_reads_what_changed_and_what_is_to_be_retried(fenban, archive, url, tmp_path):
    fenban("batch", archive, "--store", url, "--jobs", 1)
    (archive / "2024" / "c033.txt").write_bytes((CORPUS / "txt" / "c010.txt").read_bytes())
    shutil.copy(CORPUS / "docx" / "c004.docx", archive / "坏.docx")
    code, _, stderr = fenban("batch", archive, "--store", url, "--jobs", 1)
    assert code == ExitCode.OK
    assert "以前已处理 4 个" in stderr
    assert rows(url, "select max(version) from items where name = '2024/c033.txt'") == [(2,)]


def test_batch_readings_are_those_of_extract(fenban, url, tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    shutil.copy(CORPUS / "pdf" / "c003.pdf", source)
    fenban("batch", source, "--store", url, "--jobs", 1, "--out", tmp_path / "json")
    _, stdout, _ = fenban("extract", source / "c003.pdf")
    (made,) = (tmp_path / "json").rglob("*.json")
    assert json.loads(made.read_text(encoding="utf-8")) == json.loads(stdout)


def test_batch_reads_and_writes_urls(fenban, archive, url, tmp_path):
    pytest.importorskip("fsspec", reason="object stores are the extra cloud")
    code, _, stderr = fenban("batch", f"file://{archive}", "--store", url, "--jobs", 2, "--out", f"file://{tmp_path / 'json'}")
    assert code == ExitCode.SOME_FAILED
    assert "共 6 个文件" in stderr
    assert len(list((tmp_path / "json").rglob("*.json"))) == 4
    assert "共 6 个文件：以前已处理 6 个。" in fenban("batch", f"file://{archive}", "--store", url, "--jobs", 1)[2]


def test_batch_file_that_takes_processes_down_is_given_up(archive, url):
    """Its earlier workers are only names in the store: what they left is what matters."""
    work = BundleWork(source=str(archive), store=url, pipeline="p")
    (file,) = [file for file in open_place(str(archive)).files() if file.name.endswith("c003.pdf")]
    store = open_store(url)
    work(Bundle(owner="first", files=(file,)))
    with store.begin() as connection:
        connection.exec_driver_sql("update items set state = 'waiting', attempts = 3")
    (done,) = work(Bundle(owner="last", files=(file,)))
    assert done.verdict == "failed"
    assert "多次中断" in done.words
    assert journal.counts(store)["failed"] == 1


def test_batch_worker_thought_dead_changes_nothing(archive, url, monkeypatch):
    """It wakes up after its claim has passed to another one, which has handed in already."""
    work = BundleWork(source=str(archive), store=url, pipeline="p")
    (file,) = [file for file in open_place(str(archive)).files() if file.name.endswith("c003.pdf")]
    verdicts = []

    def sleepy(notice, *, files):
        monkeypatch.undo()
        journal.release(open_store(url), str(archive), ["slow"], now=time.time())
        verdicts.extend(work(Bundle(owner="quick", files=(file,))))
        return batch_work.reading_of(notice, files=files)

    monkeypatch.setattr(batch_work, "reading_of", sleepy)
    verdicts += work(Bundle(owner="slow", files=(file,)))
    assert Counter(done.verdict for done in verdicts) in ({"done": 1, "elsewhere": 1}, {"needs_review": 1, "elsewhere": 1})
    assert verdicts[-1].verdict == "elsewhere"
    assert results(url) == 1


@linux
def test_batch_killed_and_started_again_goes_on(tmp_path, url):
    source = large(tmp_path / "in", 60)
    process = start(source, "--store", url, "--jobs", 2)
    wait_until(lambda: results(url) >= 10)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert 10 <= results(url) < 60
    again = start(source, "--store", url, "--jobs", 2)
    _, words = again.communicate(timeout=240)
    assert again.returncode == 0
    assert "以前已处理" in words
    assert_each_read_once(url, 60)


@linux
@pytest.mark.parametrize("engine", ["ray", "dask"])
def test_batch_cluster_worker_killed_every_result_once(tmp_path, url, engine):
    """A cluster of several processes on this machine; two of its workers are killed in the middle of their work."""
    pytest.importorskip({"ray": "ray", "dask": "distributed"}[engine], reason=f"the extra {engine} is not installed")
    source = large(tmp_path / "in", 100)
    mark = f"fenban-test-{os.getpid()}-{engine}"
    process = start(source, "--store", url, "--engine", engine, "--jobs", 2, FENBAN_TEST_MARK=mark)
    for least in (10, 40):
        wait_until(lambda least=least: results(url) >= least and workers_of(mark, engine))
        assert results(url) < 100
        os.kill(workers_of(mark, engine)[0], signal.SIGKILL)
    _, words = process.communicate(timeout=300)
    assert process.returncode == 0, words
    assert "Traceback" not in words
    assert_each_read_once(url, 100)


def workers_of(mark, engine):
    """Processes that carry ``mark`` in their environment and the sign of a worker at work in their title."""
    sign = {"ray": b"ray::fenban", "dask": b"multiprocessing.spawn"}[engine]
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if sign in (place / "cmdline").read_bytes() and mark.encode() in (place / "environ").read_bytes():
                found.append(int(place.name))
        except OSError:
            continue
    return sorted(found)


@pytest.mark.parametrize(("engine", "module"), [("ray", "ray"), ("dask", "distributed")])
def test_batch_engine_that_is_not_installed(archive, url, capsys, monkeypatch, engine, module):
    monkeypatch.setitem(sys.modules, module, None)
    assert main(["batch", str(archive), "--store", url, "--engine", engine]) == ExitCode.EXTRA_MISSING
    assert f"pip install 'fenban[{engine}]'" in capsys.readouterr().err


def test_batch_wrong_words_are_explained(fenban, archive, url, tmp_path):
    assert fenban("batch", archive, "--store", url, "--engine", "spark")[0] == ExitCode.USAGE
    assert fenban("batch", archive)[0] == ExitCode.USAGE
    assert fenban("batch", archive, "--store", "mysql://x")[0] == ExitCode.USAGE
    assert fenban("batch", tmp_path / "不在", "--store", url)[0] == ExitCode.INPUT_NOT_FOUND
