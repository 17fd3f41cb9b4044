"""Check what watchers left behind, without using their code: the inbox, the journal, the ledger and the results must tell one story.

    python scripts/check_watched.py INBOX OUT STORE_URL REFERENCE_OUT [ARCHIVE ORIGINALS]

REFERENCE_OUT holds the results of one undisturbed run over the same files. With an archive, each of ORIGINALS must lie in the inbox or
in the archive, once and unchanged. Prints a JSON object; exit code 1 where faults were found.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from pathlib import Path

from sqlalchemy import create_engine, text

FINAL = ("done", "needs_review", "failed", "duplicate", "ignored")


def main(arguments: list[str]) -> int:
    inbox, out, store, reference = Path(arguments[0]), Path(arguments[1]), arguments[2], Path(arguments[3])
    archive, originals = (Path(arguments[4]), Path(arguments[5])) if len(arguments) > 5 else (None, inbox)
    engine = create_engine(store)
    with engine.connect() as connection:
        items = list(connection.execute(text("SELECT * FROM items WHERE state <> 'ignored'")).mappings())
        results = list(connection.execute(text("SELECT item_id, files FROM results")).mappings())
        codes = list(connection.scalars(text("SELECT code FROM tasks")))
    engine.dispose()
    faults = [*_journal_faults(originals, items, results), *_output_faults(out, reference, items, results)]
    if archive is not None:
        faults += _moving_faults(originals, inbox, archive)
    faults += [f"task code twice: {code}" for code, number in Counter(codes).items() if number > 1]
    states = Counter(item["state"] for item in items)
    print(json.dumps({"files": len(items), "states": states, "tasks": len(codes), "faults": faults[:20], "fault_count": len(faults)}))
    return 1 if faults else 0


def _moving_faults(originals: Path, inbox: Path, archive: Path) -> list[str]:
    """Every original is in one of both places, and nothing else is."""
    there = Counter([*_contents(inbox).items(), *_contents(archive).items()])
    wanted = Counter(_contents(originals).items())
    return [f"lost, changed or doubled by moving: {name}" for name, _ in (there - wanted) | (wanted - there)]


def _contents(folder: Path) -> dict[str, str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _journal_faults(originals: Path, items: list, results: list) -> list[str]:
    faults = [f"not final: {item['name']} {item['state']}" for item in items if item["state"] not in FINAL]
    content = _contents(originals)
    entered = Counter((item["name"], item["sha256"]) for item in items)
    faults += [f"lost: {name}" for name, sha256 in content.items() if entered[name, sha256] == 0]
    faults += [f"twice in the journal: {key}" for key, number in entered.items() if number > 1]
    first = Counter(item["sha256"] for item in items if item["state"] != "duplicate")
    faults += [f"content read twice: {key}" for key, number in first.items() if number > 1]
    read = {item["id"] for item in items if item["state"] in ("done", "needs_review")}
    faults += [f"result without its mark, or mark without its result: {key}" for key in read ^ {row["item_id"] for row in results}]
    return faults


def _output_faults(out: Path, reference: Path, items: list, results: list) -> list[str]:
    """Every result folder holds exactly its files, each the same to the byte as in the undisturbed run."""
    faults = []
    names = {row["item_id"]: json.loads(row["files"]) if isinstance(row["files"], str) else row["files"] for row in results}
    for item in items:
        folder, other = out / str(item["folder"]), reference / str(item["folder"])
        if item["id"] in names:
            present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
            if present != set(names[item["id"]]):
                faults.append(f"files differ from the result row: {folder.name}")
            faults += [
                f"not the same bytes: {folder.name}/{name}" for name in present if (folder / name).read_bytes() != _bytes(other / name)
            ]
        elif item["folder"] and folder.exists() and item["state"] != "duplicate":
            faults.append(f"results of a file that was not read: {folder.name}")
    left = [path.name for path in (out / ".fenban" / "work").glob("*")]
    return faults + [f"left over: {name}" for name in left]


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
