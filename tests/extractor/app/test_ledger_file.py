"""The ledger of a watched folder: what clerks enter stays, whatever runs over it."""

import hashlib
import json
from datetime import date

import openpyxl
import pytest

from extractor.app.ledger_file import LEDGER_FILE, refresh_ledger
from extractor.app.watch_log import Log
from extractor.model.ledger import FIELD_NAMES
from extractor.store.aliases import accepted_aliases
from extractor.store.arrivals import accept
from extractor.store.database import open_store
from extractor.store.journal import claim, finish
from extractor.store.ledger import ledger_conflicts, ledger_tasks
from extractor.store.values import Arrival, Reading

TODAY = date(2031, 5, 20)


def task(title, due="2031-05-30", lead="市档案局", **more):
    fields = dict.fromkeys(FIELD_NAMES, "") | {"title": title, "content": f"请做好{title}的各项工作，按时完成。", "lead": lead, "due": due}
    return fields | {"standing": ""} | more


class Office:
    """A store, a folder and a clerk."""

    def __init__(self, home, store):
        self.engine, self.out, self.lines, self.now = open_store(store), home, [], 1000.0

    def read(self, name, *tasks, content="", pipeline="1", **facts):
        self.now += 1
        sha256 = hashlib.sha256(f"{name}{content}".encode()).hexdigest()
        arrival = Arrival(inbox="in", name=name, sha256=sha256, size=1, mtime_ns=1, folders=(name,))
        accept(self.engine, arrival, pipeline=pipeline, now=self.now)
        work = claim(self.engine, "in", pipeline=pipeline, owner="a", lease=60, now=self.now)
        assert finish(self.engine, work, Reading(files=(), contents="", needs_review=False, tasks=tasks, **facts), now=self.now)

    def refresh(self):
        self.lines = []
        return refresh_ledger(self.engine, self.out, today=TODAY, log=Log(write=self.lines.append))

    def fill_in(self, title, column, value):
        """What a clerk does: open, type, save."""
        book = openpyxl.load_workbook(self.out / LEDGER_FILE)
        sheet = book["督办台账"]
        header = next(row for row in sheet.iter_rows() if any(cell.value == "任务编号" for cell in row))
        columns = {cell.value: cell.column for cell in header}
        row = next(row[0].row for row in sheet.iter_rows(min_row=header[0].row + 1) if row[columns["任务事项"] - 1].value == title)
        sheet.cell(row, columns[column]).value = value
        book.save(self.out / LEDGER_FILE)

    def fields(self, title):
        return next(one for one in ledger_tasks(self.engine) if one.fields["title"] == title).fields


@pytest.fixture
def office(tmp_path, store_url):
    office = Office(tmp_path, store_url)
    yield office
    office.engine.dispose()


def test_ledger_file_entries_survive_re_runs_and_a_re_issued_notice(office):
    office.read("甲.txt", task("报送目录"), task("核定经费"))
    office.refresh()
    office.fill_in("报送目录", "办理状态", "已完成")
    office.fill_in("报送目录", "进展情况", "初稿已送")
    office.fill_in("核定经费", "牵头单位", "市财政局")
    office.fill_in("核定经费", "完成日期", date(2031, 6, 1))
    codes = [one.code for one in ledger_tasks(office.engine)]
    for number in range(10):
        office.read("甲.txt", task("报送目录"), task("核定经费"), pipeline=str(number + 2))
        assert office.refresh()
    office.read("甲.txt", task("新增事项"), task("核定经费"), task("报送目录", due="2031-06-15"), content="第二版", pipeline="12")
    office.refresh()
    assert [one.code for one in ledger_tasks(office.engine) if one.fields["title"] != "新增事项"] == codes[::-1]
    assert (office.fields("报送目录")["status"], office.fields("报送目录")["progress"]) == ("已完成", "初稿已送")
    assert (office.fields("核定经费")["lead"], office.fields("核定经费")["due"]) == ("市财政局", "2031-06-01")
    changes = {one.fields["title"]: one.changes for one in ledger_tasks(office.engine)}
    assert changes["报送目录"] == ("完成日期：2031-05-30 → 2031-06-15",)
    assert changes["新增事项"] == ("新增",)


def test_ledger_file_without_news_stays_the_same_to_the_byte(office):
    office.read("甲.txt", task("报送目录"))
    office.refresh()
    before = (office.out / LEDGER_FILE).stat().st_mtime_ns
    office.refresh()
    assert (office.out / LEDGER_FILE).stat().st_mtime_ns == before


def test_ledger_file_two_values_for_one_cell_are_shown_not_settled(office):
    office.read("甲.txt", task("报送目录"))
    office.refresh()
    office.read("甲.txt", task("报送目录", lead="市委办"), pipeline="2")
    office.fill_in("报送目录", "牵头单位", "市政府办")
    office.refresh()
    (conflict,) = ledger_conflicts(office.engine)
    assert (conflict.kept, conflict.other) == ("市政府办", "市委办")
    assert any("冲突" in line and "市委办" in line for line in office.lines)
    assert "市委办" in [cell.value for row in openpyxl.load_workbook(office.out / LEDGER_FILE)["待核对"].iter_rows() for cell in row]


def test_ledger_file_a_new_reading_does_not_undo_a_correction(office):
    office.read("甲.txt", task("报送目录", lead="市档安局"))
    office.refresh()
    office.fill_in("报送目录", "牵头单位", "市档案局")
    office.refresh()
    office.read("甲.txt", task("报送目录", lead="市档案馆"), pipeline="2")
    assert office.fields("报送目录")["lead"] == "市档案局"
    assert [one.other for one in ledger_conflicts(office.engine)] == ["市档案馆"]


def test_ledger_file_that_is_open_waits_and_one_that_cannot_be_read_is_kept(office):
    office.read("甲.txt", task("报送目录"))
    office.refresh()
    mark = office.out / f".~{LEDGER_FILE}"
    mark.touch()
    assert not office.refresh()
    mark.unlink()
    (office.out / LEDGER_FILE).write_bytes(b"half a file")
    assert office.refresh()
    assert [path.read_bytes() for path in (office.out / "旧版").iterdir()] == [b"half a file"]


def test_ledger_file_amendments_are_linked_whichever_came_first(office):
    office.read("乙.txt", task("补报"), title="关于档案普查的补充通知", amendment="补充", mentions=("云档发〔2031〕3号",))
    office.read("甲.txt", task("报送目录"), title="关于档案普查的通知", number="云档发〔2031〕3号")
    office.read("丙.txt", task("另发"), title="关于档案普查的通知", number="云档发〔2031〕3号")
    links = {one.notice.name: one.notice.links for one in ledger_tasks(office.engine)}
    assert any(words.startswith("补充：《关于档案普查的通知》") for words in links["乙.txt"])
    assert any("另有补充文件" in words for words in links["甲.txt"])
    assert any("同文号" in words for words in links["丙.txt"])


def test_ledger_commands_list_update_remind_and_learn(fenban, tmp_path):
    (tmp_path / ".fenban").mkdir()
    office = Office(tmp_path, f"sqlite:///{tmp_path}/.fenban/fenban.sqlite3")
    standing = task("常抓不懈", due="2001-01-01", standing="1")
    office.read("甲.txt", task("报送目录", due="2001-05-30"), task("核定经费", due="9999-05-30", lead="市财政局"), standing)
    code = ledger_tasks(office.engine)[0].code
    assert "[逾期]  报送目录" in fenban("tasks", "--out", tmp_path, "--status", "逾期")[1]
    assert fenban("tasks", "--out", tmp_path, "--unit", "财政")[1].count("\n") == 1
    digest = fenban("remind", "--out", tmp_path, "--days", "5")[1]
    assert "已逾期（1 项）" in digest
    assert "常抓不懈" not in digest
    assert [one["code"] for one in json.loads(fenban("remind", "--out", tmp_path, "--format", "json")[1])] == [code]
    assert "BEGIN:VTODO" in fenban("remind", "--out", tmp_path, "--format", "ics")[1]
    assert fenban("tasks", code, "--out", tmp_path, "--set", "状态=已完成", "--set", "牵头单位=市档案馆")[0] == 0
    assert fenban("tasks", code, "--out", tmp_path, "--set", "状态=不知道")[0] == 2
    assert "[已完成]" in fenban("tasks", code, "--out", tmp_path)[1]
    assert "已逾期（0 项）" in fenban("remind", "--out", tmp_path)[1]
    assert "[待定] 市档案局 → 市档案馆" in fenban("learn", "--out", tmp_path)[1]


def test_ledger_commands_learn_only_what_is_accepted(fenban, tmp_path):
    (tmp_path / ".fenban").mkdir()
    office = Office(tmp_path, f"sqlite:///{tmp_path}/.fenban/fenban.sqlite3")
    office.read("甲.txt", task("报送目录", lead="区档案局、区财政局"), task("核定经费", lead="区档案局"))
    first, second = (one.code for one in ledger_tasks(office.engine))
    fenban("tasks", first, "--out", tmp_path, "--set", "牵头单位=云山区档案局、区财政局")
    assert accepted_aliases(office.engine) == {}
    code, stdout, _ = fenban("learn", "--out", tmp_path, "--accept", "区档案局")
    assert (code, stdout) == (0, "[已收入] 区档案局 → 云山区档案局\n")
    assert accepted_aliases(office.engine) == {"区档案局": "云山区档案局"}
    fenban("tasks", second, "--out", tmp_path, "--set", "牵头单位=北岭区档案局")
    code, _, stderr = fenban("learn", "--out", tmp_path, "--accept", "区档案局")
    assert (code, "不止一种" in stderr) == (2, True)
    assert fenban("learn", "--out", tmp_path, "--accept", "区财政局=云山区财政局", "--forget", "区档案局")[0] == 0
    assert accepted_aliases(office.engine) == {"区财政局": "云山区财政局"}
    assert fenban("learn", "--out", tmp_path, "--forget", "区档案局")[0] == 2
