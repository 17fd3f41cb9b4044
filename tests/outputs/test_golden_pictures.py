"""What comes out of the printer looks as it did when somebody last looked at it.

The readings lie beside the pictures, so that a better reading changes neither. ``FENBAN_UPDATE_GOLDEN=1 python -m pytest
tests/outputs/test_golden_pictures.py`` reads the samples anew and draws everything again; then look at the pictures.
"""

from __future__ import annotations

import json
import os
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from extractor.model.notice import Notice
from extractor.pipeline import read_notice_path
from outputs.base import COLLECTION_WRITERS, WRITERS, load_collection_writer, load_writer

sys.path.insert(0, str(Path(__file__).resolve().parent))
from rendering import blemishes, pages, print_to_pdf, require_office

GOLDEN = Path(__file__).resolve().parent / "golden"
SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples"
NOTICES = ("年度自评通知", "信访积案督办单", "科室考核指标表")
UPDATE = bool(os.environ.get("FENBAN_UPDATE_GOLDEN"))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[dict[str, bytes]], dict[str, list[Image.Image]]]:
    require_office()
    profile = tmp_path_factory.mktemp("profile")

    def show(files: dict[str, bytes]) -> dict[str, list[Image.Image]]:
        return {name: pages(pdf) for name, pdf in print_to_pdf(files, tmp_path_factory.mktemp("printed"), profile=profile).items()}

    return show


def reading(name: str) -> Notice:
    frozen = GOLDEN / f"{name}.json"
    if UPDATE:
        (sample,) = SAMPLES.glob(f"{name}.*")
        notice = read_notice_path(sample).model_dump(mode="json", by_alias=True, exclude_defaults=True)
        frozen.write_text(json.dumps(notice, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    return Notice.model_validate(json.loads(frozen.read_text(encoding="utf-8")))


def printable_files(notice: Notice) -> Iterator[tuple[str, bytes]]:
    """The first file of each writer that an office program prints."""
    for kind in WRITERS:
        first = next((file for file in load_writer(kind).files(notice) if file.name.endswith((".xlsx", ".docx"))), None)
        if first is not None:
            yield f"{kind}{Path(first.name).suffix}", first.data


def check(name: str, shown: dict[str, list[Image.Image]]) -> None:
    faults: dict[str, list[str]] = {}
    for file, drawn in shown.items():
        pattern = f"{name}-{Path(file).stem}-*.png"
        if UPDATE:
            for old in GOLDEN.glob(pattern):
                old.unlink()
            for at, page in enumerate(drawn, start=1):
                page.quantize(16).save(GOLDEN / pattern.replace("*", f"{at:02}"), optimize=True)
        faults[file] = blemishes([Image.open(path).convert("L") for path in sorted(GOLDEN.glob(pattern))], drawn)
    assert {file: found for file, found in faults.items() if found} == {}


@pytest.mark.parametrize("name", NOTICES)
def test_golden_pictures_of_every_printed_deliverable(name: str, printed: Callable[..., dict[str, list[Image.Image]]]) -> None:
    check(name, printed(dict(printable_files(reading(name)))))


def test_golden_pictures_of_what_all_notices_share(printed: Callable[..., dict[str, list[Image.Image]]]) -> None:
    notices = [reading(name) for name in NOTICES]
    check("全部", printed({f"{kind}.xlsx": next(iter(load_collection_writer(kind).files(notices))).data for kind in COLLECTION_WRITERS}))


def edited(data: bytes, member: str, change: Callable[[str], str]) -> bytes:
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, change(content.decode()) if name == member else content)
    return result.getvalue()


DEFECTS: dict[str, Callable[[str], str]] = {
    "a column is gone": lambda xml: re.sub(r'(<col min="6" max="6" [^>]*)/>', r'\1 hidden="1"/>', xml),
    "a column is empty": lambda xml: re.sub(r'<c r="C(\d+)" s="(\d+)" t="s"><v>\d+</v></c>', r'<c r="C\1" s="\2"/>', xml),
    "a row is too low": lambda xml: re.sub(r'(<row r="6"[^>]* ht=")([\d.]+)', lambda row: f"{row[1]}{float(row[2]) - 15}", xml),
    "the columns do not fit": lambda xml: re.sub(r"<pageSetUpPr[^>]*/>", "", xml).replace('fitToHeight="0"', ""),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_golden_pictures_show_a_planted_defect(defect: str, printed: Callable[..., dict[str, list[Image.Image]]]) -> None:
    name = "信访积案督办单"
    whole = next(iter(load_writer("tasks").files(reading(name)))).data
    spoilt = edited(whole, "xl/worksheets/sheet1.xml", DEFECTS[defect])
    assert spoilt != edited(whole, "xl/worksheets/sheet1.xml", str), "nothing was planted"
    (shown,) = printed({"tasks.xlsx": spoilt}).values()
    golden = [Image.open(path).convert("L") for path in sorted(GOLDEN.glob(f"{name}-tasks-*.png"))]
    assert blemishes(golden, shown)


def test_golden_pictures_bear_other_letters(printed: Callable[..., dict[str, list[Image.Image]]]) -> None:
    """A machine with another Chinese font shows the same picture."""
    name = "信访积案督办单"
    whole = next(iter(load_writer("tasks").files(reading(name)))).data
    changed = edited(whole, "xl/styles.xml", lambda xml: xml.replace("仿宋", "Noto Serif CJK SC").replace("黑体", "Noto Serif CJK SC"))
    (shown,) = printed({"tasks.xlsx": changed}).values()
    golden = [Image.open(path).convert("L") for path in sorted(GOLDEN.glob(f"{name}-tasks-*.png"))]
    assert blemishes(golden, shown) == []
