"""Tasks in running text (SCHEMA.md 6, segmentation).

Two ways: a responsibility clause makes one task of all that it governs; elsewhere each sentence is cut
at ； and where actor or deadline changes, and kept if it tells somebody to do something.
"""

from __future__ import annotations

from dataclasses import replace

from extractor.model.document import Span
from extractor.model.draft import TaskDraft
from extractor.recognizers.actor_confidence import graded
from extractor.recognizers.actors import MODAL_AFTER, Actors, companions_in, find_actors, joined_by
from extractor.recognizers.attendees import Attendees, attendees_of
from extractor.recognizers.meeting_task import meeting_task
from extractor.recognizers.responsibility import Clause, conventions_in
from extractor.recognizers.stretches import Stretch, judge, stretches
from extractor.recognizers.task_blocks import TaskBlock, task_blocks
from extractor.recognizers.task_context import TaskContext, addressees
from extractor.recognizers.task_headings import category_of, demands, heading_spans, in_task_section, own_heading, section_of
from extractor.recognizers.task_titles import kind_of, title_of
from extractor.recognizers.unsaid_actors import Carried, actor_of_heading, by_name, is_announcement, unless_issuer
from extractor.text.reading import Paragraph, Reading
from patterns import lazy_re as re

__all__ = ["recognize_prose_tasks"]


def recognize_prose_tasks(reading: Reading, context: TaskContext) -> tuple[TaskDraft, ...]:
    """All tasks of the body (and of the instrument it issues), in text order, leaves only."""
    conventions = conventions_in("\n".join(p.text for p in reading.paragraphs))
    drafts: list[TaskDraft] = []
    carried = Carried()
    attendees = attendees_of(reading)
    for block in task_blocks(reading, conventions):
        carried.enter(block.paragraph)
        if block.clause is not None:
            drafts.append(_from_clause(reading, block, block.clause))
        else:
            found = _from_sentences(reading, block, context, carried)
            drafts += [_called(d, attendees) if attendees.units and d.kind == "meeting" else d for d in found]
    if not context.is_report and (meeting := meeting_task(reading, context.dues, drafts, title=context.title)):
        drafts.append(_called(meeting, attendees if attendees.units else Attendees(addressees(context))))
    return tuple(drafts)


def _called(meeting: TaskDraft, who: Attendees) -> TaskDraft:
    return replace(meeting, units=who.units, persons=who.persons or meeting.persons)


_LONGEST_SAID = 1200
"""Characters behind a task that can say its kind: a paragraph of a thousand clauses is not read a thousand times."""


def _from_clause(reading: Reading, block: TaskBlock, clause: Clause) -> TaskDraft:
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
        section=section_of(reading, head),
        category=category_of(reading, head),
        units=clause.units,
        presumptive_lead=clause.presumptive_lead,
        persons=clause.persons,
        offices=clause.offices,
        clause=clause_span,
        deadline_spans=(*(paragraph.passage.span(a, b) for a, b in clause.deadlines if b > a), clause_span),
        inherit_spans=heading_spans(reading, head),
    )


_ANAPHORA = re.compile(
    r"^(?:该项|此项|上述|以上|这项|该)(?:工作|任务|材料|内容)|(?:完成|做好|开展)上述(?:工作|任务)|^(?:如|若|对)?(?:无|没有)[^，。；]{0,8}(?:意见|建议|情况|异议|问题)[^，。；]{0,4}(?:的)?，?(?:也|亦|同样|均)?(?:请|需|须|应|要)[^，。；]{0,12}(?:复|反馈|回告|说明|报)"
    r"|^[^，。；]{0,10}(?:纸质|书面|电子|材料|报告|文本|表格|申请表|件)[^，。；]{0,6}(?:须|应|需|要)[^。；]{0,36}(?:签字|签名|审签|签批|盖章|加盖)"
)
"""What goes on with the duty before it: 上述工作…; 无意见的，也请函复; 纸质件须经负责人签字，交…."""


def _from_sentences(reading: Reading, block: TaskBlock, context: TaskContext, carried: Carried) -> list[TaskDraft]:
    paragraph = block.paragraph
    strict = paragraph.part == "annex" or (context.is_report and not demands(reading, paragraph))
    drafts: list[TaskDraft] = []
    told = False
    carried.see(actor_of_heading(paragraph))
    for stretch in stretches(paragraph, block.start, block.end, context.dues):
        found = find_actors(paragraph.passage, stretch.start, stretch.end, issuers=context.issuers, known=context.known)
        found = by_name(found, context)
        carried.see(found)
        if drafts and _ANAPHORA.search(paragraph.text[stretch.start : stretch.end]):
            drafts[-1] = replace(drafts[-1], span=Span(drafts[-1].span.start, paragraph.passage.span(stretch.start, stretch.end).end))
            continue
        if is_announcement(paragraph, stretch, found, context):
            continue
        reason = judge(paragraph, stretch, actors=found, in_task_section=in_task_section(reading, paragraph), strict=strict, goes_on=told)
        told = (found is None and told and reason is not None) or (
            found is not None and MODAL_AFTER.match(paragraph.text, found.end) is not None
        )
        if reason and not (context.is_report and found is not None and found.own and not stretch.dues):
            actors = found or unless_issuer(carried.actors, paragraph.text[stretch.start : stretch.end], context)
            draft = _draft(reading, paragraph, stretch, actors, context, reason)
            if found is None:  # 会同B… without a subject: B helps whoever acts here
                draft = replace(draft, units=joined_by(draft.units, companions_in(paragraph.passage, stretch.start, stretch.end)))
            drafts.append(graded(draft, acted=actors is not None, said=found is not None, dated=bool(stretch.dues)))
    return drafts


def _draft(reading: Reading, paragraph: Paragraph, stretch: Stretch, actors: Actors | None, context: TaskContext, reason: str) -> TaskDraft:
    passage = paragraph.passage
    start, end = _trim(passage.text, stretch.start, stretch.end)
    text = passage.text[start:end]
    units = actors.units if actors and (actors.units or actors.persons) else addressees(context)
    return TaskDraft(
        span=passage.span(start, end),
        title=title_of(text),
        kind=kind_of(text, stretch.dues),
        rule=reason,
        number=paragraph.label,
        section=section_of(reading, paragraph),
        category=category_of(reading, paragraph),
        units=units,
        persons=actors.persons if actors else (),
        inherit_spans=(*own_heading(paragraph, start, context.dues), *heading_spans(reading, paragraph)),
    )


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
