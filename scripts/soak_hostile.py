"""Files made to harm, and files cut off."""

from __future__ import annotations

import argparse
from io import BytesIO
from pathlib import Path

from soak_tools import ROOT, Facts

from extractor.app.watch_wholeness import what_is_missing


def truncated(_home: Path, _options: argparse.Namespace) -> Facts:
    """Each PDF and DOCX cut at every 4 KB: none may be taken."""
    cuts, taken, refused = 0, [], []
    for path in sorted([*(ROOT / "corpus" / "pdf").glob("*.pdf"), *(ROOT / "corpus" / "docx").glob("*.docx")]):
        data = path.read_bytes()
        if what_is_missing(BytesIO(data), len(data)):
            refused.append(path.name)
        for length in range(4096, len(data), 4096):
            cuts += 1
            if what_is_missing(BytesIO(data[:length]), length) is None:
                taken.append(f"{path.name} at {length}")
    return {"cuts": cuts, "taken_early": taken[:10], "whole_but_refused": refused, "fault_count": len(taken) + len(refused)}
