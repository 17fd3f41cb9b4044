"""What a sentence may leave unsaid and the tasks of running text need to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from extractor.model.document import Span
from extractor.model.draft import UnitMention

__all__ = ["Due", "TaskContext", "addressees"]


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


def addressees(context: TaskContext) -> tuple[UnitMention, ...]:
    """Nobody is named: those to whom the notice is addressed (GOLD, rules on units)."""
    return tuple(UnitMention(name, "responsible", None, "context", True) for name in context.recipients)
