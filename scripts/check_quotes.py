"""Check that every quote of every result stands at its span in the source. Knows nothing of the extractor.

    python scripts/check_quotes.py RESULT... [--sources DIR]

RESULT is a NAME.json or a folder that holds some. With --sources, the text of a result that was read from a TXT file is
also compared with that file, character by character. Prints every fault; exit code 1 when there is one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ENCODINGS = ("utf-8-sig", "utf-16", "gb18030")


def evidence_of(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object with quote, start and end, wherever it stands, and its place in the result."""
    if isinstance(value, dict):
        if {"quote", "start", "end"} <= value.keys() and isinstance(value["start"], int):
            yield path, value
        for key, part in value.items():
            yield from evidence_of(part, f"{path}.{key}")
    elif isinstance(value, list):
        for position, part in enumerate(value):
            yield from evidence_of(part, f"{path}[{position}]")


def quotes_of(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every ``quote`` that has no span of its own."""
    if isinstance(value, dict):
        if isinstance(value.get("quote"), str) and not isinstance(value.get("start"), int):
            yield path, value["quote"]
        for key, part in value.items():
            yield from quotes_of(part, f"{path}.{key}")
    elif isinstance(value, list):
        for position, part in enumerate(value):
            yield from quotes_of(part, f"{path}[{position}]")


def decoded(data: bytes) -> str:
    for encoding in ENCODINGS:
        if encoding == "utf-16" and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            continue
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def faults_of(result: dict[str, Any], sources: Path | None) -> tuple[int, list[str]]:
    """How many quotes were looked at, and what is wrong."""
    text: str = result["source"]["text"]
    faults, count = [], 0
    body = {key: value for key, value in result.items() if key != "source"}
    for place, piece in evidence_of(body):
        count += 1
        if text[piece["start"] : piece["end"]] != piece["quote"] or not piece["quote"]:
            faults.append(f"{place}: {piece['quote']!r} is not at {piece['start']}:{piece['end']}")
    for place, quote in quotes_of(body):
        count += 1
        if not quote or quote not in text:
            faults.append(f"{place}: {quote!r} is not in the source")
    if sources and result["source"]["format"] == "txt" and (sources / result["source"]["name"]).is_file():
        file = decoded((sources / result["source"]["name"]).read_bytes()).replace("\r\n", "\n").replace("\r", "\n")
        if file.strip() != text.strip():
            faults.append("source.text differs from the file")
    return count, faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", nargs="+", type=Path)
    parser.add_argument("--sources", type=Path)
    arguments = parser.parse_args()
    files = [file for place in arguments.results for file in (sorted(place.rglob("*.json")) if place.is_dir() else [place])]
    total = wrong = read = 0
    for file in files:
        result = json.loads(file.read_text(encoding="utf-8"))
        if not (isinstance(result, dict) and {"source", "tasks", "deadlines"} <= result.keys()):
            continue
        count, faults = faults_of(result, arguments.sources)
        read, total, wrong = read + 1, total + count, wrong + len(faults)
        for fault in faults:
            print(f"{file}: {fault}")
    print(f"{read} results, {total} quotes, {wrong} faults")
    return 1 if wrong or not read else 0


if __name__ == "__main__":
    sys.exit(main())
