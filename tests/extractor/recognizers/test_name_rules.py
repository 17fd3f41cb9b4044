import pytest

from extractor.recognizers.name_rules import find_names_by_rule


def names(line):
    return [line[span.start : span.end] for span in find_names_by_rule(line)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("由市住房和城乡建设局会同市教育局制定方案，市水务局配合。", ["市住房和城乡建设局", "市教育局", "市水务局"]),
        ("报送县农业农村局综合科（联系人：马晓燕，电话：2218663）。", ["县农业农村局综合科", "马晓燕"]),
        ("市行政审批局（政务服务局）负责审核。", ["市行政审批局（政务服务局）"]),
        ("责任科室：固废管理科、档案管理科", ["固废管理科", "档案管理科"]),
        ("请市水利厅商市统计局提出意见。", ["市水利厅", "市统计局"]),
        ("组长：李建国（市教育局局长）", ["李建国", "市教育局"]),
        ("联系人：祝文启葛瑶，电话：0371-22180011", ["祝文启", "葛瑶"]),
    ],
)
def test_name_rules_find_where_a_name_begins_and_ends(line, expected):
    assert names(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "请各科室、有关部门和各县（市、区）人民政府认真落实。",
        "我局定于本周召开座谈会，部署全市工作。",
        "医院、学校、车站、公园等场所要加强管理。",
        "临政办发〔2025〕22号",
        "推行网上办、掌上办，实现跨省通办。",
    ],
)
def test_name_rules_leave_groups_and_common_nouns_alone(line):
    assert names(line) == []


def test_name_rules_stay_linear_on_hostile_text():
    assert find_names_by_rule("局" * 3000) == []
    find_names_by_rule("市教育局和" * 2000)
    find_names_by_rule("联系人：" + "王李" * 3000)
