"""Sentences of official notices with places to fill in: half of the silver data.

``{U}`` a unit, ``{U+}`` a list of units, ``{O}`` an office, ``{P}`` a person, ``{P+}`` persons; the other slots hold no name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from random import Random

from training.invented import Invention
from training.silver import Example

__all__ = ["examples"]

_TEMPLATES = """
由{U}牵头，{U+}配合，于{D}前{A}。
由{U}会同{U+}{A}，{D}前完成。
（责任单位：{U+}）
（牵头单位：{U}；配合单位：{U+}）
（牵头单位：{U}；责任单位：{U+}，{G}；完成时限：{D}）
〔责任单位：{U+}，{G}；完成时限：{D}〕
（{U}牵头，{U+}配合，{D}前完成）
（{U+}按职责分工负责）
（{U}、{U}负责，{G}配合）
（{U+}、{G}）
责任单位：{U+}
责任领导：{P}　责任科室：{O}
责任领导：{P}；责任人：{P}、{P}
牵头单位：{U}，责任人：{P}
{U}负责{A}，{U}负责{A}，{U}配合。
{U}要{A}，{U}要{A}。
{U}要会同{U+}{A}。
{U}应当于{D}前将{X}报送{U}。
请{U}于{D}前将{X}报送至{U}。
请{G}于{D}前将{X}报{U}。
请{G}于{D}前将{X}（纸质版加盖公章）送{O}，电子版发至邮箱{M}。
请{G}将{X}于{D}下班前反馈至{O}，逾期视为无意见。
各地要于{D}前将{X}报送{U}（联系人：{P}，电话：{N}）。
联系人：{P}，联系电话：{N}。
联系人：{O}　{P}　电话：{N}
联系人：{P}、{P}；电话：{N}，{N}
联系人：{P} {P}　联系电话：{N}
（联系人：{P}，电话：{N}；邮箱：{M}）
（联系人：{U} {P}，联系电话：{N}）
{O}联系人：{P}，{N}
{O}：{P}，{N}；{O}：{P}，{N}
{O} {P} {N}
{U}{P}，联系电话{N}
咨询电话：{O} {N}
如有疑问，请与{O}{P}联系，电话{N}。
业务咨询请联系{U}{P}同志，技术问题请联系{P}老师（{N}）。
材料请寄至{L}{U}{O}（邮编：{Z}），{P}收。
报送地址：{L}{U}，收件人：{P}，电话：{N}。
组　长：{P}　{U}局长
副组长：{P}（{U}副局长）、{P}（{U}副主任）
成　员：{P}、{P}、{P}、{P}
成员：{P}（{U}）、{P}（{U}）、{P}（{U}）
组长：{P}，副组长：{P}、{P}，成员：{P+}。
领导小组办公室设在{U}，{P}同志兼任办公室主任。
办公室设在{U}，由{U}副局长{P}兼任主任。
会议由副局长{P}主持，{U+}等单位负责同志参加会议。
{U}局长{P}出席会议并讲话，{U}、{U}作交流发言。
出席：{P+}
主持人：{P}　记录人：{P}
市长{P}主持召开专题会议，研究{X}工作，{U+}参加。
会议指出，{U}近期工作成效明显；会议要求，{U}要{A}。
值班领导：{P}（{N}）　值班人员：{P}、{P}
带班领导：{P}　值班电话：{N}
授课人：{P}（{U}教授）
专家组由{P}、{P}、{P}组成。
根据{U}《关于{X}的通知》（{F}）要求，现将有关事项通知如下：
根据{C}、{C}有关部署，结合我市实际，制定本方案。
按照{C}关于{X}的决策部署，{G}要{A}。
为贯彻落实{C}《关于{X}的意见》精神，{U}决定在全市开展{X}。
经{U}同意，现就{X}有关事项通知如下：
经{U}研究决定，{A}。
现将《{U}关于{X}的通知》转发给你们，请认真贯彻执行。
{U}关于{X}的通知
{U}关于印发《{X}实施方案》的通知
{U}办公室关于{X}的函
{U}：
{U+}：
{U}，{U}，{G}：
{G}，{U+}：
{U}
{U}　{U}
{U}文件
{U}办公室
抄送：{U+}。
抄送：{U}，{U}，{U}。
{U}办公室　{D}印发
{U}{D}印发
报送：{U}，{U}
（此件公开发布）
{O}对各单位报送情况进行汇总，{D}前形成{X}。
{O}负责审核，{O}负责汇总，{U}负责发布。
{O}在{D}前完成{X}，报{O}备案。
请{O}、{O}、{O}于{D}前{A}。
{X}由{O}负责解释。
{X}由{U}负责，{U}协助。
{X}经{U}审核后报{U}审批。
{X}须经{U}盖章后，由{U}统一报{U}。
{U}组织{U+}开展联合检查。
{U}联合{U}对辖区企业开展{X}。
{U}会同{U}、{U}制定{X}，报{U}审定。
{U}抽调业务骨干组成{R}，赴各地开展{X}。
{R}于{D}前完成现场核查，并将结果报{U}。
{U}牵头
{U}负责
{U}、{U}配合
{P}
{P}　{N}
{U}　{P}　{N}
{P}　{U}　副主任　{N}
{U}将于{D}组织{X}，由{U}具体承办。
{U}采购项目由{U}中标，{U}负责监理。
{U}和{U}要加强协作，{A}。
{U}及{U}分别负责{X}。
{U}与{U}签订协议，共同推进{X}。
报告由{P}、{P}执笔，{P}审核。
签发人：{P}　审核：{P}　拟稿：{P}
{P}同志任{U}副主任，免去{P}同志{U}科长职务。
表彰{P}等{I}名同志为先进个人，授予{U}等{I}个单位先进集体称号。
{U}按照“谁主管、谁负责”的原则，{A}。
一是{U}要{A}；二是{U}要{A}；三是{G}要{A}。
1.{X}。由{U}负责，{D}前完成。
（一）{X}。{A}，{A}。（{U}）
（二）{A}，{A}。（{U}牵头，{G}落实）
3.{A}（{U}、{U}、{U}，{D}）
{U}反映，{U}辖区{X}存在问题，请{U}核实。
{D}，{U}召开{X}部署会，{U}党组书记、局长{P}参加。
{D}，{U}下发了《关于{X}的通知》。
本通知由{U}负责解释，自{D}起施行。
投诉举报电话：{N}（{U}）
填报中遇到问题，请拨打{N}（{U}技术支持）咨询。
具体事宜由{U}{O}负责，{P}，{N}。
{B}{U}{V}{X}有关事项。
{B}{U}{V}，{U}{V}。
{A}，{B}{U}{V}，{D}前{A}。
{B}{O}{V}，{G}要{A}。
会议{B}{U}{V}。会议{B}{U}会同{U}{A}。
会议听取{U}{J}{P}关于{X}情况的汇报。
会议同意{U}提出的{X}方案，请{U}商{U}{A}。
{D}，{J}{P}在{L}主持召开{X}会议，{U+}参加。
{J}{P}要求，{G}要{A}。
责成{U}对照问题清单{A}，报{P}同志审定，再呈{P}{J}签批。
联系人：{P}{P}，电话：{N}
出席：{P}{P}（{U}）{P}（{U}）{P}{P}（{U}）
列席：{U+}主要负责人（{U}为副职{P}）
列席：{P}（{O}）、{P}（{O}）、{P}（{O}）
{O}{P}
{O}{P}、{P}
{P}、{P}
{U}★、{U+}
★{U}、{U+}
{U+}、{G}
{U}会议纪要
{U}第{I}次常务会议纪要
{U}{X}专题会议纪要
{U}{X}实施方案
《{X}实施方案》已经{U}同意，现印发给你们。
{S}{F}
{F}
{B}{O}{P}，{N}；{O}{P}{N}
{O}：{P}，{N}；{O}：{P}、{P}，{N}、{N}。
重点业务{O}{P}{N}；{O}{P}、{P}{N}
我局{O}已与贵单位{O}沟通。
材料送我局{O}（{L}）。
{U}，局机关各科室，局属各单位：
工作专班办公室设在{U}，由{U}负责日常工作，每月5日前汇总进展报{U}。
{U}办公室主任由{P}兼任，{P}任副主任。
现场由{U}统一组织，{U}协助，必要时邀请{U}到场指导。
经{U}批准，{B}{U}{V}。
{U}、{U}共同牵头，{U+}配合
{U}会同{U}
责任科室：{O}、{O}
承办单位：{U}　承办人：{P}
项目负责人：{P}（{U}）
{U}与{U}、{U}的{X}机制尚未建立。
{U}在{D}前将{X}移交{U}，{U}监交。
授予{U}、{U}、{U}“先进集体”称号。
"""

_PLAIN = """
各单位要高度重视，{A}，确保{X}取得实效。
{G}要切实加强组织领导，{A}。
{G}应于{D}前{A}。
请{G}于{D}前{A}，逾期不予受理。
要建立健全工作机制，{A}，{A}。
{X}是一项重要工作，事关发展大局。
进一步完善{X}，{A}，形成工作合力。
本次{X}的范围为{D}以来的有关情况，数据截至{D}。
会议时间：{D}　会议地点：第一会议室
会议地点：{L}多功能厅
参会人员：{G}负责人、相关科室负责同志。
请参会人员提前15分钟入场，会议期间请将手机调至静音。
为全面掌握{X}情况，{A}，现决定开展{X}工作。
加强部门协作，部署推进，组织开展社会宣传，引导社会力量参与。
联系方式：{N}，电子邮箱：{M}。
各牵头单位要加强统筹，各责任单位要密切配合。
主管部门要加强指导，行业协会、中介机构要积极参与。
是否建立{X}制度？如建立，请填写制度数量。
完成时限：{D}
填表人：　　　　审核人：　　　　联系电话：
单位名称（盖章）：　　　　　填报日期：
序号　姓名　单位　职务　联系电话　备注
注：本表一式两份，一份交本单位存档。
附件：1.{X}统计表　2.{X}汇总表
{D}
二、工作任务
（三）加强队伍建设，{A}。
四、有关要求
本方案自印发之日起执行。
对逾期未报、漏报、瞒报的，将予以通报批评，并依规追究有关人员责任。
办公场所、车站、医院、学校、商场、公园等公共场所要加强管理。
全部材料一律用A4纸双面打印，左侧装订，并加盖公章。
采取线上办、掌上办、预约办等方式，实现一网通办、跨省通办。
结合实际提出意见，由主要负责人签字，局部调整的内部流程另行通知。
强化督导检查，对工作推进不力的单位进行约谈。
{G}的主要负责人是第一责任人，分管负责人具体抓落实。
财政部门要保障经费，公安机关要加大查处力度，教育部门要做好宣传。
县级以上地方人民政府应当将{X}纳入规划。
鼓励企业、高校和科研院所开展{X}。
地址：{L}。
会议地点：行政中心3号楼217室。
局机关各科室、局属各单位：
{F}
通过“{S}云”平台、“{S}通”公众号报送，逾期系统自动关闭。
施工图设计和招标文件编制由中标单位完成。
各开发区、度假区管委会，各街道办事处，各镇人民政府：
白班、夜班人员要按时交接，值班期间保持通信畅通。
{X}情况（附件{I}）纳入年度考核。
建设{X}平台、服务中心、监测站点和应急队伍，完善指挥体系。
医院、学校、幼儿园、养老机构、车站、公园等场所要{A}。
推动公立医院、职业院校、国有企业和社会组织参与{X}。
打造研发中心、物流中心、创新中心和检测中心，形成发展新格局。
全年新建幼儿园{I}所、小学{I}所，改扩建乡镇卫生院{I}家。
列席人员、主持人、记录人名单另行通知。
《{X}管理办法》《{X}技术规程》自{D}起施行。
"""

_AFTER = "商 予以支持 提出的意见 汇报 研究决定 公布名单 审定 备案 批准 反馈意见 组织实施 监交 提交审议 办理 接到通知后 第一时间到场 予以停产停业 统一部署 安排专人 派员参加 值班 网站 主要负责人 主要领导 有关负责同志 初审后 审核后 核定 登记 验收 给予指导 负责解释 承办 配合 牵头 协助 负责 会签 汇总 通报情况 作说明 统筹安排 按程序办理 定期调度 开展督查 于会前 根据意见修改 对照清单 收到后 现场办公 共同签署 二楼会议室 一楼大厅 窗口 官网 OA邮箱 政务邮箱".split()
_BEFORE = "同意 听取 责成 邀请 告知 提请 报请 呈 传至 送至 报 交 由 请 经 向 商 会同 原则同意 依法提请 移交 抄告 书面报 直接报 联系 发至 转 委托 督促 函告 函复 再报 统一报 并由 并报 应由 现由 仍由 改由 交由 须经 已报 专报 上报".split()
_POSTS = "局长 副局长 主任 副主任 书记 院长 副院长 校长 处长 副处长 科长 市长 副市长 副县长 区长 县委常委、副县长 市委副书记 总经理 董事长 馆长 组长 秘书长 站长 部长 所长 支队长".split()

_ACTS = "制定实施细则 完成自查整改 做好资料归档 开展专项检查 落实安全责任 建立工作台账 完善应急预案 加强业务培训 报送工作总结 抓好任务落实 加大宣传力度 明确专人负责 强化督促指导 优化办事流程 组织现场核查 公开办事指南 汇总填报数据 推动问题整改到位 协调解决有关问题 提出具体工作措施 保障人员和经费 组织人员参加培训 及时更新信息 加强信息共享 做好值班值守 规范台账管理 定期调度进展 清理过期材料 统一报送口径 开展社会评价 部署阶段工作 处理群众来信 会商研判形势 办理登记手续 核实基础数据 将意见书面反馈 主动公开结果 压实各级责任".split()
_MATTERS = "年度考核 安全生产检查 营商环境评价 政务公开 防汛备汛 农田水利建设 老旧小区改造 统计数据核查 信息系统整合 职业技能培训 项目资金清算 预算执行情况 整改台账 工作总结 报名回执 统计报表 意见建议 指标数据 佐证材料 申报书 自评报告 责任清单 值班安排表 政策宣传 设备更新 科普活动 城市绿化 养老服务 教学评估 医疗质量检查 物资采购 档案整理 消防演练 环境卫生整治 网络安全自查 文明创建 集中供热 水质监测 粮食收储 招生工作 实验室安全 图书采购 学术讲座 课题申报 岗位聘用 社会实践 预防接种 垃圾分类 公共机构节能 数据共享 电子证照应用 惠企政策兑现 用水计划 库存盘点 特种设备检验 合同履约情况 食堂管理".split()
_GROUP_NAMES = [
    "各单位",
    "各县（市、区）人民政府",
    "各区县",
    "各有关单位",
    "各科室",
    "各部门",
    "市直各部门",
    "各乡镇（街道）",
    "有关部门",
    "相关企业",
    "各二级学院",
    "各处室",
    "各镇人民政府、街道办事处",
    "各成员单位",
    "各分局",
    "各市（州）教育局",
    "各医疗机构",
    "各学院（部）",
    "各支部",
    "各地",
    "各县区",
    "各责任单位",
    "县直有关单位",
    "市属国有企业",
    "各街道办事处",
    "各分公司",
    "各党支部",
    "各股室",
    "各用人单位",
    "省直有关部门",
    "各级人民政府",
    "各直属机构",
    "各高校",
    "各银行机构",
    "各区教育局",
    "各县（市）水利局",
    "各中小学",
    "各村（社区）",
    "全体职工",
    "各牵头单位",
    "各项目组",
    "各街镇",
    "各派出所",
    "本局",
    "我局",
    "本单位",
    "我中心",
]
_ROADS = "人民路 建设大道 文化街 滨河路 和平路 学府路 中山北路 解放西路".split()
_GAP = re.compile("　+")
_SLOT = re.compile(r"\{([A-Z]\+?)\}")


def examples(random: Random, count: int) -> Iterator[Example]:
    """``count`` filled sentences; one in five holds no name."""
    named = [line for line in _TEMPLATES.split("\n") if line]
    plain = [line for line in _PLAIN.split("\n") if line]
    invention = Invention(random)
    for _ in range(count):
        lines = [random.choice(plain if random.random() < 0.2 else named) for _ in range(random.choice([1, 1, 1, 2]))]
        line = _GAP.sub(lambda _: random.choice(["", " ", " "]), _joined(lines, random))  # folding leaves a wide gap as one blank
        yield _fill(line, random, invention)


def _joined(lines: list[str], random: Random) -> str:
    """Two sentences of one line; where the first has no full stop, something else parts them."""
    return "".join(line if line[-1] in "。）；" or line is lines[-1] else line + random.choice("。 ；") for line in lines)


def _fill(template: str, random: Random, invention: Invention) -> Example:
    text, names, position = "", [], 0
    for slot in _SLOT.finditer(template):
        text += template[position : slot.start()]
        position = slot.end()
        for value, label in _values(slot[1], random, invention):
            if label:
                names.append((len(text), len(text) + len(value), label))
            text += value
    return Example(text + template[position:], tuple(names), ())


def _values(slot: str, random: Random, invention: Invention) -> Iterator[tuple[str, str]]:
    """The words for a slot with their label ("" for none)."""
    if slot.endswith("+"):
        for i in range(random.randint(2, 6)):
            if i:
                yield random.choice("、、、、、，"), ""
            yield from _values(slot[0], random, invention)
    elif slot in "UOCRP":
        draw = {"U": invention.unit, "O": invention.office, "C": invention.central, "R": invention.role_group, "P": invention.person}[slot]
        yield draw(), "PERSON" if slot == "P" else "ORG"
    else:
        yield _plain_value(slot, random, invention), ""


def _plain_value(slot: str, random: Random, invention: Invention) -> str:
    month, day = random.randint(1, 12), random.randint(1, 28)
    draws: Mapping[str, Callable[[], str]] = {
        "A": lambda: random.choice(_ACTS),
        "X": lambda: random.choice(_MATTERS),
        "G": lambda: random.choice(_GROUP_NAMES),
        "D": lambda: random.choice(
            [
                f"{month}月{day}日",
                f"20{random.randint(15, 26)}年{month}月{day}日",
                f"{month}月底",
                f"{random.randint(2, 20)}个工作日内",
                f"20{random.randint(15, 26)}年底",
                "每月5日",
                f"{month}月{day}日17:00",
            ]
        ),
        "N": lambda: random.choice(
            [
                f"0{random.randint(310, 999)}-{random.randint(2000000, 8999999)}",
                str(random.randint(2000000, 8999999)),
                f"1{random.choice('3578')}{random.randint(100000000, 999999999)}",
            ]
        ),
        "M": lambda: f"{random.choice(['bgs', 'zhk', 'kpi', 'gov', 'tj'])}{random.randint(1, 999)}@example.com",
        "F": lambda: (
            f"{random.choice('市县区省临安渝鄂湘澜松')}{random.choice('安云临清溪')}{random.choice(['政发', '政办发', '政办函', '教函', '水发', '财办', '办发', '市监办', '民函', '安办', '府办'])}〔20{random.randint(10, 26)}〕{random.randint(1, 99)}号"
        ),
        "L": lambda: f"{invention.place()}{random.choice(_ROADS)}{random.randint(1, 300)}号",
        "V": lambda: random.choice(_AFTER),
        "B": lambda: random.choice(_BEFORE),
        "J": lambda: random.choice(_POSTS),
        "S": lambda: invention.place()[:2],
        "Z": lambda: str(random.randint(100000, 899999)),
        "I": lambda: str(random.randint(2, 40)),
    }
    return draws[slot]()
