"""Values of time expressions, as ``fenban timex`` prints them."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.recognizers.timex import Timex, find_times

REFERENCE = date(2024, 5, 15)  # a Wednesday


def values(text: str, reference: date | None = REFERENCE) -> list[tuple[str, str, str | None]]:
    return [(str(t.from_ or ""), str(t.to or ""), t.time) for t in find_times(text, reference=reference)]


@pytest.mark.parametrize(
    ("text", "first", "last", "time"),
    [
        ("2024年7月9日", "2024-07-09", "2024-07-09", None),
        ("2024 年 7 月 9 日", "2024-07-09", "2024-07-09", None),
        ("２０２４年７月９日", "2024-07-09", "2024-07-09", None),
        ("二〇二四年七月九日", "2024-07-09", "2024-07-09", None),
        ("二○二四年十二月三十一日", "2024-12-31", "2024-12-31", None),
        ("二O二四年二月廿九日", "2024-02-29", "2024-02-29", None),
        ("一九年三月三日", "2019-03-03", "2019-03-03", None),
        ("7月9號", "2024-07-09", "2024-07-09", None),
        ("7月9曰", "2024-07-09", "2024-07-09", None),
        ("2024-07-09", "2024-07-09", "2024-07-09", None),
        ("2024.7.9", "2024-07-09", "2024-07-09", None),
        ("2024/7/9", "2024-07-09", "2024-07-09", None),
        ("7月9日（星期二）17:00", "2024-07-09", "2024-07-09", "17:00"),
        ("7月9日下午3点半", "2024-07-09", "2024-07-09", "15:30"),
        ("7月9日下午三時", "2024-07-09", "2024-07-09", "15:00"),
        ("7月9日24:00", "2024-07-09", "2024-07-09", "24:00"),
        ("7月9日中午12时", "2024-07-09", "2024-07-09", "12:00"),
        ("7月9日凌晨12点", "2024-07-09", "2024-07-09", "00:00"),
        ("6月上旬", "2024-06-01", "2024-06-10", None),
        ("2月下旬", "2024-02-21", "2024-02-29", None),
        ("2023年年底", "2023-12-01", "2023-12-31", None),
        ("一季度", "2024-01-01", "2024-03-31", None),
        ("去年三季度", "2023-07-01", "2023-09-30", None),
        ("2024年上半年", "2024-01-01", "2024-06-30", None),
        ("今年前五个月", "2024-01-01", "2024-05-31", None),
        ("12月13日至12月17日", "2024-12-13", "2024-12-17", None),
        ("12月20日至次年1月10日", "2024-12-20", "2025-01-10", None),
        ("12月20日至1月10日", "2024-12-20", "2025-01-10", None),
        ("12月20日至2025年2月5日", "2024-12-20", "2025-02-05", None),
        ("5月12-19日", "2024-05-12", "2024-05-19", None),
        ("5—6月", "2024-05-01", "2024-06-30", None),
        ("2019年1-五月", "2019-01-01", "2019-05-31", None),
        ("明天", "2024-05-16", "2024-05-16", None),
        ("本周五", "2024-05-17", "2024-05-17", None),
        ("下周一上午9点", "2024-05-20", "2024-05-20", "09:00"),
        ("下周三（5月22日）下午2:30", "2024-05-22", "2024-05-22", "14:30"),
        ("上个月", "2024-04-01", "2024-04-30", None),
        ("次月", "2024-06-01", "2024-06-30", None),
        ("30天后", "2024-06-14", "2024-06-14", None),
    ],
)
def test_timex_value(text: str, first: str, last: str, time: str | None) -> None:
    assert values(text) == [(first, last, time)]


@pytest.mark.parametrize(
    "text",
    [
        "某市发〔2021〕31号",
        "13月5日",
        "2月30日",
        "2023年2月29日",
        "12345热线",
        "第3号公告",
        "2号楼",
        "提出3点建议",
        "比例为1:1000",
        "为期3个月",
    ],
)
def test_timex_leaves_alone_what_is_no_date(text: str) -> None:
    assert values(text) == []


def test_timex_without_reference_gives_only_what_is_written_in_full() -> None:
    assert values("明天、5月6日、2024年5月6日", None) == [("2024-05-06", "2024-05-06", None)]


def test_timex_boundary_words_open_the_range() -> None:
    assert values("2024年7月9日之前") == [("", "2024-07-09", None)]
    assert values("自2024年7月9日起") == [("2024-07-09", "", None)]


def test_timex_offsets_count_in_the_text_as_given() -> None:
    text = "请于 2024 年 7 月 9 日 前报送"
    (found,) = find_times(text, reference=None)
    assert isinstance(found, Timex)
    assert text[found.start : found.end] == "2024 年 7 月 9 日"
