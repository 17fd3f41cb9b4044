"""GB/T 9704—2012, checked on every Word file that we write: page, grid, fonts, numbering, salutation."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from extractor.model.notice import Notice, Task
from extractor.pipeline import read_notice_path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
import check_page_standard  # noqa: E402

Make = Callable[..., Notice]
SAMPLES = sorted((ROOT / "corpus" / "samples").iterdir())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_page_standard_holds_for_every_template_of_the_samples(path: Path) -> None:
    made = list(check_page_standard.templates(read_notice_path(path)))
    assert {name: faults for name, data in made if (faults := list(check_page_standard.page_faults(data)))} == {}
    assert made


def test_page_standard_holds_for_offices_groups_and_notices_without_a_title(sheet_notice: Make) -> None:
    house = Task(id="T1", title="填报", kind="questionnaire", quote="填报", responsible_offices=("档案科",))
    group = Task(id="T2", title="报送", kind="submission", quote="报送", responsible_units=("各县（市、区）档案局",))
    for notice in (sheet_notice(), sheet_notice(tasks=(house, group)), sheet_notice(metadata={})):
        for _, data in check_page_standard.templates(notice):
            assert list(check_page_standard.page_faults(data)) == []


@pytest.mark.parametrize(
    ("part", "old", "new", "said"),
    [
        ("document", 'w:left="1587"', 'w:left="1800"', "pgMar left"),
        ("document", 'w:linePitch="579"', 'w:linePitch="312"', "line pitch"),
        ("styles", "方正小标宋简体", "宋体", "GwTitle is set in"),
        ("styles", '<w:spacing w:val="-5"/>', '<w:spacing w:val="0"/>', "lines of 27 characters"),
        ("document", ">一、", ">二、", "is not number 一"),
        ("footer1", "— ", "", "page numbers"),
        ("document", "：</w:t>", ":</w:t>", "full-width colon"),
    ],
)
def test_page_standard_check_sees_what_is_wrong(part: str, old: str, new: str, said: str, sheet_notice: Make) -> None:
    found: list[str] = []
    for _, data in check_page_standard.templates(sheet_notice()):
        spoilt = BytesIO()
        with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(spoilt, "w") as target:
            for name in source.namelist():
                content = source.read(name)
                target.writestr(name, content.replace(old.encode(), new.encode()) if name == f"word/{part}.xml" else content)
        found += check_page_standard.page_faults(spoilt.getvalue())
    assert any(said in fault for fault in found), found
