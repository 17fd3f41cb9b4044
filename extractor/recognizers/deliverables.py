"""What a task must hand in or produce, as the text names it."""

from __future__ import annotations

from patterns import lazy_re as re

__all__ = ["deliverables_in"]

_TITLED = re.compile(r"《([^《》\n]{2,60})》")
_CITED = re.compile(r"(?:根据|按照|依据|依照|对照|遵照|落实|贯彻|执行|参照|参考|见|列入|纳入)$")
_HANDED = re.compile(
    r"(?:将|把)(?P<what>[^，。；将把]{2,30}?)(?:（[^）]{0,30}）)?(?:加盖公章|盖章)?(?:一式\S{1,3}份)?(?:书面)?(?:分别)?(?:报送|上报|报备|报|送交|送至|送到|送|提交|反馈|发送|发至|发到|传真|传至|传到|交至|交到|交|寄至|寄)"
)
_MADE = re.compile(
    r"(?:制定|制订|编制|起草|形成|拟定|印发|出台|修订|提交|报送|上报)(?P<what>[^，。；、《》将把]{2,24}?(?:方案|清单|台账|报告|总结|计划|办法|细则|规划|指南|目录|意见|制度|预案|名单|材料|表|情况说明|回执|手册|汇编|要点|小结))"
)


def deliverables_in(quote: str) -> tuple[str, ...]:
    """Names of deliverables in ``quote``, in text order, without line breaks and without what is only cited."""
    text = "".join(quote.split())
    titled = [(m.start(), m.group(1)) for m in _TITLED.finditer(text) if not _CITED.search(text[: m.start()])]
    handed = [(m.start(), m["what"]) for m in _HANDED.finditer(text) if "《" not in m["what"]]
    made = [(m.start("what"), m["what"].lstrip("的了并及")) for m in _MADE.finditer(text)]
    return tuple(dict.fromkeys(name for _, name in sorted(titled + handed + made)))
