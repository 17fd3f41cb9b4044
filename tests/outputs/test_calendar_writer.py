"""The deadlines as calendar events."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import icalendar
import pytest

from extractor.model.notice import Deadline, DeadlinePart, Notice
from outputs.calendar_writer import CalendarWriter

Make = Callable[..., Notice]


def deadline(**more: Any) -> Deadline:
    return Deadline.model_validate({"id": "D1", "quote": "限期", "class": "fixed", **more})


def events(notice: Notice) -> list[Any]:
    (file,) = CalendarWriter().files(notice)
    assert all(len(line) <= 75 for line in file.data.split(b"\r\n"))
    return list(icalendar.Calendar.from_ical(file.data).walk("VEVENT"))


def test_calendar_writer_writes_one_event_per_dated_deadline(sheet_notice: Make) -> None:
    timed, whole_day = events(sheet_notice())
    assert timed.decoded("dtstart").isoformat() == "2031-06-10T17:00:00+08:00"
    assert timed["dtstart"].params["TZID"] == "Asia/Shanghai"
    assert (whole_day.decoded("dtstart"), whole_day.decoded("dtend")) == (date(2031, 12, 31), date(2032, 1, 1))
    assert str(timed["summary"]) == "【完成时限】报送目录"


def test_calendar_writer_says_where_it_comes_from_and_who_must_act(sheet_notice: Make) -> None:
    text = str(events(sheet_notice())[0]["description"])
    assert "时限原文：6月10日前" in text
    assert "承担单位：办公室、人事科" in text
    assert "（云档发〔2031〕3号）" in text
    assert "n1.txt，第3行" in text


def test_calendar_writer_reminds_the_day_before(sheet_notice: Make) -> None:
    timed, whole_day = events(sheet_notice())
    assert [event.walk("VALARM")[0].decoded("trigger") for event in (timed, whole_day)] == [timedelta(days=-1), timedelta(hours=-15)]


def test_calendar_writer_shows_periods_to_their_last_day(sheet_notice: Make) -> None:
    (event,) = events(sheet_notice(deadlines=(deadline(start=date(2031, 5, 10), due=date(2031, 5, 20), due_time="17:00"),)))
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2031, 5, 10), date(2031, 5, 21))
    assert event.walk("VALARM")[0].decoded("trigger") == timedelta(days=9, hours=9)


def test_calendar_writer_keeps_midnight_on_its_own_day(sheet_notice: Make) -> None:
    (event,) = events(sheet_notice(deadlines=(deadline(due=date(2031, 9, 10), due_time="24:00"),)))
    assert event.decoded("dtstart") == date(2031, 9, 10)
    assert "24:00前" in str(event["summary"])


def test_calendar_writer_repeats_from_the_first_time_after_the_issue_date(sheet_notice: Make) -> None:
    monthly = deadline(recurrence="FREQ=MONTHLY;BYMONTHDAY=5", **{"class": "recurring"})
    (event,) = events(sheet_notice(deadlines=(monthly,)))
    assert event.decoded("dtstart") == date(2031, 6, 5)
    assert event["rrule"].to_ical() == b"FREQ=MONTHLY;BYMONTHDAY=5"


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=MONTHLY;BYMONTHDAY=99", "nonsense", "FREQ=DAILY\r\nX-EVIL:1"])
def test_calendar_writer_leaves_out_repetitions_that_are_none(rule: str, sheet_notice: Make) -> None:
    odd = deadline(recurrence=rule, **{"class": "recurring"})
    assert list(CalendarWriter().files(sheet_notice(deadlines=(odd,)))) == []


def test_calendar_writer_gives_each_dated_part_its_event(sheet_notice: Make) -> None:
    parts = tuple(DeadlinePart.model_validate({"class": "fixed", "due": f"203{year}-12-31", "text": f"203{year}年底"}) for year in (1, 2))
    both = events(sheet_notice(deadlines=(deadline(due=date(2032, 12, 31), parts=parts, **{"class": "composite"}),)))
    assert [event.decoded("dtstart").year for event in both] == [2031, 2032]


def test_calendar_writer_keeps_uids_when_file_format_and_order_change(sheet_notice: Make) -> None:
    notice = sheet_notice()
    source = notice.source.model_copy(update={"name": "n1.docx", "format": "docx", "sha256": "1"})
    again = sheet_notice(doc_id="other", source=source, deadlines=notice.deadlines[::-1])
    assert {str(event["uid"]) for event in events(notice)} == {str(event["uid"]) for event in events(again)}


def test_calendar_writer_keeps_uids_of_equal_deadlines_apart(sheet_notice: Make) -> None:
    same = deadline(due=date(2031, 9, 1))
    assert len({str(event["uid"]) for event in events(sheet_notice(deadlines=(same, same)))}) == 2


def test_calendar_writer_writes_nothing_without_a_date(sheet_notice: Make) -> None:
    assert list(CalendarWriter().files(sheet_notice(deadlines=(deadline(**{"class": "open_ended"}),)))) == []


def test_calendar_writer_gives_every_event_a_twin_in_the_list_of_work(sheet_notice: Make) -> None:
    (file,) = CalendarWriter().files(sheet_notice())
    calendar = icalendar.Calendar.from_ical(file.data)
    events, to_dos = calendar.walk("VEVENT"), calendar.walk("VTODO")
    assert len(events) == len(to_dos) > 0
    for event, to_do in zip(events, to_dos, strict=True):
        assert event["summary"] == to_do["summary"] and event["uid"] != to_do["uid"]
        assert int(event["sequence"]) == int(to_do["sequence"]) == 0
        assert ("due" in to_do) or ("rrule" in to_do and "duration" in to_do)
    assert all(len(line) <= 75 for line in file.data.split(b"\r\n"))
    file.data.decode("utf-8")
