"""Figures of the catalogue: ids through edits, what a comparison shows, proposals, speed.

    python scripts/check_catalogue.py [FOLDER...] [--edits N] [--crosswalk FILE] [--size N]

FOLDER holds notices with questions (default: corpus/txt). FILE says which questions of the gold readings beside it are
the same, related or different. Prints the figures; exit code 1 below their bars.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "extractor" / "catalogue")]

from edited_lists import meaningless, really_edited  # noqa: E402

from extractor.catalogue.editions import edition_changes  # noqa: E402
from extractor.catalogue.matching import Matcher  # noqa: E402
from extractor.catalogue.registry import Registry  # noqa: E402
from extractor.catalogue.wording import Question, question  # noqa: E402
from extractor.errors import FenbanError  # noqa: E402
from extractor.model.notice import Indicator, Metadata, Notice, Source  # noqa: E402
from extractor.pipeline import read_notice_path  # noqa: E402
from extractor.store.database import open_database  # noqa: E402

LEAST_PROPOSED, MOST_SECONDS = 0.9, 3.0


def lists_of(folders: Sequence[Path]) -> list[tuple[Indicator, ...]]:
    """The questions of each notice, numbered anew so that they can be told apart."""
    found = []
    for path in sorted(path for folder in folders for path in folder.glob("*.txt")):
        try:
            asked = read_notice_path(path).indicators
        except FenbanError:
            continue
        keys: dict[str, Indicator] = {question(entry.text, entry.answer_type).fingerprint: entry for entry in asked}
        if len(keys) > 2:
            found.append(tuple(entry.model_copy(update={"number": at}) for at, entry in enumerate(keys.values(), start=1)))
    return found


def notice_of(name: str, asked: Sequence[Indicator]) -> Notice:
    source = Source(name=f"{name}.txt", format="txt", sha256="0", text="")
    return Notice(doc_id=name, source=source, metadata=Metadata(), indicators=tuple(asked))


def check_edits(lists: list[tuple[Indicator, ...]], edits: int, dice: random.Random) -> tuple[int, int]:
    """(lists whose ids all stayed, lists whose comparison showed exactly what was edited)."""
    stable = exact = 0
    for at in range(edits):
        asked = lists[at % len(lists)]
        with tempfile.TemporaryDirectory() as home:
            registry = Registry(open_database(f"sqlite:///{home}/c.db", journal="MEMORY"))
            registry.add(notice_of("old", asked))
            before = {row["number"]: row["item"] for row in registry.occurrences("old")}
            report = registry.add(notice_of("same", meaningless(asked, dice)))
            stable += not report.new and not report.proposed and {r["number"]: r["item"] for r in registry.occurrences("same")} == before
            edited, expected = really_edited(asked, dice)
            registry.add(notice_of("new", edited))
            changes = edition_changes(registry.occurrences("old"), registry.occurrences("new"))
            shown = {(one.kind, str((one.new or one.old or {})["number"])) for one in changes if one.kind != "same"}
            exact += shown == expected
            if shown != expected:
                print(f"  list {at % len(lists)}: {sorted(shown ^ expected)}")
            registry.close()
    return stable, exact


def check_crosswalk(path: Path) -> tuple[int, int, int]:
    """(related pairs, of them proposed within the first five, different pairs that were linked)."""
    known = {
        item["id"]: item for file in path.parent.glob("[0-9]*.json") for item in json.loads(file.read_text(encoding="utf-8"))["indicators"]
    }
    related = proposed = wrong = 0
    for pair in json.loads(path.read_text(encoding="utf-8"))["pairs"]:
        for asked, other in ((pair["a"], pair["b"]), (pair["b"], pair["a"])):
            pool = [key for key in known if key.startswith(other[:3]) and key != asked]
            offers = Matcher([asked_question(known[key]) for key in pool]).proposals(asked_question(known[asked]))
            kinds = {pool[offer.place]: offer.kind for offer in offers}
            if pair["relation"] == "different":
                wrong += kinds.get(other) == "exact"
            else:
                related, proposed = related + 1, proposed + (other in kinds)
    return related, proposed, wrong


def asked_question(item: dict[str, Any]) -> Question:
    return question(item["text"], item["answer_type"])


def seconds_for(size: int, lists: list[tuple[Indicator, ...]], dice: random.Random) -> float:
    """How long ``size`` new questions take against a catalogue of ``size``."""
    words = [entry.text for asked in lists for entry in asked]
    pieces = [word[at : at + 4] for word in words for at in range(0, len(word) - 3, 4)]
    texts = list(dict.fromkeys("".join(dice.choices(pieces, k=4)) for _ in range(3 * size)))[: 2 * size]
    old, new = ([Indicator(number=at, text=text, answer_type="count") for at, text in enumerate(texts[part::2])] for part in (0, 1))
    with tempfile.TemporaryDirectory() as home:
        registry = Registry(open_database(f"sqlite:///{home}/c.db", journal="DELETE"))
        registry.add(notice_of("old", old))
        start = time.perf_counter()
        registry.add(notice_of("new", new))
        spent = time.perf_counter() - start
        registry.close()
    return spent


def main() -> int:
    parser = argparse.ArgumentParser(description="Figures of the catalogue.")
    parser.add_argument("folders", nargs="*", type=Path, default=[ROOT / "corpus" / "txt"])
    parser.add_argument("--edits", type=int, default=1000)
    parser.add_argument("--crosswalk", type=Path)
    parser.add_argument("--size", type=int, default=5000)
    options = parser.parse_args()
    dice, lists, passed = random.Random(7), lists_of(options.folders), True  # noqa: S311  chance, not secrecy
    stable, exact = check_edits(lists, options.edits, dice)
    print(f"lists {len(lists)}, edited copies {options.edits}: ids stable in {stable}, comparison exact in {exact}")
    passed &= stable == exact == options.edits
    if options.crosswalk:
        related, proposed, wrong = check_crosswalk(options.crosswalk)
        print(f"related pairs {related}, proposed within five {proposed} ({proposed / related:.3f}), different pairs linked {wrong}")
        passed &= proposed >= LEAST_PROPOSED * related and not wrong
    if options.size:
        spent = seconds_for(options.size, lists, dice)
        print(f"{options.size} new questions against {options.size}: {spent:.2f} s")
        passed &= spent <= MOST_SECONDS
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
