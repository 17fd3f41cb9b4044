"""What is asked of the figures: each bar is a ratio of two contests of the same rounds, or a figure of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from benchmarks.contests import Round

__all__ = ["BARS", "GUARDED", "Bar", "ratio"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """``over`` / ``under`` are keys of contests; a bar without them is measured apart, under its ``id``.

    ``least`` or ``most``: what is good enough; ``aim``: what is hoped for.
    """

    id: str
    words: str
    over: str | None = None
    under: str | None = None
    least: float | None = None
    most: float | None = None
    aim: float | None = None
    unit: str = ""

    def holds(self, value: float) -> bool:
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)

    @property
    def wanted(self) -> str:
        sign, bound = ("≥", self.least) if self.least is not None else ("≤", self.most)
        return f"{sign} {bound:,g}{self.unit}" if bound is not None else ""


BARS: Final = (
    Bar(id="pdf-floor", words="PDF → Notice / pdfium text and one regex", over="fenban/pdf", under="pdfium/pdf", most=3.0, aim=2.0),
    Bar(
        id="pdf-pdfplumber", words="pdfplumber text and tables / PDF → Notice", over="pdfplumber/pdf", under="fenban/pdf", least=10, aim=15
    ),
    Bar(id="pdf-markitdown", words="markitdown / PDF → Notice", over="markitdown/pdf", under="fenban/pdf", least=12, aim=18),
    Bar(id="pdf-kreuzberg", words="PDF → Notice / kreuzberg (text only)", over="fenban/pdf", under="kreuzberg/pdf", most=2.0, aim=1.3),
    Bar(id="docx-markitdown", words="markitdown / DOCX → Notice", over="markitdown/docx", under="fenban/docx", least=50, aim=100),
    Bar(id="docx-python-docx", words="python-docx text and cells / DOCX → Notice", over="python_docx/docx", under="fenban/docx"),
    Bar(id="docx-floor", words="DOCX → Notice / unpacked and parsed by lxml", over="fenban/docx", under="lxml/docx"),
    Bar(id="txt-yardstick", words="text → Notice / one regex 50 times", over="fenban/txt", under="regex/txt"),
    Bar(id="txt-jionlp", words="JioNLP, times only / text → Notice, all fields", over="jionlp/txt", under="fenban/txt"),
    Bar(id="times-jionlp", words="JioNLP / fenban, times only", over="jionlp/txt", under="fenban_times/txt"),
    Bar(id="txt-speed", words="text → Notice, characters per CPU second", least=200_000, aim=400_000),
    Bar(id="names-speed", words="the same with the name model", least=60_000),
    Bar(id="command", words="one-notice command, CPU seconds", most=0.5, aim=0.25, unit=" s"),
    Bar(id="samples", words="five samples with all deliverables, CPU seconds", most=4, aim=2, unit=" s"),
    Bar(id="peak", words="peak memory of a 320-page PDF", most=150, unit=" MB"),
    Bar(id="growth", words="growth over 10,000 files in one process", most=50, unit=" MB"),
    Bar(id="jobs", words="`--jobs 2` against 1, wall time (two free cores)", least=1.8),
    Bar(id="jobs-cpu", words="CPU time of `--jobs 2` / of 1"),
    Bar(id="ray", words="Ray against one process, CPU time per file, share above", most=0.10),
    Bar(id="ray-start", words="start of a local Ray cluster, CPU seconds", unit=" s"),
    Bar(id="batch-ms", words="`fenban batch`, CPU milliseconds per file, store included", unit=" ms"),
    Bar(id="dates-fenban", words="days of deadlines read right, fenban (times only)"),
    Bar(id="dates-jionlp", words="the same, JioNLP"),
)
GUARDED: Final = ("pdf-floor", "docx-floor", "txt-yardstick")
"""Ratios whose both sides run without a foreign environment: what ``python -m benchmarks check`` compares."""


def ratio(bar: Bar, rounds: Sequence[Round]) -> float | None:
    """The median over the rounds of the ratio within each round; None where one side did not take part."""
    values = [_ratio(bar, played) for played in rounds if bar.over in played and bar.under in played]
    return median(values) if values else None


def _ratio(bar: Bar, played: Mapping[str, Mapping[str, float]]) -> float:
    assert bar.over is not None and bar.under is not None  # noqa: S101  (asked for by ``ratio``)
    return played[bar.over]["ms"] / played[bar.under]["ms"]
