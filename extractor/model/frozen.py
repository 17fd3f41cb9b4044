"""The base of all values that leave the program or come back to it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

__all__ = ["Frozen"]


class Frozen(BaseModel):
    """A value: it checks itself when made, and never changes afterwards."""

    model_config = ConfigDict(frozen=True, extra="forbid")
