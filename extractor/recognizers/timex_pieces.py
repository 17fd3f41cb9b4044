"""Find the pieces of time expressions: years, months, days, clocks. Rules: patterns/timex.toml."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from extractor.recognizers.timex_numbers import number, spelled_year
from extractor.recognizers.timex_words import TimeWords
from patterns import lazy_re as re
from patterns.rules import Rule, load_rules

__all__ = ["Piece", "pieces"]

# every piece begins with one of these: the search passes over all other text at once
_FIRST = r"(?=[\d〇零Oo一二三四五六七八九十两廿元正首今本当这去上前明次翌来下后年月季度最第的底末初内终大中昨即周星礼週午晚夜凌清早傍全小立雨惊春谷夏芒处白秋寒霜冬国五劳“Q\s])"
_NAMED = re.compile(r"\(\?P<\w+>")
_SHIFTS = {"now": 0, "last": -1, "before_last": -2, "next": 1, "after_next": 2}
_WEEK_SHIFTS = {None: 0, "": 0, "本": 0, "这": 0, "上": -1, "上上": -2, "下": 1, "下下": 2}
_DAYS = {
    "今": 0,
    "明": 1,
    "昨": -1,
    "大大后天": 4,
    "大后天": 3,
    "后天": 2,
    "前天": -2,
    "大前天": -3,
    "当": 0,
    "次": 1,
    "翌": 1,
    "即": 0,
    "最近": 0,
}
_WEEKDAYS = {c: i for i, c in enumerate("一二三四五六日")} | {"天": 6, "末": 5.5}
_PARTS = {
    "上旬": "upper",
    "上中旬": "middle",
    "中旬": "middle",
    "中下旬": "lower",
    "下旬": "lower",
    "底": "end",
    "末": "end",
    "终": "end",
    "初": "start",
    "内": "inside",
}

Piece = tuple[str, TimeWords]
"""Kind ("year", "month", "clock", ...) and words."""
Fields = dict[str, Any]
"""Arguments of ``TimeWords``."""


@cache
def _scanner(loose: bool) -> tuple[re.Pattern[str], tuple[Rule, ...]]:
    """All rules as one pattern; the number of the group that matched names the rule."""
    rules = tuple(r for r in load_rules("timex") if loose or not r.yields.get("loose"))
    union = "|".join(f"({_NAMED.sub('(?:', r.regex.pattern)})" for r in rules)
    return re.compile(f"{_FIRST}(?:{union})"), rules


def pieces(text: str, *, loose: bool = False) -> Iterator[Piece]:
    """The pieces of ``text`` (folded) from left to right. ``loose``: colloquial forms too."""
    union, rules = _scanner(loose)
    for hit in union.finditer(text):
        rule = rules[(hit.lastindex or 1) - 1]
        match = rule.regex.match(text, hit.start())
        if match is None or match.end() == match.start():
            continue
        kind: str = rule.yields["piece"]
        words = _READ[kind]({k: v for k, v in match.groupdict().items() if v is not None}, match)
        yield kind, TimeWords(match.start(), match.end(), rules=(rule.id,), repaired=rule.yields.get("repaired"), **words)


def _date(g: dict[str, str], _: re.Match[str]) -> Fields:
    return {k: int(g[k]) for k in ("year", "short_year", "month", "day") if k in g}


def _year(g: dict[str, str], _: re.Match[str]) -> Fields:
    if "year" in g:
        return {"year": int(g["year"])}
    if "han_year" in g:
        return {"year": spelled_year(g["han_year"])}
    if "round_year" in g:
        return {"year": 2000}
    if "short_year" in g:
        return {"short_year": int(g["short_year"])}
    if "short_han_year" in g:
        return {"short_year": number(g["short_han_year"])}
    return {"year_shift": _shift(g)}


def _shift(g: dict[str, str]) -> int:
    return next(_SHIFTS[k] for k in g if k in _SHIFTS)


def _quarter(g: dict[str, str], _: re.Match[str]) -> Fields:
    if "q" in g:
        return {"quarter": int(g["q"][1])}
    named = g.get("quarter") or g.get("season_quarter")
    return {"quarter": number(named)} if named else {"quarter_shift": _shift(g)}


def _month(g: dict[str, str], _: re.Match[str]) -> Fields:
    if "month" in g or "han_month" in g:
        return {"month": number(g.get("month") or g["han_month"])}
    return {"month_shift": _shift(g)}


def _leading(g: dict[str, str], match: re.Match[str]) -> Fields:
    count = number("".join(c for c in match.group() if c in "0123456789一二两三四五六七八九十"))
    if "first_quarters" in g:
        return {"leading_months": 3 * count}
    if "first_days" in g:
        return {"leading_days": count}
    return {"leading_months": count if "first_months" in g else -count}


def _edge(g: dict[str, str], _: re.Match[str]) -> Fields:
    if "year_edge" in g:
        return {"year_shift": 0, "part": _PARTS[g["year_edge"][1]]}
    if "month_edge" in g:
        return {"month_shift": 0, "part": _PARTS[g["month_edge"][1]]}
    return {"quarter_shift": 0, "part": "end"}


def _day(g: dict[str, str], _: re.Match[str]) -> Fields:
    return {"day": number(g.get("day") or g["han_day"])}


def _relative_day(_: dict[str, str], match: re.Match[str]) -> Fields:
    word = match.group()
    return {"day_shift": _DAYS[word] if word in _DAYS else _DAYS[word[0]]}


def _weekday(g: dict[str, str], _: re.Match[str]) -> Fields:
    read: Fields = {"weekday": _WEEKDAYS[g["weekday"]]}
    if "shift" in g:
        read["week_shift"] = _WEEK_SHIFTS[g["shift"]]
    return read


def _week(g: dict[str, str], _: re.Match[str]) -> Fields:
    if "nth" in g:
        return {"week_nth": number(g["nth"])}
    return {"week_shift": 0 if "half_week" in g else _WEEK_SHIFTS[g["shift"]], "half_week": "half_week" in g}


def _clock(g: dict[str, str], _: re.Match[str]) -> Fields:
    minute = 30 if "half" in g else number(g.get("minute") or g.get("han_minute") or "0")
    return {"hour": number(g.get("hour") or g["han_hour"]), "minute": minute}


_READ: dict[str, Callable[[dict[str, str], re.Match[str]], Fields]] = {
    "date": _date,
    "year_month": _date,
    "month_day": _date,
    "year": _year,
    "plan_end": lambda g, _: {"year": 2000 + 5 * number(g["plan"]) + 5, "part": "end"},  # 十四五: 2021 to 2025
    "quarter": _quarter,
    "month": _month,
    "leading": _leading,
    "half": lambda _, m: {"half": 1 if "上" in m.group() else 2},
    "part": lambda g, _: {"part": _PARTS[g.get("xun") or g["edge"]]},
    "edge": _edge,
    "day": _day,
    "relative_day": _relative_day,
    "weekday": _weekday,
    "week": _week,
    "last_weekday": lambda g, _: {"last_weekday": int(_WEEKDAYS[g["weekday"]])},
    "last_days": lambda g, _: {"last_days": number(g["last_days"])},
    "clock": _clock,
    "part_of_day": lambda g, _: {"part_of_day": g["part_of_day"]},
    "holiday": lambda g, _: {"holiday": g["holiday"]},
    "solar_term": lambda g, _: {"holiday": g["solar_term"]},
    "packed": lambda g, _: {"packed": g["packed"]},
    "packed_day": lambda g, _: {"packed": g["packed_day"]},
}
