"""Contacts in tables: contact lists, duty rosters, and rows of label and value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.model.notice import Contact, Evidence
from extractor.recognizers.contact_names import names_after
from extractor.recognizers.contact_numbers import FoundNumber, mailboxes_in, numbers_in
from extractor.recognizers.contact_pairing import Segment, contacts_of
from extractor.recognizers.evidence import evidence_in
from extractor.recognizers.person_names import is_office, split_office
from extractor.text.passage import Passage, fold
from patterns import lazy_re as re

__all__ = ["contacts_of_table"]

_NAME_HEADS = ("联系人", "联络员", "值班员", "值班人员", "姓名", "联系人姓名", "经办人", "带班领导", "责任人", "负责人", "信息员")
_NAME_HEAD = re.compile(
    r"(?:联系人|联络员|联络人|经办人|对接人|接收人|咨询人|值班人员|值班员|专员|管理员|信息员|代办员|网格员|责任人|负责人)(?:员|姓名)?$"
)
_BOTH_HEAD = re.compile(
    r"(?:联系人|联络员|联络人|经办人|咨询人|负责人|责任人|值班人员|对接人|专员|管理员)(?:姓名)?(?:及其?|和|与|、|/|，)?(?:联系)?(?:电话|方式|手机|号码)(?:号码)?$"
)
_OFFICE_HEAD = re.compile(r"(?:科室|处室|股室|部门|单位|机构|窗口|中心|站点|网点)(?:名称)?$")
_OFFICE_NUMBER_HEAD = re.compile(r"^(?:咨询|联系|业务|受理|报名|办公|服务)?电话(?:号码)?$")
_NUMBER_HEAD = re.compile(r"电话|手机|联系方式|号码$")
_FAX_HEAD = re.compile(r"^传真(?:号码?|电话)?$")
_OTHER_NUMBER_HEAD = re.compile(r"监督|举报|投诉|填报人|申请人|法人|家长|本人")
_MAIL_HEAD = re.compile(r"邮箱|E-?mail|电子邮件", re.IGNORECASE)
_UNIT_HEAD = re.compile(r"单位|部门|科室|处室|机构|街道|学校|县区|乡镇")
_MISPRINTED = re.compile(r"(?<!\d)1[3-9]\d{7,8}(?!\d)|(?<!\d)1[3-9]\d{10}(?!\d)")
_VACANT = re.compile(r"^[（(]?(?:空缺|暂缺|待定|暂无|缺)[）)]?$")
_GLUED = re.compile(r"^(?:1[3-9]\d{9}){2,3}$")
"""Mobile numbers on lines of their own in one cell, the line ends lost."""
_HEADER_WITHIN = 3


def contacts_of_table(rows: Sequence[Sequence[Passage]], number: int) -> list[Contact]:
    """Rows under a header with a column of names (or offices) and a column of numbers; else labels and values side by side. A blank form gives none."""
    for at, header in enumerate(rows[:_HEADER_WITHIN]):
        columns = _columns([c.text.replace(" ", "") for c in header])
        if columns:
            return _rows(rows[at + 1 :], columns, number, first=at + 1)
    return _labelled_cells(rows, number)


def _columns(header: Sequence[str]) -> dict[str, int] | None:
    """Which column holds names, numbers, mailboxes, units; None if it is no list of contacts."""
    name = next((header.index(h) for h in _NAME_HEADS if h in header), None)
    if name is None:
        name = next((i for i, h in enumerate(header) if _NAME_HEAD.search(h) and len(h) <= 8), None)
    phone = [i for i, h in enumerate(header) if _NUMBER_HEAD.search(h) and len(h) <= 10 and not _OTHER_NUMBER_HEAD.search(h)]
    both = next((i for i, h in enumerate(header) if _BOTH_HEAD.search(h)), None)
    if both is not None:
        found = {"name": both, "phone": both}
    elif name is not None and phone:
        found = {"name": name, "phone": next((i for i in phone if i > name), phone[0])}
    elif len(header) > 1 and (offices := _office_columns(header)):
        found = offices
    else:
        return None
    for key, form in (("fax", _FAX_HEAD), ("mail", _MAIL_HEAD), ("unit", _UNIT_HEAD)):
        at = next((i for i, h in enumerate(header) if form.search(h) and i not in found.values()), None)
        if at is not None:
            found[key] = at
    return found


def _office_columns(header: Sequence[str]) -> dict[str, int] | None:
    """Offices with a number each and no names: 咨询科室 | 咨询电话."""
    office = next((i for i, h in enumerate(header) if _OFFICE_HEAD.search(h) and len(h) <= 8), None)
    phone = next((i for i, h in enumerate(header) if _OFFICE_NUMBER_HEAD.search(h)), None)
    return {"unit": office, "phone": phone} if office is not None and phone is not None and phone > office else None


def _labelled_cells(rows: Sequence[Sequence[Passage]], table: int) -> list[Contact]:
    """联系人 | 张明 | 联系电话 | 5550001: a label in one cell, its value in the next."""
    found: list[Contact] = []
    for at, row in enumerate(rows):
        values = {}
        for i, cell in enumerate(row[:-1]):
            label = cell.text.replace(" ", "").rstrip("：")
            for key, form in (("name", _NAME_HEAD), ("phone", _NUMBER_HEAD), ("fax", _FAX_HEAD), ("mail", _MAIL_HEAD)):
                if key not in values and len(label) <= 8 and form.search(label) and not _OTHER_NUMBER_HEAD.search(label):
                    values[key] = i + 1
        if {"name", "phone"} <= set(values):
            found += _rows([row], values, table, first=at)
    return found


def _rows(rows: Sequence[Sequence[Passage]], columns: dict[str, int], table: int, *, first: int) -> list[Contact]:
    found: list[Contact] = []
    unit: str | None = None
    for at, row in enumerate(rows, start=first):
        shift = _shift(row, columns)
        cells = {key: row[i - shift] for key, i in columns.items() if 0 <= i - shift < len(row)}
        unit = (cells["unit"].text.strip() if "unit" in cells else "") or unit
        together = columns["phone"] == columns.get("name")
        numbers = _numbers(cells["phone"], together=together) if "phone" in cells else []
        numbers += [replace(n, kind="fax", label="传真") for n in _numbers(cells["fax"])] if "fax" in cells else []
        numbers += [n for n in numbers_in(cells["mail"]) if n.kind == "fax"] if "mail" in cells else []
        mails = [m.value for m in mailboxes_in(cells["mail" if "mail" in cells else "phone"])] if {"mail", "phone"} & set(cells) else []
        names = names_after(cells["name"], 0) if "name" in cells and cells["name"].text else None
        own = names.unit if names and together else None
        if together and not names and numbers:
            own = split_office(cells["phone"].text[: numbers[0].start])
        vacant = "name" in cells and bool(_VACANT.match(cells["name"].text)) and bool(unit)
        if vacant:
            names = None
        if not (numbers or mails) or (not names and not own and not vacant and ("name" in columns or not unit or not is_office(unit))):
            continue
        segment = Segment(
            names=list(names.names) if names else [], numbers=numbers, lines=[0] * len(numbers), mails=mails, unit=own or unit
        )
        segment.evidence = [
            _evidence(cells[key], table, at, columns[key]) for key in ("name", "unit", "phone", "mail") if key in cells and cells[key].text
        ]
        found += contacts_of(segment)
    return found


def _shift(row: Sequence[Passage], columns: dict[str, int]) -> int:
    """How far a row that lost a cell slid to the left: by where its number stands (TRAPS T34)."""
    phone = columns["phone"]
    if phone < len(row) and row[phone].text.strip():
        return 0
    held = [i for i in range(max(0, phone - 2), phone) if i < len(row) and _numbers(row[i])]
    return phone - held[-1] if held else 0


def _numbers(cell: Passage, *, together: bool = False) -> list[FoundNumber]:
    """A column of numbers needs no label, nor does one of names ``together`` with numbers; a mobile number that lost a digit is kept as printed."""
    if together:
        return numbers_in(cell, beside_name=frozenset(range(len(cell.text))))
    if _GLUED.match(cell.text):
        return [FoundNumber(m.start(), m.end(), m.group(), "phone", "电话") for m in re.finditer(r"\d{11}", cell.text)]
    labelled = fold("电话：" + cell.text, 0, len(cell.text) + 3)
    found = [FoundNumber(n.start, n.end, n.value, "phone", "电话", odd=n.odd) for n in numbers_in(labelled)]
    if not found and (odd := _MISPRINTED.search(cell.text)):
        found.append(FoundNumber(odd.start(), odd.end(), odd.group(), "phone", "电话", odd=True))
    return found


def _evidence(cell: Passage, table: int, row: int, column: int) -> Evidence:
    found = evidence_in(cell, 0, len(cell.text), rule="contact-row")
    return found.model_copy(update={"table": table, "row": row, "column": column})
