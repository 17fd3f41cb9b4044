"""``fenban eval``: readings of a folder of notices against gold readings, in one of three tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from extractor.app.ablation import ablation_lines, ablation_reports, name_lines
from extractor.app.atomic_files import write_json
from extractor.app.calibration_table import calibration_lines
from extractor.app.console import advancing, print_result, say
from extractor.app.gold_folder import FORMS, load_gold, load_predictions, read_sources, report_lines
from extractor.errors import ExitCode
from extractor.evaluate import calibrate, evaluate

__all__ = ["print_ablation", "print_figures"]


def print_figures(
    gold: Path,
    *,
    pred: Path | None,
    sources: Path | None,
    form: str | None,
    show: Sequence[str],
    calibration: bool,
    json_file: Path | None,
) -> ExitCode:
    """Precision, recall and F1 by field, or with ``calibration`` the share of right values by confidence."""
    wanted = load_gold(gold)
    predicted, faults = _readings(gold, wanted, pred=pred, sources=sources, form=form)
    report = evaluate(wanted, predicted)
    for fault in faults:
        say(fault)
    for line in calibration_lines(calibrate(wanted, predicted)) if calibration else report_lines(report, show=show):
        print_result(line)
    if json_file is not None:
        write_json(json_file, report.as_dict())
    return ExitCode.SOME_FAILED if faults else ExitCode.OK


def print_ablation(gold: Path, *, sources: Path | None, form: str | None) -> ExitCode:
    """The same figures without one stage after the other; then names by rules, by the model, by both."""
    with advancing("正在读取", lines=False) as advance:
        reports = ablation_reports(gold, sources=sources, forms=_forms(form), report=advance)
    for line in (*ablation_lines(reports), *name_lines(gold)):
        print_result(line)
    return ExitCode.OK


def _readings(
    gold: Path, wanted: Mapping[str, Any], *, pred: Path | None, sources: Path | None, form: str | None
) -> tuple[dict[str, dict[str, Any]], list[str]]:
    if pred is not None:
        return load_predictions(pred, list(wanted)), []
    with advancing("正在读取", lines=False) as advance:
        return read_sources(gold, list(wanted), sources=sources, forms=_forms(form), report=advance)


def _forms(form: str | None) -> Sequence[str]:
    return [form] if form else FORMS
