"""Tasks without a unit, without a day, without a lead; groups that nobody has named."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from extractor.assemble.checks_view import Inspected, listing
from extractor.model.document import Span
from extractor.model.notice import Evidence, ReviewFlag, Task
from extractor.recognizers.timex_numbers import number
from patterns import lazy_re as re
from patterns.rules import load_rules

__all__ = ["check_responsibility"]

_HANDED_IN = frozenset({"submission", "form", "questionnaire"})
_SETTLING = frozenset({"fixed", "range", "recurring", "relative", "event", "composite"})
_UNNAMED = re.compile(r"相关|有关")
_NAME_MARKS = re.compile(r"[、，和与及]")


def check_responsibility(seen: Inspected) -> Iterator[ReviewFlag]:
    """Codes: no-unit, no-deadline, open-group, lead-presumed."""
    tasks = seen.notice.tasks
    alone = [t for t in tasks if not t.units and not t.responsible_persons and not t.responsible_offices]
    if alone:
        message = f"{len(alone)}项任务未写明承办单位：{_named(alone)}，请确定由谁办理"
        yield ReviewFlag(code="no-unit", message=message, evidence=_first(alone))
    candidates = [t for t in tasks if not t.deadline_ids and t.kind in _HANDED_IN and t.evidence]
    dated = _dated_paragraphs(seen) if candidates else frozenset()
    undated = [t for t in candidates if dated is not None and not _settled(seen, t, dated)]
    if undated:
        message = f"{len(undated)}项报送或填报任务未写明时限：{_named(undated)}，请向发文单位核实"
        yield ReviewFlag(code="no-deadline", message=message, evidence=_first(undated))
    if open_ := dict(_open_groups(seen)):
        message = f"{listing(open_, quoted=True)}未列名，请确定具体单位"
        yield ReviewFlag(code="open-group", message=message, evidence=tuple(e for e in open_.values() if e))
    if presumed := [t for t in tasks if t.presumptive_lead]:
        message = f"{len(presumed)}项任务未标明牵头单位，仅按排序第一推定：{_named(presumed)}，请核实"
        yield ReviewFlag(code="lead-presumed", message=message, evidence=_first(presumed))


def _dated_paragraphs(seen: Inspected) -> frozenset[int] | None:
    """Indices of the paragraphs that hold a limit; None where the notice has only one limit, which goes for everything."""
    limits = [d for d in seen.notice.deadlines if d.role in ("due", "window", "milestone", "event_time") and d.class_ in _SETTLING]
    if len({(d.due, d.recurrence, d.amount) for d in limits}) == 1:
        return None
    homes = (seen.paragraph_at(e.start) for d in limits for e in d.evidence)
    return frozenset(home.index for home in homes if home)


def _settled(seen: Inspected, task: Task, dated: frozenset[int]) -> bool:
    """Nothing is missed: its paragraph has a limit, or nothing is sent to anybody."""
    place = task.evidence[0]
    if place.table is None and not load_rules("checks")["check-sent"].search(task.quote):
        return True
    home = seen.paragraph_at(place.start)
    return home is not None and home.index in dated


def _named(tasks: Sequence[Task]) -> str:
    return listing((f"{t.number or ''}{t.title[:14]}" for t in tasks), most=6)


def _first(tasks: Sequence[Task]) -> tuple[Evidence, ...]:
    return tuple(t.evidence[0] for t in tasks if t.evidence)[:3]


def _open_groups(seen: Inspected) -> Iterator[tuple[str, Evidence | None]]:
    """各有关单位 as addressee or as a unit; …等相关部门, …等8家单位 with fewer names, in what a task says."""
    recipients = seen.notice.metadata.evidence.get("primary_recipients", ())
    acting = {u.name for task in seen.notice.tasks for u in task.units}
    for name in seen.notice.metadata.primary_recipients:
        if _UNNAMED.search(name) and name in acting:
            yield name, recipients[0] if recipients else None
    for task in seen.notice.tasks:
        yield from ((u.name, u.evidence) for u in task.units if u.group and u.source == "explicit" and _UNNAMED.search(u.name))
    spans = _Spans([Span(e.start, e.end) for t in seen.notice.tasks for e in t.evidence])
    rules = load_rules("checks")
    for passage in seen.lines():
        for match in rules["check-open-list"].finditer(passage.text):
            if _UNNAMED.search(match["group"]) and spans.hold(passage.span(*match.span())):
                yield match.group(), seen.evidence(passage, *match.span(), rules["check-open-list"])
        for match in rules["check-counted-list"].finditer(passage.text):
            words = passage.span(match.end("names"), match.end())
            if _listed(match["names"]) < number(match["count"]) and spans.hold(words):
                yield (
                    passage.text[match.end("names") : match.end()],
                    seen.evidence(passage, match.end("names"), match.end(), "check-counted-list"),
                )


class _Spans:
    """Answers at once whether a span lies inside one of many."""

    def __init__(self, spans: Sequence[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._reach = list(accumulate((span.end for span in ordered), max))

    def hold(self, span: Span) -> bool:
        i = bisect_right(self._starts, span.start) - 1
        return i >= 0 and span.end <= self._reach[i]


def _listed(names: str) -> int:
    """How many names the list before 等 holds; what stands in brackets is no list of its own."""
    return len(_NAME_MARKS.split(re.sub(r"（[^（）]*）", "", names)))
