"""Folding keeps the way back to the source, whatever it changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.text.passage import fold


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("12 月 14 日 14:00 前", "12月14日14:00前"),
        ("１９：００—２１：３０", "19:00—21:30"),
        ("电话:0571-8812345;传真", "电话：0571-8812345；传真"),
        ("1,234 人,好", "1,234人，好"),
        ("持续推\n\n进", "持续推进"),
        ("责任单位：甲局　　时限：九月", "责任单位：甲局 时限：九月"),
        ("Word 2016 格式", "Word 2016格式"),
        ("二○二一年", "二〇二一年"),
        ("关于做好\u200b工作", "关于做好工作"),
        ("各縣區於5月前報送", "各县区于5月前报送"),
    ],
)
def test_passage_fold_reads_as_rules_expect(source: str, text: str) -> None:
    assert fold(source, 0, len(source)).text == text


@given(st.text(alphabet="年月日前 　\n，,.:：0123456789ab（)〔]報１", max_size=60))
def test_passage_fold_never_loses_the_way_back(source: str) -> None:
    passage = fold(source, 0, len(source))
    assert len(passage.offsets) == len(passage.text)
    assert list(passage.offsets) == sorted(set(passage.offsets))
    if passage.text:
        assert passage.quote(0, len(passage.text)) in source


def test_passage_quote_keeps_the_line_break_of_the_source() -> None:
    source = "请于7月9\n日前报送"
    passage = fold(source, 0, len(source))
    start = passage.text.index("7月9日前")
    assert passage.quote(start, start + 5) == "7月9\n日前"
    assert passage.written(start, start + 5) == "7月9日前"
