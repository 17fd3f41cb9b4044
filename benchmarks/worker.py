"""One contestant at work: ``python -m benchmarks.worker JOB``, run by the interpreter of its environment.

Each line of standard input is a JSON list of paths; each is answered by one JSON line with the CPU seconds of this process (all its
threads), the characters that came out and the faults. Loading the library is not counted: the first list is for warming up.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.jobs import JOBS, Reader


def main(job: str) -> None:
    answers, sys.stdout = sys.stdout, sys.stderr  # a library that prints must not spoil the answers
    read = JOBS[job]()
    for line in sys.stdin:
        print(json.dumps(_measured(read, [Path(path) for path in json.loads(line)])), file=answers, flush=True)


def _measured(read: Reader, paths: list[Path]) -> dict[str, Any]:
    characters, faults = 0, 0
    began = time.process_time()
    for path in paths:
        try:
            characters += read(path)
        except Exception:  # whatever a library raises: a file that it could not read
            faults += 1
    return {"cpu": time.process_time() - began, "characters": characters, "faults": faults}


if __name__ == "__main__":
    main(sys.argv[1])
