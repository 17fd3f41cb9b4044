"""Numbers of automatic lists as they are printed."""

from __future__ import annotations

import pytest

from extractor.readers.numerals import print_number


@pytest.mark.parametrize(
    ("form", "number", "printed"),
    [
        ("decimal", 12, "12"),
        ("chineseCounting", 10, "十"),
        ("chineseCountingThousand", 11, "十一"),
        ("japaneseCounting", 20, "二十"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("ideographDigital", 12, "一二"),
        ("chineseLegalSimplified", 3, "叁"),
        ("decimalEnclosedCircle", 1, "①"),
        ("decimalEnclosedCircleChinese", 21, "㉑"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("ideographTraditional", 3, "丙"),
        ("lowerLetter", 3, "c"),
        ("upperLetter", 27, "AA"),
        ("lowerRoman", 4, "iv"),
        ("upperRoman", 19, "XIX"),
        ("decimalZero", 5, "05"),
        ("decimalFullWidth", 10, "１０"),
        ("decimalEnclosedCircle", 99, "99"),
        ("aFormOfTheFuture", 7, "7"),
        ("bullet", 1, ""),
    ],
)
def test_numerals_print_as_word_processors_do(form: str, number: int, printed: str) -> None:
    assert print_number(number, form) == printed
