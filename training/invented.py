"""Invented places, units, persons: the material of the templates. No name is taken from a document."""

from __future__ import annotations

from random import Random

__all__ = ["Invention"]

_FIRST = "云清安龙泉溪江阳宁平昌永新东南西北长石青白金银凤鹤松柏梅兰桃柳枫临汇丰盛和顺康泰瑞祥庆嘉德义仁兴隆福禄海河湖川岭峰岩沙洲浦港湾塘堰桥亭阁营堡寨关陵原坪坝洪渠润沁淇洛汶泗沂潞漳滦涞灵武文明光华秀丽景玉珠鄱岚苍绥靖定远怀望太上下高望化"
_SECOND = "州阳江山川水河湖泉溪城安宁平昌陵原丘源林海门关口岭峰台塘桥浦湾沙田坪坝宾宜康顺远定化德和丰兴清城泽潭港津渡县口南北东西中"
_SURNAMES: list[str] = [
    *"王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺",
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "慕容",
    "司徒",
    "东方",
    "皇甫",
    "令狐",
    "尉迟",
]
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国文斌志强晓燕海波雪梅春生金凤国庆永利佳怡浩然子轩宇航雨桐思远嘉懿诗涵俊峰美玲立新彦博凯旋晨曦鹏飞丹青雅琴颖慧欣悦振宇少华学东卫东继红宝山长江振兴荣光德胜云龙家栋维民孝先克勤尚文耀祖忠良友谊正义守信保田启明润泽若兰昕怡梓萱书瑶景行怀远承志新民亚男雁南冬梅秋菊夏荷春兰"

_DOMAINS = "教育 科技 公安 民政 司法 财政 人力资源和社会保障 人社 自然资源 自然资源和规划 生态环境 住房和城乡建设 住建 城管 城市管理 交通运输 交通 水利 水务 农业农村 林业 林业和草原 商务 文化和旅游 文旅 文化广电和旅游 卫生健康 卫健 退役军人事务 应急管理 应急 审计 市场监督管理 市场监管 统计 医疗保障 医保 行政审批服务管理 行政审批 政务服务管理 大数据管理 大数据发展 数据 机关事务管理 信访 体育 粮食和物资储备 能源 税务 气象 地方金融监督管理 金融监管 人民防空 国防动员 乡村振兴 投资促进 园林 园林绿化 供销 邮政管理 烟草专卖 广播电视 知识产权 药品监督管理 海洋 渔业 畜牧兽医 地震 档案 文物 民族宗教事务 外事 口岸 港航 公路 铁路 消防救援 移民 扶贫开发 老龄工作 国土资源 环保 环境保护 安监 工商 质监 规划 房管 旅游发展 新闻出版 文体广电 经信 经济和信息化 工信 工业和信息化 科工信 教科体 教体 农机 水保 移民开发 城乡规划 综合行政执法 公共资源交易 住房公积金管理 社会保险 医疗保险".split()
_COMMISSIONS = "发展和改革 发展改革 发改 卫生健康 卫健 住建 民宗 民族宗教事务 国有资产监督管理 国资 经信 经济和信息化 农业农村 城乡建设 交通 政法 编 机构编制 依法治市 人才工作 爱国卫生运动 食品安全 安全生产 消防安全 国防动员 语言文字工作 老龄工作 残疾人工作 绿化 防灾减灾 河长制工作 精神文明建设".split()
_OFFICES = "办公室 综合科 人事科 财务科 规划科 法规科 政策法规科 行政审批科 信息科 宣传科 督查科 业务科 审计科 基层指导科 市场监管科 社会事务科 基础教育科 职业教育科 建筑业管理科 水资源管理科 农田建设科 执法监督科 综合股 办公室综合股 计财股 项目股 监督股 人事教育处 规划财务处 综合处 法规处 科技处 宣传处 行政处 秘书处 督查室 机关党委 机关党委办公室 信息中心 服务中心 监测中心 质量管理科 医务科 护理部 感染管理科 设备科 总务科 保卫科 教务处 科研处 学生处 人事处 财务处 后勤处 国际交流处 研究生处 研究生院 资产管理处 招生办公室 团委 工会 采购办 综合部 工程部 财务部 技术部 运营部 市场部 安全生产部 人力资源部 党群工作部 审批服务科 指标管理科 营商环境科 数据资源科 统计信息科 评价科 安监科 养老服务科 救助科 就业科 社保科 流通科 产业科 投资科 档案科 借阅部 采编部 读者服务部 典藏部 办公室文秘组 基建办 信息办 网信办 创城办 双创办 疾控科 药械科 病案室 检验科 门诊部 客服部 运维部 水质监测站 调度中心 值班室".split()
_CENTRAL = "国务院 党中央 国务院办公厅 中共中央办公厅 中央办公厅 国办 中办 财政部 教育部 科技部 民政部 司法部 公安部 交通运输部 水利部 农业农村部 商务部 生态环境部 自然资源部 住房和城乡建设部 住房城乡建设部 人力资源社会保障部 工业和信息化部 文化和旅游部 应急管理部 退役军人事务部 国家发展改革委 国家卫生健康委 国家医保局 国家统计局 国家税务总局 市场监管总局 国家能源局 国家林草局 国家档案局 国家数据局 中央组织部 中央宣传部 中央网信办 中央编办 全国人大常委会 最高人民法院 最高人民检察院 人民银行 中国人民银行 海关总署 国家药监局 国家知识产权局 全国总工会 团中央 全国妇联 中国残联 国家粮食和物资储备局 国务院安委会 国务院国资委 国家乡村振兴局 国家信访局".split()
_SHORT = "委 政府 委办公室 政府办公室 政府办 委办 人大常委会 政协 纪委监委 纪委 委组织部 委宣传部 委统战部 委政法委 委编办 委网信办 委社会工作部 法院 检察院 总工会 妇联 残联 工商联 科协 文联 红十字会 供销社 疾控中心 档案馆 图书馆 博物馆 气象局 税务局 邮政局 消防救援支队 供电公司 公积金中心 政务服务中心 融媒体中心 委党校 武装部 公安分局 自然资源分局 生态环境分局 局 人民政府 人民政府办公室 创建办 营商办 防汛办 信访联席办 督查考核办 食安办 安委办 河长办 政数局 烟草局".split()
_FIRMS = "供水 水务 城市建设投资 交通投资 能源 热力 燃气 电力 公共交通 文化旅游发展 建工 路桥 环境科技 信息技术 数据服务 咨询 物业 园林工程 粮食储备 农业发展 食品 医药 机械制造 新材料 化工 纺织 物流 融资担保 人力资源服务 软件 检测技术 城市更新 地产 生态环境 轨道交通 机场 港务".split()
_SCHOOLS = "第一中学 第二中学 实验小学 职业技术学院 师范大学 理工大学 医科大学 农业大学 工程学院 外国语学校 中心小学 职业教育中心 技师学院 大学 学院 开放大学 幼儿园".split()
_COLLEGES = "文学院 法学院 马克思主义学院 计算机学院 机械工程学院 经济管理学院 外国语学院 生命科学学院 化学化工学院 继续教育学院 国际学院 体育部 图书馆 网络信息中心 校团委 校工会 党委办公室 校长办公室 本科生院 实验室与设备管理处".split()
_HOSPITALS = (
    "人民医院 中医院 中心医院 妇幼保健院 第二人民医院 肿瘤医院 精神卫生中心 疾病预防控制中心 口腔医院 卫生院 社区卫生服务中心".split()
)
_CENTRES = "养老服务指导 公共资源交易 政务服务 机关事务服务 大数据 公共就业服务 农业技术推广 城市照明管理 环境监测 水文水资源勘测 价格认证 市场监管信息 科技创新服务 文化艺术 项目推进 招商服务 质量检验检测 房产交易 不动产登记 公证 救助管理 青少年活动 少年宫活动 会计核算 政府采购 投资评审 信息资源管理 审批服务 应急指挥".split()
_GROUPS = "乡村振兴 节水型城市创建 营商环境优化 安全生产专项整治 污染防治攻坚 老旧小区改造 数字政府建设 疫情防控 防汛抗旱 森林防灭火 创建文明城市 食品安全 政务公开 就业工作 妇女儿童工作 质量强市 禁毒 人才工作 信用体系建设 殡葬改革 第三次土壤普查 经济普查 供水保障 道路交通安全 扫黄打非 双拥工作 法治政府建设".split()
_ROLE_GROUPS = [
    "评审组",
    "考核组",
    "督查组",
    "核查组",
    "专家组",
    "会务组",
    "材料组",
    "综合协调组",
    "宣传报道组",
    "后勤保障组",
    "技术支撑组",
    "验收组",
    "巡查组",
    "评分组",
    "执法检查组",
    "项目组",
    "安全保卫组",
    "督导组",
]


_TEAMS = "公安局交警支队 公安局治安支队 公安局禁毒大队 公安局交警大队 消防救援大队 消防救援支队 综合行政执法大队 综合行政执法支队 城管执法大队 市场监管综合行政执法支队 交通运输综合执法大队 文化市场执法大队 农业综合行政执法大队 生态环境保护综合行政执法支队 森林消防大队 派出所 司法所 财政所 市场监管所 自然资源所 消防工作站 纪委监委第三监督检查室 纪委监委派驻纪检监察组 巡察办 平安办 党政办 党政办公室 经济发展办公室 社会事务办 应急管理办公室 便民服务中心 综合治理中心 网格化服务管理中心 文化站 农技站 民政办 武装部 党工委 党委 管委会 管理委员会 开发区管委会 高新区管委会 产业园区管委会 度假区管委会 示范区管理委员会".split()
_PARTY = "党委 党组 机关党委 党委办公室 党工委 党支部 党总支 纪委 工会委员会 团委 党委宣传部 党委组织部".split()
_MODIFIED = "供电公司 供电局 燃气公司 热力公司 自来水公司 公交集团 城投集团 交投集团 文旅集团 农投集团 水投公司 国投公司 城建集团 环卫公司 粮食集团 产投集团 担保公司 广电网络公司 轨道集团 水务集团 数字集团 人才集团 物业公司 技术公司 监理公司 检测公司 农商银行 信用联社 烟草公司 石油公司 邮政分公司 电信分公司 移动分公司 联通分公司 铁塔分公司 支行 中心支行 保险公司".split()


class Invention:
    """Draws invented names; the same ``Random`` gives the same names."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def place(self) -> str:
        name = self._random.choice(_FIRST) + self._random.choice(_SECOND)
        return (
            name + self._random.choice("市市市县县县区区省州旗")
            if self._random.random() < 0.97
            else name + self._random.choice(["自治县", "自治州", "新区", "高新区", "经开区", "开发区", "林区"])
        )

    def level(self) -> str:
        """Nothing, a bare level, or a place."""
        return self._random.choice(["市", "市", "市", "县", "县", "区", "区", "省", "自治区", self.place(), self.place(), self.place()])

    def person(self) -> str:
        count = 1 if self._random.random() < 0.25 else 2
        family: str = self._random.choice(_SURNAMES)
        return family + "".join(self._random.choice(_GIVEN) for _ in range(count))

    def bureau(self) -> str:
        name = self.level() + self._random.choice(_DOMAINS) + self._random.choice(["局"] * 8 + ["厅", "局", "办公室", "中心"])
        if self._random.random() < 0.06:
            name += f"（{self._random.choice(['', '市', '县', '区'])}{self._random.choice(_DOMAINS)}局）"
        return name

    def office(self) -> str:
        """An office alone, or inside its house."""
        pick = self._random.random()
        if pick < 0.15:
            return self.bare_bureau()
        if pick < 0.45:
            return self._random.choice(_OFFICES)
        if pick < 0.6:
            return self._random.choice(
                ["局", "委", "厅", "院", "校", "馆", "公司", "中心", "区", "县", "市局", "集团"]
            ) + self._random.choice(_OFFICES)
        house: str = self._random.choice([self.bureau, self.bureau, self.short, self.commission, self.centre])()
        return house + self._random.choice(_OFFICES)

    def commission(self) -> str:
        return self.level() + self._random.choice(_COMMISSIONS) + self._random.choice(["委", "委", "委员会", "委员会办公室"])

    def short(self) -> str:
        return self.level() + self._random.choice(_SHORT)

    def central(self) -> str:
        return self._random.choice(_CENTRAL)

    def firm(self) -> str:
        place = self._random.choice([self.place(), self.place()[:2], "中国", self._random.choice(_FIRST) + self._random.choice(_GIVEN)])
        return (
            place
            + self._random.choice(_FIRMS)
            + self._random.choice(
                ["集团", "有限公司", "有限责任公司", "集团有限公司", "股份有限公司", "公司", "集团公司", "分公司", "投资有限公司"]
            )
        )

    def school(self) -> str:
        name = self.place() + self._random.choice(_SCHOOLS)
        return name + self._random.choice(_COLLEGES) if self._random.random() < 0.2 else name

    def college(self) -> str:
        return self._random.choice(_COLLEGES)

    def hospital(self) -> str:
        name = self.level() + self._random.choice(_HOSPITALS)
        return name + self._random.choice(["", "", "", "医务科", "院办", "总务科", "护理部", "信息科"])

    def centre(self) -> str:
        return self.level() + self._random.choice(_CENTRES) + self._random.choice(["中心", "中心", "中心", "站", "所", "处"])

    def group(self) -> str:
        head = self._random.choice(
            [
                "领导小组",
                "领导小组办公室",
                "工作领导小组",
                "工作领导小组办公室",
                "指挥部",
                "指挥部办公室",
                "工作专班",
                "联席会议办公室",
                "委员会办公室",
                "工作专班办公室",
            ]
        )
        return self._random.choice([self.level(), ""]) + self._random.choice(_GROUPS) + head

    def role_group(self) -> str:
        return self._random.choice(_ROLE_GROUPS)

    def town(self) -> str:
        name = self._random.choice(_FIRST) + self._random.choice(_SECOND)
        return (
            self._random.choice(["", "", self.place()])
            + name
            + self._random.choice(["镇", "乡", "街道", "街道办事处", "镇人民政府", "镇政府", "街道办", "社区居委会", "村村委会", "镇党委"])
        )

    def bare_bureau(self) -> str:
        """As an office's own papers call its neighbours: 财政局, 生态环境局."""
        return self._random.choice(_DOMAINS) + self._random.choice(
            [
                "局",
                "局",
                "局",
                "办",
                "科",
                "处",
                "股",
                "中心",
                "管理科",
                "管理处",
                "监管科",
                "服务中心",
                "管理中心",
                "保障处",
                "监督科",
                "发展科",
                "指导科",
            ]
        )

    def branch(self) -> str:
        place = self._random.choice([self.place(), self.place()[:2]])
        return self._random.choice([self.level(), ""]) + self._random.choice(_DOMAINS) + "局" + place + "分局"

    def team(self) -> str:
        return self._random.choice(
            [self.level(), self.level(), self.place()[:2] + self._random.choice(["镇", "街道", "乡"]), ""]
        ) + self._random.choice(_TEAMS)

    def party(self) -> str:
        return self._random.choice(
            ["局", "委", "院", "校", "集团", "公司", "中心", "镇", "街道", self.level(), self.bureau()]
        ) + self._random.choice(_PARTY)

    def short_firm(self) -> str:
        place = (
            self._random.choice(["国网", "中国电信", "中国移动", "中国联通", "中国铁塔", "市", "县", "区", "省", ""])
            if self._random.random() < 0.7
            else ""
        )
        name = self._random.choice(_MODIFIED)
        if place.startswith(("国网", "中国")):
            return place + self.place() + self._random.choice(["供电公司", "供电所"] if place == "国网" else ["分公司"])
        return place + (self.place()[:2] if self._random.random() < 0.6 else "") + name

    def unit(self) -> str:
        kinds = [self.bureau] * 9 + [self.short] * 4 + [self.commission] * 3 + [self.office] * 4 + [self.firm] * 2 + [self.centre] * 2
        kinds += [self.bare_bureau] * 4 + [self.team] * 3 + [self.short_firm] * 2 + [self.branch, self.party]
        kinds += [self.central, self.central, self.school, self.hospital, self.group, self.town, self.role_group]
        unit: str = self._random.choice(kinds)()
        return unit
