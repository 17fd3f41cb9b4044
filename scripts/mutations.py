"""Faults planted into clean notices, one kind per check code: what ``check_mutations.py`` and the tests measure.

A planter takes the reading of a clean notice and yields pairs (control, mutant): the same text with something that is right, and with
the fault. The check must be silent on the control and speak on the mutant. A planter that finds no place yields nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from mutation_tools import HAN, Pair, Planter, at, cut, with_line
from mutations_of_days import before_issue, day_off, firm, impossible, no_frequency, no_limit, no_year, tight, undated, weekday, worded

from extractor.model.notice import Notice
from extractor.text.numbering import number_at_start

__all__ = ["PLANTERS", "Pair", "Planter"]


def without(field: str) -> Planter:
    """The words of one field of the metadata are taken away, wherever they stand alone."""

    def plant(notice: Notice) -> Iterator[Pair]:
        text = notice.source.text
        if field in ("primary_recipients", "issue_date") and not notice.tasks:
            return  # nobody has to do anything: nothing is missed
        for evidence in sorted(notice.metadata.evidence.get(field, ()), key=lambda e: -e.start):
            text = cut(text, evidence.start, evidence.end)
        value = getattr(notice.metadata, field)
        for name in value if isinstance(value, tuple) else ():
            spaced = r"\s*".join(map(re.escape, name))
            text = re.sub(rf"(?m)^.*{spaced}(?:文件)?[\s（(]*[章）)]*$", "", text)
            if field == "issuing_authorities":
                text = text.replace(name, "我们")
        if text != notice.source.text:
            yield Pair(notice.source.text, text)

    return plant


def no_date(notice: Notice) -> Iterator[Pair]:
    """The signature loses its date; a web page that says when it was put up is left out."""
    if not re.search(r"发布(?:时间|日期)|20\d\d-\d\d-\d\d", notice.source.text):
        yield from without("issue_date")(notice)


def no_contact(notice: Notice) -> Iterator[Pair]:
    text = notice.source.text
    if not notice.contacts or not any(
        t.kind in ("form", "questionnaire", "meeting") or t.kind == "submission" and t.deadline_ids for t in notice.tasks
    ):
        return
    for name in {p for c in notice.contacts for p in (*c.phones, *c.emails, c.name or "") if p}:
        text = re.sub(r"[\s—－-]*".join(map(re.escape, re.sub(r"[\s-]", "", name))), "", text)
    yield Pair(notice.source.text, re.sub(r"联\s*系\s*人[^。\n]*|联系电话|电\s*话[：:]?", "", text))


def odd_phone(notice: Notice) -> Iterator[Pair]:
    text = notice.source.text
    for phone in dict.fromkeys(p for c in notice.contacts for p in c.phones):
        digits = phone.rpartition("-")[2] if phone.startswith("0") else phone
        where = text.find(phone)
        if where >= 0 and digits.isdigit() and len(digits) in (7, 8, 11):
            yield Pair(text, cut(text, where + len(phone) - (2 if len(digits) == 8 else 1), where + len(phone)))


def cut_mail(notice: Notice) -> Iterator[Pair]:
    text = notice.source.text
    for mail in dict.fromkeys(m for c in (*notice.contacts,) for m in c.emails) | dict.fromkeys(
        c.email for c in notice.submission_channels if c.email
    ):
        where = text.find(mail)
        if where >= 0 and mail:
            user, _, host = mail.partition("@")
            yield Pair(text, cut(text, where, where + len(mail), f"{user}@"))
            yield Pair(text, cut(text, where, where + len(mail), f"{user}@{host.split('.')[0]}"))


def unpaired(notice: Notice) -> Iterator[Pair]:
    text = notice.source.text
    for contact in notice.contacts:
        if (
            contact.name
            and len(contact.phones) == 1
            and contact.phones[0].replace("-", "").isdigit()
            and contact.pairing == "explicit"
            and contact.evidence
        ):
            phone = contact.phones[0]
            b = text.find(phone)
            a = text.rfind(contact.name, 0, max(b, 0))
            if 0 <= a < b < a + 60:
                more = cut(text, b, b + len(phone), f"{phone}、{phone[:-1]}{(int(phone[-1]) + 1) % 10}")
                yield Pair(text, cut(more, a, a + len(contact.name), f"{contact.name}、王海涛、赵立群"))


def numbered_lines(text: str) -> list[tuple[int, int, str, int, int]]:
    """(start, end, label, level, value) of the lines that begin with a number."""
    found = []
    for match in re.finditer(r"(?m)^[ \t　]*(\S.*)$", text):
        numbered = number_at_start(match[1].replace("(", "（").replace(")", "）"))
        value = re.search(r"\d+|[一二三四五六七八九十]{1,3}", numbered.label) if numbered else None
        if numbered and value and numbered.level in (1, 2, 3, 4) and len(value.group()) <= 2 and "第" not in numbered.label:
            number = int(value.group()) if value.group().isdigit() else HAN.find(value.group()) + 1
            found.append((match.start(1), match.end(1), numbered.label, numbered.level, number))
    return found


def series(notice: Notice) -> list[tuple[tuple[int, int, str, int, int], ...]]:
    """Three numbered lines in a row, one after another, of one level."""
    lines = numbered_lines(notice.source.text)
    found: list[tuple[tuple[int, int, str, int, int], ...]] = []
    for level in (1, 2, 3, 4):
        own = [line for line in lines if line[3] == level]
        for a, b, c in zip(own, own[1:], own[2:], strict=False):
            between = [line for line in lines if a[0] < line[0] < c[0] and line[3] < level]
            if (a[4], b[4], c[4]) == (a[4], a[4] + 1, a[4] + 2) and not between and a[4] == 1:
                found.append((a, b, c))
    return found


def number_gap(notice: Notice) -> Iterator[Pair]:
    """The middle one of three goes with all that stands below it."""
    for _, b, c in series(notice)[:3]:
        yield Pair(notice.source.text, cut(notice.source.text, b[0], c[0]))


def number_repeated(notice: Notice) -> Iterator[Pair]:
    text = notice.source.text
    for a, b, c in series(notice)[:3]:
        width = len(b[2])
        yield Pair(
            text,
            cut(text, b[0], b[0] + width, text[a[0] : a[0] + len(a[2])])
            if a[4] > 1
            else cut(text, c[0], c[0] + len(c[2]), text[b[0] : b[0] + width]),
        )


def announced(notice: Notice) -> Iterator[Pair]:
    text = notice.source.text
    lines = numbered_lines(text)
    for a, _, _ in series(notice):
        below = [line for line in lines if line[0] >= a[0]]
        end = next((i for i, line in enumerate(below) if line[3] < a[3] or (i and line[3] == a[3] and line[4] == 1)), len(below))
        count = sum(1 for line in below[:end] if line[3] == a[3])
        values = [line[4] for line in below[:end] if line[3] == a[3]]
        if a[3] in (2, 3) and values == list(range(1, count + 1)) and count <= 9:
            yield Pair(*(cut(text, a[0], a[0], f"重点做好以下{HAN[n - 1]}项工作：\n") for n in (count, count + 1)))
            return


def attachment_list(notice: Notice) -> tuple[str, str] | None:
    """A notice without attachments gets one: (text with its name in the closing and its page, the same without the page)."""
    if notice.attachments or not notice.metadata.issue_date:
        return None
    named = with_line(notice, "附件：工作情况统计表\n")
    if named is None:
        return None
    return named.rstrip() + "\n\n附件\n\n工作情况统计表\n\n序号\t单位\t数量\t备注\n1\t\t\t\n2\t\t\t\n", named


def lost_attachment(notice: Notice) -> Iterator[Pair]:
    if made := attachment_list(notice):
        yield Pair(*made)
    if notice.attachments and all(a.present is not True and a.number for a in notice.attachments):
        pages = [
            f"\n\n附件{a.number}\n\n{a.title}\n\n序号\t单位\t数量\n1\t\t\n" for a in notice.attachments if not a.title.startswith("附件")
        ]
        if len(pages) == len(notice.attachments):
            whole = notice.source.text.rstrip()
            yield Pair(whole + "".join(pages), whole + "".join(pages[:-1]))


def annex_date_of_new_form(notice: Notice) -> Iterator[Pair]:
    """Letter and form both come from here; the form asks for itself three days before the letter, or on its day."""
    issued = notice.metadata.issue_date
    if issued is None or notice.attachments or issued.month == 12:
        return
    due = issued + timedelta(days=24)
    day = f"{due.month}月{due.day}日"
    other = due - timedelta(days=3)
    letter = with_line(notice, f"请各单位于{day}前将《工作情况统计表》（附件）报送我局。\n附件：工作情况统计表\n")
    if letter:
        page = letter.rstrip() + "\n\n附件\n\n工作情况统计表\n\n序号\t单位\t数量\n1\t\t\n\n填表说明：请于{}前将本表返回。\n"
        yield Pair(page.replace("{}", day), page.replace("{}", f"{other.month}月{other.day}日"))


def other_title(notice: Notice) -> Iterator[Pair]:
    if made := attachment_list(notice):
        yield Pair(made[0], made[0].replace("附件\n\n工作情况统计表", "附件\n\n重点工作情况统计汇总表"))


def annex_date(notice: Notice) -> Iterator[Pair]:
    made = attachment_list(notice)
    handed = [
        t
        for t in notice.tasks
        if t.kind in ("submission", "form") and re.search(r"报送|上报|报至|[交送][至到]|反馈|提交|回执|函复", t.quote)
    ]
    limits = [(d, m) for d, m in firm(notice) if any(d.id in t.deadline_ids for t in handed)]
    if made and limits and limits[0][0].due and notice.metadata.issue_date:
        deadline, match = limits[0]
        other = deadline.due - timedelta(days=2) if deadline.due else None
        if other and other > notice.metadata.issue_date:
            yield Pair(*(made[0] + f"\n注：请于{worded(day, match)}前将本表报送联系人。\n" for day in (deadline.due, other) if day))


def open_group(notice: Notice) -> Iterator[Pair]:
    text = notice.source.text
    for task in notice.tasks[:12]:
        for unit in task.units[:1]:
            if unit.evidence and unit.source == "explicit" and not unit.group and unit.evidence.quote in text and len(unit.name) >= 3:
                yield Pair(text, at(notice, unit.evidence, "有关部门"))
                return


def table_of(notice: Notice, rows: list[str]) -> str:
    return notice.source.text.rstrip() + "\n\n附件\n\n任务完成情况表\n\n" + "\n".join(rows) + "\n"


def total_row(notice: Notice) -> Iterator[Pair]:
    rows = ["序号\t单位\t项目数（个）\t投资额（万元）", "1\t东江街道\t12\t350.5", "2\t西岭街道\t9\t120", "3\t南泉镇\t4\t80.5"]
    yield Pair(*(table_of(notice, [*rows, f"合计\t\t{count}\t551"]) for count in (25, 26)))


def claim(notice: Notice) -> Iterator[Pair]:
    names = ("排查隐患", "更新台账", "补齐标识", "组织培训", "开展演练")
    rows = ["序号\t工作任务\t责任单位\t完成时限", *(f"{i}\t{name}\t综合科\t2030年6月28日前" for i, name in enumerate(names, 1))]
    yield Pair(*(table_of(notice, [*rows, "", f"注：本表共{n}项任务。"]) for n in (5, 6)))


def row_number(skip: bool) -> Planter:
    def plant(notice: Notice) -> Iterator[Pair]:
        names = ("排查隐患", "更新台账", "补齐标识", "组织培训", "开展演练", "汇总上报")
        tables = []
        for numbers in ((1, 2, 3, 4, 5, 6), (1, 2, 3, 5, 6, 7) if skip else (1, 2, 3, 3, 5, 6)):
            rows = [f"{i}\t{name}\t综合科\t2030年6月28日前" for i, name in zip(numbers, names, strict=True)]
            tables.append(table_of(notice, ["序号\t工作任务\t责任单位\t完成时限", *rows]))
        yield Pair(*tables)

    return plant


def empty_cell(notice: Notice) -> Iterator[Pair]:
    units = ("综合科", "法规科", "财务科")
    rows = [f"{i}\t是否建立第{HAN[i % 9]}类工作台账？\t王海涛\t{units[i % 3]}" for i in range(1, 25)]
    head = "题号\t问题\t责任领导\t责任科室"
    yield Pair(table_of(notice, [head, *rows]), table_of(notice, [head, *rows[:10], rows[10].rpartition("\t")[0] + "\t", *rows[11:]]))


def conflict(notice: Notice) -> Iterator[Pair]:
    """Where text and table give one rate, they are made to agree, then to differ by other figures."""
    for check in notice.checks:
        if check.code == "value-conflict" and len(check.evidence) >= 2:
            values = re.findall(r"\d+(?:\.\d+)?", check.message.rpartition("有两个数值：")[2])[:2]
            place = next((e for e in check.evidence if e.table is not None), check.evidence[1])
            own = next((v for v in values if v in place.quote), None)
            if own and len(values) == 2:
                other = values[0] if own == values[1] else values[1]
                control = at(notice, place, place.quote.replace(own, other))
                for shift in (-1.3, 0.4, -9.0):
                    yield Pair(control, at(notice, place, place.quote.replace(own, f"{float(other) + shift:.1f}")))


def run_gap(notice: Notice) -> Iterator[Pair]:
    pair = [
        with_line(notice, f"各单位要做到：一是摸清底数；{second}是建好台账；{third}是按时汇总。")
        for second, third in (("二", "三"), ("三", "四"))
    ]
    if all(pair):
        yield Pair(*map(str, pair))


def several(*planters: Planter) -> Planter:
    def plant(notice: Notice) -> Iterator[Pair]:
        for planter in planters:
            yield from planter(notice)

    return plant


PLANTERS: dict[str, Planter] = {
    "attachment-missing": lost_attachment,
    "attachment-titles-differ": other_title,
    "open-group": open_group,
    "number-gap": several(number_gap, run_gap, row_number(skip=True)),
    "number-repeated": several(number_repeated, row_number(skip=False)),
    "claim-total": claim,
    "total-row": total_row,
    "announced-count": announced,
    "table-cell-missing": empty_cell,
    "value-conflict": conflict,
    "deadline-body-annex": several(annex_date, annex_date_of_new_form),
    "contact-unpaired": unpaired,
    "phone-length": odd_phone,
    "mailbox-truncated": cut_mail,
    "weekday-mismatch": weekday,
    "impossible-date": impossible,
    "deadline-before-issue": before_issue,
    "deadline-day-off": day_off,
    "deadline-tight": tight,
    "frequency-missing": no_frequency,
    "limit-missing": no_limit,
    "year-inferred|deadline-unresolved": no_year,
    "no-deadline": undated,
    "no-contact": no_contact,
    "no-issuer": without("issuing_authorities"),
    "no-issue-date": no_date,
    "no-title": without("title"),
    "no-recipient": without("primary_recipients"),
}
"""Check code (or codes, one of which must speak) -> how its fault is planted."""
