"""What a document says about itself."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.model.notice import Metadata
from extractor.readers.txt_reader import document_of_text
from extractor.recognizers.metadata import is_classified, recognize_metadata
from extractor.text.reading import read_text

LETTER = """清河市商务局文件

清商发[2023]012号

清河市商务局
关于做好冷链物流
统计工作的 通 知

各县（市、区）商务局，市财政局、市统计局：

现就有关事项通知如下。

清河市商务局    清河市统计局
二○二三年五月六日

（此件公开发布）

抄送：市委办公室，市政府办公室。
清河市商务局办公室          2023年5月8日印发
"""


def read(text: str) -> Metadata:
    return recognize_metadata(read_text(document_of_text(text, name="x.txt", sha256="x")))


def test_metadata_of_a_letter_with_all_its_marks() -> None:
    found = read(LETTER)
    assert found.title == "清河市商务局关于做好冷链物流统计工作的通知"
    assert found.document_type == "通知"
    assert found.document_number == "清商发〔2023〕12号"
    assert found.issuer_mark == "清河市商务局"
    assert found.issuing_authorities == ("清河市商务局", "清河市统计局")
    assert found.issue_date == date(2023, 5, 6)
    assert found.print_date == date(2023, 5, 8)
    assert found.printing_office == "清河市商务局办公室"
    assert found.primary_recipients == ("各县（市、区）商务局", "市财政局", "市统计局")
    assert found.cc == ("市委办公室", "市政府办公室")
    assert found.publicity == "公开发布"


def test_metadata_evidence_quotes_the_source_exactly() -> None:
    found = read(LETTER)
    quotes = [e for group in found.evidence.values() for e in group]
    assert {"title", "document_number", "issue_date", "issuing_authorities"} <= set(found.evidence)
    assert all(LETTER[e.start : e.end] == e.quote for e in quotes)


def test_metadata_kind_is_the_last_word_of_the_title_not_the_number() -> None:
    found = read("清审函〔2021〕74号\n关于开展评价工作的通知\n各单位：\n请配合。\n清河市审批局\n2021年1月2日\n")
    assert found.document_type == "通知"


def test_metadata_kind_without_a_title_is_what_the_text_calls_itself() -> None:
    found = read("各单位：\n现就有关事项通告如下：\n一、停水。\n清河市水务局\n2021年1月2日\n")
    assert (found.title, found.document_type) == (None, "通告")


def test_metadata_bulletin_with_office_and_date_on_their_own_lines() -> None:
    found = read(
        "重点工程月报\n第6期\n清河市重点工程推进办公室\n二〇二四年六月廿六日\n关于1—5月重点工程建设\n进展情况的通报\n"
        "一、总体进展\n全市完成投资12亿元，进度正常。\n主送：市四套班子领导。\n抄送：各县区。\n"
    )
    assert found.title == "关于1—5月重点工程建设进展情况的通报"
    assert found.issuing_authorities == ("清河市重点工程推进办公室",)
    assert found.issue_date == date(2024, 6, 26)
    assert found.primary_recipients == ("市四套班子领导",)


def test_metadata_recipients_over_two_lines() -> None:
    found = read(
        "清河市轨道集团有限公司\n清轨函〔2024〕23号\n关于商请加快管线迁改工作的函\n清河市供电公司、清河燃气集团，清河\n市广电网络公司：\n"
        "地铁工程须按期完工，现商请贵单位支持。\n清河市轨道集团有限公司\n2024年4月3日\n"
    )
    assert found.title == "关于商请加快管线迁改工作的函"
    assert found.primary_recipients == ("清河市供电公司", "清河燃气集团", "清河市广电网络公司")


def test_metadata_bulletin_takes_date_and_issuer_from_its_head() -> None:
    found = read(
        "优化环境工作通报\n第 8 期\n清河市优化环境领导小组办公室 2021 年 1 月 25 日\n关于指标整改情况的通报\n我市整改情况如下。\n报送：市领导小组组长、副组长，省发改委。\n"
    )
    assert found.issuing_authorities == ("清河市优化环境领导小组办公室",)
    assert found.issue_date == date(2021, 1, 25)
    assert found.issue_number == "第8期"
    assert found.primary_recipients == ("市领导小组组长、副组长", "省发改委")


def test_metadata_signature_wins_over_the_day_of_publication() -> None:
    found = read("关于开展评查的通知\n发布时间：2022-11-07\n各单位：\n请配合。\n清河市司法局\n2022年11月3日\n")
    assert found.issue_date == date(2022, 11, 3)


def test_metadata_without_a_signature_takes_the_day_of_publication() -> None:
    found = read("关于开展评查的通知\n发布时间：2022-11-07\n各单位：\n请配合。\n")
    assert found.issue_date == date(2022, 11, 7)
    assert found.evidence["issue_date"][0].source == "context"


@pytest.mark.parametrize(("printed", "day"), [("一七年三月三日", date(2017, 3, 3)), ("201733", date(2017, 3, 3))])
def test_metadata_date_that_lost_characters_is_settled_by_the_publication(printed: str, day: date) -> None:
    found = read(f"关于征集意见的通知\n发布日期：2017-03-06\n各单位：\n请配合。\n清河市档案馆\n{printed}\n")
    assert found.issue_date == day


def test_metadata_missing_values_stay_missing() -> None:
    found = read("各单位：\n请认真落实。\n")
    assert (found.title, found.document_number, found.issue_date, found.issuing_authorities) == (None, None, None, ())


def test_metadata_letters_of_the_number_name_no_issuer() -> None:
    found = read("清审函〔2021〕74号\n关于开展评价工作的通知\n各单位：\n请配合。\n2021年1月2日\n")
    assert found.issuing_authorities == ()


def test_metadata_undated_document_shows_the_year_it_speaks_of() -> None:
    found = read("清河市审批局指标责任清单\n备注：2021年测评指标共计12项\n")
    assert found.issue_date is None
    assert found.year_context == 2021


def test_metadata_issued_plan_is_named() -> None:
    found = read("关于印发《清河市助餐方案》的通知\n各单位：\n现将《清河市助餐方案》印发给你们，请落实。\n清河市民政局\n2021年1月2日\n")
    assert found.issued_instrument == "清河市助餐方案"
    assert found.document_subtype == "印发类通知"


@pytest.mark.parametrize("mark", ["机密★1年", "000012 秘密", "密级：绝密", "秘 密", "000123 机密★长期 特急"])
def test_is_classified_finds_the_mark_in_the_head(mark: str) -> None:
    text = f"{mark}\n{LETTER}"
    span = is_classified(read_text(document_of_text(text, name="x", sha256="x")))
    assert span is not None
    assert "密" in text[span.start : span.end]


@pytest.mark.parametrize("line", ["涉密文件不得导入本系统。", "秘密文件管理办法", "各单位要保守国家秘密，严防泄密。"])
def test_is_classified_leaves_prose_about_secrets_alone(line: str) -> None:
    assert is_classified(read_text(document_of_text(f"{line}\n{LETTER}", name="x", sha256="x"))) is None


def test_metadata_web_page_that_prints_the_title_twice() -> None:
    found = read(
        "清河市人民政府办公厅关于开展检查的函\n来源：资料网 时间：2024-07-10\n清河市人民政府办公厅\n清河市人民政府办公厅关于开展检查的函\n"
        "清办函[2004]33号\n市直各单位：\n请配合。\n清河市人民政府办公厅\n二OO四年四月六日\n"
    )
    assert found.title == "清河市人民政府办公厅关于开展检查的函"
    assert (found.document_number, found.issue_date) == ("清办函〔2004〕33号", date(2004, 4, 6))


def test_metadata_sheet_without_a_signature_names_its_issuer_by_label() -> None:
    found = read("任务交办单\n交办单位：清河县安委办\n一、事项：整改隐患，5月10日前完成并报县安委办。\n2023年5月6日\n")
    assert found.issuing_authorities == ("清河县安委办",)


BODY = "各有关单位：\n现将事项通知如下：\n一、请于5月1日前报送材料。\n"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("清河市数据共享责任清单\n（第二批）\n填表说明：\n1.请填写。\n", "清河市数据共享责任清单（第二批）"),
        ("清河市乡村振兴专项\n资金使用管理清单\n（试行）\n一、资金范围。包括各类专项资金和配套资金。\n", "清河市乡村振兴专项资金使用管理清单（试行）"),
        ("清河市统计局\n\n关于开展能耗统计\n工作的通知\n\n" + BODY, "关于开展能耗统计工作的通知"),
        ("清河市统计局\n关于开展能耗统计\n工作的通知\n" + BODY, "清河市统计局关于开展能耗统计工作的通知"),
        ("首页 > 政务公开 > 通知公告\n关于开展技能评价的通知\n" + BODY, "关于开展技能评价的通知"),
        ("索引号：000123  发文日期：2024-04-03\n名称：清河市审计局关于征集建议的公告\n文号：清审公告〔2024〕1号\n" + BODY, "清河市审计局关于征集建议的公告"),
        ("清河市招生方案\n为做好招生，制定本方案。\n", "清河市招生方案"),
    ],
)  # fmt: skip
def test_metadata_title_with_its_edition_and_without_the_letterhead(text: str, title: str) -> None:
    assert read(text).title == title


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("中共清河县委组织部2024年工作要点\n一、做好培训。各支部要于3月底前完成轮训。\n（2024年1月9日印发）\n", date(2024, 1, 9)),
        ("清河市议定事项清单\n（清河市政府督查室　二〇二四年三月五日）\n评分口径：\n1.满分10分。\n", date(2024, 3, 5)),
        ("督办单\n编号：12　　交办日期：2024-03-06\n一、请于3月20日前办结并报县政府督查室。\n", date(2024, 3, 6)),
        ("关于开展检查的通知\n" + BODY + "清河市司法局\n2O24年5月2O日\n", date(2024, 5, 20)),
        ("关于开展检查的通知\n" + BODY + "清河市司法局\n二〇二四年五月廿日\n", date(2024, 5, 20)),
        ("关于做好防汛的通知\n" + BODY + "清河市防汛办公室\n2024年5月20日21时\n", date(2024, 5, 20)),
    ],
)
def test_metadata_date_outside_a_signature(text: str, day: date) -> None:
    assert read(text).issue_date == day


def test_metadata_day_of_a_vote_is_no_issue_date() -> None:
    assert read("清河市考核指标表\n指标解释：\n1.签约率。\n（2023年4月17日局务会讨论通过）\n").issue_date is None


@pytest.mark.parametrize(
    ("text", "issuers"),
    [
        ("中共清河县委组织部2024年工作要点\n一、做好培训，各支部要于3月底前完成轮训。\n", ("中共清河县委组织部",)),
        ("2024年清河县人民政府民生实事责任分解表\n说明：共22项。\n", ("清河县人民政府",)),
        ("清河市统计局\n\n关于开展能耗统计\n工作的通知\n\n" + BODY, ("清河市统计局",)),
        ("关于检查的通知\n" + BODY + "清河市住房和城乡建设\n局建筑业管理处\n2024年5月2日\n", ("清河市住房和城乡建设局建筑业管理处",)),
        ("清河市城市更新工作领导小组文件\n关于检查的通知\n" + BODY + "清河市城市更新\n工作领导小组\n2024年5月2日\n", ("清河市城市更新工作领导小组",)),
        ("关于检查的通知\n" + BODY + "清河市民政局\n清河市财政局\n（市民政局代章）\n2024年5月2日\n", ("清河市民政局", "清河市财政局")),
        ("关于家长会的通知\n" + BODY + "清河市一中\n2024年5月2日\n", ("清河市一中",)),
    ],
)  # fmt: skip
def test_metadata_issuers_in_titles_and_broken_signatures(text: str, issuers: tuple[str, ...]) -> None:
    assert read(text).issuing_authorities == issuers


@pytest.mark.parametrize("label", ["填报须知：", "指标解释：", "评分口径：", "考核对象：", "名词解释："])
def test_metadata_label_over_notes_is_no_addressee(label: str) -> None:
    assert read(f"清河市统计局评估责任清单\n{label}\n1.各责任科室逐题作答。\n").primary_recipients == ()
