"""Lines of a cell: nothing lost, nothing too wide, marks where they belong."""

from __future__ import annotations

import pytest

from outputs.text_layout import capacity, text_width, wrapped


@pytest.mark.parametrize(
    "text",
    ["", "一二三四五六七八九十", "第一段\n\n第二段", "https://example.com/a/very/long/path/of/a/page", "，，，，，，", "甲（乙）丙。"],
)
def test_text_layout_keeps_every_character(text: str) -> None:
    lines = wrapped(text, 10)
    assert "".join(lines) == text
    assert all(text_width(line.rstrip("\n")) <= 10 for line in lines)


def test_text_layout_counts_a_chinese_character_twice() -> None:
    assert len(wrapped("一" * 10, 10)) == 2
    assert len(wrapped("1" * 8, 10)) == 1


def test_text_layout_keeps_marks_off_the_head_of_a_line() -> None:
    assert wrapped("一二三四五，六", 10) == ["一二三四", "五，六"]
    assert wrapped("一二三四（五）", 10) == ["一二三四", "（五）"]


def test_text_layout_capacity_grows_with_width_and_shrinks_with_size() -> None:
    assert capacity(20, 9) > capacity(20, 10.5) > capacity(10, 10.5)
