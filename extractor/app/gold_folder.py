"""``fenban eval``: readings of a folder of notices against gold readings."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from extractor.app.reading import public_form, read_file
from extractor.errors import DamagedFile, FenbanError, FileNotReadable
from extractor.evaluate import CORE_ROWS, Report
from extractor.model.stages import ALL_STAGES, Stages

__all__ = ["FORMS", "load_gold", "load_predictions", "read_sources", "report_lines", "source_of"]

FORMS = ("txt", "docx", "pdf")


def load_gold(folder: Path) -> dict[str, dict[str, Any]]:
    """Name → gold reading. A JSON file without ``tasks`` is none. Raises FileNotReadable, DamagedFile."""
    if not folder.is_dir():
        raise FileNotReadable(f"找不到标准答案文件夹“{folder}”")
    readings = {path.stem: _load(path) for path in sorted(folder.glob("*.json"))}
    gold = {name: reading for name, reading in readings.items() if isinstance(reading, dict) and "tasks" in reading}
    if not gold:
        raise FileNotReadable(f"“{folder}”里没有标准答案（NAME.json）", advice="请指定放有标准答案的文件夹。")
    return gold


def load_predictions(folder: Path, names: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Name → reading, for those of ``names`` that lie in ``folder``."""
    if not folder.is_dir():
        raise FileNotReadable(f"找不到结果文件夹“{folder}”")
    return {name: _load(folder / f"{name}.json") for name in names if (folder / f"{name}.json").is_file()}


def read_sources(
    gold_folder: Path,
    names: Sequence[str],
    *,
    sources: Path | None,
    forms: Sequence[str] = FORMS,
    report: Callable[[str, int], None],
    stages: Stages = ALL_STAGES,
) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """Run the pipeline over the source of each name. Returns readings, and a line for each that failed."""
    readings, faults = {}, []
    for name in names:
        path = source_of(name, gold_folder=gold_folder, sources=sources, forms=forms)
        try:
            if path is None:
                raise FileNotReadable(f"找不到“{name}”的原文", advice="原文可放在标准答案旁边，或用 --sources 指定文件夹。")
            readings[name] = public_form(read_file(path, stages=stages))
        except FenbanError as fault:
            faults.append(f"失败  {name}：{fault}")
        report(name, len(names))
    return readings, faults


def source_of(name: str, *, gold_folder: Path, sources: Path | None, forms: Sequence[str] = FORMS) -> Path | None:
    """The notice that a gold reading is about: in ``sources``, else beside it, above it, or in txt/ beside its folder."""
    above = gold_folder.resolve().parent
    folders = [sources] if sources else [gold_folder, above, above / "txt"]
    # one more way that a corpus is laid out: one folder per form
    folders += [above / form for form in forms if not sources and form != "txt"]
    candidates = (folder / f"{name}.{form}" for folder in folders for form in forms)
    return next((path for path in candidates if path.is_file()), None)


def report_lines(report: Report, *, show: Sequence[str] = ()) -> list[str]:
    """The report as a table, and what differs in the documents of ``show``."""
    lines = [f"{'':26}{'precision':>10}{'recall':>9}{'f1':>9}{'gold':>7}{'pred':>7}"]
    for row, figures in report.rows.items():
        shares = f"{figures.precision:>10.3f}{figures.recall:>9.3f}{figures.f1:>9.3f}"
        lines.append(f"{row:26}{shares}{figures.gold:>7}{figures.pred:>7}")
    core = sum(row in report.rows for row in CORE_ROWS)
    lines.append(f"core（{core} 行 F1 的平均）：{report.core:.4f}   文件：{report.documents}   没有结果：{len(report.missing)}")
    for name in show:
        lines += ["", f"== {name}", *report.notes.get(name, ("没有差异",))]
    return lines


def _load(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise FileNotReadable(f"无法打开文件“{path}”") from error
    except ValueError as error:
        raise DamagedFile(f"“{path}”不是有效的 JSON", advice="请重新生成此文件。") from error
