"""``fenban eval --calibration``: the reliability table as lines."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.evaluate import Reliability

__all__ = ["calibration_lines"]


def calibration_lines(cells: Sequence[Reliability]) -> list[str]:
    """One line per field and level: how many values, and the share that is right."""
    lines = [f"{'':18}{'level':10}{'values':>8}{'right':>9}"]
    lines += [f"{cell.field:18}{cell.level:10}{cell.count:>8}{cell.share:>9.3f}" for cell in cells]
    return lines
