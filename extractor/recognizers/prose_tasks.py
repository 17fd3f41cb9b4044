"""Tasks in running text (SCHEMA.md 6, segmentation).

Two ways: a responsibility clause makes one task of all that it governs; elsewhere each sentence is cut
at ； and where actor or deadline changes, and kept if it tells somebody to do something.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from extractor.model.document import Span
from extractor.model.draft import TaskDraft, UnitMention, within
from extractor.recognizers.actor_confidence import graded
from extractor.recognizers.actors import MODAL_AFTER, Actors, companions_in, find_actors, joined_by
from extractor.recognizers.attendees import Attendees, attendees_of
from extractor.recognizers.label_lines import with_joined_label_lines
from extractor.recognizers.meeting_task import meeting_task
from extractor.recognizers.responsibility import Clause, Conventions, clauses_in, conventions_in
from extractor.recognizers.stretches import Stretch, judge, stretches
from extractor.recognizers.task_cues import allows_tasks, asks, hands_in
from extractor.recognizers.task_titles import kind_of, title_of
from extractor.recognizers.units import ends_like_unit
from extractor.text.reading import Paragraph, Reading
from patterns import lazy_re as re

__all__ = ["Due", "TaskContext", "recognize_prose_tasks"]


class Due(Protocol):
    """What this module needs to know of a deadline."""

    @property
    def span(self) -> Span: ...
    @property
    def role(self) -> str: ...
    @property
    def class_(self) -> str: ...


@dataclass(frozen=True, slots=True)
class TaskContext:
    """What a sentence may leave unsaid: who sent the notice, and to whom."""

    issuers: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    dues: tuple[Due, ...] = ()
    is_report: bool = False
    title: str = ""

    @property
    def known(self) -> tuple[str, ...]:
        """Names by which a sentence may call those it tells to act."""
        return tuple(name for name in (*self.recipients, *self.issuers) if len(name) >= 4)


def recognize_prose_tasks(reading: Reading, context: TaskContext) -> tuple[TaskDraft, ...]:
    """All tasks of the body (and of the instrument it issues), in text order, leaves only."""
    conventions = conventions_in("\n".join(p.text for p in reading.paragraphs))
    drafts: list[TaskDraft] = []
    carried = _Carried()
    attendees = attendees_of(reading)
    for block in _blocks(reading, conventions):
        carried.enter(block.paragraph)
        if block.clause is not None:
            drafts.append(_from_clause(reading, block, block.clause))
        else:
            found = _from_sentences(reading, block, context, carried)
            drafts += [_called(d, attendees) if attendees.units and d.kind == "meeting" else d for d in found]
    if not context.is_report and (meeting := meeting_task(reading, context.dues, drafts, title=context.title)):
        drafts.append(_called(meeting, attendees if attendees.units else Attendees(_addressees(context))))
    return tuple(drafts)


def _called(meeting: TaskDraft, who: Attendees) -> TaskDraft:
    return replace(meeting, units=who.units, persons=who.persons or meeting.persons)


_LABELLED = re.compile(
    r"^(?:出\s?席|列\s?席|参会|参加|与会|请\s?假|缺席|主持|记录|发|分发|分送|抄送|印送|联系人|联系电话|电\s?话|传\s?真|邮\s?箱|地\s?址|报送邮箱|咨询)[^。；，]{0,8}[：:]|^(?:出席|列席)　"
)


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch of one paragraph (``start:end``) or, with a clause, of several (from ``first``)."""

    paragraph: Paragraph
    start: int
    end: int
    clause: Clause | None = None
    first: Paragraph | None = None


def _blocks(reading: Reading, conventions: Conventions) -> list[_Block]:
    """Cut the body into what a clause governs and what stands free."""
    blocks: list[_Block] = []
    waiting: list[_Block] = []  # paragraphs since the last heading that a later clause may govern
    for paragraph in with_joined_label_lines(reading.paragraphs):
        if (
            paragraph.part not in ("body", "instrument", "annex")
            or _LABELLED.match(paragraph.text)
            or not _may_hold_tasks(reading, paragraph)
        ):
            blocks += waiting
            waiting = []
            continue
        if paragraph.label:
            blocks += waiting
            waiting = []
        clauses = clauses_in(paragraph.passage, conventions)
        position = begin = paragraph.body_start
        if _is_bare_heading(paragraph):
            blocks += waiting
            waiting = [_Block(paragraph, begin, len(paragraph.text))] if (paragraph.level or 0) >= 2 else []
            continue
        for clause in clauses:
            governs_above = waiting and position == begin and not paragraph.label
            first = waiting[0].paragraph if governs_above else None
            if governs_above:
                waiting = []
            blocks.append(_Block(paragraph, position, clause.start, clause, first))
            position = clause.end
        if position < len(paragraph.text):
            (waiting if not clauses else blocks).append(_Block(paragraph, position, len(paragraph.text)))
    return [b for b in blocks + waiting if b.clause or not _is_bare_heading(b.paragraph)]


def _may_hold_tasks(reading: Reading, paragraph: Paragraph) -> bool:
    above = [reading.paragraphs[i] for i in paragraph.parents] + ([paragraph] if paragraph.label else [])
    return all(allows_tasks(_heading(p)) for p in above)


def _is_bare_heading(paragraph: Paragraph) -> bool:
    """A numbered line that names what follows and asks for nothing itself."""
    text = paragraph.text
    if not paragraph.label or len(text) > 36 or text[-1] in "。；" or "。" in text:
        return False
    return text[-1] == "：" or not asks(text)


def _heading(paragraph: Paragraph) -> str:
    """The heading of a numbered paragraph: what stands before the first full stop or colon."""
    stop = re.compile(r"[。：；]").search(paragraph.text, paragraph.body_start)
    return paragraph.text[paragraph.body_start : stop.start() if stop else None]


_LONGEST_SAID = 1200
"""Characters behind a task that can say its kind: a paragraph of a thousand clauses is not read a thousand times."""


def _from_clause(reading: Reading, block: _Block, clause: Clause) -> TaskDraft:
    paragraph = block.paragraph
    head = block.first or paragraph
    start, end = _trim(paragraph.text, block.start, block.end)
    span_end = paragraph.passage.span(start, end).end if end > start else paragraph.passage.span(clause.start, clause.start + 1).start
    span_start = block.first.span.start if block.first else paragraph.passage.span(start, max(end, start + 1)).start
    span = _clean(reading.text, Span(span_start, max(span_end, span_start + 1)))
    begin = head.body_start if head is not paragraph else start
    said = head.text[begin : begin + _LONGEST_SAID]
    clause_span = paragraph.passage.span(clause.start, clause.end)
    return TaskDraft(
        span=span,
        title=title_of(said),
        kind=kind_of(said, ()),
        rule=clause.rule,
        confidence="certain" if clause.units else "medium",
        number=head.label,
        section=_section(reading, head),
        category=_category(reading, head),
        units=clause.units,
        presumptive_lead=clause.presumptive_lead,
        persons=clause.persons,
        offices=clause.offices,
        clause=clause_span,
        deadline_spans=(*(paragraph.passage.span(a, b) for a, b in clause.deadlines if b > a), clause_span),
        inherit_spans=_heading_spans(reading, head),
    )


_ANAPHORA = re.compile(
    r"^(?:该项|此项|上述|以上|这项|该)(?:工作|任务|材料|内容)|(?:完成|做好|开展)上述(?:工作|任务)|^(?:如|若|对)?(?:无|没有)[^，。；]{0,8}(?:意见|建议|情况|异议|问题)[^，。；]{0,4}(?:的)?，?(?:也|亦|同样|均)?(?:请|需|须|应|要)[^，。；]{0,12}(?:复|反馈|回告|说明|报)"
)
"""What goes on with the duty before it: 上述工作…; 无意见的，也请函复."""


class _Carried:
    """Who acts where a sentence names nobody: the last actor of the paragraph, or the last group
    (各单位, 各地) of the section. The one piece of state of this module; it lives for one reading."""

    def __init__(self) -> None:
        self.actors: Actors | None = None
        self._section: tuple[int, ...] = ()
        self._group: Actors | None = None

    def enter(self, paragraph: Paragraph) -> None:
        if paragraph.parents != self._section:
            self._section, self._group = paragraph.parents, None
        self.actors = self._group

    def see(self, found: Actors | None) -> None:
        if found is None:
            return
        self.actors = found
        if found.units and all(u.group for u in found.units):
            self._group = found


def _from_sentences(reading: Reading, block: _Block, context: TaskContext, carried: _Carried) -> list[TaskDraft]:
    paragraph = block.paragraph
    strict = paragraph.part == "annex" or (context.is_report and not _demands(reading, paragraph))
    drafts: list[TaskDraft] = []
    told = False
    carried.see(_actor_of_heading(paragraph))
    for stretch in stretches(paragraph, block.start, block.end, context.dues):
        found = find_actors(paragraph.passage, stretch.start, stretch.end, issuers=context.issuers, known=context.known)
        found = _by_name(found, context)
        carried.see(found)
        if drafts and _ANAPHORA.search(paragraph.text[stretch.start : stretch.end]):
            drafts[-1] = replace(drafts[-1], span=Span(drafts[-1].span.start, paragraph.passage.span(stretch.start, stretch.end).end))
            continue
        if _is_announcement(paragraph, stretch, found, context):
            continue
        reason = judge(paragraph, stretch, actors=found, in_task_section=_in_task_section(reading, paragraph), strict=strict, goes_on=told)
        told = (found is None and told and reason is not None) or (
            found is not None and MODAL_AFTER.match(paragraph.text, found.end) is not None
        )
        if reason and not (context.is_report and found is not None and found.own and not stretch.dues):
            actors = found or _unless_issuer(carried.actors, paragraph.text[stretch.start : stretch.end], context)
            draft = _draft(reading, paragraph, stretch, actors, context, reason)
            if found is None:  # 会同B… without a subject: B helps whoever acts here
                draft = replace(draft, units=joined_by(draft.units, companions_in(paragraph.passage, stretch.start, stretch.end)))
            drafts.append(graded(draft, acted=actors is not None, said=found is not None, dated=bool(stretch.dues)))
    return drafts


def _unless_issuer(carried: Actors | None, said: str, context: TaskContext) -> Actors | None:
    """Papers are handed in to the issuer, not by it: a sentence without a subject goes back to the addressees."""
    if carried is None or not hands_in(said):
        return carried
    by_issuer = carried.own or (carried.units and all(u.name in context.issuers for u in carried.units))
    return None if by_issuer and context.recipients else carried


def _by_name(found: Actors | None, context: TaskContext) -> Actors | None:
    """贵局, 贵单位: those to whom the notice is addressed, by their names."""
    if (
        found is None
        or not context.recipients
        or not all(re.match("[贵你][局委办厅部院校司处科行县市区镇乡单公]", u.name) for u in found.units)
    ):
        return found
    return replace(found, units=_addressees(context)) if found.units else found


_ANNOUNCES = re.compile(
    r"(?:决定|定于|拟定?于?|将(?:于|自|从|在|对)|即将|计划)[^，。；]{0,60}(?:开展|举办|举行|启动|实施|进行|组织|升级|停机|调整)"
)
_LEADS_OVER = re.compile(r"(?:如下|事项|安排|方案|通知|函告|公告)[^，。；]{0,6}[：。]?$")


_END = 16


def _is_announcement(paragraph: Paragraph, stretch: Stretch, actors: Actors | None, context: TaskContext) -> bool:
    """What the issuer says at the opening that it is going to hold: the notice tells below who does what. A meeting is attended."""
    if paragraph.label or not _LEADS_OVER.search(paragraph.text[-_END:]) or any(d.role == "event_time" for d in stretch.dues):
        return False
    said = paragraph.text[stretch.start : stretch.end]
    by_issuer = actors is None or actors.own or all(u.name in context.issuers for u in actors.units)
    return by_issuer and _ANNOUNCES.search(said) is not None and "请" not in said


def _actor_of_heading(paragraph: Paragraph) -> Actors | None:
    """A run-in heading that is a unit ("（一）市直单位。…") names who acts below it."""
    heading = _heading(paragraph) if paragraph.label else ""
    if (
        not 3 <= len(heading) <= 16
        or not ends_like_unit(heading, persons=False)
        or paragraph.text[paragraph.body_start + len(heading) :][:1] not in "。："
    ):
        return None
    start, end = paragraph.body_start, paragraph.body_start + len(heading)
    unit = UnitMention(paragraph.passage.written(start, end), "responsible", paragraph.passage.span(start, end), "context", True)
    return Actors((unit,), start, end)


def _draft(reading: Reading, paragraph: Paragraph, stretch: Stretch, actors: Actors | None, context: TaskContext, reason: str) -> TaskDraft:
    passage = paragraph.passage
    start, end = _trim(passage.text, stretch.start, stretch.end)
    text = passage.text[start:end]
    units = actors.units if actors and (actors.units or actors.persons) else _addressees(context)
    return TaskDraft(
        span=passage.span(start, end),
        title=title_of(text),
        kind=kind_of(text, stretch.dues),
        rule=reason,
        number=paragraph.label,
        section=_section(reading, paragraph),
        category=_category(reading, paragraph),
        units=units,
        persons=actors.persons if actors else (),
        inherit_spans=(*_own_heading(paragraph, start, context.dues), *_heading_spans(reading, paragraph)),
    )


def _addressees(context: TaskContext) -> tuple[UnitMention, ...]:
    """Nobody is named: those to whom the notice is addressed (GOLD, rules on units)."""
    return tuple(UnitMention(name, "responsible", None, "context", True) for name in context.recipients)


def _in_task_section(reading: Reading, paragraph: Paragraph) -> bool:
    headings = [_heading(reading.paragraphs[i]) for i in paragraph.parents] + ([_heading(paragraph)] if paragraph.label else [])
    return any(re.search(r"任务|措施|要求|保障|实施|重点|职责|分工|步骤|程序|安排|体系|组织|工作|机制|支撑|治理|监督", h) for h in headings)


def _demands(reading: Reading, paragraph: Paragraph) -> bool:
    """A report may end with what it wants done: 整改要求, 下一步工作."""
    return any(re.search(r"要求$|^下一?步|整改(?:意见|措施)?$", _heading(reading.paragraphs[i])) for i in paragraph.parents)


def _section(reading: Reading, paragraph: Paragraph) -> str | None:
    labels = [reading.paragraphs[i].label or "" for i in paragraph.parents] + [paragraph.label or ""]
    return "".join(labels) or None


def _category(reading: Reading, paragraph: Paragraph) -> str | None:
    if not paragraph.parents:
        return None
    top = reading.paragraphs[paragraph.parents[0]]
    return _heading(top)[:30] or None


def _own_heading(paragraph: Paragraph, start: int, dues: Sequence[Due]) -> tuple[Span, ...]:
    """The run-in heading of the paragraph itself, where it dates a phase and the task stands behind it: （一）自查阶段（3月17日前）。各科室…"""
    if not paragraph.label:
        return ()
    end = paragraph.body_start + len(_heading(paragraph))
    if not 0 < end <= start:
        return ()
    heading = paragraph.passage.span(0, end)
    return (heading,) if any(d.role == "phase" for d in within(dues, heading)) else ()


def _heading_spans(reading: Reading, paragraph: Paragraph) -> tuple[Span, ...]:
    """Headings from which a step without a date inherits one, nearest first (SCHEMA 5, Inheritance)."""
    spans = []
    for i in reversed(paragraph.parents):
        above = reading.paragraphs[i]
        heading = above.body_start + len(_heading(above))
        spans.append(above.passage.span(0, max(1, min(heading + 1, len(above.text)))))
    return tuple(spans)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " ，；、。":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return start, end


def _clean(source: str, span: Span) -> Span:
    start, end = span
    while end > start + 1 and source[end - 1].isspace():
        end -= 1
    return Span(start, end)
