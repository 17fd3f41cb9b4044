"""What a command loads is what a clerk waits for on a slow machine: libraries that it does not use stay on the disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

NOTICE = "关于报送材料的通知\n各乡镇：\n请于5月20日前将材料报送县民政局，联系人：李红，电话：5556123。\n县民政局\n2031年5月6日\n"
HEAVY = frozenset(
    "PIL alembic asyncio docx icalendar jieba lxml numpy opencc openpyxl pandas pdfminer pdfplumber psycopg pypdf pypdfium2 "
    "rapidfuzz rich spacy sqlalchemy sqlite3 torch watchfiles xlsxwriter".split()
)
TOLD = "import sys; from extractor.app.cli import main; main(sys.argv[1:]); print(*sys.modules, sep='\\n', file=sys.stderr)"


def loaded(*arguments: str) -> set[str]:
    told = subprocess.run([sys.executable, "-c", TOLD, *arguments], capture_output=True, encoding="utf-8", check=True)
    return set(told.stderr.split())


@pytest.mark.parametrize("arguments", [["--help"], ["extract", "{notice}"], ["timex", "--jsonl", "{rows}"]])
def test_start_loads_no_library_that_the_command_does_not_use(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "n.txt").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "rows.jsonl").write_text('{"id": "1", "text": "5月20日前", "reference": "2031-05-06"}\n', encoding="utf-8")
    modules = loaded(*(a.format(notice=tmp_path / "n.txt", rows=tmp_path / "rows.jsonl") for a in arguments))
    assert {name.partition(".")[0] for name in modules} & HEAVY == set()


def test_start_of_extract_loads_no_other_command_and_no_reader_of_other_formats(tmp_path: Path) -> None:
    (tmp_path / "n.txt").write_text(NOTICE, encoding="utf-8")
    modules = loaded("extract", str(tmp_path / "n.txt"))
    strange = ("extractor.store", "extractor.catalogue", "extractor.evaluate", "outputs.workbook", "outputs.reply", "extractor.readers.pdf")
    assert [name for name in sorted(modules) if name.startswith((*strange, "extractor.readers.docx", "extractor.app.watch"))] == []
