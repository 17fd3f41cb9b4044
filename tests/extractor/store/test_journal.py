"""The journal: each content is read once, by one worker, and ends in one state."""

import threading
from concurrent.futures import ThreadPoolExecutor

from extractor.store.arrivals import adopt, ignore, known_files
from extractor.store.journal import claim, counts, fail, finish, items, owners_at_work, put_back, release, retry, take_turn
from extractor.store.values import FILE_GONE, Reading

READING = Reading(files=("甲.json",), contents="1 项任务", needs_review=False)


def states(desk):
    return {item.name: item.state for item in items(desk.engine)}


def test_journal_one_name_with_other_content_is_a_new_version(desk):
    assert desk.accept("甲.txt", "一").kind == "new"
    assert desk.accept("甲.txt", "一").kind == "known"
    later = desk.accept("甲.txt", "二")
    assert (later.kind, later.version) == ("version", 2)
    assert [item.folder for item in items(desk.engine)] == ["甲", "甲（第2版）"]


def test_journal_one_content_with_other_name_is_a_duplicate_that_points_to_the_first(desk):
    desk.accept("甲.txt", "一")
    again = desk.accept("乙.txt", "一")
    assert (again.kind, again.first) == ("duplicate", "甲.txt")
    assert states(desk) == {"甲.txt": "waiting", "乙.txt": "duplicate"}
    assert desk.claim().names == ("甲.txt", "乙.txt")
    assert desk.claim() is None


def test_journal_names_that_a_file_system_may_take_for_one_get_folders_of_their_own(desk):
    for name in ("A.txt", "a.txt", "e\u0301.txt", "\u00e9.txt"):
        desk.accept(name, name)
    folders = [item.folder for item in items(desk.engine)]
    assert len({folder.casefold() for folder in folders}) == 4


def test_journal_result_and_done_are_one(desk):
    desk.accept("甲.txt")
    work = desk.claim()
    assert states(desk) == {"甲.txt": "working"}
    assert finish(desk.engine, work, READING, now=desk.now)
    assert states(desk) == {"甲.txt": "done"}
    assert desk.claim() is None
    assert not finish(desk.engine, work, READING, now=desk.now)


def test_journal_work_of_a_dead_worker_comes_back_and_its_late_result_is_refused(desk):
    desk.accept("甲.txt")
    dead = desk.claim(owner="a", lease=60)
    assert desk.claim(owner="b") is None
    desk.now += 61
    again = desk.claim(owner="b")
    assert (again.id, again.attempts) == (dead.id, 2)
    assert not finish(desk.engine, dead, READING, now=desk.now)
    assert not fail(desk.engine, dead, fault="x", reason="x", now=desk.now)
    assert finish(desk.engine, again, READING, now=desk.now)


def test_journal_release_frees_what_an_owner_held_without_waiting_for_the_lease(desk):
    desk.accept("甲.txt")
    desk.claim(owner="a")
    assert owners_at_work(desk.engine, "in") == ["a"]
    assert release(desk.engine, "in", ["a"], now=desk.now) == 1
    assert desk.claim(owner="b").attempts == 2


def test_journal_put_back_waits_and_does_not_count_as_an_attempt(desk):
    desk.accept("甲.txt")
    put_back(desk.engine, desk.claim(), reason="磁盘已满", not_before=desk.now + 30, now=desk.now)
    assert items(desk.engine)[0].reason == "磁盘已满"
    assert desk.claim() is None
    desk.now += 31
    assert desk.claim().attempts == 1


def test_journal_failed_items_can_be_retried_by_name(desk):
    for name in ("甲.txt", "乙.txt"):
        desk.accept(name)
        fail(desk.engine, desk.claim(), fault="DamagedFile", reason="打不开", now=desk.now)
    assert retry(desk.engine, ["乙.txt"], now=desk.now) == ["乙.txt"]
    assert states(desk) == {"甲.txt": "failed", "乙.txt": "waiting"}


def test_journal_a_file_that_was_gone_waits_again_when_it_is_back(desk):
    desk.accept("甲.txt", "一")
    fail(desk.engine, desk.claim(), fault=FILE_GONE, reason="不在了", now=desk.now)
    assert known_files(desk.engine, "in", pipeline="1+test") == {}
    assert desk.accept("丙.txt", "一").kind == "duplicate"
    assert states(desk) == {"甲.txt": "waiting", "丙.txt": "duplicate"}


def test_journal_lists_what_is_ignored_now(desk):
    ignore(desk.engine, "in", {"~$甲.docx": "临时文件", "乙.part": "没传完"}, pipeline="1+test", now=desk.now)
    ignore(desk.engine, "in", {"乙.part": "没传完"}, pipeline="1+test", now=desk.now)
    assert states(desk) == {"乙.part": "ignored"}
    assert counts(desk.engine)["ignored"] == 1


def test_journal_what_an_earlier_program_left_unread_is_read_by_this_one(desk):
    desk.accept("甲.txt")
    desk.accept("乙.txt")
    adopt(desk.engine, "in", pipeline="2", now=desk.now)
    assert desk.claim() is None
    assert claim(desk.engine, "in", pipeline="2", owner="a", lease=60, now=desk.now).name == "甲.txt"
    adopt(desk.engine, "in", pipeline="1+test", now=desk.now)
    assert desk.claim().name == "乙.txt"


def test_journal_many_workers_never_get_the_same_item(desk):
    for number in range(40):
        desk.accept(f"{number}.txt")
    start = threading.Barrier(4)

    def work(owner):
        start.wait()
        mine = []
        while (item := desk.claim(owner=owner)) is not None:
            mine.append(item.id)
        return mine

    with ThreadPoolExecutor(4) as pool:
        shares = list(pool.map(work, "abcd"))
    assert len({item for share in shares for item in share}) == 40
    assert sum(map(len, shares)) == 40


def test_journal_the_same_content_accepted_at_once_is_read_once(desk):
    start = threading.Barrier(4)

    def enter(name):
        start.wait()
        return desk.accept(name, "一").kind

    with ThreadPoolExecutor(4) as pool:
        kinds = list(pool.map(enter, ["甲.txt", "乙.txt", "丙.txt", "甲.txt"]))
    assert sorted(states(desk).values()) == ["duplicate", "duplicate", "waiting"]
    assert kinds.count("new") == 1


def test_journal_turns_are_taken_one_at_a_time(desk):
    assert take_turn(desk.engine, "台账", owner="a", lease=10, now=desk.now)
    assert not take_turn(desk.engine, "台账", owner="b", lease=10, now=desk.now)
    assert take_turn(desk.engine, "台账", owner="a", lease=-1, now=desk.now)
    assert take_turn(desk.engine, "台账", owner="b", lease=10, now=desk.now)
