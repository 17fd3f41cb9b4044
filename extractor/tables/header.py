"""Header rows: where they stand, one or two levels of them, and their copies at page breaks."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.tables.cell_kinds import cell_kind, is_number_like
from extractor.tables.column_words import header_kind
from extractor.tables.row_source import SourceRow
from patterns import lazy_re as re

__all__ = ["is_page_artefact", "is_repeat", "split_header"]

_PAGE = re.compile(
    r"^[-—–－]?\s?(?:第?\d{1,4}页?(?:[/／,，]?共?\d{1,4}页?)?)\s?[-—–－]?$"
    r"|^[（(]?(?:附?表?续|续表|续上[表页]|续前[表页]|[上下]接[^，。]{1,6}|接[上下前]?[页表]|表续|转下[页表]|(?:接|见|转)[上下]一?页)\d{0,3}[）)]?$"
)
_LONGEST_LABEL = 24
_CONTINUED = re.compile(r"[（(]?(?:续表?|接上[页表]|转下[页表])[）)]?$")
_SAME_LABELS = 0.75


def split_header(rows: Sequence[SourceRow]) -> tuple[list[SourceRow], list[SourceRow]]:
    """(header rows, data rows). No header row where the first rows do not read like labels."""
    for start in range(min(3, len(rows))):
        if _is_header(rows[start]):
            end = start + 1
            if end < len(rows) and _is_second_level(rows[start], rows[end]):
                end += 1
            return list(rows[start:end]), list(rows[end:])
        if len(rows[start].filled) > 1:  # only a title may stand above the header
            break
    return [], list(rows)


def _is_header(row: SourceRow) -> bool:
    """At least two labels, most of them known words, none of them data."""
    labels = [row.cells[c].text for c in row.filled]
    known = sum(1 for label in labels if header_kind(label))
    data = sum(1 for label in labels if not header_kind(label) and _is_data(label))
    short = all(len(label) <= _LONGEST_LABEL for label in labels)
    return (
        len(labels) >= 2 and known >= 2 and short and known * 5 >= len(labels) * 2 and (not data or known * 3 >= len(labels) * 2 > 4 * data)
    )


def _is_data(label: str) -> bool:
    return is_number_like(label) or cell_kind(label) in ("phone", "question", "numbered", "date", "none")


def _is_second_level(first: SourceRow, second: SourceRow) -> bool:
    """A second row of labels stands under a label that spans columns, and has nothing in the other places."""
    free = [c for c in second.filled if not first.cells[c].text]
    labels = [second.cells[c].text for c in second.filled]
    under_merge = bool(second.covered) or bool(free)
    return (
        under_merge
        and bool(labels)
        and 0 not in second.filled
        and all(len(label) <= _LONGEST_LABEL and (header_kind(label) or cell_kind(label) == "word") for label in labels)
        and any(header_kind(label) for label in labels)
    )


def is_repeat(row: SourceRow, header: Sequence[SourceRow]) -> bool:
    """The header once more, as at the top of a new page; compared without spaces and without （续）.

    Most labels at their places are enough: a page may repeat a header that lost or gained a word.
    """
    words = tuple(_CONTINUED.sub("", word) for word in row.words)
    if len(words) < 2:
        return False
    for labels in header:
        known = tuple(_CONTINUED.sub("", word) for word in labels.words)
        same = sum(1 for word in words if word in known)
        if words == known or (len(words) > 2 and same >= _SAME_LABELS * max(len(words), len(known))):
            return True
    return False


def is_page_artefact(row: SourceRow) -> bool:
    """A row with only a page number or （续表）."""
    words = row.words
    return len(words) == 1 and bool(_PAGE.match(words[0])) and not (words[0].isdigit() and row.fields > 1)
