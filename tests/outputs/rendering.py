"""Deliverables as pictures: LibreOffice prints them, pdfium draws the pages, small and grey.

Fonts differ from machine to machine and so does every letter; what a page looks like from afar does not.
Pages are compared block by block, by how dark each block is.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

__all__ = ["blemishes", "pages", "print_to_pdf", "require_office"]

DPI = 30
BLOCK = 10
"""Pixels: 8.5 mm of paper."""
ANYWHERE, OFTEN, SHARE = 0.17, 0.08, 0.05
"""The tolerance, in parts of full black: no block may differ by more than 0.17, and no more than one in twenty by more
than 0.08. Sans for serif letters stays within (0.15, and 0.05 in one of twenty); a lost column, an empty one or a
row that is a line too low does not."""
STRENGTH = 0.25
"""Letters may be a quarter bolder or thinner all over the page."""


def require_office() -> None:
    """Skip where nothing can be printed."""
    if shutil.which("soffice") is None:
        pytest.skip("需要 LibreOffice（apt-get install libreoffice-calc-nogui libreoffice-writer-nogui）")
    if shutil.which("fc-list") is None or not subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=True).stdout:
        pytest.skip("需要中文字体（apt-get install fonts-noto-cjk）")


def print_to_pdf(files: Mapping[str, bytes], folder: Path, *, profile: Path) -> dict[str, Path]:
    """The files printed by LibreOffice in one go; the PDF of each by its name. ``profile``: a folder that LibreOffice may keep."""
    (folder / "in").mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / "in" / name).write_bytes(data)
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", folder, *(folder / "in" / name for name in files)], check=True, capture_output=True, timeout=300)
    return {name: folder / f"{Path(name).stem}.pdf" for name in files}


def pages(pdf: Path) -> list[Image.Image]:
    """The pages, grey, at ``DPI``."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L") for page in document]


def blemishes(golden: Sequence[Image.Image], shown: Sequence[Image.Image]) -> list[str]:
    """What a passer-by would notice; nothing where both look alike within the tolerance."""
    if len(golden) != len(shown):
        return [f"{len(shown)} pages instead of {len(golden)}"]
    return [f"page {at}: {words}" for at, pair in enumerate(zip(golden, shown, strict=True), start=1) for words in _page_blemishes(*pair)]


def _page_blemishes(golden: Image.Image, shown: Image.Image) -> list[str]:
    if max(abs(golden.width - shown.width), abs(golden.height - shown.height)) > 1:
        return [f"{shown.size} pixels instead of {golden.size}"]
    wanted, found = _darkness(golden), _darkness(shown)
    strength = min(1 + STRENGTH, max(1 - STRENGTH, sum(wanted) / (sum(found) or 1)))
    differences = [abs(one - other * strength) for one, other in zip(wanted, found, strict=True)]
    often = sum(difference > OFTEN for difference in differences) / len(differences)
    blemish = [f"a block differs by {max(differences):.2f}"] if max(differences) > ANYWHERE else []
    return blemish + ([f"{often:.0%} of the blocks differ by more than {OFTEN}"] if often > SHARE else [])


def _darkness(page: Image.Image) -> list[float]:
    blocks = page.resize((page.width // BLOCK, page.height // BLOCK), Image.Resampling.BOX)
    return [1 - value / 255 for value in blocks.tobytes()]
