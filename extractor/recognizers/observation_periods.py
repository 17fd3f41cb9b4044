"""The period that a figure is about: from its clause, sentence, paragraph or the title of the document.

Periods are written "2020", "2022Q1", "2021H1", "2023-08".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from patterns import lazy_re as re

__all__ = ["Period", "default_period", "periods_along"]

_HAN = "一二三四"
_TOKEN = re.compile(
    r"(?P<from>[一二三1-3])(?:至|—|-|到|、)(?:[二三]、){0,2}(?P<to>[二三四2-4])季度"
    r"|(?:(?P<year>20\d{2}|19\d{2})年(?:度|末|底|初|以来|同期)?)?(?:第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年|(?<![\d~—-])(?P<month>1[0-2]|[1-9])月(?P<day>\d{1,2}日)?(?P<share>份)?)"
    r"|(?P<only>20\d{2}|19\d{2})年(?:度|末|底|同期|以来)?"
    r"|前(?P<first>[三3])个?季度|(?P<last>去年|上年|上一年)(?:同期|度|末)?|(?P<this>今年|本年度?|当年)(?:以来)?|(?P<whole>全年|年末|年底|年度(?=(?:目标|计划|任务)(?!的\s?\d)))|(?P<now>目前|现有)"
)
_AS_OF = re.compile(r"(?:(?:截至|截止)(?:到|至)?|(?:^|[，。；])(?:至|到))(?:\d{4}年)?$")
_TITLE_PART = r"(?:第?(?P<quarter>[一二三四])季度|(?P<half>[上下])半年|(?:[1一][-—~～至到])?(?<!\d)(?P<month>1[0-2]|[1-9])月(?!\d))"
_BRACKETED = re.compile(r"〔\d{4}〕|《[^》]{0,60}》")


@dataclass(frozen=True, slots=True)
class Period:
    """``part``: "Q1" to "Q4", "H1", "H2", "-08", or empty. ``spread``: quarters over which 分别为 hands out values."""

    year: int | None = None
    part: str = ""
    spread: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "" if self.year is None else f"{self.year}{self.part}"


def default_period(titles: Iterable[str], issued: date | None = None) -> Period:
    """What the title says: "2021年7月份…", "2022年…"; "关于1—5月…" in the year of ``issued``."""
    lines = list(titles)
    for title in lines:
        match = re.search(rf"(20\d{{2}})年(?:度)?{_TITLE_PART}?", title)
        if match:
            return Period(int(match[1]), _part(match["quarter"], match["half"], match["month"]))
    for title in lines if issued else ():
        match = re.search(_TITLE_PART + "(?:全[国省市县区]|[^，。]{0,20}(?:情况|进展|运行|数据|态势|形势))", title)
        if match and issued:
            late = match["month"] and int(match["month"]) > issued.month
            return Period(issued.year - 1 if late else issued.year, _part(match["quarter"], match["half"], match["month"]))
    return Period()


def _part(quarter: str | None, half: str | None, month: str | None) -> str:
    if quarter:
        return f"Q{_HAN.index(quarter) + 1 if quarter in _HAN else int(quarter)}"
    if half:
        return "H1" if half == "上" else "H2"
    return f"-{int(month):02d}" if month else ""


def periods_along(text: str, default: Period, sentence_starts: list[int], issued: date | None) -> list[tuple[int, Period]]:
    """(offset, period that holds from there on), in order. A new sentence keeps the year and drops the quarter."""
    hidden = [m.span() for m in _BRACKETED.finditer(text)]
    events: list[tuple[int, re.Match[str] | None]] = [(start, None) for start in sentence_starts]
    events += [(m.start(), m) for m in _TOKEN.finditer(text) if not any(a <= m.start() < b for a, b in hidden)]
    current, marks = default, [(0, default)]
    for at, match in sorted(events, key=lambda event: (event[0], event[1] is not None)):
        if match is None:
            current = replace(current, part=default.part if current.year == default.year else "", spread=())
        elif _names_a_thing(match, text):
            continue
        elif figure := _only_for(match, text):
            marks += [(at, _after(current, default, match, text, issued)), (figure, current)]
            continue
        elif not _is_compared(match, text):
            current = _after(current, default, match, text, issued)
        marks.append((at, current))
    return marks


_COMPARED = re.compile(r"(?:较|比|与|同|超|由|从|自)$")
_NEXT_FIGURE = re.compile(r"(?:同期|末|底|初|度)?的?(?:约|近)?\d[\d.,]*[^\d，。；]{0,3}")
_OF_ITS_OWN = re.compile(r"[^，。；\d]{1,8}的\d[\d.,]*[^\d，。；]{0,3}")
_YEARLY_AIM = re.compile(r"(?:计划|目标|任务|预算)[^，。；\d]{0,4}\d[\d.,]*[^\d，。；]{0,3}")
_EVENT_OF_MONTH = re.compile(r"[^，。；]{0,2}(?:上线|召开|印发|启动|出台|开通|成立|发布|挂牌|投用|揭牌|部署)")
_EDITION = re.compile(r"[春夏秋冬]季|续建|结转|届|级|版|修订")


def _is_compared(match: re.Match[str], text: str) -> bool:
    """较2022年 says with what a figure is compared, not when it was reached."""
    return (
        bool(_COMPARED.search(text[max(0, match.start() - 1) : match.start()]))
        and not match["now"]
        and text[match.end() : match.end() + 1] not in "起至"
    )


def _only_for(match: re.Match[str], text: str) -> int | None:
    """Where the one figure ends that the period is about: 比第二季度的97.5%, 由2019年的8天, 二季度移交的62件, 全年计划500件."""
    after = None
    if _COMPARED.search(text[max(0, match.start() - 1) : match.start()]):
        after = _NEXT_FIGURE.match(text, match.end())
    if after is None and match["whole"]:
        after = _YEARLY_AIM.match(text, match.end())
    if after is None and match["quarter"]:
        after = _OF_ITS_OWN.match(text, match.end())
    return after.end() if after else None


def _names_a_thing(match: re.Match[str], text: str) -> bool:
    """2023年秋季学期 is a term, 2024届 a class, 8月上线 an event: none of them is the time of a figure."""
    if match["month"] and not match["day"] and not match["share"]:
        return bool(_EVENT_OF_MONTH.match(text, match.end()))
    return bool(match["only"]) and bool(_EDITION.match(text, match.end()))


def _after(current: Period, default: Period, match: re.Match[str], text: str, issued: date | None) -> Period:
    base = current.year or default.year or (issued.year if issued else None)
    if match["from"]:
        first, last = (_HAN.index(x) + 1 if x in _HAN else int(x) for x in (match["from"], match["to"]))
        return Period(base, "", tuple(f"Q{q}" for q in range(first, last + 1)))
    if match["only"]:
        return Period(int(match["only"]))
    if match["last"]:
        same_part = current.part if "同期" in match.group() else ""
        return Period(base - 1 if base else None, same_part)
    if match["first"]:
        return Period(base, "-09")
    if match["this"] or match["whole"]:
        return Period(default.year or base)
    if match["now"]:
        return default
    year = int(match["year"]) if match["year"] else base
    if match["month"]:
        return _of_month(current, match, year, text, _latest(year, match, issued))
    return Period(year, _part(match["quarter"], match["half"], None))


def _latest(year: int | None, match: re.Match[str], issued: date | None) -> int | None:
    """A month without a year, in a report: not after the day of issue."""
    if match["year"] or issued is None or year != issued.year:
        return year
    return year - 1 if int(match["month"]) > issued.month else year


def _of_month(current: Period, match: re.Match[str], written: int | None, text: str, year: int | None) -> Period:
    """A month is a period when it stands alone or after 截至; a plain day is an event and changes nothing."""
    as_of = bool(_AS_OF.search(text[max(0, match.start() - 8) : match.start()])) or bool(
        _AS_OF.search(text[max(0, match.start("month") - 12) : match.start("month")])
    )
    if match["day"] and not as_of:
        return Period(int(match["year"])) if match["year"] and current.year is None else current
    if match["month"] == "12" and (match["day"] == "31日" or text[match.end() : match.end() + 1] in "底末"):
        return Period(written)
    return Period(year, _part(None, None, match["month"]))
