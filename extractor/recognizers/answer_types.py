"""What kind of answer a question asks for (SCHEMA 7): rules of ``patterns/answer_types.toml``, first match wins."""

from __future__ import annotations

from typing import NamedTuple, cast

from extractor.model.notice import AnswerType, Blank
from patterns import lazy_re as re
from patterns.rules import load_rules

__all__ = ["Answer", "answer_of", "blanks_of", "expects_options", "options_of", "respondents_of", "stem_of"]

_BRACKETS = re.compile(r"[（(][^（）()]{0,200}[）)]")
_DEEPEST_BRACKETS = 3
_FEWEST_OPTIONS = 2
_MARK = re.compile(r"(?<![\d.])(?P<mark>\d{1,2}|[A-H]|[①-⑩])(?:[.．、]|(?<=[①-⑩]))(?!\d)")
_BLANK = re.compile(r"(?P<label>[^，。；？（）]{0,30})(?:（\s?）|_{2,30}|＿{1,30})(?P<unit>[^，。；？（）]{0,6})")
_CONDITION = re.compile(
    r"(?P<condition>如(?:果|已|有|是|存在|设立|提供|开展)?[^，。；]{0,12})，(?:请)?(?P<act>(?:填写|提供|列出|说明|填报|注明)[^。；]{1,60})"
)


_BLANK_MARK = re.compile(r"（\s?）|_{2,30}|＿{1,30}")
_LONGEST_UNIT = 6
_SHARPER: dict[str, tuple[str, ...]] = {
    "number": ("percentage", "amount", "score"),
    "count": ("percentage", "amount", "score"),
    "single_choice": ("multiple_choice",),
    "free_text": ("list",),
}


class Answer(NamedTuple):
    """``rule``: id of the rule that settled ``type``, or empty."""

    type: AnswerType | None
    rule: str


def stem_of(text: str) -> str:
    """The question without brackets, closing marks, options and signs such as ▲: its end says what is asked."""
    asked = re.split(r"(?<=[？?])", text, maxsplit=1)[0] if re.search(r"[？?]\s?(?:\d|[A-H])[.．、]", text) else text
    bare = "".join(asked.split())
    for _ in range(_DEEPEST_BRACKETS):
        bare = _BRACKETS.sub("", bare)
    return re.sub(r"[？?。；，、▲★*：:]+$", "", bare)


def answer_of(text: str, *, instruction: str = "", target: str = "", nature: str = "", form: str = "") -> Answer:
    """The type of ``text`` (folded); null where no rule knows. ``nature``: 定量 or 定性, where a column says so;
    ``form``: what a column says of the answer (数量, 是/否, 附件). A plain number gives way to what the question itself says."""
    words = "".join(text.split()).replace("（）", "（ ）")
    blank = _BLANK_MARK.search(words)
    forms = {
        "text": words,
        "blank": words[blank.start() : blank.end() + _LONGEST_UNIT] if blank else "",
        "form": "".join(form.split()),
        "stem": stem_of(text),
        "instruction": "".join(instruction.split()),
        "target": target,
        "nature": nature,
    }
    for rule in load_rules("answer_types").fitting("".join(forms.values())):
        for name in str(rule.yields["on"]).split("+"):
            if forms[name] and rule.search(forms[name]):
                answer = Answer(cast("AnswerType", rule.yields["type"]), rule.id)
                return _sharper(answer, text) if name == "form" else answer
    return Answer(None, "")


def _sharper(answer: Answer, text: str) -> Answer:
    """数值 for a share is a share, 选项 for a question that says 多选 is that."""
    said = answer_of(text)
    sharper = _SHARPER.get(answer.type or "", ())
    return said if said.type in sharper else answer


def expects_options(rule_id: str) -> bool:
    """Whether the rule speaks of choices that should stand beside the question."""
    return rule_id in ("answer-multiple-marked", "answer-multiple-listed", "answer-single")


def options_of(text: str) -> tuple[str, ...]:
    """The choices that stand after the question mark: "1.…；2.…" or "A.… B.…"."""
    cut = re.search(r"[？?](?:（[^（）]{1,8}）)?(?=\s?[1A①])|（[多单]选）(?=\s?[1A①])", text)
    if not cut:
        return ()
    marks = list(_MARK.finditer(text, cut.end()))
    in_order = [m for n, m in enumerate(marks) if m["mark"] in (str(n + 1), "ABCDEFGH"[n : n + 1], "①②③④⑤⑥⑦⑧⑨⑩"[n : n + 1])]
    ends = [m.start() for m in in_order[1:]] + [len(text)]
    found = [text[m.end() : end].strip(" ；;。，、") for m, end in zip(in_order, ends, strict=True)]
    return tuple(found) if len(found) >= _FEWEST_OPTIONS else ()


def blanks_of(text: str, instruction: str) -> tuple[Blank, ...]:
    """What is to be filled in: each blank with its unit, and what the instruction asks for under a condition."""
    blanks = []
    for match in _BLANK.finditer(text):
        unit = match["unit"].strip("的等") or None
        blanks.append(Blank(type=_type_of_unit(unit), label=match["label"].strip("，其中") or None, unit_of_measure=unit))
    for match in _CONDITION.finditer(instruction):
        answer = answer_of("", instruction=match["act"]).type or "free_text"
        blanks.append(Blank(type=answer, label=match["act"], condition=match["condition"]))
    return tuple(blanks)


_RESPONDENT = re.compile(
    r"(?:^|[，；。、：])(?:由|请)?(?P<who>(?:(?:其[他它余]|各|有关|相关)(?:[\u4e00-\u9fff]{0,6})?(?:部门|单位|局|科室|地区|县区|县|区|乡镇|街道)"
    r"|[\u4e00-\u9fff（）、]{1,20}?(?:局|委|办|厅|中心|部门|单位|法院|公司|科|处))(?:（[^（）]{1,20}）)?)(?:负责|只|仅|需|应|要)?(?:填写|填报|填列|提供)"
)


def respondents_of(instruction: str) -> tuple[str, ...]:
    """Who answers which part: 审批局填写…，其他部门填写…. Only where the instruction parts at least two of them."""
    found = tuple(dict.fromkeys(m["who"] for m in _RESPONDENT.finditer("".join(instruction.split()))))
    return found if len(found) > 1 else ()


def _type_of_unit(unit: str | None) -> AnswerType:
    if unit and unit.startswith("%"):
        return "percentage"
    if unit and "元" in unit:
        return "amount"
    if unit and re.match(r"(?:个?工作日|天|日|小时|分钟|年|个?月)", unit):
        return "number"
    return "count"
