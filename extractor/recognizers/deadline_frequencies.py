"""Frequencies as recurrence rules of RFC 5545."""

from __future__ import annotations

import re

__all__ = ["recurrence_rule"]

_DAY = re.compile(r"(\d{1,2})[日号]")
_MONTH = re.compile(r"(\d{1,2})月")
_QUARTERS = "一二三四"
_WEEKDAYS = dict(zip("一二三四五六日天", ("MO", "TU", "WE", "TH", "FR", "SA", "SU", "SU"), strict=True))
_FREQUENCIES = (
    (r"月最后一个工作日", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
    (r"季.{0,2}末月|季度?最后", "FREQ=MONTHLY;BYMONTH=3,6,9,12"),
    (r"季.{0,2}首月|季度?第一个月", "FREQ=MONTHLY;BYMONTH=1,4,7,10"),
    ("工作日", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
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
    days = ",".join(_DAY.findall(words))
    by_day = f";BYMONTHDAY={days}" if days else ";BYMONTHDAY=-1" if re.search("月[底末]", words) else ""
    if match := re.search(r"(?:周|星期)([一二三四五六日天])", words):
        return f"FREQ=WEEKLY;BYDAY={_WEEKDAYS[match.group(1)]}"
    if match := re.search(r"年.{0,2}?(\d{1,2})月", words):
        months = ",".join(dict.fromkeys(_MONTH.findall(words)))
        return f"FREQ=YEARLY;BYMONTH={months or match.group(1)}{by_day}"
    if match := re.search(r"年的?第?([一二三四](?:[、和及]第?[一二三四]){0,3})个?季度", words):
        return "FREQ=YEARLY;BYMONTH=" + ",".join(str(3 * _QUARTERS.index(q) + 3) for q in match.group(1) if q in _QUARTERS)
    for pattern, value in _FREQUENCIES:
        if re.search(pattern, words):
            return value + by_day
    return None
