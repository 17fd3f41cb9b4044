"""Frequencies as recurrence rules of RFC 5545."""

from __future__ import annotations

from patterns import lazy_re as re

__all__ = ["recurrence_rule"]

_DAY = re.compile(r"(\d{1,2})[日号]")
_END_OF_PERIOD = re.compile(
    r"(?P<period>月|季|半年|年)度?(?P<side>[末底]|终了|结束|初|(?<=[季度年])后)(?:之?(?P<way>[前后]))?的?(?P<n>\d{1,2})个?(?P<unit>工作日|日|天)(?:之|以)?[内前]"
)
_FIRST_MONTHS = {"月": "", "季": ";BYMONTH=1,4,7,10", "半年": ";BYMONTH=1,7", "年": ";BYMONTH=1"}
_LAST_MONTHS = {"月": "", "季": ";BYMONTH=3,6,9,12", "半年": ";BYMONTH=6,12", "年": ";BYMONTH=12"}
_MONTH = re.compile(r"(\d{1,2})月")
_QUARTERS = "一二三四"
_WEEKDAYS = dict(zip("一二三四五六日天", ("MO", "TU", "WE", "TH", "FR", "SA", "SU", "SU"), strict=True))
_FREQUENCIES = (
    (r"月最后一个工作日", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
    (r"季.{0,2}末月|季度?最后", "FREQ=MONTHLY;BYMONTH=3,6,9,12"),
    (r"季.{0,2}首月|季度?第一个月", "FREQ=MONTHLY;BYMONTH=1,4,7,10"),
    (r"月第一个工作日", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1"),
    (r"^(?:实行)?(?:每个?|各)?工作日", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    (r"隔周|[单双]周", "FREQ=WEEKLY;INTERVAL=2"),
    (r"隔月|[单双]月|[奇偶]数月", "FREQ=MONTHLY;INTERVAL=2"),
    (r"隔[日天]|[单双]日", "FREQ=DAILY;INTERVAL=2"),
    ("半年", "FREQ=MONTHLY;INTERVAL=6"),
    ("半月", "FREQ=MONTHLY;BYMONTHDAY=15,-1"),
    ("季", "FREQ=MONTHLY;INTERVAL=3"),
    ("[双两2二]个?月", "FREQ=MONTHLY;INTERVAL=2"),
    ("月", "FREQ=MONTHLY"),
    ("两周", "FREQ=WEEKLY;INTERVAL=2"),
    ("周|星期", "FREQ=WEEKLY"),
    ("年", "FREQ=YEARLY"),
    ("小时", "FREQ=HOURLY"),
    ("[日天]", "FREQ=DAILY"),
)


def recurrence_rule(words: str) -> str | None:
    """RFC 5545 value of a frequency: 每月25日前 -> FREQ=MONTHLY;BYMONTHDAY=25."""
    if match := _END_OF_PERIOD.search(words):
        return _counted_from_end(match)
    last = ["-1"] if re.search(r"、月?[底末]", words) else []
    days = ",".join(dict.fromkeys(_DAY.findall(words) + last))
    by_day = f";BYMONTHDAY={days}" if days else ";BYMONTHDAY=-1" if re.search("月[底末]", words) else ""
    if match := re.search(r"(?:周|星期)([一二三四五六日天])", words):
        further = re.match(r"(?:[、和及](?:周|星期)?[一二三四五六日天])+", words[match.end() :])
        named = match.group(1) + (re.sub(r"[、和及周期星]", "", further.group()) if further else "")
        step = ";INTERVAL=2" if re.search(r"隔周|[单双]周", words) else ""
        return f"FREQ=WEEKLY{step};BYDAY=" + ",".join(_WEEKDAYS[day] for day in named)
    if match := re.search(r"年.{0,2}?(\d{1,2})月", words):
        months = ",".join(dict.fromkeys(_MONTH.findall(words)))
        return f"FREQ=YEARLY;BYMONTH={months or match.group(1)}{by_day}"
    if match := re.search(r"年的?第?([一二三四](?:[、和及]第?[一二三四]){0,3})个?季度", words):
        return "FREQ=YEARLY;BYMONTH=" + ",".join(str(3 * _QUARTERS.index(q) + 3) for q in match.group(1) if q in _QUARTERS)
    for pattern, value in _FREQUENCIES:
        if re.search(pattern, words):
            return value + by_day
    return None


def _counted_from_end(match: re.Match[str]) -> str:
    """季末前2个工作日内: the last but one working day of the quarter; 季后10日内: the 10th of the next one."""
    ahead = match["way"] == "前" or (match["side"] in ("末", "底") and match["way"] is None)
    months = (_LAST_MONTHS if ahead else _FIRST_MONTHS)[match["period"]]
    sign = "-" if ahead else ""
    if match["unit"] == "工作日":
        return f"FREQ=MONTHLY{months};BYDAY=MO,TU,WE,TH,FR;BYSETPOS={sign}{match['n']}"
    return f"FREQ=MONTHLY{months};BYMONTHDAY={sign}{match['n']}"
