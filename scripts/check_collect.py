"""Fill in every template of every notice at random, hostile words included, and see whether collecting loses anything.

    python scripts/check_collect.py [FOLDER...] [--resave] [--progress] [--seed N] [--notices N]

FOLDER holds notices (default: corpus/txt). With --resave LibreOffice opens and saves every filled-in file before it is
collected. Planted are answers that break their type; each must be reported, and nothing else. Prints what went wrong and
the totals; exit code 1 unless all came back and all planted faults were reported.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "outputs")]

from filled_templates import HOSTILE, filled_docx, filled_xlsx  # noqa: E402

from extractor.app.collect_folder import collect_folder  # noqa: E402
from extractor.errors import FenbanError  # noqa: E402
from extractor.model.notice import Notice  # noqa: E402
from extractor.pipeline import read_notice_path  # noqa: E402
from outputs.json_writer import JsonWriter  # noqa: E402
from outputs.reply_docx_writer import ReplyDocxWriter, reply_file_names  # noqa: E402
from outputs.reply_fields import ReplyField, reply_fields  # noqa: E402
from outputs.reply_targets import reply_targets  # noqa: E402
from outputs.reply_xlsx_writer import ReplyXlsxWriter, sheet_fields  # noqa: E402

EXTREME = "极长" * 16000
"""As much as a cell holds; LibreOffice takes minutes to lay it out."""
NUMERIC = ("count", "number", "amount", "score", "percentage")


@dataclass
class Planned:
    """What was written into one file: by field the parts that must come back, and whether they break the type."""

    unit: str
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    faulty: set[str] = field(default_factory=set)


def answer(item: ReplyField, dice: random.Random, words: Sequence[str]) -> tuple[tuple[str, ...], bool]:
    """Words for the blanks of ``item``, and whether they break its type."""
    wrong = item.type is not None and dice.random() < 0.25
    if item.type in NUMERIC:
        good = {"count": "12", "percentage": "98.5%", "score": "87.5", "amount": "1,234.56", "number": "3.5"}[item.type]
        bad = ["十几", "约3", "12个多", *(["120"] if item.type == "percentage" else []), *(["2.5", "-1"] if item.type == "count" else [])]
        growth = any(word in item.about + item.label for word in ("增", "降", "变化", "幅", "同比", "环比"))
        return ((dice.choice([part for part in bad if not (growth and part == "120")]),), True) if wrong else ((good,), False)
    if item.type == "date":
        day = "2031-2-30" if wrong else "2031-3-4"
        return ((day,) if len(item.controls) == 1 else tuple(day.split("-"))), wrong
    if item.options and item.type is not None:
        return ((*item.options[:2],) if wrong else (dice.choice(item.options),)), wrong and item.type != "multiple_choice"
    return tuple(dice.choice((*words, "无", "已办结。")) for _ in item.controls), False


def fill_docx(path: Path, fields: tuple[ReplyField, ...], unit: str, dice: random.Random, words: Sequence[str]) -> Planned:
    planned, values = Planned(unit), dict[str, str | bool]()
    for item in fields:
        if dice.random() < 0.15:
            continue
        parts, wrong = answer(item, dice, words)
        boxes = [control for control in item.controls if control.option is not None]
        if boxes:
            wanted = [control for control in boxes if control.option in parts] if item.options and item.type else boxes[:1]
            values |= {control.key: True for control in wanted}
            parts = tuple(control.option or "" for control in wanted)
            wrong = wrong and len(wanted) > 1
        else:
            values |= {control.key: part for control, part in zip(item.controls, parts, strict=False)}
        planned.parts[item.name] = parts
        if wrong:
            planned.faulty.add(item.name)
    path.write_bytes(filled_docx(path.read_bytes(), values))
    return planned


def fill_xlsx(path: Path, fields: tuple[ReplyField, ...], unit: str, dice: random.Random, words: Sequence[str]) -> Planned:
    planned, values = Planned(unit), dict[str, str]()
    for item in fields:
        if dice.random() < 0.15:
            continue
        parts, wrong = answer(item, dice, words)
        if item.type == "date":
            parts = ("-".join(parts),)
        elif item.options and item.type:
            parts, wrong = (("没有这一项",), True) if dice.random() < 0.25 else (parts[:1], False)
        elif item.type in ("multiple_choice", "list"):
            parts = ("甲", "乙=1+1", "<b>")
        else:
            parts = parts[:1]
        values[item.name] = "；".join(parts)
        planned.parts[item.name] = parts
        if wrong:
            planned.faulty.add(item.name)
    path.write_bytes(filled_xlsx(path.read_bytes(), values))
    return planned


def prepared(notice: Notice, folder: Path, dice: random.Random, words: Sequence[str]) -> dict[str, Planned]:
    """All templates of ``notice`` in ``folder``, filled in; what was planned, by file."""
    plans = {}
    for writer in (JsonWriter(), ReplyDocxWriter(), ReplyXlsxWriter()):
        for file in writer.files(notice):
            path = folder / file.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.data)
    targets = reply_targets(notice)
    for target, name in zip(targets, reply_file_names(notice, targets), strict=True):
        plans[name] = fill_docx(folder / name, reply_fields(target, notice), target.unit, dice, words)
        if target.questions:
            name = f"{name.removesuffix('.docx')}.xlsx"
            plans[name] = fill_xlsx(folder / name, sheet_fields(target, notice), target.unit, dice, words)
    return plans


def resave(home: Path) -> None:
    """LibreOffice opens and saves every DOCX and XLSX below ``home``, each over itself."""
    with tempfile.TemporaryDirectory() as profile, tempfile.TemporaryDirectory() as saved:
        command = ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to"]
        for suffix in ("docx", "xlsx"):
            batch = {f"{at}.{suffix}": path for at, path in enumerate(sorted(home.rglob(f"*.{suffix}")))}
            for name, path in batch.items():
                shutil.copy(path, Path(profile) / name)
            originals = [str(Path(profile) / name) for name in batch]
            if originals:
                subprocess.run([*command, suffix, "--outdir", saved, *originals], check=True, capture_output=True, timeout=1800)
            for name, path in batch.items():
                shutil.move(Path(saved) / name, path)


def compared(folder: Path, plans: dict[str, Planned], counts: Counter[str]) -> Iterator[str]:
    (collection,), faults = collect_folder(folder, out=folder / "汇总")
    yield from faults
    replies = {reply.file: reply for reply in collection.replies}
    for name, planned in plans.items():
        reply = replies.get(name)
        if reply is None:
            if any(part for parts in planned.parts.values() for part in parts):
                yield f"{name}: not collected"
            continue
        counts["files"] += 1
        yield from (f"{name}: made up: {words!r}" for words in (*reply.strays, *reply.notes) if not words.startswith("同一单位"))
        found = {answer.field.name: answer.parts for answer in reply.answers if answer.given}
        wanted = {key: parts for key, parts in planned.parts.items() if any(part.strip() for part in parts)}
        counts["answers"] += len(wanted)
        yield from (
            f"{name} {key}: {wanted.get(key)!r} -> {found.get(key)!r}"
            for key in wanted.keys() | found.keys()
            if wanted.get(key) != found.get(key)
        )
        reported = {answer.field.name for answer in reply.faulty}
        counts["planted"] += len(planned.faulty)
        counts["reported"] += len(planned.faulty & reported)
        yield from (
            f"{name} {key}: fault {'missed' if key in planned.faulty else 'made up'}: {found.get(key)!r}"
            for key in planned.faulty ^ reported
        )


def main() -> int:
    parser = argparse.ArgumentParser(description="Fill in every template at random and collect it.")
    parser.add_argument("folders", nargs="*", type=Path, default=[ROOT / "corpus" / "txt"])
    parser.add_argument("--resave", action="store_true")
    parser.add_argument("--progress", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--notices", type=int, default=100_000)
    options = parser.parse_args()
    dice, counts, wrong = random.Random(options.seed), Counter[str](), 0  # noqa: S311  chance, not secrecy
    for path in sorted(path for folder in options.folders for path in folder.glob("*.txt"))[: options.notices]:
        try:
            notice = read_notice_path(path)
        except FenbanError as error:
            print(f"{path.name}: {error}")
            continue
        counts["notices"] += 1
        with tempfile.TemporaryDirectory() as home:
            planned = prepared(notice, Path(home), dice, HOSTILE if options.resave else (*HOSTILE, EXTREME))
            if options.resave:
                resave(Path(home))
            for words in compared(Path(home), planned, counts):
                wrong += 1
                print(f"{path.stem}/{words[:300]}", flush=True)
        if options.progress:
            print(path.name, dict(counts), file=sys.stderr, flush=True)
    print(f"notices {counts['notices']}, files {counts['files']}, answers {counts['answers']}, altered or lost {wrong}")
    print(f"planted faults {counts['planted']}, reported {counts['reported']}")
    return 0 if not wrong and counts["planted"] == counts["reported"] and counts["answers"] else 1


if __name__ == "__main__":
    sys.exit(main())
