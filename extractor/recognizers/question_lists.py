"""Lists of questions outside tables: numbered paragraphs one after the other, in sections that may name who answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.model.document import Span
from extractor.recognizers.answer_types import answer_of
from extractor.tables.cell_kinds import cell_kind
from extractor.text.reading import Paragraph, Reading
from patterns import lazy_re as re

__all__ = ["Question", "Section", "question_lists"]

_FEWEST = 3
_MOSTLY_ASKED, _TYPED, _SOME_ASKED = 0.6, 0.75, 0.25
_LEVELS = (3, 4, 5)
_ASKING_TITLE = re.compile(r"问卷|测评|测评表|调查|题目|问题清单|问题责任|答题|指标|提纲|自[评测查]|填报")
_ORDERS = re.compile(
    r"^(?:要|应|须|必须|重点|严格|认真)?(?:检查|核查|查看|自查|排查|核实|确认|看|审查|加强|推进|落实|开展|完善|建立|组织|做好|强化|督促|确保)(?!的|机制|情况|次数|数)"
)
_EXPLANATION = re.compile(r"(?:说明|须知|提示|注意事项|要求|备注|注)[）)：:]?$")
_LISTED = re.compile(r"^(?:本(?:地区|单位|部门|市|县|区))?是否[^。；]{4,120}[？?]?$|[^。；]{4,160}[？?](?:（[^（）]{1,60}）)?$")
_LONGEST_HEADING = 30
_CHOICE = re.compile(r"^[A-H][.．、]|^[①-⑩]|^□")
_PART_NUMBER = re.compile(
    r"^(?:(?:第[一二三四五六七八九1-9]|[甲乙丙丁])部分|[A-HⅠⅡⅢⅣⅤⅥ](?![A-Za-z])|(?:模块|板块|[Pp]art)\s?[一二三四五六1-9A-H])[.．、：:]?\s?"
)
_PART_LINE = re.compile(_PART_NUMBER.pattern + r"[\u4e00-\u9fff、与和及]{2,20}(?:（[^（）]{1,20}）)?$")
_FARTHEST_PART = 40
_MOST_CHOICE_LINES = 10
_BLANK = re.compile(r"[（(][\s\u3000]*[）)]")
_BETWEEN_HAN = re.compile(r"(?<=[^\x00-\x7f])[\s\u3000]+(?=[^\x00-\x7f])")
_AT_END = re.compile(r"[（(](?P<words>[^（）()]{2,40})[）)](?P<mark>[。；;，]?)$")
_OFFICE = re.compile(
    r"^(?:(?:责任|承办|牵头|填报|答题)?(?:科室|处室|股室|部门|单位)：)?(?P<names>[\u4e00-\u9fffA-Za-z0-9、和及]{2,30}?(?:科|股|处|室|办|中心|大队|支队|队|站|局|部|馆|所|组|委|部门|单位))(?:负责|填写|填报|作答|答题|牵头|提供)?$"
)
_NO_OFFICE = re.compile(r"百分制|电子版|全部|[上下]半部|内部|外部|多选|单选|如")
_LEADER = re.compile(
    r"(?:责任|分管|牵头|包保|主管)?(?:领导|负责人|责任人)：(?P<name>[\u4e00-\u9fff]{2,4}?)(?=[^\u4e00-\u9fff]|$|(?:责任|承办|牵头|填报|答题|业务|完成|报送|提交|办结)[\u4e00-\u9fff]{0,4}：)"
)
_OFFICES = re.compile(
    r"(?:责任|承办|牵头|填报|答题|业务)?(?:科室|处室|股室|部门|单位)：(?P<names>[^；;，。：]{2,60}?)(?=[；;，。）)\s]|$|[\u4e00-\u9fff]{2}[时日期]限?：)"
)
_OPTIONS = re.compile(r"^\s?(?:[（(]可?[多单]选[）)]|[A-H1①][.．、]|①|□)")
_EXPLAINS = re.compile(r"(?<=[。；])(?=请|若|如|需|须|填|注|以|按|含|不含|不包括|指|即|统计|仅)")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the list: ``heading`` (None: the list has no parts), who answers its questions, where that is said."""

    heading: Paragraph | None
    title: str = ""
    leader: str | None = None
    offices: tuple[str, ...] = ()
    said_at: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """``text`` with the choices below it, ``span`` where it stands. ``offices``: its own, else those of its section."""

    number: int | None
    text: str
    instruction: str | None
    span: Span
    paragraph: Paragraph
    section: Section
    offices: tuple[str, ...] = ()


def question_lists(reading: Reading) -> Iterator[tuple[Question, ...]]:
    """Each list in order. A run of numbers counts if most of it asks, or some of it under a title that says so."""
    for run in _runs(reading):
        if _explains(reading, run[0]):
            continue
        asked = [p for p in run if _asks(p)]
        share = len(asked) / len(run)
        typed = sum(1 for p in run if answer_of(_bare(p)).type) / len(run)
        if share >= _MOSTLY_ASKED or (share >= _SOME_ASKED and typed >= _TYPED and _under_asking_title(reading, run[0])):
            chosen: Sequence[Paragraph] = run
        elif len(plain := [p for p in run if _LISTED.search(p.text[p.body_start :])]) >= _FEWEST:
            chosen = plain
        else:
            continue
        yield tuple(_question(reading, paragraph) for paragraph in chosen)


def _runs(reading: Reading) -> Iterator[list[Paragraph]]:
    """Paragraphs whose numbers go on by one, of one form, whatever headings and choices stand between them."""
    open_runs: dict[str, list[Paragraph]] = {}
    for paragraph in reading.paragraphs:
        if paragraph.part in ("head", "imprint") or not paragraph.label or paragraph.level not in _LEVELS:
            continue
        form, number = re.sub(r"\d+", "", paragraph.label), _number(paragraph)
        run = open_runs.get(form)
        if run and number is not None and number == (_number(run[-1]) or 0) + 1:
            run.append(paragraph)
            continue
        if run and len(run) >= _FEWEST:
            yield run
        open_runs[form] = [paragraph]
    yield from (run for run in open_runs.values() if len(run) >= _FEWEST)


def _number(paragraph: Paragraph) -> int | None:
    digits = re.sub(r"\D", "", paragraph.label or "")
    return int(digits) if digits else None


def _words(paragraph: Paragraph) -> str:
    """The words after the number as printed: blanks to fill in are kept, which a repaired text may lose."""
    span = (
        paragraph.passage.span(paragraph.body_start, len(paragraph.text)) if len(paragraph.text) > paragraph.body_start else paragraph.span
    )
    printed = _BLANK.sub("（ ）", paragraph.passage.source[span.start : span.end].replace("\n", ""))
    return _BETWEEN_HAN.sub("", printed.replace("（ ）", "（_）")).replace("（_）", "（ ）").strip()


def _bare(paragraph: Paragraph) -> str:
    words = _words(paragraph)
    return _without_office(words)[0]


def _asks(paragraph: Paragraph) -> bool:
    words = _split(_bare(paragraph))[0].rstrip("。；;")
    if re.search(r"[？?]", words):
        return True
    return cell_kind(words.replace("_", "")) == "question" and not _ORDERS.match(words)


def _explains(reading: Reading, first: Paragraph) -> bool:
    """Under 填表说明 stands how to fill in, even where it is put as a question."""
    above = reading.paragraphs[first.index - 1].text if first.index else ""
    headings = [reading.paragraphs[i].text for i in first.parents[-1:]]
    return any(len(text) <= _LONGEST_HEADING and _EXPLANATION.search(text) for text in (above, *headings))


def _under_asking_title(reading: Reading, first: Paragraph) -> bool:
    above = [p for p in reading.paragraphs if p.index < first.index and len(p.text) <= 60 and "。" not in p.text]
    return any(_ASKING_TITLE.search(p.text) for p in (*above[:6], *above[-4:]))


def _question(reading: Reading, paragraph: Paragraph) -> Question:
    section = _section(reading, paragraph)
    words, offices = _without_office(_words(paragraph))
    text, instruction = _split(words)
    start, end = paragraph.body_start, len(paragraph.text)
    span = paragraph.passage.span(start, end)
    choices = _choices_below(reading, paragraph)
    if choices:
        text += "".join(p.text for p in choices)
        span = Span(span.start, choices[-1].span.end)
    return Question(_number(paragraph), text, instruction, span, paragraph, section, offices or section.offices)


def _without_office(words: str) -> tuple[str, tuple[str, ...]]:
    """The question without the bracket that names who answers it, and these."""
    match = _AT_END.search(words)
    said = _OFFICE.match(match["words"].replace(" ", "")) if match else None
    if match is None or said is None or _NO_OFFICE.search(match["words"]):
        return words, ()
    return words[: match.start()] + match["mark"], tuple(re.split(r"[、和及]", said["names"]))


def _split(words: str) -> tuple[str, str | None]:
    """(what is asked, how to answer): what follows the question mark, or a sentence that explains."""
    mark = re.search(r"[？?]", words)
    if mark:
        rest = words[mark.end() :]
        if not rest.strip() or _OPTIONS.match(rest) or rest.startswith(("（", "(")):
            return words, None
        return words[: mark.end()], rest.strip()
    cut = _EXPLAINS.search(words)
    return (words[: cut.start()], words[cut.start() :]) if cut and cut.start() > 0 else (words, None)


def _choices_below(reading: Reading, paragraph: Paragraph) -> list[Paragraph]:
    """The lines "A.… B.…" under a question."""
    lines = []
    for below in reading.paragraphs[paragraph.index + 1 : paragraph.index + 1 + _MOST_CHOICE_LINES]:
        if not _CHOICE.match(below.text):
            break
        lines.append(below)
    return lines


def _lettered_part(reading: Reading, paragraph: Paragraph) -> Paragraph | None:
    """The line "B 用工需求" or "第二部分 用工需求" above, which no numbering of notices knows."""
    above = reading.paragraphs[max(0, paragraph.index - _FARTHEST_PART) : paragraph.index]
    return next((p for p in reversed(above) if _PART_LINE.search(p.text)), None)


def _section(reading: Reading, paragraph: Paragraph) -> Section:
    """The heading above, its bracket, and the lines between it and the first question."""
    if not paragraph.parents:
        part = _lettered_part(reading, paragraph)
        return Section(part, _PART_NUMBER.sub("", part.text)) if part else Section(None)
    heading = reading.paragraphs[paragraph.parents[-1]]
    lines = [heading]
    for below in reading.paragraphs[heading.index + 1 : heading.index + 4]:
        if below.label or not re.search(r"(?:领导|责任人|科室|处室|股室|部门|单位|时[限间])：", below.text):
            break
        lines.append(below)
    said = "；".join(line.text for line in lines)
    leader, offices = _LEADER.search(said), _OFFICES.search(said)
    return Section(
        heading,
        re.sub(r"[（(][^（）()]*[：前][^（）()]*[）)]$", "", heading.text[heading.body_start :]),
        leader["name"] if leader else None,
        tuple(name for name in re.split(r"[、和及]", offices["names"]) if name) if offices else (),
        tuple(line.span for line in lines),
    )
