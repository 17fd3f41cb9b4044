"""Dates that contradict themselves, and limits that are announced but not given."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from extractor.assemble.checks_view import Inspected, listing, plain
from extractor.model.document import Span
from extractor.model.notice import Evidence, ReviewFlag
from extractor.recognizers.timex_numbers import number, spelled_year
from extractor.text.passage import Passage
from extractor.text.sentences import clauses
from patterns.rules import Rule, load_rules

__all__ = ["check_dates"]

_DATES = ("check-date-numbers", "check-date-han", "check-date-marks")
_WEEKDAYS = "一二三四五六日"
_LONGEST = 80
_NEAR = 4
"""Characters: a date that was read and the weekday behind it overlap or almost touch."""


def check_dates(seen: Inspected) -> Iterator[ReviewFlag]:
    """Codes: impossible-date, weekday-mismatch, deadline-before-issue (read as past, but ordered), order-in-report,
    limit-missing, frequency-missing."""
    yield from _impossible(seen)
    yield from _ordered_in_the_past(seen)
    yield from _still_to_come(seen)
    yield from _frequencies(seen)
    yield from _weekdays(seen)
    yield from _limits(seen)


def _impossible(seen: Inspected) -> Iterator[ReviewFlag]:
    """13月5日, 2月30日; 2月29日 of a year that has none."""
    issued = seen.notice.metadata.issue_date
    words: dict[str, Evidence] = {}
    for passage in seen.lines():
        for rule in load_rules("checks").chosen(_DATES).fitting(passage.text):
            for match in rule.finditer(passage.text):
                if not _exists(match, issued):
                    words.setdefault(match.group(), seen.evidence(passage, *match.span(), rule))
    for deadline in seen.notice.deadlines:
        quote = plain(deadline.quote)
        if any("日期不存在" in flag for flag in deadline.flags) and not any(w in quote for w in words):
            words[quote] = deadline.evidence[0]
    if words:
        message = f"日期{listing(words, quoted=True)}不存在，请向发文单位核实正确日期"
        yield ReviewFlag(code="impossible-date", message=message, evidence=tuple(words.values()))


def _exists(match: re.Match[str], issued: date | None) -> bool:
    year = match["year"]
    known = (int(year) if year.isdigit() else spelled_year(year)) if year else issued.year if issued else 2000
    month, day = number(match["month"]), number(match["day"])
    return 1 <= month <= 12 and 1 <= day <= monthrange(max(known, 1), month)[1]


def _weekdays(seen: Inspected) -> Iterator[ReviewFlag]:
    rule = load_rules("checks")["check-weekday"]
    read = _dates_read(seen)
    wrong: dict[str, Evidence] = {}
    for passage in seen.lines():
        for match in rule.finditer(passage.text):
            day = _day(match, passage.span(*match.span()), read, _year(seen))
            named = _WEEKDAYS.find(match["weekday"].replace("天", "日"))
            if day is not None and day.weekday() != named:
                words = match.group() + ("）" if "（" in match.group() else "")
                message = f"“{words}”（{day.isoformat()}为星期{_WEEKDAYS[day.weekday()]}）"
                wrong.setdefault(message, seen.evidence(passage, *match.span(), rule))
    for deadline in seen.notice.deadlines:  # what the reading of dates has seen in other words
        quote = plain(deadline.quote)
        if any("星期与日期不符" in flag for flag in deadline.flags) and not any(
            e.start < deadline.evidence[0].end and deadline.evidence[0].start < e.end for e in wrong.values()
        ):
            wrong[f"“{quote}”"] = deadline.evidence[0]
    if wrong:
        message = f"星期与日期不符：{listing(wrong)}，请向发文单位核实以哪个为准"
        yield ReviewFlag(code="weekday-mismatch", message=message, evidence=tuple(wrong.values()))


def _dates_read(seen: Inspected) -> list[tuple[Span, date]]:
    """Every day that the notice's reading knows, with the place of its words."""
    days: list[tuple[Span, date]] = []
    for deadline in seen.notice.deadlines:
        for e in deadline.evidence:
            days += [(Span(e.start, e.end), day) for day in (deadline.due, deadline.start) if day]
    for mention in seen.notice.non_deadline_dates:
        for text in re.findall(r"\d{4}-\d\d-\d\d", mention.value or ""):
            days += [(Span(e.start, e.end), date.fromisoformat(text)) for e in mention.evidence]
    return sorted(days)


def _year(seen: Inspected) -> int | None:
    """The year that the title speaks of, else that of the issue date."""
    meta = seen.notice.metadata
    named = re.findall(r"(20\d\d)年", meta.title or "")
    if len(set(named)) == 1:
        return int(named[0])
    return meta.issue_date.year if meta.issue_date else meta.year_context


def _day(match: re.Match[str], span: Span, read: list[tuple[Span, date]], usual: int | None) -> date | None:
    """The day that the words mean: by their own year, by the reading of this place, else in the ``usual`` year."""
    day = int(match["day"])
    month = int(match["month"]) if match["month"] else None
    try:
        if match["year"] and month:
            return date(int(match["year"]), month, day)
        first = bisect_left(read, span.start - _LONGEST, key=lambda known: known[0].start)
        last = bisect_right(read, span.end + _NEAR, key=lambda known: known[0].start)
        for place, value in read[first:last]:
            if place.start <= span.end + _NEAR and span.start <= place.end + _NEAR and value.day == day and month in (None, value.month):
                return value
        return date(usual, month, day) if usual and month else None
    except ValueError:
        return None


def _ordered_in_the_past(seen: Inspected) -> Iterator[ReviewFlag]:
    """最迟不晚于 a day before the issue date: no event of the past, but a slip of the pen."""
    issued = seen.notice.metadata.issue_date
    order = load_rules("checks")["check-ordered-by"]
    late: dict[str, Evidence] = {}
    for mention in seen.notice.non_deadline_dates if issued and seen.notice.tasks else ():
        if mention.role != "past_event" or not re.fullmatch(r"\d{4}-\d\d-\d\d", mention.value or "") or not mention.evidence:
            continue
        if issued and date.fromisoformat(mention.value or "") < issued and _ordered(seen, mention.evidence[0], order):
            late.setdefault(f"“{plain(mention.quote)}”", mention.evidence[0])
    if late and issued:
        message = f"时限{listing(late)}早于成文日期（{issued.isoformat()}），请向发文单位核实"
        yield ReviewFlag(code="deadline-before-issue", message=message, evidence=tuple(late.values()))


def _still_to_come(seen: Inspected) -> Iterator[ReviewFlag]:
    """A report tells what was: 各县区要于 a day after its issue date is an order that no heading announces."""
    issued = seen.notice.metadata.issue_date
    order = load_rules("checks")["check-told-to"]
    ahead: dict[str, Evidence] = {}
    for mention in seen.notice.non_deadline_dates if issued else ():
        told = mention.role == "past_event" and mention.evidence and mention.evidence[0].rule == "title-report"
        if told and (mention.value or "")[:10] > str(issued) and _ordered(seen, mention.evidence[0], order):
            ahead.setdefault(f"“{plain(mention.quote)}”", mention.evidence[0])
    if ahead:
        message = f"通报中要求在{listing(ahead)}前办理的事项未按任务列出，请看原文，确定是否交办"
        yield ReviewFlag(code="order-in-report", message=message, evidence=tuple(ahead.values()))


def _ordered(seen: Inspected, place: Evidence, order: Rule) -> bool:
    """``order`` finds the day at ``place`` in its clause."""
    home = seen.paragraph_at(place.start)
    if home is None:
        return False
    at = bisect_left(home.passage.offsets, place.start)
    begin, end = next(((a, b) for a, b in clauses(home.text) if a <= at < b), (0, len(home.text)))
    return any(m.start("day") <= at < m.end() for m in order.regex.finditer(home.text, begin, end))


def _frequencies(seen: Inspected) -> Iterator[ReviewFlag]:
    """定期 something that must be handed in."""
    rule = load_rules("checks")["check-often"]
    vague: dict[str, Evidence] = {}
    for passage in _binding(seen):
        for match in rule.finditer(passage.text):
            if passage.text.count("《", 0, match.start()) > passage.text.count("》", 0, match.start()):
                continue  # the title of another document
            vague.setdefault(match.group(), seen.evidence(passage, *match.span(), rule))
    if vague:
        message = f"{listing(vague, quoted=True)}未写明报送周期，请向发文单位核实多久一次、何时报送"
        yield ReviewFlag(code="frequency-missing", message=message, evidence=tuple(vague.values()))


def _limits(seen: Inspected) -> Iterator[ReviewFlag]:
    """限期整改 in a clause that names neither day nor duration."""
    word, stated = load_rules("checks")["check-limit-word"], load_rules("checks")["check-limit-stated"]
    open_: dict[str, Evidence] = {}
    for passage in _binding(seen):
        for match in word.finditer(passage.text):
            begin, end = next((a, b) for a, b in clauses(passage.text) if a <= match.start() < b)
            if not stated.search(passage.text[begin:end]):
                open_.setdefault(match.group(), seen.evidence(passage, *match.span(), word))
    if open_:
        message = f"{listing(open_, quoted=True)}未写明期限，请向发文单位核实或由本单位确定"
        yield ReviewFlag(code="limit-missing", message=message, evidence=tuple(open_.values()))


def _binding(seen: Inspected) -> Iterator[Passage]:
    """Where somebody may be told to do something: not in reports on what has been done."""
    if seen.notice.metadata.document_type in ("通报", "简报", "总结", "公报") and not seen.notice.tasks:
        return
    yield from (p.passage for p in seen.reading.body)
    yield from (cell.passage for grid in seen.grids for row in grid.rows for cell in row.own_cells)
