"""What was read without being sure asks for a look in every deliverable; what is sure asks for none."""

import io
import re
import zipfile

import pytest

from extractor.assemble.notice import assemble
from extractor.readers import read
from outputs.base import load_writer

HEAD, FOOT = "关于做好设施检查的通知\n各科室：\n", "\n临江区民政局\n2024年3月4日\n"
SURE = "一、开展设施检查，4月10日前完成。（牵头单位：市财政局）"
UNSURE = "工作于4月10日完成。市财政局要认真开展设施检查工作，4月中旬结束。"


def words(writer, body):
    notice = assemble(read(f"{HEAD}{body}{FOOT}".encode(), name="a.txt"))
    data = b"\n".join(map(_plain, load_writer(writer).files(notice)))
    return re.sub(r"<[^>]+>", "", data.decode().replace("\r\n ", ""))


def _plain(file):
    if not file.name.endswith((".docx", ".xlsx")):
        return file.data
    with zipfile.ZipFile(io.BytesIO(file.data)) as package:
        return b"".join(package.read(name) for name in package.namelist() if name.endswith(".xml"))


@pytest.mark.parametrize(
    ("writer", "mark"),
    [
        ("tasks", "[^“]【请核对】"),
        ("dispatch", "请对照原文核对"),
        ("replies", "请对照原文核对"),
        ("calendar", "时限的读法把握不大"),
        ("evidence", "【请核对】"),
    ],
)
def test_doubt_is_shown_in_every_deliverable(writer, mark):
    assert re.search(mark, words(writer, UNSURE))
    assert not re.search(mark, words(writer, SURE))
