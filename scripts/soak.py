"""The long fault runs on the watched folder; ``make soak`` or ``python scripts/soak.py [PHASE…]``. Writes docs/soak.md.

Phases: kills-sqlite, kills-postgres, watchers, many, truncated, bombs. ``--kills N --files N --many N`` make a run shorter or longer.
Every phase ends with ``check_watched.py``, which knows nothing of the watcher's code.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import watch_and_die

from extractor.app.watch_settings import WatchSettings

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "scripts"
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}
NOTICE = "关于报送{0}材料的通知\n各科室：\n请办公室于2031年5月20日前报送{0}材料。\n云山市档案局\n2031年5月6日\n"
STEPS = (
    "accepted", "taken", "reading", "read", "writing", "publishing", "published", "before commit", "after commit", "moving", "moved", "ledger",
)  # fmt: skip

HEAD = """# The long fault runs

Written by `make soak` (`scripts/soak.py`). Each phase ends with `scripts/check_watched.py`, which knows nothing of the watcher's
code and compares the inbox, the journal, the result rows and every output byte with an undisturbed run.
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("phases", nargs="*", default=list(PHASES))
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--many", type=int, default=20_000)
    parser.add_argument("--shared", type=int, default=2000)
    parser.add_argument("--report", type=Path, default=ROOT / "docs" / "soak.md")
    options = parser.parse_args()
    watch_and_die.preload()
    results: dict[str, dict[str, object]] = {}
    for phase in options.phases:
        with tempfile.TemporaryDirectory(prefix="fenban-soak-") as home:
            began = time.monotonic()
            facts = PHASES[phase](Path(home), options)
            results[phase] = {**facts, "seconds": round(time.monotonic() - began)}
            print(phase, json.dumps(results[phase], ensure_ascii=False), flush=True)
            _write_report(options.report, results)
    return int(any(facts.get("fault_count") for facts in results.values()))


def kills_sqlite(home: Path, options: argparse.Namespace) -> dict[str, object]:
    return _kills(home, f"sqlite:///{home}/s.sqlite3", options)


def kills_postgres(home: Path, options: argparse.Namespace) -> dict[str, object]:
    with _postgres() as url:
        return _kills(home, url, options)


def _kills(home: Path, store: str, options: argparse.Namespace) -> dict[str, object]:
    """Kill one watcher after the other, at each label in turn, while files keep coming; then start one that nobody kills."""
    inbox, out, reference, archive, originals = (home / name for name in ("in", "out", "reference", "archive", "originals"))
    for folder in (inbox, originals):
        folder.mkdir()
    settings = WatchSettings(inbox=inbox, out=out, store=store, archive=archive, settle=0.02)
    chance = random.Random(4)  # noqa: S311
    killed: Counter[str] = Counter()
    slowest, code, placed, notices = 0.0, -1, 0, _mixed_notices()
    for number in range(2 * options.kills):
        if killed.total() >= options.kills:
            break
        wanted = (killed.total() + 1) * options.files // options.kills + 1
        while placed < wanted or not code:  # something must be left to do for a kill
            _put(next(notices), originals, inbox)
            placed, code = placed + 1, -1
        step = STEPS[number % len(STEPS)]
        began = time.monotonic()
        code = watch_and_die.wait(watch_and_die.start(settings, (step, chance.choice((1, 1, 1, 1, 2)))))
        slowest = max(slowest, time.monotonic() - began)
        killed[step] += code == -signal.SIGKILL
    code = watch_and_die.wait(watch_and_die.start(settings))
    undisturbed = WatchSettings(inbox=originals, out=reference, store=f"sqlite:///{home}/r.sqlite3", settle=0.02)
    watch_and_die.wait(watch_and_die.start(undisturbed))
    facts = {"kills": killed.total(), "by_step": killed, "slowest_seconds": round(slowest, 1), "clean_exit": code}
    return {**facts, **_check(inbox, out, store, reference, archive, originals)}


def _mixed_notices() -> Iterator[tuple[str, bytes]]:
    """Notices as text, with every twentieth a duplicate, a damaged file, a document of the corpus."""
    documents = sorted((ROOT / "corpus" / "docx").glob("*.docx"))
    for number in count():
        text = NOTICE.format(f"第{number}项").encode()
        if number % 20 == 7:
            yield f"{number:04d}又一份.txt", NOTICE.format(f"第{number - 1}项").encode()
        elif number % 20 == 11:
            yield f"{number:04d}坏.docx", b"PK\x05\x06" + bytes(18) + str(number).encode()
        elif number % 20 == 15:
            yield f"子/{number:04d}.docx", documents[number % len(documents)].read_bytes()
        else:
            yield f"{number:04d}.txt", text


def _put(file: tuple[str, bytes], *folders: Path) -> None:
    for folder in folders:
        path = folder / file[0]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file[1])


def watchers(home: Path, options: argparse.Namespace) -> dict[str, object]:
    """One, two and four watchers over the same files."""
    facts: dict[str, object] = {}
    inbox, reference = home / "in", home / "o1"
    for number in range(options.shared):
        _put((f"{number:05d}.txt", NOTICE.format(f"第{number}项").encode()), inbox)
    faults = 0
    for several in (1, 2, 4):
        settings = WatchSettings(inbox=inbox, out=home / f"o{several}", store=f"sqlite:///{home}/s{several}.sqlite3", settle=0.05)
        began = time.monotonic()
        exits = [watch_and_die.wait(pid) for pid in [watch_and_die.start(settings) for _ in range(several)]]
        facts[f"files_per_second_{several}"] = round(options.shared / (time.monotonic() - began), 1)
        checked = _check(inbox, settings.out, settings.store, reference)
        facts |= {f"exits_{several}": exits, f"states_{several}": checked["states"]}
        faults += int(str(checked["fault_count"]))
    return facts | {"fault_count": faults}


def many(home: Path, options: argparse.Namespace) -> dict[str, object]:
    """Many small files: time per file in the first and the last part, memory of the watcher, cost of an idle sweep."""
    inbox, out, _ = _folders(home)
    for number in range(options.many):
        (inbox / f"{number:06d}.txt").write_bytes(b"" if number % 20 else NOTICE.format(f"第{number}项").encode())
        if number % 20:
            (inbox / f"{number:06d}.txt").write_bytes(f"{number}".encode())
    command = [sys.executable, SCRIPTS / "watch_and_die.py", inbox, out, f"sqlite:///{home}/s.sqlite3"]
    process = subprocess.Popen(command, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None  # noqa: S101
    times, sizes = [], []
    for line in process.stderr:
        if line.startswith(("已读", "待核实", "失败")):
            times.append(time.monotonic())
            if len(times) % 500 == 1:
                sizes.append(_resident(process.pid))
    process.wait()
    tenth = max(1, len(times) // 10)
    facts = {
        "files": len(times),
        "first_tenth_seconds": round(times[tenth] - times[0], 1),
        "last_tenth_seconds": round(times[-1] - times[-tenth], 1),
    }
    return facts | {"growth_mb": round((max(sizes) - sizes[0]) / 1024, 1), **_idle(inbox, out, home)}


def _idle(inbox: Path, out: Path, home: Path) -> dict[str, object]:
    code = (
        "import sys,threading;from pathlib import Path;from extractor.app.watch import watch;from extractor.app.watch_log import Log;"
        "from extractor.app.watch_settings import WatchSettings as S;"
        f"watch(S(inbox=Path({str(inbox)!r}),out=Path({str(out)!r}),store='sqlite:///{home}/s.sqlite3'),once=False,log=Log(),stop=threading.Event())"
    )
    process = subprocess.Popen([sys.executable, "-c", code], env=ENVIRONMENT, stderr=subprocess.DEVNULL)
    time.sleep(30)
    before = _cpu(process.pid)
    time.sleep(60)
    used = _cpu(process.pid) - before
    process.send_signal(signal.SIGTERM)
    process.wait()
    return {"idle_cpu_percent": round(100 * used / 60, 2)}


def truncated(_home: Path, _options: argparse.Namespace) -> dict[str, object]:
    """Each PDF and DOCX cut at every 4 KB: none may be taken."""
    sys.path.insert(0, str(ROOT))
    from io import BytesIO

    from extractor.app.watch_wholeness import what_is_missing

    cuts, taken, refused = 0, [], []
    for path in sorted([*(ROOT / "corpus" / "pdf").glob("*.pdf"), *(ROOT / "corpus" / "docx").glob("*.docx")]):
        data = path.read_bytes()
        if what_is_missing(BytesIO(data), len(data)):
            refused.append(path.name)
        for length in range(4096, len(data), 4096):
            cuts += 1
            if what_is_missing(BytesIO(data[:length]), length) is None:
                taken.append(f"{path.name} at {length}")
    return {"cuts": cuts, "taken_early": taken[:10], "whole_but_refused": refused, "fault_count": len(taken) + len(refused)}


def bombs(home: Path, _options: argparse.Namespace) -> dict[str, object]:
    """ZIP bombs and deep nesting: seconds and memory of the reading process for each."""
    inbox, out, _ = _folders(home)
    for name, size in (("bomb.docx", 300 * 2**20), ("small-bomb.docx", 30 * 2**20)):
        with zipfile.ZipFile(inbox / name, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            with archive.open("word/document.xml", "w") as part:  # in pieces: the figure below is of the watcher, not of this script
                for _ in range(size >> 20):
                    part.write(b" " * (1 << 20))
    with zipfile.ZipFile(inbox / "doctype.docx", "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>')
    with zipfile.ZipFile(inbox / "deep.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<a>" * 100_000 + "</a>" * 100_000)
    store = f"sqlite:///{home}/s.sqlite3"
    began = time.monotonic()
    _run(inbox, out, store)
    alone = {
        "bombs_seconds": round(time.monotonic() - began, 1),
        "bombs_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    }
    hostile = Path("/work/shared/hostile")
    for path in hostile.rglob("*") if hostile.is_dir() else ():
        if path.is_file() and path.stat().st_size < 20 * 2**20:
            copy = Path(shutil.copy(path, inbox / f"{path.parent.name}-{path.name}"))
            os.utime(copy, (time.time() - 1000,) * 2)  # damaged files are not waited for
    files = sum(1 for _ in inbox.iterdir())
    began = time.monotonic()
    code = _run(inbox, out, store)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    checked = _check(inbox, out, store, out)
    return {
        **alone,
        "seconds_in_all": round(time.monotonic() - began, 1),
        "hostile_files": files,
        "largest_process_mb": memory,
        "exit": code,
        **checked,
    }


PHASES: dict[str, Callable[[Path, argparse.Namespace], dict[str, object]]] = {
    "kills-sqlite": kills_sqlite,
    "kills-postgres": kills_postgres,
    "watchers": watchers,
    "many": many,
    "truncated": truncated,
    "bombs": bombs,
}


def _folders(home: Path) -> tuple[Path, Path, Path]:
    (home / "in").mkdir()
    return home / "in", home / "out", home / "reference"


def _run(inbox: Path, out: Path, store: str, *kill: object) -> int:
    command = [sys.executable, SCRIPTS / "watch_and_die.py", inbox, out, store, *map(str, kill)]
    return subprocess.run(command, check=False, env=ENVIRONMENT, stderr=subprocess.DEVNULL).returncode


def _check(inbox: Path, out: Path, store: str, reference: Path, *moved: Path) -> dict[str, object]:
    command = [sys.executable, SCRIPTS / "check_watched.py", inbox, out, store, reference, *moved]
    facts: dict[str, object] = json.loads(subprocess.run(command, check=False, capture_output=True, text=True, env=ENVIRONMENT).stdout)
    return facts


@contextmanager
def _postgres() -> Iterator[str]:
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


def _resident(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)


def _cpu(pid: int) -> float:
    facts = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(facts[11]) + int(facts[12])) / os.sysconf("SC_CLK_TCK")


def _write_report(path: Path, results: Mapping[str, Mapping[str, object]]) -> None:
    """Phases that were not run now keep what the report says of them."""
    _, *parts = path.read_text(encoding="utf-8").split("\n## ") if path.exists() else ["", ""]
    sections = {part.partition("\n")[0]: part.strip() for part in parts}
    for phase, facts in results.items():
        rows = [f"| {name} | {json.dumps(value, ensure_ascii=False)} |" for name, value in facts.items()]
        sections[phase] = "\n".join([phase, "", "| figure | value |", "| --- | --- |", *rows])
    kept = [f"## {sections[phase]}\n" for phase in PHASES if phase in sections]
    path.write_text("\n".join([HEAD, *kept]), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
