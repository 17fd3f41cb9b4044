"""The deadlines as calendar events."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import icalendar
import pytest
import vobject

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


def written(notice: Notice, previous: bytes | None = None) -> bytes:
    (file,) = CalendarWriter(previous).files(notice)
    return file.data


def moved(make: Make, day: date, words: str) -> Notice:
    """The fixture with another first deadline, as an amended notice has it."""
    first, *others = make().deadlines
    return make(deadlines=(first.model_copy(update={"due": day, "quote": words, "evidence": ()}), *others))


def test_calendar_writer_moves_an_entry_that_was_handed_out_before(sheet_notice: Make) -> None:
    first = written(sheet_notice())
    second = written(moved(sheet_notice, date(2031, 6, 20), "6月20日前"), first)
    old, new = (icalendar.Calendar.from_ical(data) for data in (first, second))
    for kind in ("VEVENT", "VTODO"):
        assert [str(item["uid"]) for item in new.walk(kind)] == [str(item["uid"]) for item in old.walk(kind)]
        assert [int(item["sequence"]) for item in new.walk(kind)] == [1, 0]
    assert new.walk("VEVENT")[0].decoded("dtstart").day == 20
    third = written(moved(sheet_notice, date(2031, 6, 25), "6月25日前"), second)
    assert int(icalendar.Calendar.from_ical(third).walk("VEVENT")[0]["sequence"]) == 2


def test_calendar_writer_leaves_what_did_not_change_as_it_was(sheet_notice: Make) -> None:
    first = written(sheet_notice())
    assert written(sheet_notice(), first) == first
    assert written(sheet_notice(), b"no calendar") == first
    amended = written(moved(sheet_notice, date(2031, 6, 20), "6月20日前"), first)
    assert written(moved(sheet_notice, date(2031, 6, 20), "6月20日前"), amended) == amended


@pytest.mark.parametrize(
    ("due", "time", "trigger"),
    [
        ("2024-10-08", None, timedelta(days=-8, hours=9)),  # the first working day after 国庆: on 30 September at nine
        ("2024-10-08", "17:00", timedelta(days=-8)),
        ("2024-09-30", None, timedelta(hours=-15)),  # the Sunday before is a working day
        ("2025-03-10", None, timedelta(days=-3, hours=9)),  # a Monday
    ],
)
def test_calendar_writer_reminds_one_working_day_before(due: str, time: str | None, trigger: timedelta, sheet_notice: Make) -> None:
    (event,) = events(sheet_notice(deadlines=(deadline(due=due, due_time=time),)))
    alarm = event.walk("VALARM")[0]
    assert alarm.decoded("trigger") == trigger
    assert str(alarm["description"]).startswith(f"{int(due[5:7])}月{int(due[8:])}日到期：")


def test_calendar_writer_is_understood_by_a_second_parser(sheet_notice: Make) -> None:
    yearly = deadline(recurrence="FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=10", **{"class": "recurring"})
    notice = sheet_notice(deadlines=(*sheet_notice().deadlines, yearly))
    calendar = vobject.readOne(written(notice).decode())
    ours = icalendar.Calendar.from_ical(written(notice))
    for theirs, kind in ((calendar.vevent_list, "VEVENT"), (calendar.vtodo_list, "VTODO")):
        assert [item.summary.value for item in theirs] == [str(item["summary"]) for item in ours.walk(kind)]
        assert [item.uid.value for item in theirs] == [str(item["uid"]) for item in ours.walk(kind)]
    starts = [event.dtstart.value for event in calendar.vevent_list]
    assert starts == [event.decoded("dtstart") for event in ours.walk("VEVENT")]
    assert next(iter(calendar.vevent_list[-1].getrruleset())).date() == starts[-1]
