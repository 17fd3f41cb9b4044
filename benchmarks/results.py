"""The figures of a run as a file: what the table and the plot are drawn from, and what a later check compares with."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.bars import BARS, ratio
from benchmarks.contests import Round
from benchmarks.environments import ROOT

__all__ = ["RESULTS", "Results", "load_results"]

RESULTS: Final = ROOT / "benchmarks" / "results.json"


@dataclass(kw_only=True)
class Results:
    """``contests``: key → CPU milliseconds per file and characters per CPU second, medians. ``values``: id of a bar → value."""

    machine: str = ""
    load: list[float] = field(default_factory=list)
    rounds: int = 0
    files: int = 0
    versions: dict[str, str] = field(default_factory=dict)
    contests: dict[str, dict[str, float]] = field(default_factory=dict)
    values: dict[str, float] = field(default_factory=dict)

    def take(self, played: Sequence[Round]) -> None:
        """Medians over the rounds, and the ratios that they allow."""
        for key in played[0] if played else ():
            self.contests[key] = {name: _short(median(one[key][name] for one in played)) for name in played[0][key]}
        for bar in BARS:
            value = ratio(bar, played)
            if value is not None:
                self.values[bar.id] = _short(value)
        for id_, key in (("txt-speed", "fenban/txt"), ("names-speed", "fenban_names/txt")):
            if key in self.contests:
                self.values[id_] = self.contests[key]["characters"]

    def note(self, **values: float) -> None:
        """Figures that were measured apart; an underscore stands for the hyphen of the id."""
        self.values |= {name.replace("_", "-"): _short(value) for name, value in values.items()}

    def save(self, path: Path = RESULTS) -> None:
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def load_results(path: Path = RESULTS) -> Results:
    return Results(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else Results()


def _short(value: float) -> float:
    """Three figures: more would pretend."""
    return float(f"{value:.3g}")
