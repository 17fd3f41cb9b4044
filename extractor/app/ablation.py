"""``fenban eval --ablation``: what each stage of the pipeline, and each of the two that look for names, is worth."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from extractor.app.gold_folder import load_gold, read_sources
from extractor.evaluate import Report, evaluate
from extractor.evaluate.name_comparison import compare_names, unseen_names
from extractor.model.stages import ALL_STAGES, Stages
from extractor.recognizers.name_model import NameModel

__all__ = ["VARIANTS", "ablation_lines", "ablation_reports", "name_lines"]

VARIANTS = {
    "all stages": ALL_STAGES,
    "no line repair": Stages(line_repair=False),
    "no table repair": Stages(table_repair=False),
    "no roles of dates": Stages(date_roles=False),
    "no roles of units": Stages(unit_roles=False),
}
_ROWS = (
    "deadlines.value",
    "deadlines.role",
    "dates.kept_apart",
    "no_task_documents",
    "tasks.found",
    "tasks.unit_roles",
    "tasks.due",
    "contacts.linked",
    "indicators.due",
    "observations",
)


def ablation_reports(
    gold_folder: Path, *, sources: Path | None, forms: Sequence[str], report: Callable[[str, int], None]
) -> dict[str, Report]:
    """The figures of every variant. Raises a FenbanError; a file that cannot be read counts as an empty reading."""
    gold = load_gold(gold_folder)
    reports = {}
    for name, stages in VARIANTS.items():
        readings, _ = read_sources(gold_folder, list(gold), sources=sources, forms=forms, report=report, stages=stages)
        reports[name] = evaluate(gold, readings)
    return reports


def ablation_lines(reports: Mapping[str, Report]) -> list[str]:
    """F1 by row, one column per variant."""
    lines = [f"{'F1':20}" + "".join(f"{name:>19}" for name in reports)]
    lines += [f"{'core':20}" + "".join(f"{report.core:>19.3f}" for report in reports.values())]
    for row in _ROWS:
        shares = (report.rows[row].f1 if row in report.rows else None for report in reports.values())
        lines.append(f"{row:20}" + "".join(f"{'-' if share is None else format(share, '.3f'):>19}" for share in shares))
    return lines


def name_lines(gold_folder: Path) -> list[str]:
    """Rules only, name model only, both merged, on ``names.jsonl`` beside the gold folder; nothing where there is none, or no model."""
    path = gold_folder.resolve().parent / "names.jsonl"
    model = NameModel.load() if path.is_file() else None
    if model is None:
        return []
    rows: list[dict[str, Any]] = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    unseen = unseen_names(rows)
    lines = []
    for title, part in (("all lines", unseen), ("prose only", [row for row in unseen if not row["cell"]])):
        lines += ["", f"names, unseen notices, {title}", f"{'':16}{'precision':>10}{'recall':>9}{'f1':>9}{'gold':>7}"]
        for name, score in compare_names(part, model).items():
            lines.append(f"{name:16}{score['precision']:>10.3f}{score['recall']:>9.3f}{score['f1']:>9.3f}{score['gold']:>7.0f}")
    return lines
