"""What a clerk is told to look at: one case per kind, in words of this project."""

import pytest

from extractor.assemble.checks import CODES, in_order
from extractor.model.notice import ReviewFlag
from extractor.pipeline import read_notice

HEAD = "东江市粮食局关于报送仓储台账的通知\n\n各区县粮食局：\n\n"
FOOT = "\n\n联系人：韩松，电话：5521863\n\n东江市粮食局\n2024年5月13日\n"
BODY = "为摸清全市仓储底数，请各区县粮食局于2024年5月24日前将仓储台账报送我局储备科。"


def checks(body=BODY, *, head=HEAD, foot=FOOT, after=""):
    notice = read_notice((head + body + foot + after).encode(), name="notice.txt")
    return {check.code: check for check in notice.checks}


def test_checks_say_nothing_on_a_clean_notice():
    assert checks() == {}


@pytest.mark.parametrize(
    ("body", "code", "words"),
    [
        ("请各区县粮食局于2024年5月25日前将台账报送我局。", "deadline-day-off", "2024-05-25，休息日"),
        ("请各区县粮食局于2024年5月13日前将台账报送我局。", "deadline-tight", "不足1个工作日"),
        ("请各区县粮食局务必于2024年4月24日前将台账报送我局。", "deadline-before-issue", "2024-05-13"),
        ("请各区县粮食局于5月6日前将台账报送我局。", "deadline-before-issue", "5月6日前"),
        ("请各区县粮食局于13月5日前将台账报送我局。", "impossible-date", "13月5日"),
        ("请各区县粮食局于2024年5月24日（星期三）前将台账报送我局。", "weekday-mismatch", "2024-05-24为星期五"),
        (BODY + "各区县粮食局要定期向我局报送进展情况。", "frequency-missing", "报送周期"),
        (BODY + "对不合格的仓房，责令产权单位限期整改。", "limit-missing", "限期整改"),
        ("请各区县粮食局将仓储台账报送我局储备科。", "no-deadline", "未写明时限"),
        ("请各区县粮食局、有关单位于2024年5月24日前将台账报送我局。", "open-group", "有关单位"),
        (BODY + "请做好：一是摸清底数；三是按时汇总。", "number-gap", "二是"),
        ("有关事项通知如下：\n一、" + BODY + "\n三、各区县粮食局要核对数据。", "number-gap", "缺“二、”"),
        ("有关事项通知如下：\n一、" + BODY + "\n二、要核对数据。\n二、要留存备查。", "number-repeated", "“二、”"),
        ("请做好以下三项工作：\n1.请各区县粮食局于2024年5月24日前报送台账。\n2.要核对数据。", "announced-count", "实列2项"),
        (BODY + "\n附件：仓储台账", "attachment-missing", "附件《仓储台账》未随文"),
    ],
)
def test_checks_find_what_is_open_or_wrong(body, code, words):
    found = checks(body)
    assert code in found
    assert words in found[code].message


@pytest.mark.parametrize(
    ("foot", "code", "words"),
    [
        (FOOT.replace("5521863", "139005633"), "phone-length", "139005633"),
        (FOOT.replace("5521863", "1390056331"), "phone-length", "10位"),
        (FOOT.replace("5521863", "5521863，邮箱：lsj_cbk@example"), "mailbox-truncated", "lsj_cbk@example"),
        (FOOT.replace("韩松，电话：5521863", "韩松、郑一帆、柳叶，电话：5521863、5521864"), "contact-unpaired", "个数不一致"),
        (FOOT.replace("联系人：韩松，电话：5521863", ""), "no-contact", "无联系人"),
        (FOOT.replace("2024年5月13日", ""), "no-issue-date", "成文日期"),
    ],
)
def test_checks_of_the_foot_of_a_notice(foot, code, words):
    found = checks(foot=foot)
    assert words in found[code].message


@pytest.mark.parametrize(
    "foot", [FOOT.replace("5521863", "0512-65880042"), FOOT.replace("5521863", "13900563310，邮箱：lsj@example.gov.cn")]
)
def test_checks_accept_whole_numbers_and_mailboxes(foot):
    assert checks(foot=foot) == {}


def test_checks_warn_of_a_day_off_and_never_move_it():
    text = HEAD + BODY.replace("24日", "25日") + FOOT
    notice = read_notice(text.encode(), name="notice.txt")
    assert [d.due.isoformat() for d in notice.deadlines] == ["2024-05-25"]


@pytest.mark.parametrize(("day", "fires"), [("5月24日", False), ("5月21日", True)])
def test_checks_compare_the_letter_with_its_form(day, fires):
    body = "请各区县粮食局于5月24日前将《仓储台账》（附件）报送我局储备科。\n\n附件：仓储台账"
    form = f"\n附件\n\n仓储台账\n\n序号\t库点\t仓容\n1\t\t\n\n填表说明：请于{day}前将本表返回。\n"
    found = checks(body, after=form)
    assert ("deadline-body-annex" in found) is fires
    if fires:
        assert "5月24日前" in found["deadline-body-annex"].message
        assert "5月21日前" in found["deadline-body-annex"].message


@pytest.mark.parametrize(("total", "fires"), [(21, False), (22, True)])
def test_checks_add_up_the_rows_of_a_table(total, fires):
    rows = f"序号\t库点\t仓房数（座）\n1\t城东库\t12\n2\t城西库\t9\n合计\t\t{total}\n"
    assert ("total-row" in checks(after="\n附件\n\n仓房情况表\n\n" + rows)) is fires


def test_checks_count_labels_not_markdown():
    body = "有关事项通知如下：\n## 一、" + BODY + "\n# 二、各区县粮食局要核对数据。\n### 三、各区县粮食局要留存备查。"
    assert not {"number-gap", "number-repeated"} & checks(body).keys()


def test_checks_quote_their_evidence():
    text = HEAD + BODY.replace("24日", "24日（星期三）") + FOOT
    notice = read_notice(text.encode(), name="notice.txt")
    for check in notice.checks:
        for evidence in check.evidence:
            assert notice.source.text[evidence.start : evidence.end] == evidence.quote


def test_checks_in_order_are_one_flag_per_code_the_gravest_first():
    flags = [
        ReviewFlag(code="no-title", message="原文未载标题"),
        ReviewFlag(code="points-sum", message="甲合计9分，请核对"),
        ReviewFlag(code="points-sum", message="乙合计8分，请核对"),
        ReviewFlag(code="impossible-date", message="日期不存在"),
    ]
    ordered = in_order(flags)
    assert [flag.code for flag in ordered] == ["impossible-date", "points-sum", "no-title"]
    assert ordered[1].message == "甲合计9分；乙合计8分，请核对"


def test_checks_have_codes_of_their_own():
    assert len(set(CODES)) == len(CODES)


def test_checks_an_order_in_a_report_is_not_silent():
    head = "东江市粮食局关于仓储检查情况的通报\n\n各区县粮食局：\n\n"
    late = checks("检查发现，部分仓房漏雨。各区县粮食局要于5月底前完成整改。", head=head)
    assert "“5月底”" in late["order-in-report"].message
    assert "order-in-report" not in checks("6月10日前，预计全市仓房全部建成。", head=head)
