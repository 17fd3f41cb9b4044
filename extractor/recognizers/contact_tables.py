"""Contacts in tables: contact lists, duty rosters, and rows of label and value."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.model.notice import Contact, Evidence
from extractor.recognizers.contact_names import names_after
from extractor.recognizers.contact_numbers import FoundNumber, mailboxes_in, numbers_in
from extractor.recognizers.contact_pairing import Segment, contacts_of
from extractor.recognizers.evidence import evidence_in
from extractor.text.passage import Passage, fold

__all__ = ["contacts_of_table"]

_NAME_HEADS = ("联系人", "联络员", "值班员", "值班人员", "姓名", "联系人姓名", "经办人", "带班领导", "责任人", "负责人", "信息员")
_NUMBER_HEAD = re.compile(r"电话|手机|传真|联系方式|号码$")
_MAIL_HEAD = re.compile(r"邮箱|E-?mail|电子邮件", re.IGNORECASE)
_UNIT_HEAD = re.compile(r"单位|部门|科室|机构|街道|学校|县区")
_MISPRINTED = re.compile(r"(?<!\d)1[3-9]\d{7,8}(?!\d)|(?<!\d)1[3-9]\d{10}(?!\d)")
_HEADER_WITHIN = 3


def contacts_of_table(rows: Sequence[Sequence[Passage]], number: int) -> list[Contact]:
    """Rows under a header with a column of names and a column of numbers. A blank form gives none."""
    for at, header in enumerate(rows[:_HEADER_WITHIN]):
        columns = _columns([c.text.replace(" ", "") for c in header])
        if columns:
            return _rows(rows[at + 1 :], columns, number, first=at + 1)
    return []


def _columns(header: Sequence[str]) -> dict[str, int] | None:
    """Which column holds names, numbers, mailboxes, units; None if it is no list of contacts."""
    name = next((header.index(h) for h in _NAME_HEADS if h in header), None)
    phone = [i for i, h in enumerate(header) if _NUMBER_HEAD.search(h) and len(h) <= 10]
    if name is None or not phone:
        return None
    found = {"name": name, "phone": next((i for i in phone if i > name), phone[0])}
    for key, form in (("mail", _MAIL_HEAD), ("unit", _UNIT_HEAD)):
        at = next((i for i, h in enumerate(header) if form.search(h) and i not in found.values()), None)
        if at is not None:
            found[key] = at
    return found


def _rows(rows: Sequence[Sequence[Passage]], columns: dict[str, int], table: int, *, first: int) -> list[Contact]:
    found: list[Contact] = []
    unit: str | None = None
    for at, row in enumerate(rows, start=first):
        shift = _shift(row, columns)
        cells = {key: row[i - shift] for key, i in columns.items() if 0 <= i - shift < len(row)}
        unit = (cells["unit"].text.strip() if "unit" in cells else "") or unit
        numbers = _numbers(cells["phone"]) if "phone" in cells else []
        mails = [m.value for m in mailboxes_in(cells["mail"])] if "mail" in cells else []
        names = names_after(cells["name"], 0) if "name" in cells and cells["name"].text else None
        if not names or not (numbers or mails):
            continue
        segment = Segment(names=list(names.names), numbers=numbers, lines=[0] * len(numbers), mails=mails, unit=unit)
        segment.evidence = [
            _evidence(cells[key], table, at, columns[key]) for key in ("name", "phone", "mail") if key in cells and cells[key].text
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


def _numbers(cell: Passage) -> list[FoundNumber]:
    """A column of numbers needs no label; a mobile number that lost a digit is kept as printed."""
    labelled = fold("电话：" + cell.text, 0, len(cell.text) + 3)
    found = [FoundNumber(n.start, n.end, n.value, "phone", "电话", odd=n.odd) for n in numbers_in(labelled)]
    if not found and (odd := _MISPRINTED.search(cell.text)):
        found.append(FoundNumber(odd.start(), odd.end(), odd.group(), "phone", "电话", odd=True))
    return found


def _evidence(cell: Passage, table: int, row: int, column: int) -> Evidence:
    found = evidence_in(cell, 0, len(cell.text), rule="contact-row")
    return found.model_copy(update={"table": table, "row": row, "column": column})
