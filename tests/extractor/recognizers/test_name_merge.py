from dataclasses import replace

from extractor.model.draft import TaskDraft, UnitMention
from extractor.readers import read
from extractor.recognizers.name_merge import confirm_units, merge_names
from extractor.recognizers.name_spans import NameSpan
from extractor.text.reading import read_text

LINE = "由市教育局牵头，督查专班配合，李晓东参加。"


class Saying:
    """A model that says what it is told."""

    def __init__(self, *spans):
        self.spans = spans

    def find_names(self, lines):
        return [list(self.spans) for _ in lines]


def test_name_merge_agreement_is_certain_and_one_voice_is_not():
    found = merge_names(LINE, [NameSpan(1, 5, "ORG")], [NameSpan(1, 5, "ORG"), NameSpan(15, 18, "PERSON")])
    assert [(LINE[n.start : n.end], n.confidence) for n in found] == [("市教育局", "certain"), ("李晓东", "low")]


def test_name_merge_rules_decide_where_limits_differ():
    found = merge_names(LINE, [NameSpan(1, 5, "ORG")], [NameSpan(0, 5, "ORG")])
    assert [(n.start, n.end, n.confidence) for n in found] == [(1, 5, "medium")]


def test_name_merge_drops_what_cannot_be_a_name():
    line = "各镇人民政府认真配合，通过平台报送。"
    assert merge_names(line, [], [NameSpan(1, 6, "ORG"), NameSpan(8, 10, "ORG"), NameSpan(13, 15, "PERSON")]) == []


def draft(confidence):
    reading = read_text(read(f"关于检查的通知\n{LINE}\n".encode(), name="a.txt"))
    start = reading.text.index("由市教育局")
    span = reading.paragraphs[-1].span
    units = tuple(
        UnitMention(reading.text[start + a : start + b], "lead", type(span)(start + a, start + b), group=group)
        for a, b, group in ((1, 5, False), (8, 12, False), (12, 14, True))
    )
    return reading, TaskDraft(span, "检查", "other", "r", confidence, units=units)


def test_name_merge_confirms_units_of_unsure_tasks():
    reading, unsure = draft("medium")
    (told,) = confirm_units(reading, [unsure], lambda: Saying(NameSpan(1, 5, "ORG")))
    assert [u.confidence for u in told.units] == ["medium", "low", None]
    assert replace(told, units=unsure.units) == unsure


def test_name_merge_lifts_a_doubtful_name_only_where_it_stands_in_the_order():
    reading, unsure = draft("low")
    elsewhere = replace(unsure, span=unsure.span._replace(start=unsure.units[0].span.end))
    (inside,), (outside,) = (confirm_units(reading, [d], lambda: Saying(NameSpan(1, 5, "ORG"))) for d in (unsure, elsewhere))
    assert (inside.units[0].confidence, outside.units[0].confidence) == ("medium", "low")


def test_name_merge_leaves_settled_tasks_unread():
    reading, sure = draft("high")
    assert confirm_units(reading, [sure], lambda: 1 / 0) == [sure], "nothing to ask: nothing is loaded"
    assert confirm_units(reading, [draft("low")[1]], lambda: None) == [draft("low")[1]]
