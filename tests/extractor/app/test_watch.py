"""``fenban watch``: what is in the folder and in the journal afterwards. Real files, real reading processes, both databases."""

import json
import os
import shutil
import threading
import time
from pathlib import Path

import icalendar
import pytest

from extractor.app.watch import watch
from extractor.app.watch_log import Log
from extractor.app.watch_reading import Limits
from extractor.app.watch_settings import WatchSettings
from extractor.errors import ExitCode, UsageFault
from extractor.store import journal
from extractor.store.database import open_store

CORPUS = Path(__file__).resolve().parents[3] / "corpus"
NOTICE = "关于报送{0}材料的通知\n各科室：\n请办公室于2031年5月20日前报送{0}材料。\n联系人：林一，电话：13800138000。\n云山市档案局\n2031年5月6日\n"


class Folder:
    """An inbox with its results; ``run`` is one ``watch --once``."""

    def __init__(self, home, store):
        self.inbox, self.out, self.store = home / "来文", home / "结果", store
        self.inbox.mkdir()
        self.lines = []

    def put(self, name, subject):
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(NOTICE.format(subject), encoding="utf-8")
        return path

    def run(self, **changes):
        self.lines = []
        settings = WatchSettings(inbox=self.inbox, out=self.out, store=self.store, settle=0.05, **changes)
        watch(settings, once=True, log=Log(write=self.lines.append), stop=threading.Event())

    def states(self):
        engine = open_store(self.store)
        found = {item.name: item.state for item in journal.items(engine)}
        engine.dispose()
        return found


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path, f"sqlite:///{tmp_path}/s.sqlite3")


@pytest.fixture
def any_folder(tmp_path, store_url):
    return Folder(tmp_path, store_url)


def read_json(folder, name):
    return json.loads((folder.out / name / f"{name}.json").read_text(encoding="utf-8"))


def test_watch_reads_each_content_once_and_says_what_else_there_is(any_folder):
    folder = any_folder
    folder.put("甲.txt", "普查")
    folder.put("子/乙.txt", "普查")
    folder.put("丙.txt", "清查")
    folder.put("~$丙.docx", "x")
    folder.put("丁.pdf.part", "x")
    (folder.inbox / "链接.txt").symlink_to(folder.inbox / "丙.txt")
    os.mkfifo(folder.inbox / "管道.txt")
    folder.run()
    assert folder.states() == {
        "~$丙.docx": "ignored",
        "丁.pdf.part": "ignored",
        "链接.txt": "ignored",
        "管道.txt": "ignored",
        "丙.txt": "done",
        "子/乙.txt": "done",
        "甲.txt": "duplicate",
    }
    assert any("符号链接" in line for line in folder.lines)
    assert any("重复" in line and "相同" in line for line in folder.lines)
    assert (folder.out / "丙" / "丙.json").is_file()


def test_watch_again_changes_nothing_and_a_new_content_is_a_new_version(folder):
    folder.put("甲.txt", "普查")
    folder.run()
    before = {path: path.stat().st_mtime_ns for path in (folder.out / "甲").rglob("*") if path.is_file()}
    folder.run()
    assert folder.lines == []
    folder.put("甲.txt", "清查")
    folder.run()
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert "清查" in (folder.out / "甲（第2版）" / "甲.json").read_text(encoding="utf-8")
    assert any(line.startswith("新版本  甲.txt") for line in folder.lines)


def test_watch_a_new_version_moves_the_calendar_entry_of_the_old_one(folder):
    path = folder.put("甲.txt", "普查")
    folder.run()
    path.write_text(path.read_text(encoding="utf-8").replace("5月20日", "5月22日"), encoding="utf-8")
    folder.run()
    first, second = (
        icalendar.Calendar.from_ical((folder.out / name / "甲.ics").read_bytes()).walk("VEVENT")[0] for name in ("甲", "甲（第2版）")
    )
    assert first["uid"] == second["uid"]
    assert (int(first["sequence"]), int(second["sequence"])) == (0, 1)


def test_watch_a_failed_file_gets_its_reason_and_can_be_retried(folder, fenban):
    (folder.inbox / "空.txt").write_bytes(b"")
    code, _, stderr = fenban("watch", folder.inbox, "--out", folder.out, "--once", "--settle", "0.05")
    assert code == ExitCode.SOME_FAILED
    assert "失败  空.txt" in stderr
    note = folder.out / "处理失败" / "空.txt"
    assert "是空文件" in note.read_text(encoding="utf-8-sig")
    code, stdout, _ = fenban("status", "--out", folder.out)
    assert "失败 1" in stdout
    assert "失败  空.txt：“空.txt”是空文件" in stdout
    code, stdout, _ = fenban("retry", "--out", folder.out)
    assert "重新排队  空.txt" in stdout
    assert json.loads(fenban("status", "--out", folder.out, "--json")[1])["counts"]["waiting"] == 1


def test_watch_a_classified_document_is_refused_and_not_copied(folder):
    (folder.inbox / "密.txt").write_text("机密★1年\n" + NOTICE.format("普查"), encoding="utf-8")
    folder.run()
    assert folder.states() == {"密.txt": "failed"}
    assert any(line.startswith("拒收  密.txt") and "涉密" in line for line in folder.lines)
    copies = [path for path in folder.out.rglob("*") if path.is_file() and "普查".encode() in path.read_bytes()]
    assert copies == []


def test_watch_a_file_without_its_end_waits_until_it_is_whole(folder):
    whole = (CORPUS / "docx" / "c001.docx").read_bytes()
    path = folder.inbox / "甲.docx"
    for length in range(4096, len(whole), 4096):
        path.write_bytes(whole[:length])
        folder.run()
        assert folder.states() == {}, length
        if length > 3 * 4096:
            break
    path.write_bytes(whole)
    folder.run()
    assert list(folder.states().values()) == ["needs_review"]
    assert not (folder.out / "处理失败").exists()


def test_watch_a_file_that_stays_without_its_end_is_said_to_be_damaged(folder):
    path = folder.inbox / "甲.pdf"
    path.write_bytes((CORPUS / "pdf" / "c001.pdf").read_bytes()[:4096])
    os.utime(path, (time.time() - 1000, time.time() - 1000))
    folder.run()
    assert folder.states() == {"甲.pdf": "failed"}


def test_watch_a_file_that_somebody_still_writes_is_left_alone(folder):
    path = folder.put("甲.txt", "普查")
    with path.open("a", encoding="utf-8"):
        folder.run()
        assert folder.states() == {}
    folder.run()
    assert len(folder.states()) == 1


def test_watch_a_hang_and_a_memory_bomb_cost_their_file_only(folder):
    folder.put("甲.txt", "普查")
    folder.run(limits=Limits(seconds=0.01))
    assert folder.states() == {"甲.txt": "failed"}
    assert any("超过时间限度" in line for line in folder.lines)
    folder.put("乙.txt", "清查")
    folder.run(limits=Limits(memory=40))
    assert folder.states()["乙.txt"] == "failed"
    folder.put("丙.txt", "核查")
    folder.run()
    assert folder.states()["丙.txt"] != "failed"


@pytest.mark.skipif(os.name != "posix", reason="names of other systems")
def test_watch_hostile_names_get_their_outcome_and_stay_inside_the_folder(folder):
    names = [
        "通" * 83 + ".txt", "CON.txt", "nul.docx.txt", "a\u202etxt.exe.txt", "零\u200b宽.txt", "e\u0301.txt", "\u00e9.txt",
        "换\n行.txt", "..txt.txt", "-rf.txt", "a'\"$(x).txt", "<>|?*.txt",
    ]  # fmt: skip
    for number, name in enumerate(names):
        folder.put(name, f"第{number}项")
    Path(os.fsdecode(os.fsencode(folder.inbox) + b"/\xff\xfe.txt")).write_text(NOTICE.format("末项"), encoding="utf-8")
    folder.run()
    states = folder.states()
    assert len(states) == 13
    assert {state for name, state in states.items() if name != "..txt.txt"} <= {"done", "needs_review"}
    results = [path.name for path in folder.out.iterdir() if path.name not in (".fenban", "督办台账.xlsx")]
    assert len(results) == 12
    assert all(len(os.fsencode(name)) <= 255 and not set(name) & set('<>|?*\n"\u202e\u200b') for name in results)
    assert not any(name.lower().split(".")[0] in ("con", "nul") for name in results)
    assert all("\n" not in line and "\u202e" not in line for line in folder.lines)


def test_watch_later_readings_use_what_the_office_accepted(folder, fenban):
    text = "关于报送{0}的通知\n各科室：\n请区人社局于2031年5月20日前报送{0}。\n云山市档案局\n2031年5月6日\n"
    (folder.inbox / "甲.txt").write_text(text.format("普查材料"), encoding="utf-8")
    folder.run()
    before = (folder.out / "甲" / "甲.json").read_bytes()
    accepted = "区人社局=云山区人力资源和社会保障局"
    assert fenban("learn", "--store", folder.store, "--accept", accepted)[0] == ExitCode.OK
    (folder.inbox / "乙.txt").write_text(text.format("清查材料"), encoding="utf-8")
    folder.run()
    assert (folder.out / "甲" / "甲.json").read_bytes() == before
    [task] = read_json(folder, "乙")["tasks"]
    assert task["lead_units"] == ["云山区人力资源和社会保障局"]
    assert task["units"][0]["source"] == "inferred"


def test_watch_results_or_archive_inside_the_inbox_are_refused(folder):
    folder.out = folder.inbox / "结果"
    with pytest.raises(UsageFault, match="输出文件夹"):
        folder.run()
    folder.out = folder.inbox.parent / "结果"
    with pytest.raises(UsageFault, match="归档文件夹"):
        folder.run(archive=folder.inbox / "档")


def test_watch_originals_move_only_when_asked_and_never_over_another(folder, tmp_path):
    path = folder.put("子/甲.txt", "普查")
    folder.run()
    assert path.is_file()
    (tmp_path / "档" / "子").mkdir(parents=True)
    (tmp_path / "档" / "子" / "甲.txt").write_text("别的", encoding="utf-8")
    folder.run(archive=tmp_path / "档")
    assert not path.exists()
    assert (tmp_path / "档" / "子" / "甲.txt").read_text(encoding="utf-8") == "别的"
    assert (tmp_path / "档" / "子" / "甲（2）.txt").read_text(encoding="utf-8") == NOTICE.format("普查")


def test_watch_a_file_that_leaves_before_it_is_read_is_said_and_read_when_it_is_back(folder):
    path = folder.put("甲.txt", "普查")
    engine = open_store(folder.store)

    def vanish(label):
        if label == "taken":
            path.unlink(missing_ok=True)

    settings = WatchSettings(inbox=folder.inbox, out=folder.out, store=folder.store, settle=0.05)
    watch(settings, once=True, log=Log(write=folder.lines.append), stop=threading.Event(), on_step=vanish)
    assert folder.states() == {"甲.txt": "failed"}
    folder.put("甲.txt", "普查")
    folder.run()
    assert folder.states()["甲.txt"] != "failed"
    assert not (folder.out / "处理失败").exists()
    engine.dispose()


def test_watch_runs_until_stopped_and_takes_what_comes_meanwhile(folder):
    stop = threading.Event()
    settings = WatchSettings(inbox=folder.inbox, out=folder.out, store=folder.store, settle=0.1, interval=0.3)
    thread = threading.Thread(target=watch, args=(settings,), kwargs={"once": False, "log": Log(write=folder.lines.append), "stop": stop})
    thread.start()
    folder.put("甲.txt", "普查")
    for _ in range(200):
        if any(line.startswith("已读  甲.txt") for line in folder.lines):
            break
        time.sleep(0.1)
    stop.set()
    thread.join(timeout=30)
    assert not thread.is_alive()
    assert list(folder.states().values()) == ["done"]


def test_watch_logs_are_masked_and_may_be_json(folder, fenban):
    folder.put("张三13800138000.txt", "普查")
    _, _, stderr = fenban("watch", folder.inbox, "--out", folder.out, "--once", "--settle", "0.05", "--log-json")
    events = [json.loads(line) for line in stderr.splitlines()]
    assert events[-1]["file"] == "张三138******00.txt"
    assert events[-1]["event"] == "done"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("mount") is None, reason="only root may mount a small disk"
)
def test_watch_on_a_full_disk_waits_and_succeeds_when_there_is_room(folder, tmp_path):
    import subprocess

    folder.out.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", folder.out], check=False, capture_output=True).returncode:
        pytest.skip("no right to mount")
    try:
        ballast = folder.out / "占位"
        for spare in (4096, 20_000, 60_000):
            ballast.write_bytes(b"x" * (600 * 1024 - 16_384 - spare))
            folder.put(f"甲{spare}.txt", f"普查{spare}")
            folder.run(retry_after=0.0)
            assert set(folder.states().values()) <= {"waiting", "done", "needs_review"}
            for result in folder.out.glob("甲*"):
                assert (result / f"{result.name}.json").read_bytes().endswith(b"\n")
            ballast.unlink()
        folder.run(retry_after=0.0)
        assert set(folder.states().values()) <= {"done", "needs_review"}
        assert len(list(folder.out.glob("甲*"))) == 3
    finally:
        subprocess.run(["umount", "-l", folder.out], check=False)


def test_watch_never_opens_an_outgoing_connection(folder, monkeypatch, tmp_path):
    guard = tmp_path / "guard"
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(
        "import socket\n"
        "def refuse(self, address):\n"
        f"    open({str(tmp_path / 'opened')!r}, 'a').write(repr(address))\n"
        "    raise OSError('no network')\n"
        "socket.socket.connect = refuse\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(guard)
    folder.put("甲.txt", "普查")
    folder.run()
    assert list(folder.states().values()) == ["done"]
    assert not (tmp_path / "opened").exists()
