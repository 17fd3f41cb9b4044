"""The cheap question before the dear search must never hide a hit."""

from __future__ import annotations

import pytest

from patterns.needs import letters, missing, needs
from patterns.rules import load_rules, pattern_files


def test_needs_hide_no_hit_of_any_rule_in_any_example() -> None:
    rules = [rule for name in pattern_files() for rule in load_rules(name)]
    texts = [example.text for rule in rules for example in rule.examples]
    hidden = [(r.id, t) for r in rules for t in texts if missing(r.needs, letters(t)) and r.regex.search(t)]
    assert hidden == []


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"\d月", "٣月"),  # another script's digit is a digit
        (r"(?i)excel", "EXCEL"),
        (r"(?i:a)b", "Ab"),
        (r"甲?乙*丙{0,2}丁", "丁"),
        (r"(?<!甲)乙(?!丙)", "乙"),
        (r"(?:甲|乙|)丁", "丁"),
        (r"[^甲乙]丁", "丙丁"),
        (r"[\u4e00-\u9fff]丁", "丙丁"),
        (r"(甲)?(?(1)乙|丙)", "丙"),
    ],
)
def test_needs_leave_room_for_what_a_regex_may_do_without(source: str, text: str) -> None:
    assert not missing(needs(source), letters(text))


def test_needs_of_a_sequence_are_all_asked_for() -> None:
    wanted = needs("(?:由|请)[^，。]{1,9}牵头")
    assert not missing(wanted, letters("请县民政局牵头"))
    assert missing(wanted, letters("县民政局牵头")) and missing(wanted, letters("请县民政局办理"))


def test_rules_fitting_keeps_the_order_of_the_file() -> None:
    rules = load_rules("channels")
    text = "请将纸质材料加盖公章后报送至县民政局办公室，电子版发至邮箱"
    assert list(rules.fitting(text)) == [rule for rule in rules if not missing(rule.needs, letters(text))]
    assert [rule.id for rule in rules.chosen(("channel-fax", "channel-paper"))] == ["channel-fax", "channel-paper"]
