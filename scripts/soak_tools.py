"""What the phases of ``soak.py`` share: small notices, a check of what watchers left, a PostgreSQL server of their own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["ENVIRONMENT", "NOTICE", "ROOT", "SCRIPTS", "Facts", "check", "put", "put_notices", "temporary_postgres"]

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "scripts"
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}
NOTICE = "关于报送{0}材料的通知\n各科室：\n请办公室于2031年5月20日前报送{0}材料。\n云山市档案局\n2031年5月6日\n"
Facts = dict[str, object]
"""Figure → value; ``fault_count`` decides."""


def put(name: str, data: bytes, *folders: Path) -> None:
    for folder in folders:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def put_notices(folder: Path, numbers: range) -> None:
    for number in numbers:
        put(f"{number:06d}.txt", NOTICE.format(f"第{number}项").encode(), folder)


def check(inbox: Path, out: Path, store: str, reference: Path, *moved: Path) -> Facts:
    """The findings of ``check_watched.py``."""
    command = [sys.executable, SCRIPTS / "check_watched.py", inbox, out, store, reference, *moved]
    facts: Facts = json.loads(subprocess.run(command, check=False, capture_output=True, text=True, env=ENVIRONMENT).stdout)
    return facts


@contextmanager
def temporary_postgres() -> Iterator[str]:
    """A server of its own on a socket of its own."""
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"))
    home = Path(tempfile.mkdtemp(prefix="fenban-pg-", dir="/tmp"))
    as_user: dict[str, str] = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
    if as_user:
        shutil.chown(home, "postgres", "postgres")
    initdb = [programs / "initdb", "-D", home / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8"]
    control = [programs / "pg_ctl", "-D", home / "data", "-w"]
    start = [*control, "-o", f"-c listen_addresses= -c unix_socket_directories={home}", "-l", home / "log", "start"]
    for command in (initdb, start):
        subprocess.run(command, check=True, cwd=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **as_user)  # type: ignore[call-overload]
    try:
        yield f"postgresql+psycopg://postgres@/postgres?host={home}"
    finally:
        subprocess.run([*control, "-m", "fast", "stop"], check=False, cwd=home, stdout=subprocess.DEVNULL, **as_user)  # type: ignore[call-overload]
        shutil.rmtree(home, ignore_errors=True)
