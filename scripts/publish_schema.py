"""Write the JSON Schema of a reading to outputs/schema/notice.schema.json (run after a change of the model)."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from outputs.json_writer import schema_text  # noqa: E402

if __name__ == "__main__":
    target = ROOT / "outputs" / "schema" / "notice.schema.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(schema_text(), encoding="utf-8")
    print(target.relative_to(ROOT))
