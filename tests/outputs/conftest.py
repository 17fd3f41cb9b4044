"""A small invented notice with one of each hard case; ``sheet_notice(field=...)`` replaces any field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from extractor.model.notice import (
    Attachment,
    Contact,
    Deadline,
    Evidence,
    Indicator,
    Metadata,
    Notice,
    Observation,
    ReviewFlag,
    Source,
    SubmissionChannel,
    Task,
    Unit,
)

TEXT = (
    "云山市档案局关于做好档案数字化工作的通知\n各科室：\n一、请办公室于6月\n10日前报送目录。\n"
    "二、由市财政局牵头，市审计局配合核定经费，2031年底前取得成效，持续推进。\n三、归档工作持续推进。\n"
)


def found(quote: str) -> tuple[Evidence, ...]:
    start = TEXT.index(quote)
    return (Evidence(quote=quote, start=start, end=start + len(quote), rule="test"),)


def deadline(name: str, quote: str, kind: str, **more: Any) -> Deadline:
    return Deadline.model_validate({"id": name, "quote": quote, "class": kind, "evidence": found(quote), **more})


def fields() -> dict[str, Any]:
    first, second, third = "请办公室于6月\n10日前报送目录", "由市财政局牵头，市审计局配合核定经费", "归档工作持续推进"
    return {
        "doc_id": "n1",
        "source": Source(name="n1.txt", format="txt", sha256="0", text=TEXT),
        "metadata": Metadata(
            document_type="通知",
            title="云山市档案局关于做好档案数字化工作的通知",
            document_number="云档发〔2031〕3号",
            issuing_authorities=("云山市档案局",),
            issue_date=date(2031, 5, 6),
        ),
        "attachments": (Attachment(title="目录表", number="1"),),
        "contacts": (Contact(name="林一", phones=("0555-2012345",), unit="办公室", pairing="positional"),),
        "submission_channels": (SubmissionChannel(medium="email", email="da@example.com", requirements=("加盖公章",)),),
        "deadlines": (
            deadline("D1", "6月\n10日前", "fixed", due=date(2031, 6, 10), due_time="17:00", year_source="document_date"),
            deadline("D2", "2031年底前取得成效，持续推进", "composite", due=date(2031, 12, 31)),
            deadline("D3", "持续推进", "open_ended"),
        ),
        "tasks": (
            Task(id="P1", title="第一阶段", kind="phase", quote="一、"),
            Task(
                id="T1",
                title="报送目录",
                kind="submission",
                quote=first,
                number="一、",
                parent="P1",
                responsible_units=("办公室", "人事科"),
                presumptive_lead="办公室",
                units=(Unit(name="人事科", role="responsible", source="context"),),
                deadline_ids=("D1",),
                deadline_source="explicit",
                evidence=found(first),
            ),
            Task(
                id="T2",
                title="核定经费",
                kind="action",
                quote=second,
                lead_units=("市财政局",),
                cooperating_units=("市审计局",),
                deadline_ids=("D2",),
                deadline_source="explicit",
                evidence=found(second),
            ),
            Task(id="T3", title="归档", kind="action", quote=third, deadline_ids=("D3",), deadline_source="explicit"),
            Task(id="T4", title="=1+1", kind="action", quote="=cmd()\x0b后", lead_units=("@局",), flags=("责任单位待定",)),
        ),
        "indicators": (
            Indicator(number=1, text="本地区馆藏档案数量（ ）件？", answer_type="count", path=("档案", "馆藏"), unit_of_measure="件"),
            Indicator(number=2, text="是否开放查阅？", answer_type="boolean", path=("档案", "利用", "查阅", "开放")),
        ),
        "observations": (
            Observation(quote="数字化率达到-3.5%", value=-3.5, unit="%", period="2030", indicator="数字化率"),
            Observation(quote="馆藏数量暂缺", missing=True, indicator="馆藏档案数量"),
        ),
        "review_flags": ("附件1未随文提供",),
        "checks": (ReviewFlag(code="no-year", message="6月10日未写年份", evidence=found("6月\n10日前")),),
    }


@pytest.fixture
def sheet_notice() -> Callable[..., Notice]:
    def make(**changes: Any) -> Notice:
        return Notice(**(fields() | changes))

    return make
