"""Run one ``fenban watch --once`` and end it with SIGKILL at a step: what a power cut or a crash does, at a chosen place.

    python scripts/watch_and_die.py INBOX OUT STORE_URL STEP COUNT

kills at the COUNT-th step whose label starts with STEP ("" is any step); without these two it runs to its end.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

from extractor.app.watch import watch
from extractor.app.watch_log import Log
from extractor.app.watch_settings import WatchSettings


def main(arguments: list[str]) -> None:
    inbox, out, store, *rest = arguments
    label, left = (rest[0], int(rest[1])) if len(rest) > 1 else ("", 0)
    archive = Path(rest[2]) if len(rest) > 2 else None

    def on_step(step: str) -> None:
        nonlocal left
        if left and step.startswith(label):
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    settings = WatchSettings(inbox=Path(inbox), out=Path(out), store=store, archive=archive, settle=0.05)
    watch(settings, once=True, log=Log(), stop=threading.Event(), on_step=on_step)


if __name__ == "__main__":
    main(sys.argv[1:])
