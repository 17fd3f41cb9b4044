"""Words for people on stderr, results on stdout; both on whatever console an office has."""

from __future__ import annotations

import io
import json
import os
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["advancing", "prepare_streams", "print_json", "print_result", "say", "visible"]


def prepare_streams() -> None:
    """No character may stop the program: a console of code page 936 shows "?" for what it lacks.

    Results that go into a file or a pipe are UTF-8, unless PYTHONIOENCODING asks for another encoding.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
            if stream is sys.stdout and not stream.isatty() and "PYTHONIOENCODING" not in os.environ:
                stream.reconfigure(encoding="utf-8")


def visible(text: str) -> str:
    """Without what moves the cursor, turns the writing or hides: names of files come from other hands. Line breaks stay."""
    return "".join(character if _is_visible(character) else "\N{REPLACEMENT CHARACTER}" for character in text)


def _is_visible(character: str) -> bool:
    return character == "\n" or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp")


def say(words: str) -> None:
    print(visible(words), file=sys.stderr, flush=True)  # noqa: T201


def print_result(words: str) -> None:
    print(words)  # noqa: T201


def print_json(value: object, *, indent: int | None = None) -> None:
    """JSON that no encoding can spoil: where stdout lacks a character, all are written as escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value, ensure_ascii=True, indent=indent)
    print_result(text)


@contextmanager
def advancing(title: str, *, lines: bool = True) -> Iterator[Callable[[str, int], None]]:
    """Yields ``advance(line, total)``: a bar on a terminal, plain lines on stderr otherwise.

    With ``lines=False`` there is a bar or nothing. An empty line is not shown.
    """
    if not sys.stderr.isatty():
        yield lambda line, _total: say(line) if lines and line else None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(title, total=None)

        def advance(line: str, total: int) -> None:
            progress.update(task, total=total, advance=1)
            if lines and line:
                progress.console.print(visible(line), markup=False, highlight=False, soft_wrap=True)

        yield advance
