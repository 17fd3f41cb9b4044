"""Colours of dates, as LibreOffice computes them on a given day, against the official calendar."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from extractor.model.workday_calendar import is_working_day
from outputs.due_colours import DueColours
from outputs.workbook import Column, DateCell, Sheet, workbook_bytes

sys.path.insert(0, str(Path(__file__).resolve().parent))
from rendering import require_office

RED, AMBER = "#F8CBAD", "#FFE699"
FIRST, LAST = date(2024, 9, 9), date(2024, 10, 20)
"""Around 中秋 and 国庆 of 2024: days off on weekdays, and Saturdays and Sundays that are working days."""


def opened_on(today: date, days: list[date], folder: Path) -> dict[date, str]:
    """The background of each date in a sheet that is opened on ``today``; "" for none."""
    rows = tuple((str(day), DateCell(day, "17:00" if day.day % 2 else None)) for day in days)
    sheet = Sheet(name="表", title="表", columns=(Column("原文", 20), Column("日期", 12)), rows=rows, colours=DueColours(due=1, words=0))
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook_bytes([sheet], title="表"))) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"TODAY()", f"DATE({today.year},{today.month},{today.day})".encode()))
    path = folder / f"{today}.xlsx"
    path.write_bytes(changed.getvalue())
    profile = (folder / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "html", "--outdir", folder, path]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    html = path.with_suffix(".html").read_text(encoding="utf-8")
    found = {}
    for row in re.findall(r"<tr.*?</tr>", html, re.DOTALL):
        words = re.findall(r"20\d\d-\d\d-\d\d", row)
        if words:
            colour = re.search(r'bgcolor="(#F8CBAD|#FFE699)"', row)
            found[date.fromisoformat(words[0])] = colour[1] if colour else ""
    return found


def wanted(day: date, today: date) -> str:
    if day < today:
        return RED
    between = (today + timedelta(days=at) for at in range(1, (day - today).days + 1))
    return AMBER if sum(bool(is_working_day(one)) for one in between) <= 3 else ""


@pytest.mark.parametrize("today", [date(2024, 9, 12), date(2024, 9, 28), date(2024, 9, 30), date(2024, 10, 8)])
def test_due_colours_count_working_days_of_the_official_calendar(today: date, tmp_path: Path) -> None:
    require_office()
    days = [FIRST + timedelta(days=at) for at in range((LAST - FIRST).days)]
    assert opened_on(today, days, tmp_path) == {day: wanted(day, today) for day in days}


def test_due_colours_count_from_monday_to_friday_where_no_days_off_are_published(tmp_path: Path) -> None:
    require_office()
    today = date(2031, 5, 15)  # a Thursday
    days = [today + timedelta(days=at) for at in range(-1, 8)]
    found = opened_on(today, days, tmp_path)
    assert [found[day] for day in days] == [RED, *[AMBER] * 6, "", ""]


def test_due_colours_leave_the_list_of_days_out_of_every_menu() -> None:
    data = workbook_bytes(
        [
            Sheet(
                name="表",
                title="表",
                columns=(Column("日", 9), Column("事", 9)),
                rows=((DateCell(FIRST), "甲"),),
                colours=DueColours(due=0),
            )
        ],
        title="表",
    )
    with zipfile.ZipFile(BytesIO(data)) as package:
        book = package.read("xl/workbook.xml").decode()
    assert re.search(r'<sheet name="放假调休"[^>]*state="veryHidden"', book)
