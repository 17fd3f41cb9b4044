"""Which values carry 【请核对】."""

import datetime

import pytest

from extractor.model.certainty import certainty, field_needs_check, needs_check
from extractor.model.notice import Attachment, Contact, Deadline, Evidence, Metadata, ReviewFlag, Unit


def evidence(confidence):
    return Evidence(quote="材料", start=0, end=2, rule="r", confidence=confidence)


def attachment(*confidences, flags=()):
    return Attachment(title="台账", present=True, evidence=tuple(map(evidence, confidences)), flags=flags)


@pytest.mark.parametrize(("confidence", "expected"), [("certain", False), ("high", False), ("medium", True), ("low", True)])
def test_certainty_below_high_needs_a_check(confidence, expected):
    assert needs_check(attachment(confidence)) is expected
    assert needs_check(Unit(name="综合科", role="lead", evidence=evidence(confidence))) is expected
    assert needs_check(evidence(confidence)) is expected


def test_certainty_is_that_of_the_best_place():
    assert certainty(attachment("low", "high")) == "high"
    assert not needs_check(attachment("low", "high"))


def test_certainty_has_a_threshold_to_choose():
    assert not needs_check(attachment("medium"), least="medium")
    assert needs_check(attachment("low"), least="medium")


def test_certainty_flags_always_need_a_check():
    assert needs_check(attachment("certain", flags=("附件只有填写说明",)))
    assert needs_check(ReviewFlag(code="no-title", message="原文未载标题"))


def test_certainty_of_pairings_and_open_dates():
    assert needs_check(Contact(name="韩松", pairing="positional", evidence=(evidence("high"),)))
    assert not needs_check(Contact(name="韩松", pairing="shared", evidence=(evidence("high"),)))
    open_date = Deadline(id="D1", quote="月末前", class_="fixed", evidence=(evidence("high"),))
    assert needs_check(open_date)
    assert not needs_check(open_date.model_copy(update={"due": datetime.date(2024, 5, 31)}))


def test_certainty_of_metadata_fields():
    metadata = Metadata(title="关于报送台账的通知", evidence={"title": (evidence("medium"),)})
    assert field_needs_check(metadata, "title")
    assert not field_needs_check(metadata, "issue_date")
