"""The training code is no part of the wheel: the tests find it in the checkout, after the installed packages."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))
