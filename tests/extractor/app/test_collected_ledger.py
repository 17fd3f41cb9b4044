"""Replies enter the ledger of a watched folder; what a clerk entered there stays and is shown beside them."""

import sys
import threading
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from extractor.app.collect_folder import collect_folder
from extractor.app.collected_ledger import enter_collections
from extractor.app.ledger_file import LEDGER_FILE
from extractor.app.watch import watch
from extractor.app.watch_log import Log
from extractor.app.watch_settings import WatchSettings
from extractor.store.database import open_store
from extractor.store.ledger import enter, ledger_conflicts, ledger_tasks
from outputs.reply_fields import reply_fields
from outputs.reply_targets import reply_targets

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "outputs"))
from filled_templates import filled_docx

TODAY = date(2031, 5, 8)
NOTICE = """关于做好农村供水工作的通知
市水务局、市财政局：
一、修订供水预案（市水务局牵头，市财政局配合；完成时限：2031年5月20日前）。
二、长期坚持水质巡检（责任单位：市水务局；完成时限：持续推进）。
三、核定年度经费（责任单位：市财政局；完成时限：2031年6月10日前）。
云山市人民政府办公室
2031年5月6日
"""


class Desk:
    """A watched folder with one notice, its templates, and what clerks do with them."""

    def __init__(self, home, store):
        self.inbox, self.out, self.store = home / "来文", home / "结果", store
        self.inbox.mkdir()
        (self.inbox / "供水.txt").write_text(NOTICE, encoding="utf-8")
        settings = WatchSettings(inbox=self.inbox, out=self.out, store=store, settle=0.05)
        watch(settings, once=True, log=Log(write=lambda _: None), stop=threading.Event())

    def answer(self, unit, **answers):
        """Fill in the template of ``unit``: the same words in all blanks that are asked for, or ``answers`` by field."""
        path = next(self.out.rglob(f"回复模板/*{unit}.docx"))
        (collection,), _ = collect_folder(self.out, out=self.out)
        target = next(target for target in reply_targets(collection.notice) if target.unit == unit)
        fields = {field.name: field for field in reply_fields(target, collection.notice) if field.asked}
        values = {field.controls[0].key: answers.get(name, "已办结") for name, field in fields.items()}
        path.write_bytes(filled_docx(path.read_bytes(), values))

    def collect(self):
        collections, faults = collect_folder(self.out, out=self.out)
        assert faults == []
        enter_collections(collections, ledger=self.out, store=self.store, today=TODAY)

    def engine(self):
        return open_store(self.store)

    def tasks(self):
        return {task.fields["title"][:4]: task for task in ledger_tasks(self.engine())}


@pytest.fixture
def desk(tmp_path, store_url):
    return Desk(tmp_path, store_url)


def test_collected_ledger_a_task_is_handed_in_when_all_its_units_have_answered(desk):
    desk.collect()
    assert {task.fields["status"] for task in desk.tasks().values()} == {""}
    desk.answer("市水务局")
    desk.collect()
    found = desk.tasks()
    assert (found["修订供水"].status(TODAY), found["修订供水"].fields["progress"]) == ("推进中", "市水务局：已办结")
    assert (found["长期坚持"].status(TODAY), found["长期坚持"].fields["progress"]) == ("常态化", "已办结")
    assert found["核定年度"].status(TODAY) == "未开始"
    desk.answer("市财政局")
    desk.collect()
    found = desk.tasks()
    assert found["修订供水"].fields["progress"] == "市水务局：已办结\n市财政局：已办结"
    assert [found[name].status(TODAY) for name in ("修订供水", "核定年度")] == ["已报送", "已报送"]
    sheet = openpyxl.load_workbook(desk.out / LEDGER_FILE)["督办台账"]
    assert "市水务局：已办结\n市财政局：已办结" in {cell.value for row in sheet.iter_rows() for cell in row}


def test_collected_ledger_what_a_clerk_entered_stays_and_is_shown_beside_the_reply(desk):
    code = desk.tasks()["核定年度"].code
    enter(desk.engine(), code, "progress", "电话催办一次", now=1.0)
    enter(desk.engine(), code, "status", "已完成", now=1.0)
    desk.answer("市财政局", **{"T3-进展情况": "已核定"})
    desk.collect()
    task = desk.tasks()["核定年度"]
    assert (task.fields["progress"], task.fields["status"]) == ("电话催办一次", "已完成")
    assert task.fields["problems"] == "已办结"
    (conflict,) = ledger_conflicts(desk.engine())
    assert (conflict.code, conflict.kept, conflict.other, conflict.origin) == (code, "电话催办一次", "已核定", "单位回复")


def test_collected_ledger_a_settled_conflict_is_not_raised_again(desk):
    code = desk.tasks()["核定年度"].code
    enter(desk.engine(), code, "progress", "电话催办一次", now=1.0)
    desk.answer("市财政局", **{"T3-进展情况": "已核定"})
    desk.collect()
    enter(desk.engine(), code, "progress", "已核定，待发文", now=2.0)
    desk.collect()
    assert ledger_conflicts(desk.engine()) == []
    assert desk.tasks()["核定年度"].fields["progress"] == "已核定，待发文"


def test_collected_ledger_says_which_notice_it_does_not_have(desk, capsys, tmp_path):
    desk.answer("市财政局")
    collections, _ = collect_folder(desk.out, out=desk.out)
    other = f"sqlite:///{tmp_path}/other.sqlite3"
    enter_collections(collections, ledger=None, store=other, today=TODAY)
    assert "台账里没有这份来文" in capsys.readouterr().err
