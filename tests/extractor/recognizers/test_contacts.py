"""Whom to ask: names, numbers and mailboxes, and which belongs to whom."""

from __future__ import annotations

import pytest

from extractor.model.notice import Contact
from extractor.readers.txt_reader import document_of_text
from extractor.recognizers.contacts import recognize_contacts
from extractor.text.passage import fold
from extractor.text.reading import read_text


def read(text: str) -> tuple[Contact, ...]:
    whole = f"各有关单位：\n现将有关事项通知如下：\n{text}\n清河市商务局\n2023年5月6日\n"
    return recognize_contacts(read_text(document_of_text(whole, name="x.txt", sha256="x")), ())


def pairs(text: str) -> list[tuple[str | None, tuple[str, ...]]]:
    return [(c.name, (*c.phones, *c.emails)) for c in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("联系人：郭 明 郝 军\n\n联系电话：2218663、2218837", [("郭明", ("2218663",)), ("郝军", ("2218837",))]),
        ("联系人：敖长青，联系电话：4626103、18700000000", [("敖长青", ("4626103", "18700000000"))]),
        ("（联系人：薛 廷 芳，李 贺；电话（兼传真）：6318 5502）", [("薛廷芳", ("63185502",)), ("李贺", ("63185502",))]),
        ("联系人：屈明、田红、白俊；电话：7294516；传真：7291608", [(n, ("7294516", "7291608")) for n in ("屈明", "田红", "白俊")]),
        ("咨询人员：谭志勇 龙娟\n电话：0736—7714206 13900026371\n0736—7714209 18900073624",
         [("谭志勇", ("0736-7714206", "13900026371")), ("龙娟", ("0736-7714209", "18900073624"))]),
        ("系统操作：省管理研究中心 祁东 邵敏，0371-65880153/65880157。", [("祁东", ("0371-65880153",)), ("邵敏", ("65880157",))]),
        ("请与市环保局污防科 靳丽 8262475 联系", [("靳丽", ("8262475",))]),
        ("请将材料报对应责任人（罗小敏 15300001234）。", [("罗小敏", ("15300001234",))]),
        ("陈明同志为指标联络员（联系电话：13900000001）。", [("陈明", ("13900000001",))]),
        ("联系人：王芳同志，电话：0731-28631147转602", [("王芳", ("0731-28631147转602",))]),
        ("联系人：张建国科长，电话：88880001", [("张建国", ("88880001",))]),
        ("联系人：阿依古丽·买买提，电话：88880001", [("阿依古丽·买买提", ("88880001",))]),
        ("接收人：孟工，咨询电话：82614409。", [("孟工", ("82614409",))]),
        ("联系人：欧阳文华 电话：8888 0001 邮箱：ab ＠ example.com", [("欧阳文华", ("88880001", "ab@example.com"))]),
        ("联系人：张明（办公室，88880001），李红（人事科，88880002）", [("张明", ("88880001",)), ("李红", ("88880002",))]),
        ("经 办 人：邢 雨", [("邢雨", ())]),
        ("联系人：谭志勇龙娟，电话：88880001", [("谭志勇", ("88880001",)), ("龙娟", ("88880001",))]),
        ("联系人：张明、李红，电话：88880001、88880002；传真：88880003",
         [("张明", ("88880001", "88880003")), ("李红", ("88880002", "88880003"))]),
        ("请报市局商务科，联系人张明，电话88880001。", [("张明", ("88880001",))]),
        ("电话：2218663/7", [(None, ("2218663", "2218667"))]),
        ("系统技术支持：区教师发展中心 麦冬 苏小曼，5550 3166、5550 3167。", [("麦冬", ("55503166",)), ("苏小曼", ("55503167",))]),
        ("联系人：组织二科欧阳靖，5558 099。", [("欧阳靖", ("5558099",))]),
        ("督办责任人：樊宏（区应急局副局长），联系电话:13900005127", [("樊宏", ("13900005127",))]),
        ("联系人：创建办资料组 桑 榆 5550834；督导组　樊　篱 13900002265。", [("桑榆", ("5550834",)), ("樊篱", ("13900002265",))]),
        ("科技专项 农社科 5556041；规划科 鄢琳、罗布次仁 5556035。", [(None, ("5556041",)), ("鄢琳", ("5556035",)), ("罗布次仁", ("5556035",))]),
        ("可向省测评组咨询（0990-5550280），或与局办公室夏荷联系。", [(None, ("0990-5550280",)), ("夏荷", ())]),
        ("联系方式：市营商办评价科（0990—555 0417），盛 夏、古 月。", [("盛夏", ("0990-5550417",)), ("古月", ("0990-5550417",))]),
        ("电话：0355-2012345（张三）、0355-2012346（李四）。", [("张三", ("0355-2012345",)), ("李四", ("0355-2012346",))]),
        ("业务问题请咨询综合科（5556 123）；系统问题请咨询信息中心（5556 124）。", [(None, ("5556123",)), (None, ("5556124",))]),
        ("联系人：周丽华、陈刚（电话同传真）：2218663。", [("周丽华", ("2218663",)), ("陈刚", ("2218663",))]),
        ("联系人：市教育局基教科 王芳 13800000001 市财政局教科文科 李强 13800000002", [("王芳", ("13800000001",)), ("李强", ("13800000002",))]),
        ("政策由法规科负责解释，电话：5550001；系统由信息中心负责，电话：5550002。", [(None, ("5550001",)), (None, ("5550002",))]),
        ("咨询电话：业务5550001，技术5550002，投诉12345。", [(None, ("5550001", "5550002"))]),
        ("值班电话：5550001、5550002（24小时）；带班领导：赵一鸣 13800000001", [(None, ("5550001", "5550002")), ("赵一鸣", ("13800000001",))]),
        ("业务咨询：\n赵一鸣（规划科），电话：5550001；\n钱多多（财务科），电话：5550002。", [("赵一鸣", ("5550001",)), ("钱多多", ("5550002",))]),
        ("项目负责人：李明，整改责任人：王强。请主动与高校、企业对接。", []),
    ],
)  # fmt: skip
def test_contacts_pairs(text: str, expected: list[tuple[str | None, tuple[str, ...]]]) -> None:
    assert pairs(text) == expected


def test_contacts_say_how_they_were_paired() -> None:
    assert {c.pairing for c in read("联系人：郭明 郝军\n电话：2218663、2218837")} == {"positional"}
    assert {c.pairing for c in read("联系人：郭明 郝军，电话：2218663")} == {"shared"}


def test_contacts_that_do_not_match_in_number_are_kept_apart() -> None:
    found = read("联系人：郭明 郝军\n电话：2218663、2218837、2218838")
    assert [(c.name, len(c.phones), c.pairing) for c in found] == [
        ("郭明", 0, "unpaired"),
        ("郝军", 0, "unpaired"),
        (None, 3, "unpaired"),
    ]


def test_contacts_office_without_a_name() -> None:
    found = read("请于5月8日前送至局值班室（电话：23917042，传真：23917048）、市应急中心（电话：23866120）。")
    assert [(c.name, c.unit, c.phones) for c in found] == [
        (None, "局值班室", ("23917042", "23917048")),
        (None, "市应急中心", ("23866120",)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "依托12345政务服务便民热线，加强与110热线协同，开展“13710”督办。",
        "送至西楼334房间，邮编：310000，账号：6222021200000000。",
        "QQ群：761204358；监督电话：88880009。",
        "参会报名请发至邮箱：abc@example.com。",
        "依据《通知》（清发〔2020〕2218663号）办理。",
        "送交单位：　　　联系人：　　　联系电话：",
    ],
)
def test_contacts_leave_other_numbers_alone(text: str) -> None:
    assert read(text) == ()


def test_contacts_number_of_impossible_length_is_kept_and_flagged() -> None:
    (found,) = read("咨询电话：020-308622165。")
    assert found.phones == ("020-308622165",)
    assert any("位数" in flag for flag in found.flags)


def table(*rows: str) -> list[list[object]]:
    return [[fold(cell, 0, len(cell)) for cell in row.split("|")] for row in rows]


def test_contacts_of_a_duty_roster() -> None:
    rows = table(
        "时段|值班单位|带班领导|值班员|值班电话", "6月1日|市水利局|杨明|代 松、石 玉 凤|5261102", "6月2日|市气象局|吴燕|龙 涛|1390056331"
    )
    found = recognize_contacts(read_text(document_of_text("值班表", name="x", sha256="x")), [rows])  # type: ignore[list-item]
    assert [(c.name, c.phones, c.unit) for c in found] == [
        ("代松", ("5261102",), "市水利局"),
        ("石玉凤", ("5261102",), "市水利局"),
        ("龙涛", ("1390056331",), "市气象局"),
    ]
    assert found[2].flags


def test_contacts_of_a_blank_form_are_none() -> None:
    rows = table("序号|姓名|职务|联系电话|电子邮箱|备注", "1|||||", "2|||||")
    assert recognize_contacts(read_text(document_of_text("统计表", name="x", sha256="x")), [rows]) == ()  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("单位\t联系人\t电话\t邮箱/传真\n甲院\t柯宁\t0531-55501207\tk@example.org\n乙院\t穆敏\t0531-55508861\t传真0531-55508862",
         [("柯宁", ("0531-55501207", "k@example.org")), ("穆敏", ("0531-55508861", "0531-55508862"))]),
        ("单位\t联系人及电话\n甲院\t柯宁 0531-55501207\n乙院\t穆敏 13900000001", [("柯宁", ("0531-55501207",)), ("穆敏", ("13900000001",))]),
        ("科室\t联系人\t联系方式\t传真\n监管科\t柯宁\t5550120\t5550121", [("柯宁", ("5550120", "5550121"))]),
        ("业务类别\t咨询科室\t咨询电话\n申报\t规划科\t5550120\n审核\t财务科\t5550123", [(None, ("5550120",)), (None, ("5550123",))]),
        ("片区\t服务专员\t电话\n东片\t柯宁\t5550001", [("柯宁", ("5550001",))]),
        ("姓名\t性别\t联系电话\n\t\t", []),
    ],
)  # fmt: skip
def test_contacts_of_tables(rows: str, expected: list[tuple[str | None, tuple[str, ...]]]) -> None:
    cells = [[[fold(cell, 0, len(cell)) for cell in row.split("\t")] for row in rows.split("\n")]]
    reading = read_text(document_of_text("各单位：\n请配合。\n", name="x.txt", sha256="x"))
    assert [(c.name, (*c.phones, *c.emails)) for c in recognize_contacts(reading, cells)] == expected
