"""Whole files or none, and never outside the folder."""

import pytest

from extractor.app.atomic_files import is_inside, write_file, write_folder
from extractor.errors import OutputNotWritable
from outputs.base import OutputFile


def interrupted():
    yield OutputFile("a.txt", b"1")
    raise KeyboardInterrupt


def test_write_folder_interrupted_leaves_nothing(tmp_path):
    with pytest.raises(KeyboardInterrupt):
        write_folder(tmp_path / "甲", interrupted())
    assert list(tmp_path.iterdir()) == []


def test_write_folder_stale_file_of_the_last_run_moves_away(tmp_path):
    write_folder(tmp_path / "甲", [OutputFile("回复/一.docx", b"1"), OutputFile("a.json", b"1")])
    write_folder(tmp_path / "甲", [OutputFile("a.json", b"2")], earlier=["回复/一.docx", "a.json"])
    assert (tmp_path / "甲" / "旧版" / "回复" / "一.docx").is_file()
    assert not (tmp_path / "甲" / "回复" / "一.docx").exists()
    assert (tmp_path / "甲" / "a.json").read_bytes() == b"2"


@pytest.mark.parametrize("name", ["../a", "/a", "a/../../b", "", "a\\b"])
def test_write_folder_refuses_names_that_lead_outside(tmp_path, name):
    assert not is_inside(name)
    with pytest.raises(ValueError, match="may not be called"):
        write_folder(tmp_path / "甲", [OutputFile(name, b"")])


def test_write_file_over_a_folder_is_a_clear_error(tmp_path):
    (tmp_path / "a.json").mkdir()
    with pytest.raises(OutputNotWritable, match="无法写入"):
        write_file(tmp_path / "a.json", b"1")
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
