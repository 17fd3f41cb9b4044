"""Time-limit fields: 完成时限：…, the last item of a responsibility bracket, cells that hold nothing else.

A field may hold several parts: 2024年底前取得阶段性成效，持续推进 is one composite deadline.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from extractor.model.notice import DeadlineClass, DeadlinePart
from extractor.model.workday_calendar import falls_on
from extractor.recognizers.deadline_cues import behind, limit_rules
from extractor.recognizers.deadline_frequencies import recurrence_rule
from extractor.recognizers.deadline_place import Place
from extractor.recognizers.deadline_times import precision_of
from extractor.recognizers.deadline_years import YearContext, month_start_due
from extractor.recognizers.time_mentions import DeadlineMention
from extractor.recognizers.timex_anchor import clock_of
from extractor.recognizers.timex_words import TimeRange
from patterns import lazy_re as re
from patterns.rules import load_words

__all__ = ["field_deadlines", "field_ranges"]

_SPLIT = re.compile(r"[，、；]| (?=\S)|并(?=长期|持续|常态)")
_STAGE_AHEAD = re.compile(r"(?:\d月|季度|半年|年[底内末])[^，。；（]{0,14}，$")
_STAGE_BEHIND = re.compile(r"，(?:\d{4}年|次年)?(?:\d{1,2}月|[一二三四]季度|[上下]半年|年[底内末])")
_EVERY = re.compile(r"每(?:年|月|季度?|半年|周|两)[^，。；]{0,8}")
_EVENT_STEP = re.compile(r"[^，。；：\d]{2,10}[前后](?!续)[^，。；：\d]{2,12}$")
_NOW = re.compile(r"即日起|从即日起|自即日起")
_OPEN_ONLY = re.compile(
    "(?:"
    + "|".join(re.escape(w) for w in load_words("deadlines")["open_ended"])
    + r"|即日起[^，。；]{0,6}|立即(?:整改|办理|执行|落实)|即行即改|[，、；并。]){1,6}"
)


@dataclass(frozen=True, slots=True)
class _Part:
    start: int
    end: int
    found: TimeRange | None
    open_ended: bool
    recurring: bool
    event: bool


def field_ranges(place: Place) -> list[tuple[int, int, str]]:
    """Where fields stand in the passage, with the rule; a cell may be one as a whole."""
    found = list(place.fields)
    steps = [
        (m.start(), m.end(), r.id)
        for r in limit_rules("limit", "two_steps").fitting(place.text)
        for m in r.finditer(place.text)
        if _only_two(place, m)
    ]
    found += [(_step_start(place.text, a), b, rule) for a, b, rule in steps if not any(x <= a < y for x, y, _ in found)]
    if place.cell and not found and len(place.text) <= 48 and "。" not in place.text:
        found.append((0, len(place.text), "deadline-cell"))
    return found


def _only_two(place: Place, match: re.Match[str]) -> bool:
    """Three dated stages and more are limits of their own."""
    start, end = place.clause(match.start())
    ahead, behind_it = place.text[start : match.start()], place.text[match.end() : end]
    return not (_STAGE_AHEAD.search(ahead) or _STAGE_BEHIND.match(behind_it))


def _step_start(text: str, at: int) -> int:
    return max(text.rfind(c, 0, at) for c in "，。；：、〔（") + 1


def field_deadlines(place: Place, times: list[TimeRange], years: YearContext, key: int) -> list[tuple[int, int, DeadlineMention]]:
    """The deadline of each field, with the range of the passage that it covers."""
    result = []
    starts = [t.start for t in times]
    for start, end, rule in field_ranges(place) if place.binding else ():
        years.enter(key, -1 - start)
        inside = times[bisect_left(starts, start) : bisect_left(starts, end)]
        parts = _parts(place.text, start, end, [t for t in inside if t.first.has_date])
        mention = _read(place, start, end, rule, parts, years)
        if mention is not None:
            result.append((start, end, mention))
    return result


def _parts(text: str, start: int, end: int, times: list[TimeRange]) -> list[_Part]:
    parts, at = [], start
    cuts = [m.end() for m in _SPLIT.finditer(text, start, end) if not any(t.start < m.start() < t.end for t in times)]
    for cut in [*cuts, end]:
        piece = text[at:cut].strip("，、； 并")
        inside = [t for t in times if at <= t.start < cut]
        if piece:
            now = bool(_NOW.match(piece)) and not (inside and inside[-1].last)
            inside = [] if now else inside
            event = bool(_EVENT_STEP.match(piece)) and not inside
            opened = now or any(r.regex.match(piece) for r in limit_rules("field", "open_ended").fitting(piece))
            parts.append(
                _Part(
                    at,
                    at + len(text[at:cut].rstrip("，、； ")),
                    inside[0] if inside else None,
                    opened and not inside,
                    bool(_EVERY.search(piece)),
                    event,
                )
            )
        at = cut
    return parts


def _read(place: Place, start: int, end: int, rule: str, parts: list[_Part], years: YearContext) -> DeadlineMention | None:
    dated = [p for p in parts if p.found is not None]
    opened = [p for p in parts if p.open_ended]
    recurring = [p for p in parts if p.recurring]
    events = [p for p in parts if p.event] if place.context.holds_limit else []
    text = place.text
    cell = rule == "deadline-cell"
    if dated and (len(dated) > 1 or opened or recurring or events) and not _only_list(dated):
        if cell and not (parts[0].open_ended or parts[0].event or (dated[0].found is not None and dated[0].found.start == start)):
            return None
        if months := _month_list(dated, parts):
            return _series(place, start, end, rule, months)
        return _composite(place, start, end, rule, parts, years)
    if cell and not _whole_cell(text, dated, opened, recurring):
        return None
    if dated:
        return None  # a single date: read like any other, with the role of its surroundings
    value = text[start:end].rstrip("，、； ")
    if opened:
        now = years.issued if _NOW.search(value) else None
        return DeadlineMention(
            span=place.passage.span(start, start + len(value)),
            rule="deadline-open-ended",
            class_="open_ended",
            start=now,
            boundary_word=None,
        )
    if recurring and not cell:
        return DeadlineMention(
            span=place.passage.span(start, start + len(value)), rule=rule, class_="recurring", recurrence=recurrence_rule(value)
        )
    return None


def _month_list(dated: list[_Part], parts: list[_Part]) -> list[int]:
    """3月底、6月底、9月底: three or more months and nothing between them."""
    months = [p.found.first.month for p in dated if p.found and p.found.first.month and p.found.first.day is None and p.found.last is None]
    bare = len(months) == len(dated) == len(parts) and all(p.found and p.end - p.found.end <= 2 for p in dated[:-1])
    return months if bare and len(months) >= 3 else []


def _series(place: Place, start: int, end: int, rule: str, months: list[int]) -> DeadlineMention:
    days = ",".join(str(m) for m in months)
    whole = place.text[start:end].rstrip("，、； ")
    return DeadlineMention(
        span=place.passage.span(start, start + len(whole)),
        rule=rule,
        class_="recurring",
        recurrence=f"FREQ=MONTHLY;BYMONTH={days};BYMONTHDAY=-1",
    )


def _whole_cell(text: str, dated: list[_Part], opened: list[_Part], recurring: list[_Part]) -> bool:
    del recurring
    return bool(dated) or bool(opened and _OPEN_ONLY.fullmatch(text))


def _only_list(dated: list[_Part]) -> bool:
    """Ranges in a cell (值班时段) are not steps."""
    return any(p.found is not None and p.found.last is not None for p in dated)


def _undated_class(part: _Part) -> DeadlineClass:
    if part.recurring:
        return "recurring"
    return "event" if part.event else "open_ended"


def _composite(place: Place, start: int, end: int, rule: str, parts: list[_Part], years: YearContext) -> DeadlineMention | None:
    pieces: list[DeadlinePart] = []
    last = None
    for part in parts:
        text = place.passage.written(part.start, part.end).strip("，、； ")
        if part.found is not None:
            value, source = years.resolve(part.found, bound=True, past=False)
            if value is not None:
                years.remember(value, explicit=True)
                due = month_start_due(value, part.found.last or part.found.first)
                last = (due, source, part.found)
                pieces.append(DeadlinePart(class_="fixed", due=due, text=text))
                continue
        pieces.append(DeadlinePart(class_=_undated_class(part), text=text))
    if last is None:
        return None
    due, source, found = last
    words = found.last or found.first
    cue = behind(place.text, found.end)
    whole = place.text[start:end].rstrip("，、； ")
    return DeadlineMention(
        span=place.passage.span(start, start + len(whole)),
        rule=rule,
        class_="composite",
        due=due,
        due_time=clock_of(words),
        precision=precision_of(words),
        boundary_word=cue.word if cue else None,
        year_source=source,
        falls_on=falls_on(due) if words.has_day else None,
        parts=tuple(pieces),
    )
