"""Widths of columns: the page is full, the long texts get the room, nothing gets too narrow to read."""

from __future__ import annotations

import pytest

from outputs.column_widths import PAGE_WIDTHS, ColumnNeed, shared_widths


def test_column_widths_share_the_page_by_the_length_of_the_texts() -> None:
    number = ColumnNeed(title="序号", texts=("1", "2"))
    short = ColumnNeed(title="单位", texts=("市水务局", "市财政局"))
    long = ColumnNeed(title="内容", texts=("请各单位认真准备" * 30, "甲"))
    widths = shared_widths((number, short, long), page=PAGE_WIDTHS["A4"])
    assert widths[0] < widths[1] < widths[2]
    assert sum(widths) == pytest.approx(PAGE_WIDTHS["A4"], abs=3)


def test_column_widths_keep_fixed_ones_and_never_crush_a_column() -> None:
    needs = [ColumnNeed(title="日期", texts=("2031-01-02",), fixed=12.0), *[ColumnNeed(title="说明", texts=("字" * 400,))] * 30]
    widths = shared_widths(needs, page=100)
    assert widths[0] == 12.0
    assert min(widths) >= 9


def test_column_widths_of_columns_without_any_text() -> None:
    assert sum(shared_widths([ColumnNeed(title="甲", texts=()), ColumnNeed(title="乙", texts=())], page=50)) == pytest.approx(50, abs=2)
