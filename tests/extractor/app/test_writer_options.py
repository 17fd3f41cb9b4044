"""Pictures of the pages, for the evidence view: of the very file that was read, or none."""

from datetime import date
from pathlib import Path

import icalendar

from extractor.app.run_folder import run_folder
from extractor.app.writer_options import writer_options
from extractor.pipeline import read_notice

SAMPLES = Path(__file__).resolve().parents[3] / "corpus" / "samples"


def test_writer_options_show_pages_of_the_file_that_was_read_only() -> None:
    path = SAMPLES / "科室考核指标表.pdf"
    data = path.read_bytes()
    notice = read_notice(data, name=path.name)
    pages = writer_options(notice, lambda: data)["evidence"]["pages"]
    assert isinstance(pages, tuple)
    assert len(pages) == 2
    assert "evidence" not in writer_options(notice, lambda: (SAMPLES / "养老助餐实施方案.pdf").read_bytes())


def test_writer_options_reach_the_view_of_a_run(tmp_path: Path) -> None:
    inbox = tmp_path / "来文"
    inbox.mkdir()
    (inbox / "表.pdf").write_bytes((SAMPLES / "科室考核指标表.pdf").read_bytes())
    run_folder(inbox, out=tmp_path / "结果", report=lambda *_: None)
    view = (tmp_path / "结果" / "表" / "表-原文依据.html").read_text(encoding="utf-8")
    assert view.count("<svg") == 2


def test_writer_options_carry_the_calendar_that_was_handed_out_before(tmp_path: Path) -> None:
    inbox, out = tmp_path / "来文", tmp_path / "结果"
    inbox.mkdir()
    text = "关于报送总结的通知\n各科室：\n请各科室于2024年5月{day}日前报送总结。\n某某局\n2024年5月6日\n"
    for day in (20, 22, 22):
        (inbox / "来文.txt").write_text(text.format(day=day), encoding="utf-8")
        run_folder(inbox, out=out, report=lambda *_: None)
    (event,) = icalendar.Calendar.from_ical((out / "来文" / "来文.ics").read_bytes()).walk("VEVENT")
    assert int(event["sequence"]) == 1
    assert event.decoded("dtstart") == date(2024, 5, 22)
