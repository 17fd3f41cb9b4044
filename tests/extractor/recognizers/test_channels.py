"""How the answer is to be handed in."""

from __future__ import annotations

import pytest

from extractor.model.notice import SubmissionChannel
from extractor.readers.txt_reader import document_of_text
from extractor.recognizers.channels import recognize_channels
from extractor.recognizers.contacts import recognize_contacts
from extractor.text.reading import read_text


def read(text: str) -> tuple[SubmissionChannel, ...]:
    whole = f"关于报送材料的通知\n各有关单位：\n现将有关事项通知如下：\n{text}\n清河市商务局\n2023年5月6日\n"
    reading = read_text(document_of_text(whole, name="x.txt", sha256="x"))
    return recognize_channels(reading, recognize_contacts(reading, ()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("请将纸质版加盖公章送至西楼334房间，电子版发至abc@example.com邮箱。", [("paper", None), ("email", "abc@example.com")]),
        ("请于5月8日前送至仓储科（2号楼317房间）。", [("onsite", None)]),
        ("请登录营商环境问卷调查系统填报。", [("system", None)]),
        ("经政务即时通发市局污防科。", [("wechat_or_oa", None)]),
        ("8月底前将《登记表》传真至我局。", [("fax", None)]),
        ("请于5月8日前把值班表送至局值班室（电话：23917042，传真：23917048）。", [("fax", None)]),
        ("请将电子件和纸质件一并报市局。\n如有疑问，请与陆明联系，0570-8041276，lu@example.com。", [("paper", None), ("email", "lu@example.com")]),
        ("反馈意见可选择以下方式提交：\n1.电子邮件：yj@example.com。\n2.邮寄地址：清河市中山路27号法规科。",
         [("email", "yj@example.com"), ("paper", None)]),
        ("请于4月20日前交指挥部办公室汇总。", [("unspecified", None)]),
        ("如需咨询，请与庞明联系，电话：2693148，电子信箱：pang@example.com。", []),
        ("参会人员请到市储备库三楼会议室306室报到。", []),
        ("登陆热线办理系统，核对本单位工单有无退回情形。", []),
        ("各校登录“体质健康数据系统”（https://tzjk.example.org）完成数据上报。", [("system", None)]),
        ("照片、签到表等过程材料一并上传“平安校园”小程序。", [("system", None)]),
        ("电子档案8月8日前传至市创建办FTP，纸质档案由专人送达。", [("system", None), ("paper", None)]),
        ("通过OA填报《信息系统清查表》。", [("wechat_or_oa", None)]),
        ("请通过政务外网公文交换系统报送正式文件。", [("wechat_or_oa", None)]),
        ("以短信或微信形式发给王强。", [("wechat_or_oa", None)]),
        ("5月15日前统一交办公室文印间装订。", [("onsite", None)]),
        ("自查合格后书面申请复查，验收合格的报区安委办。发生突发事件2小时内书面报告市局。", [("unspecified", None)]),
        ("请将汇总表发至专用邮箱（jyj@example.cn），无需报送纸质版。", [("email", "jyj@example.cn")]),
        ("不再接收纸质材料，全部在省政务服务网在线提交。", [("system", None)]),
        ("材料请快递至清河市中山路1号。", [("paper", None)]),
        ("以电子邮件、传真或信函方式反馈至起草单位。\n联系人：柯宁，电话：88880001，邮箱：k@example.org。",
         [("email", "k@example.org"), ("fax", None), ("paper", None)]),
        ("请将名单报区城管局汇总。\n联系人：区城管局综合科佟岩，电话：88880001，电子邮箱：cg@example.cn",
         [("email", "cg@example.cn")]),
        ("职称评审网上申报已于10月10日截止。", []),
    ],
)  # fmt: skip
def test_channels_media(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert {(c.medium, c.email) for c in read(text)} == set(expected)


def test_channels_keep_the_requirements_of_their_own_sentence() -> None:
    found = {
        c.medium: c for c in read("纸质件一式三份，经主要负责人签字并加盖公章后报市府办201室。Word版和盖章扫描件发至abc@example.com。")
    }
    assert {"加盖公章", "一式三份", "主要负责人签字"} <= set(found["paper"].requirements)
    assert {"扫描件(PDF)", "可编辑版(Word/Excel)"} <= set(found["email"].requirements)
    assert found["paper"].address == "市府办201室"


def test_channels_evidence_quotes_the_source() -> None:
    for channel in read("请将纸质版送至西楼334房间。"):
        assert all(e.quote and e.rule for e in channel.evidence)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("请将材料寄至：清河市中山路1号清河市科协（邮编：310000）。", "清河市中山路1号清河市科协"),
        ("请将申报书报送至清河市科技局305室。", "清河市科技局305室"),
        ("纸质文本报县农业农村局，电子文本同步发来。", "县农业农村局"),
    ],
)
def test_channels_name_the_place(text: str, address: str) -> None:
    assert [c.address for c in read(text) if c.medium in ("paper", "onsite")] == [address]
