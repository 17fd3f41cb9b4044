"""Text files: encodings, line ends, blocks."""

from __future__ import annotations

import pytest

from extractor.errors import DamagedFile, EmptyFile
from extractor.model.document import Document
from extractor.readers.txt_reader import TxtReader

NOTICE = "关于报送年度总结的通知\n\n各科室：\n请于2031年5月6日前报送，联系人：田七，电话 0599-1234567。"


def read(data: bytes) -> Document:
    return TxtReader().read(data, name="通知.txt")


def block_texts(document: Document) -> list[str]:
    return [document.text[block.span.start : block.span.end] for block in document.blocks]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
def test_txt_reader_reads_every_usual_encoding(encoding: str) -> None:
    assert read(NOTICE.encode(encoding)).text == NOTICE


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("words", ["通知", "关于", "请于7月9日前报送", "附件1"])
def test_txt_reader_reads_short_texts(words: str, encoding: str) -> None:
    assert read(words.encode(encoding)).text == words


def test_txt_reader_reads_rare_characters_of_gb18030() -> None:
    assert read("联系人：郭䶮、李㐱，请按时报送材料".encode("gb18030")).text == "联系人：郭䶮、李㐱，请按时报送材料"


def test_txt_reader_survives_a_cut_last_character() -> None:
    assert read(NOTICE.encode()[:-1]).text.startswith("关于报送年度总结的通知")


def test_txt_reader_makes_all_line_ends_newlines() -> None:
    assert read("甲方\r\n乙方\r丙方\f丁方".encode()).text == "甲方\n乙方\n丙方\n丁方"


def test_txt_reader_keeps_blank_lines_and_makes_lines_blocks() -> None:
    document = read(NOTICE.encode())
    assert document.text == NOTICE
    assert block_texts(document) == [line for line in NOTICE.split("\n") if line]


def test_txt_reader_puts_page_numbers_aside() -> None:
    document = read("一、抓紧\n\n— 3 —\n\n落实\n第 4 页 共 9 页\n".encode())
    assert block_texts(document) == ["一、抓紧", "落实"]
    assert document.furniture == ("— 3 —", "第 4 页 共 9 页")


@pytest.mark.parametrize("data", [b"\n \r\n\t", "\ufeff".encode(), "　\n".encode()])
def test_txt_reader_blank_text_is_empty(data: bytes) -> None:
    with pytest.raises(EmptyFile):
        read(data)


def test_txt_reader_refuses_binary_rubbish() -> None:
    with pytest.raises(DamagedFile):
        read(bytes(range(256)) * 20)


def test_txt_reader_makes_a_row_over_two_lines_one_block() -> None:
    document = read("时段\t单位\t电话\n1月2日—\n1月8日\t水利站\t552\n1月9日\t林业站\t553".encode())
    assert block_texts(document)[1] == "1月2日—\n1月8日\t水利站\t552"
    assert [block.kind for block in document.blocks] == ["table_row"] * 3
    assert [block.provenance.row for block in document.blocks] == [0, 1, 2]
