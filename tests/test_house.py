"""The plan of the house, as far as a machine can see it: sizes, tables, documents in step with the code."""

import ast
import json
import re
import tomllib
from pathlib import Path

import pytest

from extractor.errors import ExitCode

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(path for room in ("extractor", "patterns", "outputs") for path in (ROOT / room).rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION = 400, 40
README = (ROOT / "README.md").read_text(encoding="utf-8")
MANUAL = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")


def label(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES, ids=label)
def test_house_files_and_functions_stay_small(path):
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= LONGEST_FILE
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    too_long = [f.name for f in functions if (f.end_lineno or 0) - f.lineno >= LONGEST_FUNCTION]
    assert too_long == []


@pytest.mark.parametrize(("room", "role", "table"), [("extractor/readers", "reader", "READERS"), ("outputs", "writer", "WRITERS")])
def test_house_every_reader_and_writer_is_in_its_table(room, role, table):
    home = (ROOT / room / ("__init__.py" if role == "reader" else "base.py")).read_text(encoding="utf-8")
    package = room.replace("/", ".")
    for path in (ROOT / room).glob(f"*_{role}.py"):
        assert f"{package}.{path.stem}:" in home, f"{path.name} is missing from {table}"


def test_house_tests_are_no_packages_and_have_names_of_their_own():
    assert list((ROOT / "tests").rglob("__init__.py")) == []
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert len(names) == len(set(names))


def test_house_readmes_name_every_command_and_exit_code():
    from extractor.app.cli import app

    commands = [command.name or command.callback.__name__ for command in app.registered_commands]
    for command in [*commands, "patterns check"]:
        assert f"`fenban {command}" in README
        assert f"fenban {command}" in MANUAL
    for code in ExitCode:
        assert re.search(rf"^\| {int(code)} \|", README, re.MULTILINE)
        assert re.search(rf"^\| {int(code)} \|", MANUAL, re.MULTILINE)


def test_house_readme_links_lead_somewhere():
    for text in (README, MANUAL, (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")):
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (ROOT / target).exists(), target


def test_house_version_is_in_the_changelog():
    from extractor import __version__

    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_house_licence_of_dependencies_is_free_for_offices():
    """Neither AGPL nor a dependency that pulls it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    wanted = " ".join(name for group in groups for name in group).lower()
    assert not [name for name in ("pymupdf", "easyofd", "docxtpl") if name in wanted]


def test_house_corpus_is_whole():
    stems = {path.stem for path in (ROOT / "corpus" / "gold").glob("*.json")}
    for form in ("txt", "docx", "pdf"):
        assert {path.stem for path in (ROOT / "corpus" / form).glob(f"*.{form}")} == stems


def test_house_gold_quotes_stand_in_their_texts():
    for path in (ROOT / "corpus" / "gold").glob("*.json"):
        text = (ROOT / "corpus" / "txt" / f"{path.stem}.txt").read_text(encoding="utf-8")
        gold = json.loads(path.read_text(encoding="utf-8"))
        for part in ("tasks", "deadlines", "non_deadline_dates", "observations"):
            for entry in gold[part]:
                assert entry["quote"] in text, f"{path.name}: {entry['quote']}"
