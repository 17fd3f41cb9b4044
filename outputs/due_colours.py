"""When a date in a sheet turns amber or red: by working days of the official calendar, and by the clock of whoever opens it.

A workbook that runs no code can still count: the published days off and make-up days stand in a sheet that no
menu offers, and the conditions of the cells name them. A date that a clerk enters later is counted the same way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from extractor.model.workday_calendar import days_off, makeup_days

__all__ = ["COLOUR_NOTE", "DueColours", "add_calendar", "colour_rules"]

COLOUR_NOTE = "完成日期按打开当天计算：红色为已过期，黄色为三个工作日内到期（按国务院办公厅公布的放假调休安排）；持续推进类不标色。"
_SHEET, _OFF, _MAKEUP = "放假调休", "休息日", "补班日"
_SOON = 3


@dataclass(frozen=True)
class DueColours:
    """Red when overdue, amber within three working days, by the date in ``due`` and the clock of the reader.

    Rows whose ``words`` contain 持续推进 and rows whose ``status`` says done are never coloured.
    """

    due: int
    words: int | None = None
    status: int | None = None
    settled: tuple[str, ...] = ()


def add_calendar(book: Any, since: date) -> None:
    """The days off and the make-up days from ``since`` on, under the names that the rules use."""
    worksheet = book.add_worksheet(_SHEET)
    worksheet.very_hidden()
    style = book.add_format({"num_format": "yyyy-mm-dd"})
    for at, (name, days) in enumerate(((_OFF, days_off(since)), (_MAKEUP, makeup_days(since)))):
        worksheet.write_string(0, at, name)
        for row, day in enumerate(days, start=1):
            worksheet.write_datetime(row, at, day, style)
        letter = chr(ord("A") + at)
        # a name must have a cell even where no day is known: an empty one is no day
        book.define_name(name, f"={_SHEET}!${letter}$2:${letter}${max(2, len(days) + 1)}")


def colour_rules(colours: DueColours, row: int) -> Iterator[tuple[str, str]]:
    """(overdue or soon, condition) for the cells from the row ``row`` (from 0) down, the first that holds wins."""
    due = f"${column_letter(colours.due)}{row + 1}"
    guard = ",".join((f"ISNUMBER({due})", *_exemptions(colours, row)))
    left = f'NETWORKDAYS(TODAY()+1,INT({due}),{_OFF})+COUNTIF({_MAKEUP},"<="&INT({due}))-COUNTIF({_MAKEUP},"<="&TODAY())'
    yield "overdue", f"=AND({guard},INT({due})<TODAY())"
    yield "soon", f"=AND({guard},{left}<={_SOON})"


def column_letter(column: int) -> str:
    return column_letter(column // 26 - 1) + column_letter(column % 26) if column >= 26 else chr(ord("A") + column)


def _exemptions(colours: DueColours, row: int) -> Iterator[str]:
    """Conditions under which a date may be coloured at all."""
    if colours.words is not None:
        yield f'ISERROR(SEARCH("持续推进",${column_letter(colours.words)}{row + 1}))'
    if colours.status is not None:
        yield from (f'${column_letter(colours.status)}{row + 1}<>"{word}"' for word in colours.settled)
