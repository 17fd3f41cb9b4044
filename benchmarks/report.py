"""docs/benchmarks.md, written from the figures of a run; what is explained there for good stands here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from benchmarks.bars import BARS, Bar
from benchmarks.environments import ROOT
from benchmarks.plot import chart
from benchmarks.results import Results

__all__ = ["write_report"]

_PAGE: Final = ROOT / "docs" / "benchmarks.md"
_PICTURE: Final = ROOT / "docs" / "images" / "benchmarks.svg"
_HEAD: Final = """# Speed, measured

Written by `python -m benchmarks`: do not edit, run it again. Each contestant reads the same notices of `corpus/` in an environment of
its own, in rounds: every contestant once, then again. Figures are CPU time (all threads of the process, loading not counted); a ratio
is the median over the rounds of the ratio within each round, so that whatever else the machine does meets both sides.

![CPU time per file](images/benchmarks.svg)
"""
_NOTES: Final = """
What each one makes is not the same. pdfium: text and one regex, the least that anybody can do. kreuzberg: text. pdfplumber: text and tables.
markitdown: Markdown. python-docx: paragraphs and cells. JioNLP: times. fenban: text, tables, and every field of the notice with its place.

"Days of deadlines read right": both are asked for the times in the text, with the day of issue; a deadline of the gold reading counts
where some time inside its quote ends on its day. The notices are those that fenban's rules were tuned on, not JioNLP's.

`python -m benchmarks check`, a part of the gate, measures the ratios that need no foreign environment again (seconds) and fails where one
is half as high again as here: load moves a ratio by a few percent, another kind of processor by more, a lost cache by much more.
"""


def write_report(results: Results) -> None:
    _PICTURE.write_text(chart(results), encoding="utf-8")
    _PAGE.write_text("\n".join(_lines(results)) + "\n", encoding="utf-8")


def _lines(results: Results) -> Iterator[str]:
    yield _HEAD
    yield f"Machine: {results.machine}. {results.rounds} rounds, {results.files} notices of each form. {_load(results)}"
    yield "Versions: " + ", ".join(f"{name} {number}" for name, number in results.versions.items() if number) + "."
    yield "\n## Bars\n\n| figure | measured | asked | aim | holds |\n| --- | --- | --- | --- | --- |"
    yield from (_bar_line(bar, results.values[bar.id]) for bar in BARS if bar.id in results.values)
    yield "\n## Contestants\n\n| contestant | form | CPU ms per file | characters per CPU second | files not read |\n| --- | --- | --- | --- | --- |"
    yield from (_contest_line(key, figures) for key, figures in results.contests.items())
    yield _NOTES.rstrip()


def _load(results: Results) -> str:
    return f"Processes that wanted to run meanwhile: {min(results.load):.1f} to {max(results.load):.1f}." if results.load else ""


def _bar_line(bar: Bar, value: float) -> str:
    holds = "" if bar.least is bar.most is None else ("yes" if bar.holds(value) else "**no**")
    aim = f"{bar.aim:,g}{bar.unit}" if bar.aim is not None else ""
    return f"| {bar.words} | {value:,g}{bar.unit} | {bar.wanted} | {aim} | {holds} |"


def _contest_line(key: str, figures: dict[str, float]) -> str:
    name, _, form = key.partition("/")
    return f"| {name} | {form} | {figures['ms']:,g} | {figures['characters']:,g} | {figures['faults']:g} |"
