"""Words that tell a duty from a wish, a reason or a report. The lists stand in patterns/tasks.toml."""

from __future__ import annotations

from functools import cache

from patterns import lazy_re as re
from patterns.rules import load_rules, load_words

__all__ = [
    "acts",
    "allows_tasks",
    "asks",
    "hands_in",
    "is_background",
    "is_sanction",
    "is_statement",
    "only_exhorts",
    "only_forbids",
    "tells_past",
]


@cache
def _pattern(name: str, template: str = "{}") -> re.Pattern[str]:
    return re.compile(template.format(f"(?:{load_words('tasks').alternation(name)})"))


def allows_tasks(heading: str) -> bool:
    """False for a heading under which nobody is told to act (指导思想, 基本情况, 会议议程 ...)."""
    bare = re.sub(r"[（〔].{0,30}[）〕]|[：:。\s]", "", heading)
    bare = re.sub(r"^(?:第?[一二三四五六七八九十\d]+[、.章节]|[（〔][一二三四五六七八九十\d]+[）〕])", "", bare)
    if len(bare) > 24:
        return True
    return not _pattern("no_task_headings", r"(?:^{0}|{0}$)").search(bare)


_TO_SOMEBODY = re.compile(
    r"(?<![申汇上通公])(?:报|送|交|呈|发|寄|传)(?:至|到|给|送|回|往)?[^，。；]{0,24}(?:局|委|办|厅|部|处|科|股|室|站|中心|政府|邮箱|信箱|领导|单位|学校|院|馆|库|组|队)"
)


def hands_in(text: str) -> bool:
    return bool(_pattern("submission_verbs").search(text) or _TO_SOMEBODY.search(text))


def acts(text: str) -> bool:
    return bool(_pattern("action_verbs").search(text)) or hands_in(text)  # the cheap one first


# 要 and 需 as modals, not as parts of 重要, 主要, 要求, 需求
_NEED = re.compile(r"(?<![重主首纲概摘扼简次必需])要(?![求素点件闻害是约么])|需(?!求)")


def only_forbids(text: str) -> bool:
    """不得…, 严禁… and nothing that is to be done."""
    rest = re.sub(r"(?:不得|严禁|禁止|不准|不能|不要)[^，。；]*", "", text)
    return len(rest) < len(text) and not asks(rest)


def asks(text: str) -> bool:
    """A word that makes what follows a duty."""
    return bool(_pattern("modals").search(text) or _NEED.search(text))


_REAL_REQUEST = re.compile(r"请(?![^，。]{0,8}(?:遵照|贯彻|认真|结合实际|抓好|执行|落实|研提|予以|一并))[^，。]{6,}")
_FORMULA = re.compile(
    r"现(?:将|就)?[^。]{0,80}(?:印发|转发|下发|发)给?你们|现(?:印发|转发|送上|予公布|予印发|报上)|如下[：:，]|^(?:专此|此复|此函|希望|以上)|请予支持|请支持为盼|^(?:特此|望|请)(?:认真)?(?:遵照|贯彻)?(?:通知|落实|执行|函告|函复)"
)


def is_background(text: str) -> bool:
    """Reasons, news and definitions: the sentence begins as one. An invitation to ask is none of anybody's tasks."""
    formula = _FORMULA.search(text)
    if formula and not _REAL_REQUEST.search(text, formula.end()):
        return True
    if re.match(r"^(?:如|若)?(?:有|遇|需)?[^，]{0,10}(?:疑问|问题|不明|咨询|不清|拿不准)[^。]{0,30}(?:联系|咨询|致电|电话)", text):
        return True
    return bool(_pattern("background", r"^[^，]{{0,12}}?{}").match(text)) or text.endswith(("如下：", "如下:"))


_MACHINE = re.compile(r"^[^，]{0,12}(?:系统|平台|端口|通道|链接|网站|号源)(?:将|于|自(?![查行动纠])|会(?!同)|在\d|每)")
_SET_UP = re.compile(
    r"负责解释|^(?:本|自)[^，]{0,24}起(?:施行|实施)|同时废止|予以废止|有效期|(?:办公室|专班|联席会议)设在|为召集人|任组长|组成人员"
)
_PHONE_LINE = re.compile(
    r"请拨打|^(?:索引号|主题分类|发布机构|发文机关|成文日期|发布日期|有效性|公开类别|信息来源|文号)[：:]"
    r"|^[^，。；]{0,12}(?:电话|热线|传真|邮箱|网址|地址|邮编)[：:]|^[^，。；（]{0,12}(?:电话|热线|传真|邮箱|网址)[^，。；]{0,4}?[：: ]?\d|^[^，。：]{2,16}：0?\d{2,3}-?\d{4}"
)
_TERM = re.compile(r"^[^，。]{0,8}(?:执行期|公示期|有效期|工期|会期|建设期|实施期|试用期)[^，]{0,8}[为是不]")
_RESIDUAL = re.compile(r"未(?:明确|标注|列明|注明)[^，。]{0,10}(?:单位|部门)的")


_SIGNED = re.compile(
    r"^[^，。；]{2,14}(?:须|应|需)?(?:当)?(?:经|由)[^，。；]{2,24}(?:审签|签字|签批|签名|审核|审定|把关)(?:确认)?后?(?:，|并)?(?:加盖[^，。；]{0,8}章|盖章|存档备查|归档备查|留存备查|存档|备查)?[。；]?$"
)
_LIABLE = re.compile(
    r"^[^，。；]{2,24}对[^，。；]{2,30}(?:真实性|准确性|完整性|合法性|真实|准确|质量)[^，。；]{0,8}负(?:总|全部?|主体)?责[^，。；]{0,4}(?:$|[，；。])"
)


def is_statement(text: str) -> bool:
    """What a machine does by itself, how a paper is signed, and who is liable or responsible by convention: nobody is told to act here."""
    if _SIGNED.match(text) or ((liable := _LIABLE.match(text)) and not (asks(text[liable.end() :]) or hands_in(text[liable.end() :]))):
        return True
    return bool(_MACHINE.match(text) or _PHONE_LINE.search(text) or _TERM.match(text) or _SET_UP.search(text) or _RESIDUAL.search(text))


def is_sanction(text: str) -> bool:
    """What happens to those who don't: no task of anybody (GOLD, finer decision 5)."""
    pieces = [p for p in re.split(r"[，；]", text) if p]
    threats = [p for p in pieces if _pattern("sanctions").search(p)]
    return bool(threats) and (len(threats) == len(pieces) or threats[0] is pieces[0] or not asks(text.replace(threats[0], "")))


def only_exhorts(text: str) -> bool:
    """Nothing is left of ``text`` but 高度重视, 加强领导 and the like (SCHEMA 6, segmentation 7).

    What is to be assured by it (确保数据真实) is neither zeal nor an act, and does not count.
    """
    pieces = [p for p in re.split(r"[，、；。：]", text) if p]
    empty = [p for p in pieces if _exhorts(p)]
    assured = [p for p in pieces if p not in empty and load_rules("exhortations")["assurance"].search(p)]
    return len(empty) * 2 > len(pieces) - len(assured)


def _exhorts(piece: str) -> bool:
    return bool(_pattern("exhortations").search(piece) or load_rules("exhortations")["exhortation"].search(piece))


def tells_past(text: str) -> bool:
    return bool(_PAST.search(text))


_PAST = re.compile(
    r"(?:回复|答复|来函|反映|复函)称|已(?:经)?[^，。；]{0,12}(?:完成|下发|印发|召开|建立|开展|出台|报|成立|实现|达到|公布|挂)|已于[^，。；]{2,24}|共受理|，发现|经查|作出[^，。]{0,6}(?:批示|部署|安排|指示)"
    r"|(?:召开|组织|取得|完成|开展|通报|听取|研究|审议|传达|学习|举办|印发|作)了"
)
