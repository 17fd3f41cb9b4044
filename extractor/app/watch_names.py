"""Names of files as they are stored and shown: any bytes a file system allows, without loss and without tricks."""

from __future__ import annotations

import os
import re

from extractor.app.console import visible

__all__ = ["file_name", "shown", "stored_name"]

_RAW = "?raw:"
"""Heads a name that is no text; "?" cannot start a name from Windows, and a text that starts so is written raw too."""
_PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[-－—]?\d{7,8})(?!\d)")


def stored_name(name: str) -> str:
    """A relative name as text that any database takes."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return _RAW + os.fsencode(name).hex()
    return _RAW + os.fsencode(name).hex() if name.startswith(_RAW) else name


def file_name(stored: str) -> str:
    """The relative name that ``stored_name`` was given."""
    return os.fsdecode(bytes.fromhex(stored.removeprefix(_RAW))) if stored.startswith(_RAW) else stored


def shown(text: str) -> str:
    """One line for a screen or a log: nothing that moves the cursor or turns the writing, phone numbers masked."""
    text = file_name(text) if text.startswith(_RAW) else text
    return _PHONE.sub(_masked, visible(text.replace("\n", " ")))


def _masked(found: re.Match[str]) -> str:
    number = found.group()
    return f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}"
