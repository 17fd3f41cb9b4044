"""Opening a store: its tables are those of the code, and what is wrong with an address is said in plain words."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from extractor.errors import StoreNotReachable, UsageFault
from extractor.store.database import open_store, transaction
from extractor.store.schema import Base


def test_database_migrations_build_exactly_the_tables_of_the_code(store_url):
    with transaction(open_store(store_url)) as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_database_two_watchers_may_open_a_new_store_at_once(store_url):
    start = threading.Barrier(3)

    def opened(_):
        start.wait()
        return open_store(store_url)

    with ThreadPoolExecutor(3) as pool:
        engines = list(pool.map(opened, range(3)))
    assert len(engines) == 3


def test_database_sqlite_writes_ahead(tmp_path):
    with transaction(open_store(f"sqlite:///{tmp_path}/深/s.sqlite3")) as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


@pytest.mark.parametrize("url", ["no url", "oracle://x/y", "nonsense://x"])
def test_database_a_wrong_address_is_said(url):
    with pytest.raises(UsageFault, match="数据库地址"):
        open_store(url)


def test_database_a_server_that_is_not_there_is_said(tmp_path):
    with pytest.raises(StoreNotReachable, match="数据库暂时不能使用"):
        open_store(f"postgresql+psycopg://postgres@/x?host={tmp_path}")
