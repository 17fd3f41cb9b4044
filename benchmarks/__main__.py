"""``python -m benchmarks``: set up, measure, write docs/benchmarks.md. ``check``: have our ratios grown? ``--help`` for the rest."""

from __future__ import annotations

import argparse
import sys

from benchmarks import parallel, processes
from benchmarks.bars import BARS, GUARDED, ratio
from benchmarks.contests import CONTESTS, Contest, play
from benchmarks.dates import days_right
from benchmarks.environments import ENVIRONMENTS, interpreter, set_up, version
from benchmarks.machine import description, load
from benchmarks.report import write_report
from benchmarks.results import Results, load_results
from extractor import __version__

_GROWN = 1.5
"""Ratios move by a few percent from run to run, by more from one kind of processor to another; a lost cache makes more than this."""
_CHECKED_FILES, _CHECKED_ROUNDS = 12, 3


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", default=["contests", "dates", "processes", "parallel"], help="set-up, check, report, " + ", ".join(PARTS)
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--files", type=int, default=40, help="notices of each form")
    parser.add_argument("--many", type=int, default=10_000, help="files for the growth of one process")
    options = parser.parse_args()
    if options.parts == ["check"]:
        return check()
    results = load_results()
    results.machine = description()
    for part in options.parts:
        if part == "set-up":
            set_up(list(ENVIRONMENTS))
        elif part != "report":
            results.load.append(load())
            PARTS[part](results, options)
            results.load.append(load())
        results.save()
    write_report(results)
    return 0


def contests(results: Results, options: argparse.Namespace) -> None:
    set_up(list(ENVIRONMENTS))
    results.load = [load()]
    played = []
    for played_now in play([contest for contest in CONTESTS if _can_play(contest)], rounds=options.rounds, files=options.files):
        played.append(played_now)
        print(f"round {len(played)} of {options.rounds}", flush=True)
    results.rounds, results.files = options.rounds, options.files
    results.versions = {"fenban": __version__} | {name: version(name) for name in ENVIRONMENTS}
    results.take(played)


def dates(results: Results, _options: argparse.Namespace) -> None:
    set_up(["jionlp"])
    results.note(**days_right())


def whole_processes(results: Results, options: argparse.Namespace) -> None:
    results.note(command=processes.command_seconds(options.rounds), samples=processes.samples_seconds(options.rounds))
    results.note(peak=processes.peak_of_long_pdf(), growth=processes.growth(options.many))


def several_processes(results: Results, options: argparse.Namespace) -> None:
    results.note(**parallel.jobs_gain(files=options.files, rounds=options.rounds))
    results.note(**parallel.ray_costs(files=4 * options.files, rounds=options.rounds))


def check() -> int:
    """1 where a guarded ratio is half as high again as the one in results.json."""
    known = load_results().values
    guarded = [bar for bar in BARS if bar.id in GUARDED]
    keys = {key for bar in guarded for key in (bar.over, bar.under)}
    at_home = [Contest(job=contest.job, form=contest.form) for contest in CONTESTS if contest.key in keys]
    played = list(play(at_home, rounds=_CHECKED_ROUNDS, files=_CHECKED_FILES))
    grown = 0
    for bar in guarded:
        value, before = ratio(bar, played), known.get(bar.id)
        if value is not None and before is not None:
            grown += value > before * _GROWN
            print(f"{bar.words}: {value:.3g} (was {before:g}){'  GROWN' if value > before * _GROWN else ''}")
    return int(grown > 0)


def _can_play(contest: Contest) -> bool:
    """The name model is an extra of our own environment."""
    if contest.job != "fenban_names":
        return interpreter(contest.environment).exists()
    from importlib.util import find_spec

    return find_spec("spacy") is not None


PARTS = {"contests": contests, "dates": dates, "processes": whole_processes, "parallel": several_processes}

if __name__ == "__main__":
    sys.exit(main())
