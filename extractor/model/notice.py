"""The reading of one notice: fenban's public result.

The flat form is the one in which gold readings are written (title, deadlines, tasks ... as plain
values); beside each value stand its evidence, the rule that found it and how sure that is.
Absent or ``null`` means that the text does not say it; nothing is ever guessed silently.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import AliasChoices, ConfigDict, Field

from extractor.model.document import Box, Provenance, SourceFormat
from extractor.model.frozen import Frozen

__all__ = [
    "AnswerType",
    "Attachment",
    "Blank",
    "Confidence",
    "Contact",
    "Deadline",
    "DeadlineClass",
    "DeadlineRole",
    "Evidence",
    "HolidayRule",
    "Indicator",
    "Item",
    "Medium",
    "Metadata",
    "Notice",
    "Observation",
    "PlainDate",
    "ReviewFlag",
    "Source",
    "SubmissionChannel",
    "Task",
    "TaskKind",
    "Unit",
    "UnitRole",
    "ValueSource",
]

Confidence = Literal["certain", "high", "medium", "low"]
"""certain: stands in the text in so many words, in the form the standard prescribes.
high: a rule with a cue word matched. medium: a convention or the context settles it.
low: a guess that a clerk must look at."""

ValueSource = Literal["explicit", "inherited", "merged_cell", "context", "inferred", "document_date", "context_note", "not_stated"]
"""Where a value comes from. Only ``explicit`` is "from the text"; all others print as （推定）."""

DeadlineRole = Literal["due", "milestone", "phase", "goal", "event_time", "window"]
DeadlineClass = Literal["fixed", "range", "relative", "recurring", "event", "open_ended", "composite", "prompt"]
Precision = Literal["minute", "day", "xun", "month_end", "quarter_end", "half_year", "year", "year_end"]
YearSource = Literal["explicit", "same_sentence", "document_date", "context_note", "context"]
HolidayRule = Literal["previous_friday", "previous_workday", "next_workday", "second_workday_after"]
UnitRole = Literal["lead", "responsible", "cooperating"]
Medium = Literal["paper", "email", "system", "fax", "package", "onsite", "wechat_or_oa", "unspecified"]
TaskKind = Literal[
    "action",
    "submission",
    "form",
    "questionnaire",
    "meeting",
    "phase",
    "group",
    "one_thing",
    "duty",
    "conditional_action",
]
AnswerType = Literal[
    "boolean",
    "count",
    "number",
    "percentage",
    "score",
    "amount",
    "date",
    "single_choice",
    "multiple_choice",
    "list",
    "free_text",
    "document",
]


class Evidence(Frozen):
    """The words of the source behind a value. ``quote`` is ``source.text[start:end]``, exactly."""

    quote: str
    start: int
    end: int
    rule: str
    confidence: Confidence = "high"
    source: ValueSource = "explicit"
    page: int | None = None
    box: Box | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None


class Value(Frozen):
    """Base of all facts of a notice: each names the words it was read from.

    ``flags`` are short Chinese sentences on what a clerk should check about this value.
    """

    evidence: tuple[Evidence, ...] = ()
    flags: tuple[str, ...] = ()


class Source(Frozen):
    """The file that was read. ``text`` is what all offsets count in."""

    name: str
    format: SourceFormat
    sha256: str
    page_count: int | None = None
    text: str


class Metadata(Frozen):
    """What the document says about itself. ``evidence`` maps a field name to its words."""

    document_type: str | None = None
    document_subtype: str | None = None
    title: str | None = None
    document_number: str | None = None
    issue_number: str | None = None
    issuer_mark: str | None = None
    issuing_authorities: tuple[str, ...] = ()
    issue_date: date | None = None
    print_date: date | None = None
    printing_office: str | None = None
    signatory: str | None = None
    urgency: str | None = None
    primary_recipients: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    publicity: str | None = None
    issued_instrument: str | None = None
    references: tuple[str, ...] = ()
    year_context: int | None = None
    evidence: dict[str, tuple[Evidence, ...]] = Field(default_factory=dict)


class Attachment(Value):
    title: str
    number: str | None = None
    present: bool | Literal["instructions_only"] = False
    other_titles: tuple[str, ...] = ()


class Contact(Value):
    """``pairing``: explicit (name beside number), positional (n names, n numbers in order),
    shared (one number for all names), unpaired (counts differ: nothing was paired)."""

    name: str | None = None
    unit: str | None = None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    purpose: str | None = None
    pairing: Literal["explicit", "positional", "shared", "unpaired"] = "explicit"


class SubmissionChannel(Value):
    medium: Medium
    email: str | None = None
    address: str | None = None
    recipient: str | None = None
    requirements: tuple[str, ...] = ()


class Deadline(Value):
    """``due``: last day on which the thing is on time; null where the text does not settle it.

    ``recurrence`` is an RFC 5545 RRULE value ("FREQ=MONTHLY;BYMONTHDAY=25"); relative deadlines have
    ``base_event``, ``amount`` and ``unit`` ("工作日", "日", "小时", ...). ``parts`` are the pieces of a
    composite, in text order. ``holiday_rule``: what the notice itself says of days off; ``due`` is never moved.
    """

    id: str
    quote: str
    role: DeadlineRole = "due"
    class_: DeadlineClass = Field(validation_alias=AliasChoices("class", "class_"), serialization_alias="class")
    start: date | None = None
    due: date | None = None
    due_time: str | None = None
    precision: Precision | None = None
    boundary_word: str | None = None
    year_source: YearSource | None = None
    falls_on: Literal["weekend", "holiday", "makeup_workday"] | None = None
    recurrence: str | None = None
    base_event: str | None = None
    amount: int | None = None
    unit: str | None = None
    business_close: bool = False
    irreversible: bool = False
    holiday_rule: HolidayRule | None = None
    parts: tuple[DeadlinePart, ...] = ()

    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True)


class DeadlinePart(Frozen):
    class_: DeadlineClass = Field(validation_alias=AliasChoices("class", "class_"), serialization_alias="class")
    due: date | None = None
    text: str

    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True)


class PlainDate(Value):
    """A date-like string that binds nobody: issue date, past event, data cut-off, office hours ..."""

    quote: str
    role: str
    value: str | None = None


class Unit(Frozen):
    """A unit in its role in one task, as written. ``group``: stands for several units that are not named."""

    name: str
    role: UnitRole
    source: ValueSource = "explicit"
    group: bool = False
    evidence: Evidence | None = None


class Item(Frozen):
    """One concrete matter of a task that a table spreads over several rows."""

    item: str
    departments: tuple[str, ...] = ()


class Task(Value):
    """Something that somebody must do.

    ``lead_units``, ``responsible_units`` and ``cooperating_units`` hold names as the text has them;
    ``units`` says of each where it comes from. ``presumptive_lead`` is the first of an unranked list:
    printed as （排序第一，推定）, never as the lead.
    """

    id: str
    title: str
    kind: TaskKind
    quote: str
    number: str | None = None
    section: str | None = None
    parent: str | None = None
    category: str | None = None
    lead_units: tuple[str, ...] = ()
    responsible_units: tuple[str, ...] = ()
    cooperating_units: tuple[str, ...] = ()
    units: tuple[Unit, ...] = ()
    presumptive_lead: str | None = None
    responsible_persons: tuple[str, ...] = ()
    responsible_offices: tuple[str, ...] = ()
    responsibility_clause: str | None = None
    deadline_ids: tuple[str, ...] = ()
    deadline_source: ValueSource = "not_stated"
    deliverables: tuple[str, ...] = ()
    quantities: tuple[str, ...] = ()
    indicator_numbers: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    condition: str | None = None


class Blank(Frozen):
    """One thing to fill in within a question."""

    type: AnswerType
    label: str | None = None
    unit_of_measure: str | None = None
    condition: str | None = None


class Indicator(Value):
    """A question asked of the respondents. ``path`` runs from the first level down.

    ``respondents``: who answers which part, where the instruction tells them apart; empty: everybody answers all.
    """

    number: int | str | None = None
    text: str
    path: tuple[str, ...] = ()
    answer_type: AnswerType | None = None
    unit_of_measure: str | None = None
    unit_source: ValueSource = "explicit"
    options: tuple[str, ...] = ()
    options_missing: bool = False
    definition: str | None = None
    instruction: str | None = None
    blanks: tuple[Blank, ...] = ()
    respondents: tuple[str, ...] = ()
    leader: str | None = None
    office: str | None = None
    due: date | None = None
    participation: Literal["lead", "cooperate"] | None = None
    weight: str | None = None


class Observation(Value):
    """A value of an indicator. ``value`` null with ``missing`` true: the source says there is none."""

    quote: str
    kind: Literal["actual", "target", "forecast", "benchmark"] = "actual"
    value: float | None = None
    operator: Literal["=", ">=", "<=", ">", "<", "range", "text"] = "="
    unit: str | None = None
    period: str | None = None
    indicator: str | None = None
    missing: bool = False


class ReviewFlag(Frozen):
    """Something a clerk must look at before the sheet goes out. ``code`` names the check."""

    code: str
    message: str
    evidence: tuple[Evidence, ...] = ()


class Notice(Frozen):
    """Everything that was read out of one document."""

    doc_id: str
    schema_version: Literal["1"] = "1"
    source: Source
    metadata: Metadata
    attachments: tuple[Attachment, ...] = ()
    contacts: tuple[Contact, ...] = ()
    submission_channels: tuple[SubmissionChannel, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    non_deadline_dates: tuple[PlainDate, ...] = ()
    tasks: tuple[Task, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    observations: tuple[Observation, ...] = ()
    review_flags: tuple[str, ...] = ()
    checks: tuple[ReviewFlag, ...] = ()


def evidence_at(provenance: Provenance) -> dict[str, object]:
    """The place of ``provenance`` as keyword arguments of ``Evidence``."""
    return {name: getattr(provenance, name) for name in ("page", "box", "table", "row", "column")}
