"""A file that is cut anywhere is not whole; a file that is whole is."""

from io import BytesIO
from pathlib import Path

import pytest

from extractor.app.watch_wholeness import what_is_missing

CORPUS = Path(__file__).resolve().parents[3] / "corpus"
FILES = sorted([*(CORPUS / "pdf").glob("c00[1-5].pdf"), *(CORPUS / "docx").glob("c00[1-5].docx")])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_watch_wholeness_sees_every_cut(path):
    data = path.read_bytes()
    assert what_is_missing(BytesIO(data), len(data)) is None
    cuts = [*range(4096, len(data), 4096), len(data) - 1 - 20, len(data) - 10]
    assert [cut for cut in cuts if what_is_missing(BytesIO(data[:cut]), cut) is None] == []


def test_watch_wholeness_space_set_aside_before_the_content_is_not_content():
    data = "通知".encode() + bytes(4096)
    assert what_is_missing(BytesIO(data), len(data)) == "末尾还是空的"


def test_watch_wholeness_says_nothing_of_kinds_that_have_no_end():
    for data in (b"", "通知".encode(), b"\xd0\xcf\x11\xe0" + bytes(512)):
        assert what_is_missing(BytesIO(data), len(data)) is None
