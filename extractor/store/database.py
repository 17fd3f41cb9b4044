"""Opening the store: SQLite in WAL mode or PostgreSQL, brought to the present schema before anything else."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError

from extractor.errors import MissingExtra, StoreNotReachable, UsageFault

__all__ = ["open_database", "open_store", "transaction"]

_MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_SECONDS = 60
_UPGRADE_LOCK = 0x66656E62616E
"""Any number, the same for all: two watchers that start at once must not both build the tables."""


def open_store(url: str) -> Engine:
    """The store at ``url`` (``sqlite:///PATH`` or ``postgresql+psycopg://…``) with its tables up to date. Raises as ``open_database``,
    and StoreNotReachable."""
    engine = open_database(url)
    with transaction(engine) as connection:
        _upgrade(connection)
    return engine


def open_database(url: str, *, journal: str = "WAL") -> Engine:
    """The database at ``url``, whatever tables it has. ``journal``: how SQLite keeps what is not yet written; WAL lets others read
    meanwhile, DELETE leaves one single file.

    Raises UsageFault for a URL that is none, or MissingExtra where the driver is not installed.
    """
    try:
        return _engine(url, journal)
    except (ArgumentError, NoSuchModuleError) as error:
        raise UsageFault("数据库地址写得不对", advice="请写成 sqlite:///路径 或 postgresql+psycopg://用户@主机/库名。") from error
    except ModuleNotFoundError as error:
        raise MissingExtra("没有安装 PostgreSQL 的驱动", advice="请运行 pip install 'fenban[postgres]' 后再试。") from error


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """All or nothing. Raises StoreNotReachable where the database cannot be reached, is locked or its disk is full."""
    try:
        with engine.begin() as connection:
            yield connection
    except OperationalError as error:
        raise StoreNotReachable(f"数据库暂时不能使用（{_cause(error)}）") from error


def _engine(url: str, journal: str) -> Engine:
    address = make_url(url)
    if address.get_backend_name() not in ("sqlite", "postgresql"):
        raise ArgumentError(url)
    if address.get_backend_name() != "sqlite":
        return create_engine(address, pool_size=2, max_overflow=2, pool_pre_ping=True)
    if address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        _unlock_companions(Path(address.database))
    engine = create_engine(address, connect_args={"timeout": _BUSY_SECONDS})
    event.listen(engine, "connect", partial(_prepare_sqlite, journal=journal))
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _unlock_companions(database: Path) -> None:
    """A database that was read-only for a while leaves its -wal and -shm read-only, and SQLite never gives the right back."""
    with contextlib.suppress(OSError):
        mode = database.stat().st_mode & 0o777
        for companion in (Path(f"{database}-wal"), Path(f"{database}-shm")):
            if mode & 0o200 and companion.exists() and not companion.stat().st_mode & 0o200:
                companion.chmod(mode)


def _prepare_sqlite(connection: Any, _record: object, *, journal: str) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself: _begin_immediate does
    for pragma in (f"journal_mode={journal}", "synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={_BUSY_SECONDS * 1000}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Connection) -> None:
    """One writer at a time from its first statement on: what SKIP LOCKED is elsewhere. A transaction never has to be retried."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_UPGRADE_LOCK})")
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _cause(error: OperationalError) -> str:
    words = str(error.orig).splitlines()[0] if error.orig else ""
    for sign, cause in (
        ("full", "磁盘已满"),
        ("locked", "正被占用"),
        ("readonly", "只读"),
        ("unable to open", "无法打开"),
        ("I/O", "读写错误"),
    ):
        if sign in words:
            return cause
    return "连接失败"
