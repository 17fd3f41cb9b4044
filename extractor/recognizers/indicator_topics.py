"""Indicators named in running text: topics of a framework, requested data, headings of a report, listed questions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from extractor.model.notice import AnswerType, Confidence, Evidence, Indicator
from extractor.recognizers.answer_types import answer_of, blanks_of, options_of
from extractor.recognizers.indicator_tables import DueAt
from extractor.recognizers.question_lists import Question, question_lists
from extractor.recognizers.report_style import is_report
from extractor.text.passage import Passage
from extractor.text.reading import Paragraph, Reading
from extractor.text.sentences import sentences
from patterns import lazy_re as re
from patterns.rules import Rule, load_rules

__all__ = ["prose_indicators"]

_SPLIT = re.compile(r"[、，]|(?<=[\u4e00-\u9fff）])(?:以?及)(?=[\u4e00-\u9fff])")
_ETC = re.compile(r"等(?:方面|内容|情况|指标|工作)?(?:的情况)?$")
_DATA = re.compile(r"(?:数量?|率|面|占比|比例|金额|人数|家数|总量|额|度|次数)(?:（[^（）]{1,8}）)?$")
_VERB = re.compile(r"^(?:提升|提高|优化|改善|完善|强化|稳步提升|加快)")
_AS_QUESTION = re.compile(r"[：:](?=\s?[A1①])|(?<=[）)])(?=\s?[A1①][.．、])|(?=A[.．、])")
_LONGEST_HEADING = 30


def prose_indicators(reading: Reading, *, topic: tuple[str, ...], due_at: DueAt) -> Iterator[Indicator]:
    """In reading order, those of ``patterns/indicator_topics.toml`` first."""
    rules = load_rules("indicator_topics")
    report = is_report(reading)
    for paragraph in reading.paragraphs:
        if paragraph.part in ("head", "imprint"):
            continue
        yield from _topics(reading, paragraph, rules["topics-of-level"], topic)
        yield from _topics(reading, paragraph, rules["topics-of-indicator"], topic)
        yield from _asked(reading, paragraph, rules["data-asked-for"], topic, due_at)
        if report:
            yield from _measured(paragraph, rules["measured-name"], topic)
            yield from _headed(reading, paragraph, topic)
    yield from _listed(reading, topic, due_at)


def _topics(reading: Reading, paragraph: Paragraph, rule: Rule, topic: tuple[str, ...]) -> Iterator[Indicator]:
    for match in rule.finditer(paragraph.text):
        level = match.groupdict().get("path")
        path = (*[t for t in topic if t != level], level) if level else topic
        for start, end in _items(paragraph.text, *match.span("list"), strip_etc=True):
            text = paragraph.text[start:end]
            answer = None if level else _answer_by_values(reading, text)
            yield _indicator(paragraph.passage, start, end, path, answer, rule)


def _asked(reading: Reading, paragraph: Paragraph, rule: Rule, topic: tuple[str, ...], due_at: DueAt) -> Iterator[Indicator]:
    for match in rule.finditer(paragraph.text):
        items = _items(paragraph.text, *match.span("list"), strip_etc=False)
        if not any(_DATA.search(paragraph.text[a:b]) for a, b in items):
            continue
        due = _due(reading, paragraph, match.start(), due_at)
        for start, end in items:
            text = paragraph.text[start:end]
            answer = answer_of(text).type if _DATA.search(text) else None
            yield _indicator(paragraph.passage, start, end, topic, answer, rule, due=due)


def _items(text: str, start: int, end: int, *, strip_etc: bool) -> list[tuple[int, int]]:
    """The parts of a list, at 、 ， 及, outside brackets; 等 and what follows goes."""
    if strip_etc and (cut := _ETC.search(text, start, end)):
        end = cut.start()
    parts, begin = [], start
    for match in _SPLIT.finditer(text, start, end):
        if text[start : match.start()].count("（") == text[start : match.start()].count("）"):
            parts.append((begin, match.start()))
            begin = match.end()
    parts.append((begin, end))
    return [(a, b) for a, b in parts if 3 <= b - a <= 60]


def _due(reading: Reading, paragraph: Paragraph, at: int, due_at: DueAt) -> date | None:
    """The deadline of the sentence, else of the paragraph, else of the headings above, innermost first."""
    for start, end in sentences(paragraph.text):
        if start <= at < end and (due := due_at(paragraph.passage.span(start, end))):
            return due
    for span in (paragraph.span, *(reading.paragraphs[i].span for i in reversed(paragraph.parents))):
        if due := due_at(span):
            return due
    return None


def _answer_by_values(reading: Reading, name: str) -> AnswerType | None:
    """A topic whose paragraph gives points is a score, one with per cents a percentage."""
    for paragraph in reading.body:
        head, _, rest = paragraph.text[paragraph.body_start :].partition("。")
        if rest and len(set(head) & set(name)) >= 0.7 * len(set(name)):
            if re.search(r"\d\s?分(?!钟)", rest):
                return "score"
            if "%" in rest:
                return "percentage"
    return answer_of(name).type


def _measured(paragraph: Paragraph, rule: Rule, topic: tuple[str, ...]) -> Iterator[Indicator]:
    """In a paragraph whose heading speaks of indicators, every name with a share is one of them."""
    heading, _, rest = paragraph.text[paragraph.body_start :].partition("。")
    if not rest or "指标" not in heading or len(heading) > 40:
        return
    path = (*topic, _VERB.sub("", heading))
    for match in rule.finditer(paragraph.text):
        yield _indicator(paragraph.passage, *match.span("name"), path, "percentage", rule)


def _headed(reading: Reading, paragraph: Paragraph, topic: tuple[str, ...]) -> Iterator[Indicator]:
    """Under a section 指标完成情况 each run-in heading with a value behind it is an indicator."""
    section = next((reading.paragraphs[i].text for i in reversed(paragraph.parents)), "")
    start = paragraph.body_start
    end = paragraph.text.find("。", start)
    if "指标" not in section or not 2 <= end - start <= 24 or not re.search(r"\d", paragraph.text[end:]):
        return
    text, rest = paragraph.text[start:end], paragraph.text[end:]
    answer = answer_of(text).type or ("amount" if re.search(r"\d[万亿]{0,2}元", rest) else "percentage" if "%" in rest else None)
    name = re.sub(r"^[一二三四五六七八九十]+、|^（[一二三四五六七八九十]+）", "", section)
    yield _indicator(paragraph.passage, start, end, (*topic, name), answer, None, rule_id="indicator-heading")


def _listed(reading: Reading, topic: tuple[str, ...], due_at: DueAt) -> Iterator[Indicator]:
    """Numbered questions one after the other."""
    for questions in question_lists(reading):
        for question in questions:
            yield _question(question, topic, due_at)


def _question(question: Question, topic: tuple[str, ...], due_at: DueAt) -> Indicator:
    section, text = question.section, question.text
    options = options_of(text) or options_of(_AS_QUESTION.sub("？", text, count=1))
    answer = answer_of(text, instruction=question.instruction or "").type
    if options and answer in (None, "boolean", "list", "free_text", "count"):
        answer = "multiple_choice" if re.search(r"多选|哪些", text) else "single_choice"
    title = section.title if 2 <= len(section.title) <= _LONGEST_HEADING else ""
    due = due_at(question.paragraph.span) or next((due for span in section.said_at if (due := due_at(span))), None)
    source = question.paragraph.passage.source
    spans = (question.span, *section.said_at) if question.offices or section.leader else (question.span,)
    return Indicator(
        number=question.number,
        text=text,
        path=(*topic, title) if title else topic,
        answer_type=answer,
        options=options,
        instruction=question.instruction,
        blanks=blanks_of(text, question.instruction or ""),
        leader=section.leader,
        office="、".join(question.offices) or None,
        due=due,
        evidence=tuple(
            Evidence(
                quote=source[span.start : span.end], start=span.start, end=span.end, rule="indicator-listed-question", confidence="medium"
            )
            for span in spans
        ),
    )


def _indicator(
    passage: Passage, start: int, end: int, path: tuple[str, ...], answer: AnswerType | None, rule: Rule | None,
    *, rule_id: str = "", due: date | None = None,
) -> Indicator:  # fmt: skip
    span = passage.span(start, end)
    confidence: Confidence = "medium" if rule is None or rule.confidence == "medium" else "high"
    evidence = Evidence(
        quote=passage.source[span.start : span.end],
        start=span.start,
        end=span.end,
        rule=rule.id if rule else rule_id,
        confidence=confidence,
    )
    return Indicator(text=passage.text[start:end], path=path, answer_type=answer, due=due, evidence=(evidence,))
