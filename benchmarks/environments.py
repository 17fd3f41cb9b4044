"""Each contestant in an environment of its own, made by ``python -m benchmarks set-up``; ours is never touched."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path
from typing import Final

__all__ = ["ENVIRONMENTS", "ROOT", "interpreter", "set_up", "version"]

ROOT: Final = Path(__file__).resolve().parent.parent
ENVIRONMENTS: Final[dict[str, list[str]]] = {
    "pdfium": ["pypdfium2>=5"],
    "pdfplumber": ["pdfplumber>=0.11.8"],
    "markitdown": ["markitdown[pdf,docx]>=0.1"],
    "kreuzberg": ["kreuzberg>=4"],
    "python-docx": ["python-docx>=1.2"],
    "jionlp": ["jionlp>=1.5"],
}
_HOME = ROOT / ".benchmarks"


def set_up(names: list[str]) -> None:
    """Make what is missing of the environments ``names``."""
    for name in names:
        home = _HOME / name
        if (home / "ready").exists():
            continue
        print(f"installing {name}", flush=True)
        venv.create(home, with_pip=True, clear=True)
        subprocess.run([interpreter(name), "-m", "pip", "install", "--quiet", *ENVIRONMENTS[name]], check=True)
        (home / "ready").touch()


def interpreter(name: str) -> Path:
    """The Python of an environment; everything that has none of its own runs beside fenban."""
    if name not in ENVIRONMENTS:
        return Path(sys.executable)
    return _HOME / name / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def version(name: str) -> str:
    """What is installed in the environment ``name``."""
    distribution = ENVIRONMENTS[name][0].partition(">=")[0].partition("[")[0]
    code = f"from importlib.metadata import version; print(version({distribution!r}))"
    return subprocess.run([interpreter(name), "-c", code], check=True, capture_output=True, text=True).stdout.strip()
