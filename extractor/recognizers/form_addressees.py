"""Who must fill in the forms of a notice, and by when: as its text says."""

from __future__ import annotations

from extractor.model.document import Span
from extractor.model.draft import UnitMention
from extractor.recognizers.units import is_group, split_units, subject_at
from extractor.text.reading import Reading
from patterns import lazy_re as re

__all__ = ["addressees", "inherited_spans"]

_ASKS = re.compile(r"请(?=各|有关|相关|市直|县直|区直|省直|上述|以上|你)")
_HANDS_IN = re.compile(r"填报|填写|报送|送至|上报|提交|反馈|发至|发送|报至")


def addressees(reading: Reading) -> tuple[UnitMention, ...]:
    """The units that the text asks to fill in or hand in; empty where it names none."""
    for paragraph in reading.part("body"):
        if not _HANDS_IN.search(paragraph.text):
            continue
        for match in _ASKS.finditer(paragraph.text):
            if subject := subject_at(paragraph.text, match.end(), len(paragraph.text)):
                units = split_units(paragraph.passage, *subject)
                return tuple(
                    UnitMention(u.name, "responsible", paragraph.passage.span(u.start, u.end), "context", is_group(u.name)) for u in units
                )
    return ()


def inherited_spans(reading: Reading) -> tuple[Span, ...]:
    """The paragraphs that say by when papers are to be handed in."""
    return tuple(p.span for p in reading.part("body") if _HANDS_IN.search(p.text))
