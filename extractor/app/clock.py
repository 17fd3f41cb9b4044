"""The one place that asks what day it is."""

from __future__ import annotations

from datetime import date, datetime

__all__ = ["today"]


def today() -> date:
    """The day here and now."""
    return datetime.now().astimezone().date()
