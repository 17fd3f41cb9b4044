"""Is this document, or this sentence, a report on what was done?"""

from __future__ import annotations

import re

from extractor.text.reading import Reading
from patterns.rules import load_rules

__all__ = ["is_report", "is_status"]

_LONGEST_TITLE = 60
_TITLE_PARTS = 12


def is_report(reading: Reading) -> bool:
    """By the lines at the top: one of them ends as the titles of reports do."""
    title = load_rules("report_style")["report-title"]
    for paragraph in reading.paragraphs[:_TITLE_PARTS]:
        words = re.sub(r"（[^（）]{1,12}）$", "", paragraph.text.lstrip("#* ").rstrip("* "))
        if len(words) <= _LONGEST_TITLE and not re.search(r"[。；：]", words) and title.search(words):
            return True
    return False


def is_status(sentence: str) -> bool:
    """A sentence that says how far things have come by a day."""
    return load_rules("report_style")["report-status"].search(sentence) is not None
