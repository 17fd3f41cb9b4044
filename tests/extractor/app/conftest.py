"""A pipeline that reads nothing: the command line is tested apart from understanding."""

import hashlib
from pathlib import Path

import pytest

from extractor.app.cli import main
from extractor.errors import ConfidentialDocument, DamagedFile
from extractor.model.notice import Contact, Deadline, Evidence, Metadata, Notice, Source, Task


def make_notice(name: str, text: str) -> Notice:
    """A notice with one task, one deadline and one contact, whatever the text."""
    quote = text[:6]
    evidence = (Evidence(quote=quote, start=0, end=len(quote), rule="task-please", confidence="high"),)
    source = Source(name=name, format="txt", sha256=hashlib.sha256(text.encode()).hexdigest(), text=text)
    return Notice(
        doc_id=Path(name).stem,
        source=source,
        metadata=Metadata(title="关于填报台账的通知", document_type="通知", evidence={"title": evidence}),
        contacts=(Contact(name="方晴", phones=("2600011",), evidence=evidence),),
        deadlines=(Deadline.model_validate({"id": "D1", "quote": quote, "class": "fixed", "due": "2024-05-20", "evidence": evidence}),),
        tasks=(
            Task(
                id="T1", title="填报台账", kind="form", quote=quote, deadline_ids=("D1",), responsible_units=("各街道",), evidence=evidence
            ),
        ),
        review_flags=("附件未随文提供",) if "附件" in text else (),
    )


def read_nothing(data: bytes, *, name: str, **_) -> Notice:
    text = data.decode("utf-8", errors="replace")
    if "坏" in text:
        raise DamagedFile(f"“{name}”打不开")
    if "机密" in text:
        raise ConfidentialDocument(f"“{name}”标有密级")
    if "意外" in text:
        raise RuntimeError("a fault of the program")
    return make_notice(name, text)


@pytest.fixture
def stand_in(monkeypatch):
    """Replaces the pipeline by ``read_nothing``."""
    monkeypatch.setattr("extractor.pipeline.read_notice", read_nothing)
    monkeypatch.setattr("extractor.pipeline.read_notice_path", lambda path, **_: read_nothing(path.read_bytes(), name=path.name))


@pytest.fixture
def fenban(capsys):
    """Runs the command line; returns exit code, stdout, stderr."""

    def run(*arguments):
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "来文"
    folder.mkdir()
    return folder
