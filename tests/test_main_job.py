"""The main job on the sample notices, from the files to the deliverables, as the first command of the README does it."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from extractor.app.cli import main

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "corpus" / "samples"


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("run") / "out"
    assert main(["run", str(SAMPLES), "--out", str(folder)]) == 0
    return folder


def result(out):
    return json.loads((out / "运行结果.json").read_text(encoding="utf-8"))


def test_main_job_reads_every_sample(out):
    entries = result(out)["files"]
    assert {entry["source"] for entry in entries} == {path.name for path in SAMPLES.iterdir()}
    assert all(entry["status"] in ("read", "review") for entry in entries)
    assert all(entry["tasks"] or entry["indicators"] for entry in entries)


def test_main_job_every_deliverable_opens(out):
    from docx import Document
    from openpyxl import load_workbook

    kinds = set()
    for path in (path for path in out.rglob("*") if path.is_file()):
        kinds.add(path.suffix)
        if path.suffix == ".xlsx":
            assert load_workbook(path).worksheets[0].max_row > 1
        elif path.suffix == ".docx":
            assert Document(str(path)).paragraphs
        elif path.suffix == ".csv":
            assert len(list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))) > 1
        elif path.suffix == ".ics":
            assert path.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert kinds == {".json", ".xlsx", ".docx", ".csv", ".ics", ".html"}


def test_main_job_same_notices_give_the_same_bytes(out, tmp_path):
    again = tmp_path / "again"
    main(["run", str(SAMPLES), "--out", str(again)])
    for path in (path for path in out.rglob("*") if path.is_file()):
        assert path.read_bytes() == (again / path.relative_to(out)).read_bytes(), path.name


def test_main_job_every_quote_stands_in_its_source(out):
    checked = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "check_quotes.py"), str(out), "--sources", str(SAMPLES)],
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


def test_main_job_result_fits_its_published_schema(out):
    """Every field of a result is in the schema, and every required one is in the result."""
    schema = json.loads((ROOT / "outputs" / "schema" / "notice.schema.json").read_text(encoding="utf-8"))
    for entry in result(out)["files"]:
        reading = json.loads((out / entry["folder"] / f"{entry['doc_id']}.json").read_text(encoding="utf-8"))
        assert set(schema["required"]) <= set(reading) <= set(schema["properties"])


def test_main_job_files_hold_no_path_of_this_machine(out):
    for path in (path for path in out.rglob("*") if path.is_file()):
        data = path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as package:
                data = b"".join(package.read(name) for name in package.namelist())
        assert str(out).encode() not in data
        assert str(SAMPLES).encode() not in data
