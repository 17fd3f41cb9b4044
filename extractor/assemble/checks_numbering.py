"""Numbered paragraphs that skip or repeat a number: a part may be lost, or a number wrong.

Labels count as printed (一、, （二）, 3., （4）, ①); what markdown makes of them does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.assemble.checks_view import Inspected, listing
from extractor.model.notice import Evidence, ReviewFlag
from extractor.recognizers.timex_numbers import number
from extractor.text.passage import Passage, fold
from extractor.text.reading import Paragraph, Reading
from patterns import lazy_re as re

__all__ = ["check_numbering"]

_DIGITS = re.compile(r"\d{1,3}|[一二三四五六七八九十]{1,3}|[①-⑳]")
_RUN = re.compile(r"(?:^|[。；：，、！])([一二三四五六七八九十])(?:是|要)(?![否非不])")
_HAN = "一二三四五六七八九十"
_WIDEST_GAP = 9
_LEVELS = range(1, 6)


@dataclass(slots=True)
class _Series:
    """Numbers of one form under one heading. ``last`` is where the count stands; ``slack``: one more may follow after a repeat."""

    last: int
    at: Paragraph
    slack: bool = False
    seen: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Faults:
    gaps: dict[str, Evidence] = field(default_factory=dict)
    repeats: dict[str, Evidence] = field(default_factory=dict)


def check_numbering(seen: Inspected) -> Iterator[ReviewFlag]:
    """Codes: number-gap, number-repeated (those of table rows come from the tables)."""
    faults = _Faults()
    _paragraphs(seen, faults)
    _runs(seen, faults)
    if faults.gaps:
        message = f"编号不连续，{listing(faults.gaps)}，请核对原文是否缺段或编号有误"
        yield ReviewFlag(code="number-gap", message=message, evidence=tuple(faults.gaps.values()))
    if faults.repeats:
        message = f"编号重复：{listing(faults.repeats)}，请核对原文编号"
        yield ReviewFlag(code="number-repeated", message=message, evidence=tuple(faults.repeats.values()))


def _paragraphs(seen: Inspected, faults: _Faults) -> None:
    series: dict[object, _Series] = {}
    overall: dict[object, int] = {}
    for paragraph in seen.reading.paragraphs:
        value = _value(paragraph)
        if value is None:
            continue
        form = (paragraph.part, paragraph.level, _DIGITS.sub("#", paragraph.label or ""))
        known = series.get((form, paragraph.parents))
        if known is None or value == 1 and known.last != 1:
            if known is None and value > 1 and value != overall.get(form, 0) + 1:
                _note_gap(seen, faults, paragraph, 0, value, _before(seen.reading, paragraph))
            series[form, paragraph.parents] = _Series(value, paragraph, seen={value})
        else:
            _next(seen, faults, known, paragraph, value)
        overall[form] = value


def _value(paragraph: Paragraph) -> int | None:
    """The number of a label that counts."""
    if paragraph.label is None or paragraph.level not in _LEVELS or paragraph.part in ("head", "closing", "imprint"):
        return None
    match = _DIGITS.search(paragraph.label)
    if not match:
        return None
    if "①" <= match.group() <= "⑳":
        return ord(match.group()) - ord("①") + 1
    return number(match.group())


def _next(seen: Inspected, faults: _Faults, known: _Series, paragraph: Paragraph, value: int) -> None:
    """The next label of a series: right, or after a gap, or one that was there before."""
    expected = known.last + 1
    if value in known.seen and value < expected:
        if not (value == known.last == 1):  # 1. 1. 1.: a list that a converter numbered
            faults.repeats.setdefault(
                f"“{paragraph.label}”（{seen.label(paragraph)}，前有{seen.label(known.at)}）", _evidence(seen, paragraph)
            )
        known.slack = True
        known.at = paragraph
        return
    if value > expected and not (known.slack and value == expected + 1):
        _note_gap(seen, faults, paragraph, known.last, value, known.at)
    known.slack = False
    known.last, known.at = value, paragraph
    known.seen.add(value)


def _note_gap(seen: Inspected, faults: _Faults, paragraph: Paragraph, last: int, value: int, above: Paragraph | None) -> None:
    label = paragraph.label or ""
    missing = [_relabel(label, n) for n in range(last + 1, value)]
    if not missing or len(missing) > _WIDEST_GAP:
        return
    begin = above.span.start if above else 0
    between = fold(seen.reading.text, begin, paragraph.span.start).text
    if all(m in between for m in missing):  # it stands there, but not at the start of a line
        return
    faults.gaps.setdefault(f"缺{listing(missing, quoted=True)}（{seen.label(paragraph)}前）", _evidence(seen, paragraph))


def _relabel(label: str, value: int) -> str:
    """``（三）`` with 5 -> ``（五）``."""

    def same_kind(match: re.Match[str]) -> str:
        if match.group().isdigit() and match.group().isascii():
            return str(value)
        if "①" <= match.group() <= "⑳":
            return chr(ord("①") + value - 1)
        tens, ones = divmod(value, 10)
        return ("" if tens == 0 else "十" if tens == 1 else _HAN[tens - 1] + "十") + (_HAN[ones - 1] if ones else "")

    return _DIGITS.sub(same_kind, label, count=1)


def _before(reading: Reading, paragraph: Paragraph) -> Paragraph | None:
    """The heading above, or the paragraph that stands two before: a first number may be glued to it."""
    return reading.paragraphs[paragraph.parents[-1]] if paragraph.parents else reading.paragraphs[max(0, paragraph.index - 2)]


def _runs(seen: Inspected, faults: _Faults) -> None:
    """一是…；三是…: within one paragraph, and over the paragraphs that begin so."""
    last = 0
    for paragraph in seen.reading.paragraphs:
        found = list(_RUN.finditer(paragraph.text))
        if not found and paragraph.label is not None:
            last = 0
        for match in found:
            value = _HAN.index(match[1]) + 1
            if value == 1:
                last = 1
                continue
            if last and value > last + 1:
                faults.gaps.setdefault(
                    f"“{match[1]}是”前缺“{_HAN[last]}是”", seen.evidence(paragraph.passage, match.start(1), match.end(1), "check-run")
                )
            elif last and value == last:
                faults.repeats.setdefault(f"“{match[1]}是”（{seen.label(paragraph)}）", _run_evidence(seen, paragraph.passage, match))
            last = value if last else 0


def _run_evidence(seen: Inspected, passage: Passage, match: re.Match[str]) -> Evidence:
    return seen.evidence(passage, match.start(1), match.end(1), "check-run")


def _evidence(seen: Inspected, paragraph: Paragraph) -> Evidence:
    return seen.evidence(paragraph.passage, 0, min(len(paragraph.text), 20), "check-number")
