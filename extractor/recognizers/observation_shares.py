"""甲、乙办结率分别为98.4%和97.9%: which value belongs to which noun (SCHEMA 8, TRAPS T40)."""

from __future__ import annotations

from patterns import lazy_re as re

__all__ = ["name_of_share"]

_NOUN = r"[^\W\d_A-Za-z、和与及]{2,24}"  # without the words that part nouns, so that there is one way to cut them
_VALUES = r"分别(?:为|达到|达|是|占)?(?P<before>(?:\d[^，。；、和与及]{0,12}[、和与及]){0,6})$"
_SPREAD = re.compile(rf"(?:^|[，。；：])(?P<nouns>{_NOUN}(?:[、和与及]{_NOUN}){{1,5}}?)(?:的)?(?:已)?{_VALUES}")
_AFTER_COUNTS = re.compile(rf"，(?P<shared>[\u4e00-\u9fff]{{2,12}}?){_VALUES}")
_COUNTED = re.compile(r"(?P<noun>[\u4e00-\u9fff]{2,20})\d[\d.]{0,12}(?:万|亿|余|多)?(?:[项件个次户家人宗笔]|人次)")
_VERB = re.compile(r"^.*(?:受理|办理|完成|办结|处理|收到|接到|新增|共有?|各类)")
_PARTS = re.compile(r"[、和与及]")
_TAIL = 2
"""So many characters at the end of the first noun tell where the last noun ends and what both share begins."""


def name_of_share(text: str) -> str | None:
    """The name of the value that follows ``text`` (up to the figure), or None where nothing is handed out.

    The nth value goes to the nth noun; what is said after the last noun (网上办结率) goes for all of them.
    The nouns may also stand before, each with a count: 甲12项，乙30项，办结率分别为….
    """
    if match := _AFTER_COUNTS.search(text):
        sentence = re.split(r"[。；]", text[: match.start()])[-1]
        nouns = [_VERB.sub("", m["noun"]) for m in _COUNTED.finditer(sentence)]
        shared = match["shared"]
    elif match := _SPREAD.search(text):
        nouns = _PARTS.split(match["nouns"])
        shared = _shared(nouns)
        nouns[-1] = nouns[-1].removesuffix(shared)
    else:
        return None
    nth = len(_PARTS.findall(match["before"]))
    return nouns[nth] + shared if nth < len(nouns) and len(nouns) > 1 and nouns[nth] else None


def _shared(nouns: list[str]) -> str:
    """What stands after the last noun: 公共服务事项|网上办结率 beside 审批事项."""
    kind = nouns[0][-_TAIL:]
    at = nouns[-1].rfind(kind)
    return nouns[-1][at + _TAIL :] if at >= 0 else ""
