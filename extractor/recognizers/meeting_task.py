"""The one task of a meeting notice: to come (GOLD: kind meeting).

Notices spread a meeting over headings (会议时间, 会议地点, 参会人员): the sentence that calls it holds no
time, and the line with the time holds no verb.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.model.document import Span
from extractor.model.draft import TaskDraft, within
from extractor.recognizers.task_context import Due
from extractor.text.reading import Paragraph, Reading
from extractor.text.sentences import sentences
from patterns import lazy_re as re

__all__ = ["meeting_task"]

_TITLE = re.compile(
    r"关于(?:组织)?(?:召开|举办|举行|参加|开展)(?P<what>.{2,60}?(?:会议|会|班|培训|活动|论坛|讲座|仪式))(?:暨.{2,40}?(?:会议|会|班|培训|活动))?的"
)
_CALLS = re.compile(r"(?:召开|举办|举行|开展)[^，。；]{0,60}?(?:会议|会|班|培训|活动|论坛|讲座|仪式)")

_CALLS_MEETING = re.compile(
    r"(?:决定|定于|拟于|拟|将于)[^，。；]{0,40}?(?:召开|举办|举行)(?P<what>[^，。；]{2,60}?(?:会议|会|班|论坛|讲座|仪式))|(?P<named>[^，。；]{2,40}会)(?:将|拟|定)?(?:将|拟)?于[^，。；]{4,60}(?:举行|召开)"
)


def meeting_task(reading: Reading, dues: Sequence[Due], drafts: Sequence[TaskDraft], *, title: str) -> TaskDraft | None:
    """The task to attend, unless a draft holds the time of the meeting already. Who is called is not said here."""
    call = _call(reading.body)
    named = _TITLE.search(title) or (_CALLS_MEETING.search(reading.text, *call) if call else None)
    if not named:
        return None
    times = [p for p in reading.body if _has_event(dues, p.span)]
    if not times or any(d.span.start <= t.span.start < d.span.end for d in drafts for t in times):
        return None
    if any(d.kind == "meeting" and _has_event(dues, d.span) for d in drafts):
        return None
    return TaskDraft(
        span=call or times[0].span,
        title=f"参加{named['what'] or named['named']}"[:40],
        kind="meeting",
        rule="task-meeting",
        confidence="high",
        deadline_spans=tuple(p.span for p in times),
    )


def _has_event(dues: Sequence[Due], span: Span) -> bool:
    return any(d.role == "event_time" for d in within(dues, span))


def _call(body: Sequence[Paragraph]) -> Span | None:
    """The sentence that calls the meeting."""
    for paragraph in body[:4]:
        for a, b in sentences(paragraph.text):
            if _CALLS.search(paragraph.text, a, b) or _CALLS_MEETING.search(paragraph.text, a, b):
                return paragraph.passage.span(a, b)
    return None
