"""Check that the reply templates of a notice ask for all of its tasks and questions, each unit for its own and no other.

    python scripts/check_templates.py [FOLDER...]

FOLDER holds notices (default: corpus/txt). Looks into the Word and Excel files themselves: every task and every question must stand
in some template, in that of each unit that it names, and in none of a unit that it does not name. Work of the issuing
authority itself has no template. Prints what is missing or too much; exit code 1 where anything is.
"""

from __future__ import annotations

import argparse
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from extractor.errors import FenbanError  # noqa: E402
from extractor.model.notice import Indicator, Notice, Task  # noqa: E402
from extractor.pipeline import read_notice_path  # noqa: E402
from extractor.readers.docx_controls import read_filled_docx  # noqa: E402
from extractor.readers.xlsx_cells import read_filled_xlsx  # noqa: E402
from outputs.issuer_names import is_issuer, name_key  # noqa: E402
from outputs.reply_docx_writer import ReplyDocxWriter  # noqa: E402
from outputs.reply_wording import one_line, task_number  # noqa: E402
from outputs.reply_wordml import clean  # noqa: E402
from outputs.reply_xlsx_writer import ReplyXlsxWriter  # noqa: E402
from outputs.wording import printable  # noqa: E402

NOBODY_NAMED = "待核实"
"""Stands in the name of the template for work whose unit the notice does not name."""
ALSO_NAMED = re.compile(r"“([^”]+)”(?=[^“”]*(?:“[^”]+”[^“”]*)*，推定为同一单位)")
"""Other names in the notice for the unit of a template, as its checklist lists them."""
OFFICES = re.compile(r"[、；;\n](?![^（(]{0,60}[）)])")


def faults_of(notice: Notice, counts: Counter[str]) -> Iterator[str]:
    made = list(templates(notice))
    words, names = {unit: said for unit, said, _ in made}, {unit: own for unit, _, own in made}
    tasks = [task for task in notice.tasks if task.kind not in ("phase", "group")]
    if not tasks:
        yield from (f"a template for {unit}, but no task" for unit in words)
        return
    for task in tasks:
        counts["tasks"] += 1
        heading = f"{one_line(task.title)}（编号：{task_number(task)}）"
        yield from _faults(
            f"task {task.id}", heading, _units_of(task, notice), words, names, own_work=_own_work(task, notice), units_only=False
        )
    for question in notice.indicators:
        counts["questions"] += 1
        yield from _faults(
            f"question {question.number}", question.text, _offices_of(question), words, names, own_work=False, units_only=True
        )
    sheets = {facts(read_filled_xlsx(file.data, name=file.name).facts): file.data for file in ReplyXlsxWriter().files(notice)}
    for unit, data in sheets.items():
        cells = _bare("".join(cell for row in read_filled_xlsx(data, name="").rows for cell in row))
        asked = [item for item in notice.indicators if _bare(item.text) in words[unit]]
        yield from (f"question {item.number} is not in the sheet of {unit}" for item in asked if _bare(printable(item.text)) not in cells)


def templates(notice: Notice) -> Iterator[tuple[str, str, set[str]]]:
    """(unit, bare words, keys of the names that it answers for) of each Word template."""
    for file in ReplyDocxWriter().files(notice):
        with zipfile.ZipFile(BytesIO(file.data)) as archive:
            body = "".join(ElementTree.fromstring(archive.read("word/document.xml")).itertext())  # noqa: S314  our own file
        letter, _, checklist = body.partition("报送核对单")
        unit = facts(read_filled_docx(file.data, name=file.name).facts)
        yield unit, _bare(letter), {name_key(name) for name in (unit, *ALSO_NAMED.findall(checklist.partition("报送方式")[0]))}


def facts(found: dict[str, str]) -> str:
    return found["fenban-unit"]


def _faults(
    what: str, asked: str, named: set[str], words: dict[str, str], names: dict[str, set[str]], *, own_work: bool, units_only: bool
) -> Iterator[str]:
    holders = {unit for unit, said in words.items() if _bare(asked) in said}
    keys = {key for unit in holders for key in names[unit]}
    if not holders and not own_work:
        yield f"{what} is in no template"
    yield from (f"{what} is not in the template of {unit}" for unit in named if name_key(unit) not in keys)
    allowed = {name_key(unit) for unit in named}
    if named and not units_only:
        yield from (f"{what} is in the template of {unit}" for unit in holders if not names[unit] & allowed and NOBODY_NAMED not in unit)


def _units_of(task: Task, notice: Notice) -> set[str]:
    units = {*task.lead_units, *task.responsible_units, *task.cooperating_units}
    offices = task.responsible_offices if task.kind == "questionnaire" else ()
    return {unit for unit in units if not is_issuer(unit, notice.metadata.issuing_authorities)} | set(offices)


def _offices_of(question: Indicator) -> set[str]:
    return {office.strip() for office in OFFICES.split(question.office or "") if office.strip()}


def _own_work(task: Task, notice: Notice) -> bool:
    """Whether it names units, and all of them issued the notice."""
    return bool(task.lead_units or task.responsible_units or task.cooperating_units) and not _units_of(task, notice)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", clean(text))


def main() -> int:
    parser = argparse.ArgumentParser(description="Check the reply templates of notices.")
    parser.add_argument("folders", nargs="*", type=Path, default=[ROOT / "corpus" / "txt"])
    counts, wrong = Counter[str](), 0
    for path in sorted(
        path for folder in parser.parse_args().folders for path in folder.glob("*.*") if path.suffix in (".txt", ".docx", ".pdf")
    ):
        try:
            notice = read_notice_path(path)
        except FenbanError as error:
            print(f"{path.name}: {error}")
            continue
        counts["notices"] += 1
        for words in faults_of(notice, counts):
            wrong += 1
            print(f"{path.name}: {words}")
    print(f"notices {counts['notices']}, tasks {counts['tasks']}, questions {counts['questions']}, faults {wrong}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
