"""With millions of files in the store, what is asked for with every file must not read a whole table."""

from sqlalchemy import event

from extractor.store import arrivals, journal
from extractor.store.database import open_store
from extractor.store.values import Arrival, Reading

READING = Reading(
    files=("a.json",), contents="1 项任务", needs_review=False, title="关于更正某通知的通知", number="某发〔2031〕2号", amendment="更正",
    mentions=("某发〔2031〕1号", "关于某事的通知"), tasks=({"title": "报送材料"}, {"title": "参加会议"}),
)  # fmt: skip


def test_store_no_step_of_a_file_scans_a_table(tmp_path):
    engine = open_store(f"sqlite:///{tmp_path / 's.sqlite3'}")
    scanned = []

    def explain(connection, _cursor, statement, parameters, _context, _many):
        if statement.lstrip().startswith(("SELECT", "UPDATE", "DELETE")):
            plan = connection.connection.dbapi_connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()
            scanned.extend((step[3], statement) for step in plan if step[3].startswith("SCAN"))

    event.listen(engine, "before_cursor_execute", explain)
    for content in ("a" * 64, "b" * 64):
        arrival = Arrival(inbox="/in", name="某通知.txt", sha256=content, size=1, mtime_ns=1, folders=(content,))
        arrivals.settled_files(engine, "/in", [arrival.name, "别的.txt"], pipeline="p")
        arrivals.accept(engine, arrival, pipeline="p", now=1.0)
        work = journal.claim(engine, "/in", pipeline="p", owner="o", lease=9.0, now=2.0, sha256=content)
        assert work is not None
        assert journal.finish(engine, work, READING, now=3.0)
    assert scanned == []
