"""Who reads what, and the interleaved rounds: every contestant once, then again, so that a disturbance meets all of them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.environments import ROOT, interpreter

__all__ = ["CONTESTS", "Contest", "Round", "corpus_files", "play"]

CORPUS: Final = ROOT / "corpus"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """``job`` of ``benchmarks.jobs`` on the ``form`` of the notices, run in ``environment``."""

    job: str
    form: str
    environment: str = "fenban"

    @property
    def key(self) -> str:
        return f"{self.job}/{self.form}"


CONTESTS: Final = (
    Contest(job="fenban", form="pdf"),
    Contest(job="pdfium", form="pdf", environment="pdfium"),
    Contest(job="kreuzberg", form="pdf", environment="kreuzberg"),
    Contest(job="pdfplumber", form="pdf", environment="pdfplumber"),
    Contest(job="markitdown", form="pdf", environment="markitdown"),
    Contest(job="fenban", form="docx"),
    Contest(job="lxml", form="docx"),
    Contest(job="python_docx", form="docx", environment="python-docx"),
    Contest(job="markitdown", form="docx", environment="markitdown"),
    Contest(job="fenban", form="txt"),
    Contest(job="fenban_names", form="txt"),
    Contest(job="fenban_times", form="txt"),
    Contest(job="regex", form="txt"),
    Contest(job="jionlp", form="txt", environment="jionlp"),
)
Round = dict[str, dict[str, float]]
"""Key of a contest → CPU milliseconds per file, characters per CPU second, faults."""


def play(contests: Sequence[Contest], *, rounds: int, files: int) -> Iterator[Round]:
    """``rounds`` of all ``contests``, each on the same ``files`` notices of the corpus."""
    with ExitStack() as stack:
        workers = {contest.key: stack.enter_context(_worker(contest)) for contest in contests}
        paths = {contest.key: corpus_files(contest.form, files) for contest in contests}
        for contest in contests:
            _ask(workers[contest.key], paths[contest.key][:3])
        for _ in range(rounds):
            yield {contest.key: _figures(_ask(workers[contest.key], paths[contest.key]), paths[contest.key]) for contest in contests}


def corpus_files(form: str, count: int) -> list[Path]:
    """So many notices of the corpus in one form, spread over the whole."""
    paths = sorted((CORPUS / form).glob(f"*.{form}"))
    step = max(1.0, len(paths) / count)
    return [paths[int(number * step)] for number in range(min(count, len(paths)))]


@contextmanager
def _worker(contest: Contest) -> Iterator[subprocess.Popen[str]]:
    command = [str(interpreter(contest.environment)), "-m", "benchmarks.worker", contest.job]
    process = subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _ask(worker: subprocess.Popen[str], paths: Sequence[Path]) -> dict[str, Any]:
    assert worker.stdin is not None and worker.stdout is not None  # noqa: S101  (both are pipes)
    worker.stdin.write(json.dumps([str(path) for path in paths]) + "\n")
    worker.stdin.flush()
    line = worker.stdout.readline()
    if not line:
        raise SystemExit(f"{' '.join(map(str, worker.args))} has died: run it by hand to see why")  # type: ignore[arg-type]
    answer: dict[str, Any] = json.loads(line)
    return answer


def _figures(answer: dict[str, Any], paths: Sequence[Path]) -> dict[str, float]:
    cpu = max(answer["cpu"], 1e-9)
    return {"ms": 1000 * cpu / len(paths), "characters": answer["characters"] / cpu, "faults": answer["faults"]}
