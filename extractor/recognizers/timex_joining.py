"""Join the pieces of a time expression, and two expressions into a range."""

from __future__ import annotations

from dataclasses import replace

from extractor.recognizers.timex_pieces import Piece, pieces
from extractor.recognizers.timex_words import TimeRange, TimeWords, joined
from patterns import lazy_re as re

__all__ = ["time_ranges"]

# what may stand to the right of what: 2021年 + 7月 + 9日 + 星期五 + 下午 + 3时
_MAY_FOLLOW: dict[str, frozenset[str]] = {
    "year": frozenset({"quarter", "half", "month", "part", "week", "leading", "edge", "month_day", "holiday"}),
    "quarter": frozenset({"part"}),
    "half": frozenset({"part"}),
    "month": frozenset({"part", "day", "week", "last_weekday", "last_days"}),
    "part": frozenset(),
    "week": frozenset({"weekday"}),
    "day": frozenset({"weekday", "part_of_day", "clock"}),
    "relative_day": frozenset({"weekday", "part_of_day", "clock", "day"}),
    "weekday": frozenset({"part_of_day", "clock"}),
    "part_of_day": frozenset({"clock"}),
}
_LIKE_A_DAY = frozenset({"date", "month_day", "packed", "packed_day", "last_weekday", "holiday"})
_GAP = re.compile(r"[的 ，]?|-")
_BRACKET_AFTER = re.compile(r"(?:[，、][^（）\d]{1,8})?）")  # （星期二，除夕）
_CONNECTOR = re.compile(r"(?:（[^（）\d]{1,8}）)?(?:起|开始|起始|始)?(?:，)?(?:一直|持续|延续)?(?:至|到|-{1,2}|—{1,2}|~)(?:期间|第?)?")
_AND = ("、", "和", "及", "与", "以及", "，")


def time_ranges(text: str, *, loose: bool = False) -> list[TimeRange]:
    """Every time expression of ``text`` (folded), from left to right, ranges as one."""
    return _listed(_ranges(_groups(list(pieces(text, loose=loose)), text), text), text)


def _listed(ranges: list[TimeRange], text: str) -> list[TimeRange]:
    """6月9日、11日和13日: the days of a list share the month of the first."""
    for i in range(1, len(ranges)):
        above, here = ranges[i - 1], ranges[i]
        named, words = above.last or above.first, here.first
        if text[above.end : here.start] not in _AND or words.day is None or words.has_month or words.day_shift is not None:
            continue
        if named.month is not None and named.day is not None:
            ranges[i] = replace(here, first=replace(words, month=named.month, year=named.year))
    return ranges


def _groups(found: list[Piece], text: str) -> list[tuple[str, TimeWords]]:
    """Neighbouring pieces as one, each with the kind of its last piece."""
    groups: list[tuple[str, TimeWords]] = []
    for kind, words in found:
        if groups:
            last_kind, last = groups[-1]
            merged = _merge(last_kind, last, kind, words, text)
            if merged is not None:
                groups[-1] = (kind, merged)
                continue
        if kind != "part":  # 每季度末: the edge of nothing that has a value
            groups.append((kind, words))
    return groups


def _merge(left_kind: str, left: TimeWords, kind: str, words: TimeWords, text: str) -> TimeWords | None:
    gap = text[left.end : words.start]
    if len(gap) > 2:
        return None
    follows = _MAY_FOLLOW.get("day" if left_kind in _LIKE_A_DAY else left_kind, frozenset())
    if kind == "weekday" and "weekday" in follows and gap == "（":
        return _closed(joined(left, words), text)
    if left_kind == "weekday" and gap == "（" and kind in ("month", "date"):  # 下周五（5月18日）
        return joined(replace(left, week_shift=None), words)
    if kind not in follows or not _GAP.fullmatch(gap):
        return None
    if gap == "，" and kind != "clock" or gap == "-" and not (left_kind == "date" and kind == "clock"):
        return None
    if kind == "edge" and left.has_month:
        return None
    if kind == "edge":  # 2024年年底: the edge brings no year of its own
        words = replace(words, year_shift=None)
    whole = joined(left, words)
    return _closed(whole, text) if kind == "day" and left.weekday is not None else whole


def _closed(words: TimeWords, text: str) -> TimeWords:
    """With the bracket that closes behind it, and what else it says."""
    closing = _BRACKET_AFTER.match(text, words.end)
    return replace(words, end=closing.end()) if closing else words


def _ranges(groups: list[tuple[str, TimeWords]], text: str) -> list[TimeRange]:
    ranges: list[TimeRange] = []
    i = 0
    while i < len(groups):
        first = groups[i][1]
        if i + 1 < len(groups):
            last = groups[i + 1][1]
            gap = text[first.end : last.start]
            if _two_days_running(first, last, gap) or 0 < len(gap) <= 16 and _CONNECTOR.fullmatch(gap) and _comparable(first, last):
                ranges.append(TimeRange(first, last))
                i += 2
                continue
        ranges.append(TimeRange(first))
        i += 1
    return ranges


def _two_days_running(first: TimeWords, last: TimeWords, gap: str) -> bool:
    """4月5、6日: the first day shares the mark of the second, and the two are one stretch."""
    if first.rules[-1] != "timex-day-before-list" or gap not in ("、", "和", "及"):
        return False
    return last.rules[0] == "timex-day" and last.day is not None and last.day - 1 == first.day


def _comparable(first: TimeWords, last: TimeWords) -> bool:
    """Both ends are dates, or the second is a time of the first one's day."""
    if not first.has_date:
        return not last.has_date
    return True
