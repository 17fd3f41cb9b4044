"""Addressees: the line above the text, split as GOLD (finer decision 3) has it; and who gets copies."""

from __future__ import annotations

from patterns import lazy_re as re

__all__ = ["split_addressees"]

_OPEN, _CLOSE = "（〔《“", "）〕》”"
_SHORT = 2
_WHOLE_NAME = re.compile(
    r"(?:局|委|办|厅|部|院|署|处|科|股|室|站|所|队|中心|政府|公司|集团|银行|学校|大学|学院|馆|会|组|专班|街道|镇|乡|园区|区|县|市|单位|部门|机构|企业|机关|工会|办事处|领导|秘书长|科室"
    r"|馆|分馆|泵站|库|幼儿园|医院|鉴定人|辦|廳|處|館|會|組|單位|部門|機構|機關|委員會|管委會|小組)(?:（[^（）]{1,20}）)?$"
)
_HEAD_SHARED = re.compile(
    r"^各(?:省|市|县|區|区|县级市|设区市|州|盟|旗|自治区|自治县|地)$|^[县市省区州旗]直各?(?:单位|机关|部门)$|^(?:各|局属|委属|市属|县属)?[\u4e00-\u9fff]{0,4}(?:机关|事业)$"
)
_GENERIC = re.compile(r"^(?:中心|站|所|馆|单位|企业|事业单位|学校|幼儿园|机关|团体|医院|科室|部门|政府|人民政府)$")


def split_addressees(text: str) -> tuple[str, ...]:
    """Split at ， and ； always, and at 、 and 及 where every part stands alone as a name. Never inside brackets."""
    items: list[str] = []
    for piece in _cut(text.strip().rstrip("：:。"), "，；,;"):
        items += _parts(piece)
    return tuple(item for item in items if item)


def _parts(piece: str) -> list[str]:
    parts = _cut(piece, "、")
    last = re.match(
        r"^(?P<one>.{2,30}?(?:部|局|科|室|处|办|委|会|院|中心|站))(?:及|和|以及)(?P<other>(?:有关|各|相关|其他).{2,20})$", parts[-1]
    )
    if last:
        parts = [*parts[:-1], last["one"], last["other"]]
    if len(parts) == 1 or not all(_stands_alone(p, first=i == 0) for i, p in enumerate(parts)):
        return [piece] if not last or len(parts) == 1 else parts
    return parts


def _stands_alone(part: str, *, first: bool) -> bool:
    if _HEAD_SHARED.match(part) and first:
        return False
    if not first and _GENERIC.match(part):
        return False
    return len(part) >= _SHORT and bool(_WHOLE_NAME.search(part))


def _cut(text: str, marks: str) -> list[str]:
    pieces, depth, begin = [], 0, 0
    for i, ch in enumerate(text):
        depth += (ch in _OPEN) - (ch in _CLOSE)
        if ch in marks and depth <= 0:
            pieces.append(text[begin:i].strip())
            begin = i + 1
    pieces.append(text[begin:].strip())
    return [p for p in pieces if p]
